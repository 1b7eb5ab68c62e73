package io.vnode.nio;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.vnode.engine.Credentials;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** {@link DirectoryStream} and {@link Files#newDirectoryStream}. */
class VfsDirectoryStreamTest {
  private VfsFileSystem fileSystem;
  private Path directory;

  @BeforeEach
  void open() throws IOException {
    fileSystem = TreeFileSystem.unlimited();
    directory = Files.createDirectory(fileSystem.getPath("/d"));
    for (String name : List.of("a", "b", "c")) {
      Files.createFile(directory.resolve(name));
    }
  }

  @AfterEach
  void close() throws IOException {
    fileSystem.close();
  }

  private static Set<String> list(Path directory) throws IOException {
    Set<String> found = new TreeSet<>();
    try (DirectoryStream<Path> stream = Files.newDirectoryStream(directory)) {
      stream.forEach(entry -> found.add(entry.toString()));
    }
    return found;
  }

  /** Files.newDirectoryStream: "as if by resolving the name ... against dir". */
  @Test
  void entriesAreResolvedAgainstTheDirectoryAsItWasGiven() throws IOException {
    assertEquals(Set.of("/d/a", "/d/b", "/d/c"), list(directory));
    assertEquals(Set.of("d/a", "d/b", "d/c"), list(fileSystem.getPath("d")));
    assertEquals(
        Set.of("./d/../d/a", "./d/../d/b", "./d/../d/c"), list(fileSystem.getPath("./d/../d")));
    assertEquals(Set.of("d"), list(fileSystem.getPath("")));
    assertEquals(Set.of("/d"), list(fileSystem.getPath("/")));
  }

  /** Path: an entry is the path that its text makes, name by name, and leads to the file. */
  @Test
  void anEntryIsThePathOfItsText() throws IOException {
    for (String text : List.of("/d", "d", "./d/../d", "", "/", ".")) {
      try (DirectoryStream<Path> stream = Files.newDirectoryStream(fileSystem.getPath(text))) {
        for (Path entry : stream) {
          Path same = fileSystem.getPath(entry.toString());
          assertEquals(same, entry);
          assertEquals(namesOf(same), namesOf(entry));
          assertTrue(Files.exists(entry), entry.toString());
        }
      }
    }
  }

  private static List<String> namesOf(Path path) {
    List<String> names = new ArrayList<>();
    path.forEach(name -> names.add(name.toString()));
    return names;
  }

  /** Files.newDirectoryStream with a glob; DirectoryStream.Filter. */
  @Test
  void aFilterDecidesWhatIsShown() throws IOException {
    try (DirectoryStream<Path> stream = Files.newDirectoryStream(directory, "{a,c}*")) {
      Set<Path> found = new TreeSet<>();
      stream.forEach(found::add);
      assertEquals(Set.of(directory.resolve("a"), directory.resolve("c")), found);
    }
    assertThrows(
        NullPointerException.class,
        () -> Files.newDirectoryStream(directory, (DirectoryStream.Filter<Path>) null));
  }

  /** DirectoryIteratorException: "the cause is the IOException" of the filter. */
  @Test
  void anExceptionOfTheFilterComesOutOfTheIterator() throws IOException {
    IOException failure = new IOException("no");
    DirectoryStream.Filter<Path> failing =
        entry -> {
          throw failure;
        };
    try (DirectoryStream<Path> stream = Files.newDirectoryStream(directory, failing)) {
      Iterator<Path> entries = stream.iterator();
      assertSame(
          failure, assertThrows(DirectoryIteratorException.class, entries::hasNext).getCause());
      assertSame(failure, assertThrows(DirectoryIteratorException.class, entries::next).getCause());
    }
  }

  /** DirectoryStream.iterator: IllegalStateException the second time and once closed. */
  @Test
  void thereIsOneIteratorAndNoneOnceClosed() throws IOException {
    try (DirectoryStream<Path> stream = Files.newDirectoryStream(directory)) {
      assertTrue(stream.iterator().hasNext());
      assertThrows(IllegalStateException.class, stream::iterator);
    }
    try (DirectoryStream<Path> stream = Files.newDirectoryStream(directory)) {
      fileSystem.close();
      assertThrows(IllegalStateException.class, stream::iterator);
    }
  }

  /** DirectoryStream: read ahead one entry may be returned after close, and then none. */
  @Test
  void anIteratorEndsWhenTheStreamIsClosed() throws IOException {
    Iterator<Path> entries;
    try (DirectoryStream<Path> stream = Files.newDirectoryStream(directory)) {
      entries = stream.iterator();
      assertTrue(entries.hasNext());
    }
    assertTrue(entries.hasNext());
    entries.next();
    assertFalse(entries.hasNext());
    assertThrows(NoSuchElementException.class, entries::next);
    assertThrows(UnsupportedOperationException.class, entries::remove);
  }

  /** DirectoryStream: weakly consistent; readdir(3) on a directory that was removed. */
  @Test
  void aDirectoryMayChangeAndGoWhileItIsRead() throws IOException {
    try (DirectoryStream<Path> stream = Files.newDirectoryStream(directory)) {
      for (Path entry : stream) {
        Files.delete(entry);
      }
    }
    assertEquals(Set.of(), list(directory));
    Files.createFile(directory.resolve("a"));
    try (DirectoryStream<Path> stream = Files.newDirectoryStream(directory)) {
      Files.delete(directory.resolve("a"));
      Files.delete(directory);
      assertFalse(stream.iterator().hasNext());
    }
  }

  /** Files.newDirectoryStream: NotDirectoryException, NoSuchFileException; opendir(3), EACCES. */
  @Test
  void onlyADirectoryThatMayBeReadCanBeListed() throws IOException {
    Path file = directory.resolve("a");
    assertEquals(
        "/d/a",
        assertThrows(NotDirectoryException.class, () -> Files.newDirectoryStream(file)).getFile());
    Path missing = directory.resolve("missing");
    assertThrows(NoSuchFileException.class, () -> Files.newDirectoryStream(missing));
    Path secret = fileSystem.getPath("/secret");
    Files.createDirectory(
        secret, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx--x--x")));
    try (VfsFileSystem other = fileSystem.as(new Credentials(1, 1))) {
      assertThrows(
          AccessDeniedException.class, () -> Files.newDirectoryStream(other.getPath("/secret")));
    }
  }
}
