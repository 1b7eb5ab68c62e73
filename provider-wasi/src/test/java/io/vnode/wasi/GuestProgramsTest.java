package io.vnode.wasi;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.google.common.jimfs.Configuration;
import com.google.common.jimfs.Jimfs;
import io.vnode.mem.MemFs;
import io.vnode.projfs.ProjAccess;
import io.vnode.projfs.ProjFs;
import java.io.ByteArrayOutputStream;
import java.io.File;
import java.io.IOException;
import java.nio.file.FileSystem;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * C programs, one for each area, that print what becomes of the calls of POSIX: they print the same
 * in a sandbox as natively on Linux, which is what the files {@code guests/*.txt} are.
 */
class GuestProgramsTest {
  private static final Path SOURCES = Path.of("src/test/guests");
  private static final Path PROGRAMS = Path.of("src/test/resources/guests");

  @TempDir Path host;

  static List<String> guests() {
    return List.of("files", "names", "links", "listing", "times", "stdio");
  }

  private static String expected(String guest) throws IOException {
    return Files.readString(PROGRAMS.resolve(guest + ".txt"));
  }

  private static WasiProgram load(String guest) throws IOException {
    return WasiProgram.load(PROGRAMS.resolve(guest + ".wasm")).arguments(guest);
  }

  private static String output(WasiProgram program, Path top) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ExitStatus exit = program.preopen("/", top).stdout(out).stderr(out).run();
    assertEquals(0, exit.code(), out.toString(UTF_8));
    return out.toString(UTF_8);
  }

  @ParameterizedTest
  @MethodSource("guests")
  void inMemoryGuestsSeeWhatPosixSays(String guest) throws IOException {
    try (FileSystem memory = MemFs.create()) {
      Path top = Files.createDirectory(memory.getPath("/top"));
      assertEquals(expected(guest), output(load(guest), top));
    }
  }

  @ParameterizedTest
  @MethodSource("guests")
  void interpretedGuestsSeeTheSame(String guest) throws IOException {
    try (FileSystem memory = MemFs.create()) {
      Path top = Files.createDirectory(memory.getPath("/top"));
      assertEquals(expected(guest), output(load(guest).interpreted(), top));
    }
  }

  @ParameterizedTest
  @MethodSource("guests")
  void onTheHostGuestsSeeWhatPosixSays(String guest) throws IOException {
    assertEquals(expected(guest), output(load(guest), host));
  }

  @ParameterizedTest
  @MethodSource("guests")
  void inAPortalGuestsSeeWhatPosixSays(String guest) throws IOException {
    try (FileSystem projection =
        ProjFs.builder().portal("/p", host, ProjAccess.READ_WRITE).build()) {
      assertEquals(expected(guest), output(load(guest), projection.getPath("/p")));
    }
  }

  /** What jimfs does is as on Linux, but for links and for a rename over an empty directory. */
  @ParameterizedTest
  @ValueSource(strings = {"files", "stdio"})
  void onJimfsGuestsSeeWhatPosixSays(String guest) throws IOException {
    try (FileSystem jimfs = Jimfs.newFileSystem(Configuration.unix())) {
      assertEquals(expected(guest), output(load(guest), jimfs.getPath("/work")));
    }
  }

  /** What is expected is what the same sources print natively, where they can be built. */
  @Test
  void theExpectedIsWhatLinuxSays() throws Exception {
    assumeTrue(isLinux() && hasCompiler());
    Path natives = Files.createDirectory(host.resolve("natives"));
    run(host, "sh", SOURCES.resolve("build").toAbsolutePath().toString(), "--native", natives + "");
    for (String guest : guests()) {
      Path folder = Files.createDirectory(host.resolve("in-" + guest));
      assertEquals(expected(guest), run(folder, natives.resolve(guest).toString()), guest);
    }
  }

  private static boolean isLinux() {
    return System.getProperty("os.name").equals("Linux");
  }

  private static boolean hasCompiler() {
    return List.of(System.getenv("PATH").split(File.pathSeparator, -1)).stream()
        .anyMatch(folder -> Files.isExecutable(Path.of(folder, "cc")));
  }

  private static String run(Path folder, String... command)
      throws IOException, InterruptedException {
    Process process =
        new ProcessBuilder(command).directory(folder.toFile()).redirectErrorStream(true).start();
    String output = new String(process.getInputStream().readAllBytes(), UTF_8);
    assertEquals(0, process.waitFor(), output);
    assertTrue(process.toHandle().pid() > 0);
    return output;
  }
}
