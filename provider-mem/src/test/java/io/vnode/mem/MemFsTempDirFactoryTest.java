package io.vnode.mem;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.FileSystem;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** JUnit user guide, "The TempDirectory Extension": a factory decides where directories are. */
class MemFsTempDirFactoryTest {
  /** Those of the tests that are over. */
  private static final List<FileSystem> BEFORE = new ArrayList<>();

  @TempDir(factory = MemFsTempDirFactory.class)
  private Path directory;

  /** {@link TempDir}: each declaration and each test has a directory of its own. */
  @RepeatedTest(3)
  void eachTestGetsAFreshMemFsThatIsClosedBehindIt() throws IOException {
    FileSystem fileSystem = directory.getFileSystem();
    assertTrue(fileSystem instanceof MemFileSystem && fileSystem.isOpen());
    assertTrue(BEFORE.stream().noneMatch(FileSystem::isOpen));
    BEFORE.add(fileSystem);
    try (Stream<Path> walk = Files.walk(fileSystem.getPath("/"))) {
      assertEquals("[/, /tmp, /tmp/junit]", walk.toList().toString());
    }
    Files.writeString(directory.resolve("file"), "left for JUnit to remove");
  }

  /** {@link TempDir}: a parameter is a declaration like any other. */
  @Test
  void aParameterGetsADirectoryOfItsOwn(
      @TempDir(factory = MemFsTempDirFactory.class) Path parameter) throws IOException {
    assertNotSame(directory.getFileSystem(), parameter.getFileSystem());
    Files.createFile(parameter.resolve("file"));
    assertFalse(Files.exists(directory.resolve("file")));
  }

  /** {@link org.junit.jupiter.api.io.TempDirFactory#close}: also when nothing was made. */
  @Test
  void aFactoryThatMadeNothingClosesNothing() throws IOException {
    new MemFsTempDirFactory().close();
  }
}
