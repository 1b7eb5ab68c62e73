package io.vnode.tck;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.nio.file.StandardOpenOption.CREATE_NEW;
import static java.nio.file.StandardOpenOption.DELETE_ON_CLOSE;
import static java.nio.file.StandardOpenOption.READ;
import static java.nio.file.StandardOpenOption.WRITE;

import io.vnode.tck.Capability.Site;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.AsynchronousFileChannel;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileSystem;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.ReadOnlyFileSystemException;
import java.nio.file.SecureDirectoryStream;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardWatchEventKinds;
import java.nio.file.WatchService;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.nio.file.attribute.UserDefinedFileAttributeView;
import java.time.Instant;
import java.util.Set;

/** How to find out, through {@code java.nio.file} alone, whether a capability is there. */
final class Probes {
  private static final long FAR = 1L << 40;

  private Probes() {}

  static boolean readOnly(Site site) throws IOException {
    try {
      Files.createDirectory(site.path("d"));
      return false;
    } catch (ReadOnlyFileSystemException e) {
      return true;
    } catch (IOException e) {
      return Files.getFileStore(site.directory()).isReadOnly();
    }
  }

  static boolean hardLinks(Site site) throws IOException {
    Path file = Files.writeString(site.path("f"), "x");
    Path link = Files.createLink(site.path("g"), file);
    Files.writeString(link, "yy");
    return Files.readString(file).equals("yy");
  }

  static boolean symbolicLinks(Site site) throws IOException {
    Path link = site.path("l");
    Files.createSymbolicLink(link, site.fileSystem().getPath("target"));
    return Files.isSymbolicLink(link);
  }

  static boolean posixPermissions(Site site) throws IOException {
    Path file = Files.createFile(site.path("f"));
    Set<PosixFilePermission> permissions = PosixFilePermissions.fromString("rwx-w---x");
    Files.setPosixFilePermissions(file, permissions);
    return Files.getPosixFilePermissions(file).equals(permissions);
  }

  static boolean enforcement(Site site) throws IOException {
    Path file = Files.createFile(site.path("f"));
    Files.setPosixFilePermissions(file, Set.of());
    try {
      Files.newByteChannel(file, READ).close();
      return false;
    } catch (AccessDeniedException e) {
      return true;
    }
  }

  static boolean otherUsers(Site site) {
    return site.subject().users().areKnown();
  }

  static boolean unixAttributes(Site site) throws IOException {
    return Files.readAttributes(site.directory(), "unix:mode,nlink,ctime,ino,uid").size() == 5;
  }

  static boolean userAttributes(Site site) throws IOException {
    Path file = Files.createFile(site.path("f"));
    UserDefinedFileAttributeView view =
        Files.getFileAttributeView(file, UserDefinedFileAttributeView.class);
    return view != null
        && view.write("tck", UTF_8.encode("value")) == 5
        && view.list().contains("tck");
  }

  static boolean dosAttributes(Site site) throws IOException {
    Path file = Files.createFile(site.path("f"));
    Files.setAttribute(file, "dos:hidden", true);
    return Boolean.TRUE.equals(Files.getAttribute(file, "dos:hidden"));
  }

  static boolean openUnlinked(Site site) throws IOException {
    Path file = Files.writeString(site.path("f"), "x");
    try (SeekableByteChannel channel = Files.newByteChannel(file, READ)) {
      Files.delete(file);
      return channel.read(ByteBuffer.allocate(1)) == 1;
    }
  }

  static boolean atomicRenameOver(Site site) throws IOException {
    Path file = Files.writeString(site.path("f"), "new");
    Path target = Files.writeString(site.path("g"), "old");
    Files.move(file, target, StandardCopyOption.ATOMIC_MOVE);
    return Files.readString(target).equals("new");
  }

  static boolean fileChannels(Site site) throws IOException {
    try (FileChannel channel = FileChannel.open(site.path("f"), CREATE_NEW, WRITE)) {
      return channel.isOpen();
    }
  }

  static boolean sparse(Site site) throws IOException {
    try (SeekableByteChannel channel = Files.newByteChannel(site.path("f"), CREATE_NEW, WRITE)) {
      channel.position(FAR).write(UTF_8.encode("x"));
      return channel.size() == FAR + 1;
    }
  }

  static boolean map(Site site) throws IOException {
    Path file = Files.writeString(site.path("f"), "x");
    try (FileChannel channel = FileChannel.open(file, READ)) {
      return channel.map(FileChannel.MapMode.READ_ONLY, 0, 1).get(0) == 'x';
    }
  }

  static boolean locks(Site site) throws IOException {
    try (FileChannel channel = FileChannel.open(site.path("f"), CREATE_NEW, WRITE);
        FileLock lock = channel.tryLock()) {
      return lock != null && lock.isValid();
    }
  }

  static boolean secureStream(Site site) throws IOException {
    try (DirectoryStream<Path> stream = Files.newDirectoryStream(site.directory())) {
      return stream instanceof SecureDirectoryStream;
    }
  }

  static boolean watch(Site site) throws IOException {
    try (WatchService service = site.fileSystem().newWatchService()) {
      return site.directory().register(service, StandardWatchEventKinds.ENTRY_CREATE).isValid();
    }
  }

  static boolean async(Site site) throws IOException {
    try (AsynchronousFileChannel channel =
        AsynchronousFileChannel.open(site.path("f"), CREATE_NEW, WRITE)) {
      return channel.isOpen();
    }
  }

  static boolean deleteOnClose(Site site) throws IOException {
    Path file = site.path("f");
    Files.newByteChannel(file, CREATE_NEW, WRITE, DELETE_ON_CLOSE).close();
    return Files.notExists(file);
  }

  static boolean caseSensitive(Site site) throws IOException {
    Files.createFile(site.path("f"));
    return Files.notExists(site.path("F"));
  }

  static boolean quota(Site site) {
    return site.subject().limit(Limit.CAPACITY).isPresent();
  }

  static boolean nanosecondTimes(Site site) throws IOException {
    FileTime time = FileTime.from(Instant.ofEpochSecond(1_000_000_000, 123_456_789));
    Path file = Files.createFile(site.path("f"));
    return Files.getLastModifiedTime(Files.setLastModifiedTime(file, time)).equals(time);
  }

  static boolean writeOnce(Site site) throws IOException {
    Path file = Files.writeString(site.path("f"), "x");
    try {
      Files.writeString(file, "y");
      return false;
    } catch (IOException | ReadOnlyFileSystemException e) {
      return Files.readString(file).equals("x");
    }
  }

  static boolean persistent(Site site) {
    return site.subject().canReopen();
  }

  static boolean closeable(Site site) throws IOException {
    if (!site.subject().isClosable()) {
      return false;
    }
    FileSystem own = site.subject().open();
    own.close();
    return !own.isOpen();
  }
}
