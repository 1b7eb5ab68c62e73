package io.vnode.tck.nio;

import static io.vnode.tck.Capability.SECURE_DIRECTORY_STREAM;
import static io.vnode.tck.Capability.SYMBOLIC_LINKS;
import static java.nio.file.LinkOption.NOFOLLOW_LINKS;
import static java.nio.file.StandardOpenOption.CREATE_NEW;
import static java.nio.file.StandardOpenOption.READ;
import static java.nio.file.StandardOpenOption.WRITE;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.vnode.tck.Area;
import io.vnode.tck.Case;
import io.vnode.tck.Cites;
import io.vnode.tck.Errno;
import io.vnode.tck.Needs;
import io.vnode.tck.Playground;
import java.io.IOException;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.ClosedDirectoryStreamException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SecureDirectoryStream;
import java.nio.file.attribute.BasicFileAttributeView;
import java.nio.file.attribute.FileAttributeView;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/** Operations relative to a directory that is open, whatever becomes of its name. */
@Area(value = "nio.secure-streams", source = "java.nio.file.SecureDirectoryStream")
@Needs(SECURE_DIRECTORY_STREAM)
@SuppressWarnings("StreamResourceLeak") // Who asks open() closes it.
final class SecureStreamChecks {
  private static final FileTime THEN = FileTime.fromMillis(1_000_000_000_000L);

  private static SecureDirectoryStream<Path> open(Playground p, String name) throws IOException {
    return (SecureDirectoryStream<Path>)
        p.get("newDirectoryStream " + name, () -> Files.newDirectoryStream(p.path(name)));
  }

  private static Path relative(Playground p, String name) {
    return p.fileSystem().getPath(name);
  }

  private static void write(Playground p, SecureDirectoryStream<Path> stream, String name)
      throws IOException {
    try (SeekableByteChannel channel =
        stream.newByteChannel(relative(p, name), Set.of(CREATE_NEW, WRITE))) {
      Bytes.write(channel, "new");
    }
  }

  /** Something done in the open directory {@code d} of {@code f=abc} and {@code e/}. */
  @FunctionalInterface
  private interface Deed {
    void of(Playground p, SecureDirectoryStream<Path> stream) throws Exception;
  }

  private static Map<String, Deed> deeds() {
    return Map.of(
        "newByteChannel reads",
            (p, d) -> {
              try (SeekableByteChannel in = d.newByteChannel(relative(p, "f"), Set.of(READ))) {
                assertEquals("abc", Bytes.read(in, 9));
              }
            },
        "newByteChannel makes",
            (p, d) -> {
              write(p, d, "g");
              d.deleteFile(relative(p, "g"));
            },
        "newDirectoryStream",
            (p, d) -> {
              try (DirectoryStream<Path> inner = d.newDirectoryStream(relative(p, "e"))) {
                assertFalse(inner.iterator().hasNext());
              }
            },
        "deleteFile",
            (p, d) -> {
              d.deleteFile(relative(p, "f"));
              write(p, d, "f");
            },
        "deleteDirectory", (p, d) -> d.deleteDirectory(relative(p, "e")),
        "move", (p, d) -> d.move(relative(p, "f"), d, relative(p, "g")),
        "attributes of an entry",
            (p, d) -> {
              BasicFileAttributeView view =
                  d.getFileAttributeView(relative(p, "f"), BasicFileAttributeView.class);
              assertEquals(3, view.readAttributes().size());
              view.setTimes(THEN, null, null);
              assertEquals(THEN, view.readAttributes().lastModifiedTime());
            },
        "attributes of the directory",
            (p, d) ->
                assertTrue(
                    d.getFileAttributeView(BasicFileAttributeView.class)
                        .readAttributes()
                        .isDirectory()));
  }

  @Cites("[DESCRIPTION]")
  Stream<Case> everyOperationWorksInTheOpenDirectory() {
    return deeds().entrySet().stream()
        .map(deed ->
            Case.of(
                deed.getKey(),
                p -> {
                  p.tree("d/", "d/f=abc", "d/e/");
                  try (SecureDirectoryStream<Path> stream = open(p, "d")) {
                    p.run(deed.getKey(), () -> deed.getValue().of(p, stream));
                  }
                }));
  }

  @Cites("[DESCRIPTION] even if the directory is moved")
  Stream<Case> everyOperationFollowsTheDirectoryThatWasMoved() {
    return deeds().entrySet().stream()
        .map(deed ->
            Case.of(
                deed.getKey(),
                p -> {
                  p.tree("d/", "d/f=abc", "d/e/", "to/");
                  try (SecureDirectoryStream<Path> stream = open(p, "d")) {
                    p.move("d", "to/moved");
                    p.tree("d/", "d/f=decoy", "d/e/", "d/e/decoy");
                    p.run(deed.getKey(), () -> deed.getValue().of(p, stream));
                  }
                  assertEquals("decoy", p.read("d/f"));
                  assertEquals(List.of("e", "f"), p.list("d"));
                }));
  }

  @Cites("java.nio.file.ClosedDirectoryStreamException")
  Stream<Case> everyOperationOfAClosedStreamSaysSo() {
    return deeds().entrySet().stream()
        .map(deed ->
            Case.of(
                deed.getKey(),
                p -> {
                  p.tree("d/", "d/f=abc", "d/e/");
                  SecureDirectoryStream<Path> stream = open(p, "d");
                  stream.close();
                  p.refuses(
                      ClosedDirectoryStreamException.class, () -> deed.getValue().of(p, stream));
                  p.shows("d/", "d/f=abc", "d/e/");
                }));
  }

  @Cites("POSIX.1-2024 rmdir() [DESCRIPTION] no new entries may be created in the directory")
  void nothingIsMadeInADirectoryThatWasRemoved(Playground p) throws IOException {
    p.tree("d/", "e/", "e/f=abc");
    try (SecureDirectoryStream<Path> stream = open(p, "d");
        SecureDirectoryStream<Path> other = open(p, "e")) {
      p.delete("d");
      p.expect(Errno.ENOENT, () -> write(p, stream, "f"));
      p.expect(Errno.ENOENT, () -> other.move(relative(p, "f"), stream, relative(p, "f")));
      assertFalse(stream.iterator().hasNext());
    }
    p.shows("e/", "e/f=abc");
  }

  // ---------------------------------------------------------------- one by one

  @Cites("#move")
  void aFileMovesFromOneOpenDirectoryToAnother(Playground p) throws IOException {
    p.tree("d/", "d/f=abc", "e/", "e/g=old");
    try (SecureDirectoryStream<Path> from = open(p, "d");
        SecureDirectoryStream<Path> to = open(p, "e")) {
      from.move(relative(p, "f"), to, relative(p, "g"));
    }
    p.shows("d/", "e/", "e/g=abc");
  }

  @Cites("#deleteFile")
  void aDirectoryIsNotDeletedAsAFile(Playground p) throws IOException {
    p.tree("d/", "d/e/", "d/f");
    try (SecureDirectoryStream<Path> stream = open(p, "d")) {
      p.refuses(FileSystemException.class, () -> stream.deleteFile(relative(p, "e")));
      p.refuses(FileSystemException.class, () -> stream.deleteDirectory(relative(p, "f")));
      p.shows("d/", "d/e/", "d/f");
    }
  }

  @Cites("#deleteDirectory DirectoryNotEmptyException")
  void aFullDirectoryIsNotDeleted(Playground p) throws IOException {
    p.tree("d/", "d/e/", "d/e/f");
    try (SecureDirectoryStream<Path> stream = open(p, "d")) {
      p.expect(Errno.ENOTEMPTY, () -> stream.deleteDirectory(relative(p, "e")));
    }
  }

  @Cites("java.nio.file.NoSuchFileException")
  void whatIsNotThereIsNotFound(Playground p) throws IOException {
    p.mkdir("d");
    try (SecureDirectoryStream<Path> stream = open(p, "d")) {
      Path no = relative(p, "no");
      p.expect(Errno.ENOENT, () -> stream.newByteChannel(no, Set.of(READ)));
      p.expect(Errno.ENOENT, () -> stream.deleteFile(no));
      p.expect(Errno.ENOENT, () -> stream.deleteDirectory(no));
      p.expect(Errno.ENOENT, () -> stream.move(no, stream, relative(p, "to")));
      p.expect(Errno.ENOENT, () -> stream.newDirectoryStream(no));
      p.expect(
          Errno.ENOENT,
          () -> stream.getFileAttributeView(no, BasicFileAttributeView.class).readAttributes());
    }
  }

  @Cites("[DESCRIPTION] NOFOLLOW_LINKS")
  @Needs(SYMBOLIC_LINKS)
  void linksAreFollowedUnlessForbidden(Playground p) throws IOException {
    p.tree("t/", "t/f", "x=abc", "d/", "d/link -> ../x", "d/dir -> ../t");
    try (SecureDirectoryStream<Path> stream = open(p, "d")) {
      Path link = relative(p, "link");
      Path dir = relative(p, "dir");
      try (SeekableByteChannel channel = stream.newByteChannel(link, Set.of(READ))) {
        assertEquals("abc", Bytes.read(channel, 9));
      }
      p.expect(Errno.ELOOP, () -> stream.newByteChannel(link, Set.of(READ, NOFOLLOW_LINKS)));
      stream.newDirectoryStream(dir).close();
      p.refuses(FileSystemException.class, () -> stream.newDirectoryStream(dir, NOFOLLOW_LINKS));
      assertTrue(
          stream
              .getFileAttributeView(link, BasicFileAttributeView.class, NOFOLLOW_LINKS)
              .readAttributes()
              .isSymbolicLink());
    }
  }

  @Cites("#deleteFile")
  @Needs(SYMBOLIC_LINKS)
  void aLinkIsDeletedAndNotWhatItLeadsTo(Playground p) throws IOException {
    p.tree("t/", "d/", "d/link -> ../t");
    try (SecureDirectoryStream<Path> stream = open(p, "d")) {
      stream.deleteFile(relative(p, "link"));
    }
    p.shows("t/", "d/");
  }

  @Cites("[DESCRIPTION] If the path is absolute then it is used as is")
  void anAbsolutePathIsTakenAsItIs(Playground p) throws IOException {
    p.tree("d/", "f=abc");
    try (SecureDirectoryStream<Path> stream = open(p, "d");
        SeekableByteChannel channel = stream.newByteChannel(p.path("f"), Set.of(READ))) {
      assertEquals("abc", Bytes.read(channel, 9));
    }
  }

  @Cites("#newDirectoryStream")
  void anInnerStreamLivesOnItsOwn(Playground p) throws IOException {
    p.tree("d/", "d/e/", "d/e/f");
    List<String> names = new ArrayList<>();
    SecureDirectoryStream<Path> outer = open(p, "d");
    try (SecureDirectoryStream<Path> inner = outer.newDirectoryStream(relative(p, "e"))) {
      outer.close();
      inner.forEach(path -> names.add(path.getFileName().toString()));
      inner.deleteFile(relative(p, "f"));
    }
    assertEquals(List.of("f"), names);
    p.shows("d/", "d/e/");
  }

  @Cites("#getFileAttributeView(Class)")
  void aViewThatIsNotThereIsNull(Playground p) throws IOException {
    interface Unknown extends FileAttributeView {}

    p.tree("d/", "d/f");
    try (SecureDirectoryStream<Path> stream = open(p, "d")) {
      assertNull(stream.getFileAttributeView(Unknown.class));
      assertNull(stream.getFileAttributeView(relative(p, "f"), Unknown.class));
    }
  }
}
