package io.vnode.mem;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** memfs as named modules, in a JVM of its own: the tests themselves run on the class path. */
class ModulePathTest {
  private static final long SECONDS_MAX = 60;

  /** What the other JVM runs. */
  static final class Tour {
    private Tour() {}

    public static void main(String[] args) throws IOException {
      try (FileSystem fs = FileSystems.newFileSystem(URI.create("memfs://tour"), Map.of())) {
        Path file = Files.writeString(fs.getPath("/f"), "text");
        System.out.print(fs.provider().getClass().getModule().getName());
        System.out.print(" " + Files.readString(Path.of(file.toUri())));
      }
    }
  }

  /** {@code provides} of module-info: FileSystemProvider.installedProviders finds the module's. */
  @Test
  void theProviderIsFoundInItsModule() throws Exception {
    List<String> classPath =
        Arrays.asList(System.getProperty("java.class.path").split(File.pathSeparator, -1));
    String modules =
        classPath.stream()
            .filter(ModulePathTest::isModule)
            .collect(Collectors.joining(File.pathSeparator));
    String tests =
        classPath.stream()
            .filter(entry -> entry.endsWith("test-classes"))
            .findFirst()
            .orElseThrow();
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--module-path",
                modules,
                "--patch-module",
                "io.vnode.mem=" + tests,
                "--module",
                "io.vnode.mem/" + Tour.class.getName())
            .redirectErrorStream(true)
            .start();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    process.waitFor(SECONDS_MAX, TimeUnit.SECONDS);
    assertEquals("io.vnode.mem text", said);
    assertEquals(0, process.exitValue());
  }

  /** Ours, as jar or folder, and Guava with what it needs. */
  private static boolean isModule(String entry) {
    String name = Path.of(entry).toString();
    boolean ours = name.matches(".*(engine|nio|provider-mem).*") && !name.endsWith("test-classes");
    return ours || name.matches(".*(guava|failureaccess)-[0-9].*\\.jar");
  }
}
