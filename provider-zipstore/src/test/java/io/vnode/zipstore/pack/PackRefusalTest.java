package io.vnode.zipstore.pack;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.common.jimfs.Configuration;
import com.google.common.jimfs.Jimfs;
import io.vnode.mem.MemFileSystem;
import io.vnode.mem.MemFs;
import io.vnode.testkit.HostTool;
import java.io.IOException;
import java.nio.file.FileSystem;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What ZipStoreBuilder does not take: arguments, names and kinds of files. */
class PackRefusalTest {
  @TempDir Path folder;
  private Path out;

  @BeforeEach
  void name() {
    out = folder.resolve("out.zip");
  }

  @ParameterizedTest
  @ValueSource(ints = {0, -1, 3, 4095, 65536, Integer.MIN_VALUE})
  void alignmentIsAPowerOfTwo(int align) {
    IllegalArgumentException e =
        assertThrows(IllegalArgumentException.class, () -> ZipStoreBuilder.empty().align(align));
    assertEquals("align: " + align + " is no power of two from 1 to 32768", e.getMessage());
  }

  @Test
  void namesOfAddedTreesArePaths() throws IOException {
    Path one = Files.writeString(folder.resolve("one"), "1");
    ZipStoreBuilder builder = ZipStoreBuilder.empty().add("a/one", one);
    for (String name : new String[] {"", "/a", "a/", "a//b", ".", "a/../b", "a/one"}) {
      assertThrows(IllegalArgumentException.class, () -> builder.add(name, one), name);
    }
    builder.writeTo(out);
    assertArrayEquals("1".getBytes(UTF_8), Trees.read(out, "a/one"));
  }

  @Test
  void filesThatWouldBeOneAreRefused() throws IOException {
    Path tree = Files.createDirectories(folder.resolve("tree/d")).getParent();
    Files.writeString(tree.resolve("a"), "1");
    Path one = Files.writeString(folder.resolve("one"), "2");
    for (String name : new String[] {"a", "d", "a/x"}) {
      FileSystemException e =
          assertThrows(
              FileSystemException.class,
              () -> ZipStoreBuilder.of(tree).add(name, one).writeTo(out),
              name);
      assertEquals(one.toString(), e.getFile());
      assertTrue(e.getReason().startsWith("both would be '"), e.getReason());
    }
    FileSystemException e =
        assertThrows(
            FileSystemException.class,
            () -> ZipStoreBuilder.of(tree).add("a", tree.resolve("d")).writeTo(out));
    assertEquals("both would be 'a/' in the archive", e.getReason());
    assertFalse(Files.exists(out));
  }

  /** The attribute that says of a new file what it is to be. */
  private record UnixMode(Integer value) implements FileAttribute<Integer> {
    @Override
    public String name() {
      return "unix:mode";
    }
  }

  @Test
  void fifoIsRefusedByItsPath() throws IOException {
    try (MemFileSystem mem = MemFs.builder().build()) {
      Path tree = Files.createDirectory(mem.getPath("/tree"));
      Path fifo = tree.resolve("fifo");
      Files.createFile(fifo, new UnixMode(0010600));
      FileSystemException e =
          assertThrows(FileSystemException.class, () -> ZipStoreBuilder.of(tree).writeTo(out));
      assertEquals("/tree/fifo", e.getFile());
      assertEquals("a zip holds files, directories and links, and not this", e.getReason());
    }
  }

  /** The name of the file would be another one in the archive. */
  @Test
  void nameThatIsNoTextIsRefused() throws Exception {
    Path tree = Files.createDirectory(folder.resolve("tree"));
    HostTool.run(tree, "sh", "-c", "touch \"$(printf 'a\\377b')\"");
    assertRefused(tree, "its name is no text");
    HostTool.run(tree, "sh", "-c", "rm *; ln -s \"$(printf 'x/a\\377/b')\" link");
    assertRefused(tree, "its target is no text");
  }

  @Test
  void nameThatNoReaderOfOursTakesIsRefused() throws IOException {
    try (FileSystem jimfs = Jimfs.newFileSystem(Configuration.unix())) {
      Path tree = Files.createDirectory(jimfs.getPath("/tree"));
      Path file = Files.createFile(tree.resolve("\u00e9".repeat(128)));
      assertRefused(tree, "its name is longer than 255 bytes");
      Files.delete(file);
      Path deep = tree;
      while (deep.toString().length() < 4094) {
        deep = Files.createDirectory(deep.resolve("d".repeat(99)));
      }
      assertRefused(tree, "its path is longer than 4094 bytes");
    }
  }

  private void assertRefused(Path tree, String reason) {
    FileSystemException e =
        assertThrows(FileSystemException.class, () -> ZipStoreBuilder.of(tree).writeTo(out));
    assertTrue(e.getFile().startsWith(tree + "/"), e.getFile());
    assertEquals(reason, e.getReason());
    assertFalse(Files.exists(out));
  }

  @Test
  void directoryInWhichTheArchiveLiesIsRefused() throws IOException {
    Path tree = Files.createDirectories(folder.resolve("tree/sub")).getParent();
    Path inside = tree.resolve("sub/out.zip");
    FileSystemException e =
        assertThrows(FileSystemException.class, () -> ZipStoreBuilder.of(tree).writeTo(inside));
    assertEquals("Is a directory that '" + inside + "' lies in", e.getReason());
    assertEquals(List.of(), Trees.names(tree.resolve("sub")));
  }
}
