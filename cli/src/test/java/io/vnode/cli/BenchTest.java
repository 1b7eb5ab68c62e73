package io.vnode.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.vnode.mem.MemFs;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * {@code vnode bench} in a source tree that holds nothing but the command, and benchmarks or none.
 */
class BenchTest {
  @TempDir Path tree;

  /** Stands for the benchmarks: tells how it was called, and fails when it is told to. */
  static final class Benchmarks {
    private Benchmarks() {}

    public static void main(String[] args) {
      System.out.println(String.join(" ", args));
      System.exit(Integer.getInteger("status", 0));
    }
  }

  @BeforeEach
  void copyTheCommand() throws IOException, URISyntaxException {
    Path classes = tree.resolve("cli/target/classes");
    Files.createDirectories(classes.getParent());
    MemFs.copyTree(ownClasses(), classes);
  }

  @Test
  void withoutBenchmarksItSaysHowToHaveThem() throws Exception {
    Shell.Result result = bench();
    assertEquals(1, result.status());
    assertEquals(
        "vnode bench: no bench/target/benchmarks.jar in a source tree around:"
            + " ./vnode bench builds it there\n",
        result.err());
    assertEquals("", result.out());
  }

  /** Without a terminal there is no progress to be shown. */
  @Test
  void itRunsTheBenchmarksOfItsTreeAndPassesOnWhatTheyPrint() throws Exception {
    makeBenchmarks();
    assertEquals(new Shell.Result(0, "run short\n", ""), bench());
  }

  @Test
  void itFailsWhenTheBenchmarksDo() throws Exception {
    makeBenchmarks();
    Shell.Result result = bench("JDK_JAVA_OPTIONS", "-Dstatus=3");
    assertEquals(1, result.status());
  }

  private Shell.Result bench(String... variable) throws Exception {
    String own = ownClasses().toString();
    String classPath =
        Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
            .map(entry -> Path.of(entry).toString().equals(own) ? ownCopy() : entry)
            .collect(Collectors.joining(File.pathSeparator));
    String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
    ProcessBuilder builder =
        new ProcessBuilder(java, "-cp", classPath, Main.class.getName(), "bench");
    if (variable.length > 0) {
      builder.environment().put(variable[0], variable[1]);
    }
    Path err = tree.resolve("err");
    Process process = builder.redirectError(err.toFile()).start();
    String out = new String(process.getInputStream().readAllBytes(), UTF_8);
    return new Shell.Result(process.waitFor(), out, Files.readString(err));
  }

  private String ownCopy() {
    return tree.resolve("cli/target/classes").toString();
  }

  private static Path ownClasses() throws URISyntaxException {
    return Path.of(Main.class.getProtectionDomain().getCodeSource().getLocation().toURI());
  }

  private void makeBenchmarks() throws IOException {
    Path jar = Files.createDirectories(tree.resolve("bench/target")).resolve("benchmarks.jar");
    Manifest manifest = new Manifest();
    manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
    manifest.getMainAttributes().put(Attributes.Name.MAIN_CLASS, Benchmarks.class.getName());
    String name = Benchmarks.class.getName().replace('.', '/') + ".class";
    try (OutputStream file = Files.newOutputStream(jar);
        JarOutputStream entries = new JarOutputStream(file, manifest);
        InputStream bytes = Benchmarks.class.getClassLoader().getResourceAsStream(name)) {
      entries.putNextEntry(new JarEntry(name));
      bytes.transferTo(entries);
    }
  }
}
