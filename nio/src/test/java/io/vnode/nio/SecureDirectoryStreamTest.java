package io.vnode.nio;

import static java.nio.file.LinkOption.NOFOLLOW_LINKS;
import static java.nio.file.StandardOpenOption.CREATE;
import static java.nio.file.StandardOpenOption.CREATE_NEW;
import static java.nio.file.StandardOpenOption.READ;
import static java.nio.file.StandardOpenOption.WRITE;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.common.io.MoreFiles;
import io.vnode.engine.Credentials;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.ClosedDirectoryStreamException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.ProviderMismatchException;
import java.nio.file.SecureDirectoryStream;
import java.nio.file.attribute.BasicFileAttributeView;
import java.nio.file.attribute.DosFileAttributeView;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.nio.file.attribute.UserDefinedFileAttributeView;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

/** {@link SecureDirectoryStream}: operations that start from an open directory. */
class SecureDirectoryStreamTest {
  private VfsFileSystem fileSystem;
  private Path directory;
  private Path name;

  @BeforeEach
  void open() throws IOException {
    fileSystem = TreeFileSystem.unlimited();
    directory = Files.createDirectory(fileSystem.getPath("/d"));
    name = fileSystem.getPath("name");
  }

  @AfterEach
  void close() throws IOException {
    fileSystem.close();
  }

  private static SecureDirectoryStream<Path> open(Path directory) throws IOException {
    return (SecureDirectoryStream<Path>)
        directory.getFileSystem().provider().newDirectoryStream(directory, entry -> true);
  }

  private static void write(SecureDirectoryStream<Path> stream, Path path, String text)
      throws IOException {
    try (SeekableByteChannel channel = stream.newByteChannel(path, Set.of(WRITE, CREATE))) {
      channel.write(ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8)));
    }
  }

  /** SecureDirectoryStream: "unaffected if the directory is moved ... replaced by another file". */
  @Test
  void everythingHappensInTheDirectoryThatWasOpenedWhereverItIsMoved() throws IOException {
    Files.createFile(directory.resolve("first"));
    try (SecureDirectoryStream<Path> stream = open(directory)) {
      Path moved = Files.move(directory, fileSystem.getPath("/moved"));
      Files.createDirectory(directory);
      write(stream, name, "text");
      assertEquals("text", Files.readString(moved.resolve("name")));
      assertEquals(
          4,
          stream.getFileAttributeView(name, BasicFileAttributeView.class).readAttributes().size());
      assertEquals(directory.resolve("first"), stream.iterator().next());
      stream.deleteFile(name);
      assertFalse(Files.exists(moved.resolve("name")));
      try (SecureDirectoryStream<Path> up = stream.newDirectoryStream(fileSystem.getPath(".."))) {
        up.deleteDirectory(fileSystem.getPath("d"));
      }
      assertFalse(Files.exists(directory));
    }
  }

  /** open(2) of openat, ENOENT: "dirfd ... refers to a directory that has been deleted". */
  @Test
  void nothingIsMadeInADirectoryThatWasDeleted() throws IOException {
    Path other = Files.createDirectory(fileSystem.getPath("/other"));
    Files.createFile(other.resolve("name"));
    try (SecureDirectoryStream<Path> stream = open(directory);
        SecureDirectoryStream<Path> source = open(other)) {
      Files.delete(directory);
      Files.createDirectory(directory);
      for (Executable making :
          List.<Executable>of(
              () -> write(stream, name, ""),
              () -> stream.newByteChannel(name, Set.of(WRITE, CREATE_NEW)),
              () -> stream.newByteChannel(name, Set.of(WRITE, CREATE_NEW), mode(0010600)),
              () -> source.move(name, stream, name))) {
        assertThrows(NoSuchFileException.class, making);
      }
      assertFalse(stream.iterator().hasNext());
      PosixFileAttributeView view = stream.getFileAttributeView(PosixFileAttributeView.class);
      assertTrue(view.readAttributes().isDirectory());
    }
    assertTrue(Files.exists(other.resolve("name")));
  }

  private static FileAttribute<Integer> mode(int mode) {
    return new Attribute<>("unix:mode", mode);
  }

  /** SecureDirectoryStream: "If ... absolute then ... the open directory is ignored". */
  @Test
  void anAbsolutePathStartsAnew() throws IOException {
    Path file = Files.writeString(fileSystem.getPath("/f"), "text");
    try (SecureDirectoryStream<Path> stream = open(directory)) {
      try (SeekableByteChannel channel = stream.newByteChannel(file, Set.of(READ))) {
        assertEquals(4, channel.size());
      }
      stream.move(file, stream, name);
      assertEquals("text", Files.readString(directory.resolve("name")));
      stream.move(name, stream, file);
      stream.deleteFile(file);
      assertFalse(Files.exists(file));
      try (SecureDirectoryStream<Path> root = stream.newDirectoryStream(fileSystem.getPath("/"))) {
        assertEquals(directory, root.iterator().next());
      }
    }
  }

  /** path_resolution(7): "the empty pathname ... POSIX decrees that [it] must not be resolved". */
  @Test
  void theEmptyPathLeadsNowhere() throws IOException {
    Path empty = fileSystem.getPath("");
    try (SecureDirectoryStream<Path> stream = open(directory)) {
      Files.createFile(directory.resolve("name"));
      for (Executable operation :
          List.<Executable>of(
              () -> write(stream, empty, ""),
              () -> stream.newByteChannel(empty, Set.of(READ)),
              () -> stream.newDirectoryStream(empty),
              () -> stream.deleteFile(empty),
              () -> stream.deleteDirectory(empty),
              () -> stream.move(name, stream, empty),
              () -> stream.move(empty, stream, name),
              () ->
                  stream
                      .getFileAttributeView(empty, BasicFileAttributeView.class)
                      .readAttributes())) {
        assertThrows(NoSuchFileException.class, operation);
      }
    }
  }

  /** SecureDirectoryStream: ClosedDirectoryStreamException of every method and of its views. */
  @Test
  void nothingStartsFromAStreamThatWasClosed() throws IOException {
    Files.createFile(directory.resolve("name"));
    SecureDirectoryStream<Path> stream = open(directory);
    SecureDirectoryStream<Path> other = open(directory);
    PosixFileAttributeView of = stream.getFileAttributeView(PosixFileAttributeView.class);
    PosixFileAttributeView at = stream.getFileAttributeView(name, PosixFileAttributeView.class);
    UserDefinedFileAttributeView user =
        stream.getFileAttributeView(name, UserDefinedFileAttributeView.class);
    stream.close();
    stream.close();
    for (Executable operation :
        List.<Executable>of(
            () -> stream.newByteChannel(name, Set.of(READ)),
            () -> stream.newByteChannel(fileSystem.getPath("/d/name"), Set.of(READ)),
            () -> stream.newDirectoryStream(name),
            () -> stream.deleteFile(name),
            () -> stream.deleteDirectory(name),
            () -> stream.move(name, other, name),
            () -> other.move(name, stream, name),
            of::readAttributes,
            at::readAttributes,
            () -> at.setPermissions(Set.of()),
            () -> of.setTimes(FileTime.fromMillis(0), null, null),
            user::list)) {
      assertThrows(ClosedDirectoryStreamException.class, operation);
    }
    other.deleteFile(name);
    fileSystem.close();
    assertThrows(ClosedDirectoryStreamException.class, () -> other.deleteFile(name));
  }

  /** SecureDirectoryStream.newByteChannel: "initial file-attributes to set atomically". */
  @Test
  void aFileIsMadeWithItsAttributes() throws IOException {
    Set<PosixFilePermission> permissions = PosixFilePermissions.fromString("rw-r-----");
    try (SecureDirectoryStream<Path> stream = open(directory)) {
      stream
          .newByteChannel(
              name, Set.of(WRITE, CREATE_NEW), PosixFilePermissions.asFileAttribute(permissions))
          .close();
      assertEquals(permissions, Files.getPosixFilePermissions(directory.resolve("name")));
    }
  }

  /** SecureDirectoryStream.getFileAttributeView: bound to the directory, or to a name in it. */
  @Test
  void aViewIsOfTheDirectoryOrOfANameInIt() throws IOException {
    Path file = Files.createFile(directory.resolve("file"));
    Files.createSymbolicLink(directory.resolve("name"), file.getFileName());
    try (SecureDirectoryStream<Path> stream = open(directory)) {
      Files.move(directory, fileSystem.getPath("/moved"));
      PosixFileAttributeView view = stream.getFileAttributeView(PosixFileAttributeView.class);
      view.setPermissions(PosixFilePermissions.fromString("rwx------"));
      assertEquals("posix", view.name());
      assertEquals(
          "rwx------",
          PosixFilePermissions.toString(
              Files.getPosixFilePermissions(fileSystem.getPath("/moved"))));
      BasicFileAttributeView link =
          stream.getFileAttributeView(name, BasicFileAttributeView.class, NOFOLLOW_LINKS);
      assertTrue(link.readAttributes().isSymbolicLink());
      BasicFileAttributeView target =
          stream.getFileAttributeView(name, BasicFileAttributeView.class);
      assertTrue(target.readAttributes().isRegularFile());
      assertNull(stream.getFileAttributeView(DosFileAttributeView.class));
      assertNull(stream.getFileAttributeView(name, DosFileAttributeView.class));
    }
  }

  /** SecureDirectoryStream: ProviderMismatchException, NullPointerException. */
  @Test
  void pathsAndStreamsOfOthersAreRefused() throws IOException {
    Path foreign = Path.of("name");
    try (SecureDirectoryStream<Path> stream = open(directory);
        VfsFileSystem other = TreeFileSystem.unlimited()) {
      assertThrows(ProviderMismatchException.class, () -> stream.deleteFile(foreign));
      assertThrows(ProviderMismatchException.class, () -> stream.deleteFile(other.getPath("name")));
      assertThrows(NullPointerException.class, () -> stream.deleteFile(null));
      assertThrows(NullPointerException.class, () -> stream.move(name, null, name));
      assertThrows(NullPointerException.class, () -> stream.getFileAttributeView(null));
    }
  }

  /** path_resolution(7): search permission is asked of the directory each time. */
  @Test
  void anOpenDirectoryLendsNobodyItsOwnersRights() throws IOException {
    Files.createFile(directory.resolve("name"));
    try (VfsFileSystem view = fileSystem.as(new Credentials(1, 1));
        SecureDirectoryStream<Path> stream = open(view.getPath("/d"))) {
      Path seen = view.getPath("name");
      assertThrows(AccessDeniedException.class, () -> stream.deleteFile(seen));
      Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString("rwx------"));
      assertThrows(AccessDeniedException.class, () -> stream.newByteChannel(seen, Set.of(READ)));
    }
  }

  /** MoreFiles.deleteRecursively: without ALLOW_INSECURE it takes a SecureDirectoryStream only. */
  @Test
  void guavaDeletesATreeSecurely() throws IOException {
    Files.createDirectories(directory.resolve("a/b"));
    Files.createFile(directory.resolve("a/b/f"));
    Files.createSymbolicLink(directory.resolve("a/up"), fileSystem.getPath(".."));
    MoreFiles.deleteRecursively(directory);
    assertFalse(Files.exists(directory));
  }
}
