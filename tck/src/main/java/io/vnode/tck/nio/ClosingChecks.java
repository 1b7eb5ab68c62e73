package io.vnode.tck.nio;

import static io.vnode.tck.Capability.CLOSEABLE;
import static java.nio.file.StandardOpenOption.READ;
import static java.nio.file.StandardOpenOption.WRITE;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.vnode.tck.Area;
import io.vnode.tck.Capability;
import io.vnode.tck.Case;
import io.vnode.tck.Cites;
import io.vnode.tck.Needs;
import io.vnode.tck.OwnFileSystem;
import io.vnode.tck.Playground;
import io.vnode.tck.TimeLimit;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.AccessMode;
import java.nio.file.ClosedFileSystemException;
import java.nio.file.ClosedWatchServiceException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileSystem;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardWatchEventKinds;
import java.nio.file.WatchService;
import java.nio.file.attribute.BasicFileAttributeView;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.util.Iterator;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/** What is left of a file system that was closed, and of what was open in it. */
@Area(value = "nio.closing", source = "java.nio.file.FileSystem#close")
@Needs(CLOSEABLE)
@OwnFileSystem
@TimeLimit(5)
@SuppressWarnings("StreamResourceLeak") // They end with the file system.
final class ClosingChecks {
  /** Closes the file system of {@code p}, in which there are a file and a directory. */
  private static void close(Playground p) throws IOException {
    p.run("close", p.fileSystem()::close);
    assertFalse(p.fileSystem().isOpen());
  }

  private static void furnished(Playground p) throws IOException {
    p.tree("f=abc", "d/", "d/g");
  }

  /** Uses of paths: the file, the directory, and one where there is nothing. */
  @FunctionalInterface
  private interface Access {
    void of(Path file, Path directory, Path nothing) throws Exception;
  }

  private static Map<String, Access> accesses() {
    return Map.ofEntries(
        Map.entry("newByteChannel", (f, d, n) -> Files.newByteChannel(f, READ)),
        Map.entry("newByteChannel to write", (f, d, n) -> Files.newByteChannel(f, WRITE)),
        Map.entry("newInputStream", (f, d, n) -> Files.newInputStream(f)),
        Map.entry("newOutputStream", (f, d, n) -> Files.newOutputStream(n)),
        Map.entry("newDirectoryStream", (f, d, n) -> Files.newDirectoryStream(d)),
        Map.entry("createDirectory", (f, d, n) -> Files.createDirectory(n)),
        Map.entry("createFile", (f, d, n) -> Files.createFile(n)),
        Map.entry("delete", (f, d, n) -> Files.delete(f)),
        Map.entry("deleteIfExists", (f, d, n) -> Files.deleteIfExists(n)),
        Map.entry("copy", (f, d, n) -> Files.copy(f, n)),
        Map.entry("move", (f, d, n) -> Files.move(f, n)),
        Map.entry("checkAccess", (f, d, n) -> f.getFileSystem().provider().checkAccess(f)),
        Map.entry(
            "checkAccess to read",
            (f, d, n) -> f.getFileSystem().provider().checkAccess(f, AccessMode.READ)),
        Map.entry(
            "readAttributes", (f, d, n) -> Files.readAttributes(f, BasicFileAttributes.class)),
        Map.entry("readAttributes by name", (f, d, n) -> Files.readAttributes(f, "*")),
        Map.entry(
            "attributes of a view",
            (f, d, n) ->
                Files.getFileAttributeView(f, BasicFileAttributeView.class).readAttributes()),
        Map.entry(
            "setLastModifiedTime",
            (f, d, n) -> Files.setLastModifiedTime(f, FileTime.fromMillis(0))),
        Map.entry("isHidden", (f, d, n) -> Files.isHidden(f)),
        Map.entry("isSameFile", (f, d, n) -> Files.isSameFile(f, d)),
        Map.entry("toRealPath", (f, d, n) -> assertNotNull(f.toRealPath())),
        Map.entry("readAllBytes", (f, d, n) -> Files.readAllBytes(f)),
        Map.entry("walk", (f, d, n) -> Files.walk(d).close()));
  }

  @Cites("java.nio.file.ClosedFileSystemException")
  Stream<Case> everyAccessToItsFilesSaysSo() {
    return accesses().entrySet().stream()
        .map(access ->
            Case.of(
                access.getKey(),
                p -> {
                  furnished(p);
                  Path file = p.path("f");
                  Path directory = p.path("d");
                  Path nothing = p.path("no");
                  close(p);
                  p.refuses(
                      ClosedFileSystemException.class,
                      () -> access.getValue().of(file, directory, nothing));
                }));
  }

  @Cites("java.nio.file.Files#exists")
  void nothingExistsInIt(Playground p) throws IOException {
    furnished(p);
    Path file = p.path("f");
    close(p);
    try {
      assertFalse(Files.exists(file));
    } catch (ClosedFileSystemException e) {
      // What checkAccess throws is passed on where it is no IOException.
    }
  }

  @Cites("java.nio.file.ClosedFileSystemException")
  @Needs(Capability.WATCH)
  void noServiceIsMadeForIt(Playground p) throws IOException {
    close(p);
    p.refuses(ClosedFileSystemException.class, p.fileSystem()::newWatchService);
  }

  @Cites("[DESCRIPTION] closing ... all open channels, directory streams, and other objects")
  void itsChannelsAreClosed(Playground p) throws IOException {
    furnished(p);
    try (SeekableByteChannel reader = Files.newByteChannel(p.path("f"), READ);
        SeekableByteChannel writer =
            Files.newByteChannel(
                p.path("new"), Set.of(WRITE, java.nio.file.StandardOpenOption.CREATE))) {
      close(p);
      assertFalse(reader.isOpen());
      assertFalse(writer.isOpen());
      p.refuses(ClosedChannelException.class, () -> reader.read(ByteBuffer.allocate(1)));
      p.refuses(ClosedChannelException.class, () -> writer.write(Bytes.of("x")));
    }
  }

  @Cites("[DESCRIPTION] closing ... all open channels, directory streams, and other objects")
  void itsStreamsAreClosed(Playground p) throws IOException {
    furnished(p);
    InputStream in = Files.newInputStream(p.path("f"));
    OutputStream out = Files.newOutputStream(p.path("new"));
    close(p);
    p.refuses(IOException.class, in::read);
    p.refuses(IOException.class, () -> out.write('x'));
  }

  @Cites("[DESCRIPTION] closing ... all open channels, directory streams, and other objects")
  void itsDirectoryStreamsEnd(Playground p) throws IOException {
    furnished(p);
    DirectoryStream<Path> stream = Files.newDirectoryStream(p.path("d"));
    DirectoryStream<Path> begun = Files.newDirectoryStream(p.path("d"));
    Iterator<Path> iterator = begun.iterator();
    close(p);
    p.refusesToTell(IllegalStateException.class, stream::iterator);
    int more = 0;
    while (iterator.hasNext()) {
      iterator.next();
      more++;
    }
    assertTrue(more <= 1, more + " more");
  }

  @Cites("[DESCRIPTION] closing ... all open channels, directory streams, and other objects")
  @Needs(Capability.WATCH)
  void itsWatchServicesAreClosed(Playground p) throws IOException {
    furnished(p);
    WatchService service = p.fileSystem().newWatchService();
    var key = p.path("d").register(service, StandardWatchEventKinds.ENTRY_CREATE);
    close(p);
    assertFalse(key.isValid());
    p.refuses(ClosedWatchServiceException.class, service::poll);
  }

  @Cites("[DESCRIPTION] Closing a file system that is already closed has no effect")
  void closingTwiceIsClosingOnce(Playground p) throws IOException {
    close(p);
    close(p);
  }

  @Cites("#isOpen")
  void aFileSystemIsOpenUntilItIsClosed(Playground p) throws IOException {
    FileSystem fileSystem = p.fileSystem();
    assertTrue(fileSystem.isOpen());
    fileSystem.close();
    assertFalse(fileSystem.isOpen());
  }

  @Cites("java.nio.file.Path")
  void itsPathsStayPaths(Playground p) throws IOException {
    Path path = p.path("d/f");
    String text = path.toString();
    close(p);
    assertEquals(text, path.toString());
    assertEquals("f", path.getFileName().toString());
    assertEquals(path, path.getParent().resolve("f"));
    assertEquals(p.fileSystem(), path.getFileSystem());
  }

  @Cites("java.nio.file.FileSystem#provider")
  void itStillSaysWhatItWas(Playground p) throws IOException {
    String separator = p.fileSystem().getSeparator();
    close(p);
    assertEquals(separator, p.fileSystem().getSeparator());
    assertEquals(p.fileSystem().provider(), p.path("f").getFileSystem().provider());
  }
}
