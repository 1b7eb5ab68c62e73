package io.vnode.mem;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.lang.reflect.Method;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/** A JVM whose default file system is a memfs, on the JDK that runs the tests. */
class DefaultProviderTest {
  @TempDir private Path host;

  /** {@link java.nio.file.FileSystems#getDefault}: a property names the default provider. */
  @TestFactory
  Stream<DynamicTest> inAJvmOnMemFs() {
    return Arrays.stream(DefaultProviderClaims.class.getDeclaredMethods())
        .filter(DefaultProviderClaims::isClaim)
        .map(Method::getName)
        .sorted()
        .map(claim -> DynamicTest.dynamicTest(claim, () -> runInJvm(claim)));
  }

  private void runInJvm(String claim) throws IOException, InterruptedException {
    Path directory = Files.createDirectories(host.resolve("work"));
    Path output = host.resolve(claim + ".log");
    Process jvm =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-ea",
                "-Xmx256m",
                "-Djava.nio.file.spi.DefaultFileSystemProvider="
                    + DefaultMemFileSystemProvider.class.getName(),
                "-cp",
                System.getProperty("java.class.path"),
                DefaultProviderClaims.class.getName(),
                claim)
            .directory(directory.toFile())
            .redirectErrorStream(true)
            .redirectOutput(output.toFile())
            .start();
    assertEquals(0, jvm.waitFor(), () -> text(output));
    try (Stream<Path> left = Files.list(directory)) {
      assertEquals(List.of(), left.toList(), "the host's working directory");
    }
  }

  private static String text(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      return e.toString();
    }
  }
}
