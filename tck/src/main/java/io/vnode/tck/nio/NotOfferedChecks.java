package io.vnode.tck.nio;

import static io.vnode.tck.Capability.ASYNC;
import static io.vnode.tck.Capability.ATOMIC_RENAME_OVER;
import static io.vnode.tck.Capability.CASE_SENSITIVE;
import static io.vnode.tck.Capability.CLOSEABLE;
import static io.vnode.tck.Capability.DELETE_ON_CLOSE;
import static io.vnode.tck.Capability.FILE_CHANNELS;
import static io.vnode.tck.Capability.HARD_LINKS;
import static io.vnode.tck.Capability.MAP;
import static io.vnode.tck.Capability.OPEN_UNLINKED;
import static io.vnode.tck.Capability.POSIX_PERMISSIONS;
import static io.vnode.tck.Capability.SECURE_DIRECTORY_STREAM;
import static io.vnode.tck.Capability.SYMBOLIC_LINKS;
import static io.vnode.tck.Capability.WATCH;
import static java.nio.file.StandardCopyOption.ATOMIC_MOVE;
import static java.nio.file.StandardOpenOption.CREATE_NEW;
import static java.nio.file.StandardOpenOption.READ;
import static java.nio.file.StandardOpenOption.WRITE;
import static java.nio.file.StandardWatchEventKinds.ENTRY_CREATE;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.vnode.tck.Area;
import io.vnode.tck.Case;
import io.vnode.tck.Cites;
import io.vnode.tck.Errno;
import io.vnode.tck.Marked;
import io.vnode.tck.Needs;
import io.vnode.tck.Playground;
import io.vnode.tck.Without;
import java.io.IOException;
import java.nio.channels.AsynchronousFileChannel;
import java.nio.channels.FileChannel;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.DirectoryStream;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.ProviderMismatchException;
import java.nio.file.SecureDirectoryStream;
import java.nio.file.StandardOpenOption;
import java.nio.file.WatchService;
import java.nio.file.attribute.UserPrincipalLookupService;
import java.nio.file.attribute.UserPrincipalNotFoundException;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;

/**
 * What a file system says where it is asked for what it does not offer: each check is there only
 * where its capability is not. A provider that cannot do it at all throws {@code
 * UnsupportedOperationException}; one that can on other volumes may say what POSIX says.
 */
@Area(value = "nio.not-offered", source = "java.nio.file.Files")
final class NotOfferedChecks {
  private static final Errno[] REFUSED = {Errno.EOPNOTSUPP, Errno.EPERM};

  // ---------------------------------------------------------------- links

  @Cites("#createLink UnsupportedOperationException")
  @Without(HARD_LINKS)
  void noFileGetsASecondName(Playground p) throws IOException {
    p.tree("f=content", "d/");
    p.expectAny(REFUSED, () -> p.link("g", "f"));
    p.expectAny(REFUSED, () -> p.link("d/g", "f"));
  }

  @Cites("#createSymbolicLink UnsupportedOperationException")
  @Without(SYMBOLIC_LINKS)
  Stream<Case> noSymbolicLinkIsMade() {
    return Stream.of("f", "d", "nothing")
        .map(target ->
            Case.of(
                "to " + target,
                p -> {
                  p.tree("f=content", "d/");
                  p.expectAny(REFUSED, () -> p.symlink("l", target));
                }));
  }

  @Cites("#readSymbolicLink UnsupportedOperationException NotLinkException")
  @Without(SYMBOLIC_LINKS)
  void noFileLeadsElsewhere(Playground p) throws IOException {
    p.write("f", "content");
    p.expectAny(new Errno[] {Errno.EOPNOTSUPP, Errno.NOT_A_LINK}, () -> p.readlink("f"));
  }

  // ---------------------------------------------------------------- channels

  @Cites("java.nio.file.spi.FileSystemProvider#newFileChannel UnsupportedOperationException")
  @Without(FILE_CHANNELS)
  Stream<Case> noFileChannelIsOpened() {
    return openedToReadAndToMake((path, options) -> FileChannel.open(path, options).close());
  }

  @Cites(
      "java.nio.file.spi.FileSystemProvider#newAsynchronousFileChannel"
          + " UnsupportedOperationException")
  @Without(ASYNC)
  Stream<Case> noAsynchronousChannelIsOpened() {
    return openedToReadAndToMake(
        (path, options) -> AsynchronousFileChannel.open(path, options).close());
  }

  /** Opens a channel, and closes it. */
  @FunctionalInterface
  private interface Opening {
    void of(Path path, StandardOpenOption... options) throws IOException;
  }

  private static Stream<Case> openedToReadAndToMake(Opening opening) {
    return Stream.of(
        Case.of(
            "to read",
            p -> {
              p.write("f", "content");
              p.expect(Errno.EOPNOTSUPP, () -> opening.of(p.path("f"), READ));
            }),
        Case.of(
            "to make a file",
            p -> p.expect(Errno.EOPNOTSUPP, () -> opening.of(p.path("f"), CREATE_NEW, WRITE))));
  }

  @Cites("java.nio.channels.FileChannel#map UnsupportedOperationException")
  @Needs(FILE_CHANNELS)
  @Without(MAP)
  void noFileIsMapped(Playground p) throws IOException {
    p.write("f", "content");
    try (FileChannel channel = p.open("f", READ)) {
      p.expect(Errno.EOPNOTSUPP, () -> channel.map(FileChannel.MapMode.READ_ONLY, 0, 1));
      assertEquals(0, channel.position());
    }
  }

  @Cites("java.nio.file.StandardOpenOption#DELETE_ON_CLOSE a best effort attempt")
  @Without(DELETE_ON_CLOSE)
  void whatMayNotGoOnClosingIsRefusedAtOnceOrWrittenWhole(Playground p) throws IOException {
    Path file = p.path("f");
    try (SeekableByteChannel channel =
        Files.newByteChannel(file, CREATE_NEW, WRITE, StandardOpenOption.DELETE_ON_CLOSE)) {
      channel.write(Bytes.of("content"));
    } catch (UnsupportedOperationException e) {
      assertFalse(p.exists("f"));
    }
    if (p.exists("f")) {
      p.shows("f=content");
    }
  }

  // ---------------------------------------------------------------- names

  @Cites("java.nio.file.StandardCopyOption#ATOMIC_MOVE if the target file exists")
  @Without(ATOMIC_RENAME_OVER)
  void anAtomicMoveReplacesNothing(Playground p) throws IOException {
    p.tree("f=new", "g=old");
    var before = p.mark("f", "g");
    try {
      p.move("f", "g", ATOMIC_MOVE);
      throw new AssertionError("the target was replaced, or the move did nothing");
    } catch (IOException | UnsupportedOperationException e) {
      p.shows("f=new", "g=old");
      before.untouched("f", Marked.Time.MODIFICATION);
      before.untouched("g", Marked.Time.MODIFICATION);
    }
  }

  @Cites("#delete it may not be possible to remove a file when it is open")
  @Without(OPEN_UNLINKED)
  void aFileThatIsOpenIsRemovedOrStaysAsItWas(Playground p) throws IOException {
    p.write("f", "content");
    boolean removed;
    try (SeekableByteChannel channel = Files.newByteChannel(p.path("f"), READ)) {
      removed = isRemoved(p, "f");
      assertEquals(!removed, p.exists("f"));
      assertTrue(removed || channel.isOpen());
    }
    p.shows(removed ? new String[0] : new String[] {"f=content"});
  }

  private static boolean isRemoved(Playground p, String name) {
    try {
      p.delete(name);
      return true;
    } catch (IOException e) {
      return false;
    }
  }

  @Cites("#isSameFile")
  @Without(CASE_SENSITIVE)
  Stream<Case> namesThatDifferInCaseAreOne() {
    return Stream.of(
        Case.of(
            "read",
            p -> {
              p.tree("name=content", "dir/", "dir/file=inside");
              assertEquals("content", p.read("NAME"));
              assertEquals("inside", p.read("DIR/File"));
              assertTrue(Files.isSameFile(p.path("name"), p.path("Name")));
            }),
        Case.of(
            "made",
            p -> {
              p.tree("name=content", "dir/");
              p.expect(Errno.EEXIST, () -> p.create("NAME"));
              p.expect(Errno.EEXIST, () -> p.mkdir("DIR"));
            }),
        Case.of(
            "written and deleted",
            p -> {
              p.write("name", "content");
              p.write("NAME", "other");
              assertEquals(1, p.list("").size());
              assertEquals("other", p.read("name"));
              p.delete("Name");
              p.shows();
            }));
  }

  // ---------------------------------------------------------------- services

  @Cites("java.nio.file.FileSystem#newWatchService UnsupportedOperationException")
  @Without(WATCH)
  void noWatchServiceIsMade(Playground p) {
    p.expect(Errno.EOPNOTSUPP, () -> p.fileSystem().newWatchService().close());
  }

  @Cites("java.nio.file.ProviderMismatchException")
  @Without(WATCH)
  void theWatchServiceOfAnotherProviderIsOfNoUse(Playground p) throws IOException {
    Assumptions.assumeTrue(
        p.fileSystem().provider() != FileSystems.getDefault().provider(),
        "no watch service of another provider");
    try (WatchService service = FileSystems.getDefault().newWatchService()) {
      RuntimeException thrown =
          p.refuses(RuntimeException.class, () -> p.path("").register(service, ENTRY_CREATE));
      assertTrue(
          thrown instanceof UnsupportedOperationException
              || thrown instanceof ProviderMismatchException,
          thrown::toString);
    }
  }

  @Cites("#newDirectoryStream [SecureDirectoryStream]")
  @Without(SECURE_DIRECTORY_STREAM)
  void noDirectoryStreamSaysThatItIsSecure(Playground p) throws IOException {
    try (DirectoryStream<Path> stream = Files.newDirectoryStream(p.path(""))) {
      assertFalse(stream instanceof SecureDirectoryStream);
    }
  }

  @Cites("java.nio.file.FileSystem#getUserPrincipalLookupService UnsupportedOperationException")
  @Without(POSIX_PERMISSIONS)
  void whereThereAreNoUsersNoneIsFound(Playground p) {
    UserPrincipalLookupService users;
    try {
      users = p.fileSystem().getUserPrincipalLookupService();
    } catch (UnsupportedOperationException e) {
      return;
    }
    p.refuses(
        UserPrincipalNotFoundException.class, () -> users.lookupPrincipalByName("no such user"));
    p.refuses(
        UserPrincipalNotFoundException.class,
        () -> users.lookupPrincipalByGroupName("no such group"));
  }

  @Cites("java.nio.file.FileSystem#close UnsupportedOperationException ... the default file system")
  @Without(CLOSEABLE)
  void theDefaultFileSystemIsNotClosed(Playground p) {
    Assumptions.assumeTrue(
        p.fileSystem() == FileSystems.getDefault(), "it is not the default file system");
    p.expect(Errno.EOPNOTSUPP, p.fileSystem()::close);
    assertTrue(p.fileSystem().isOpen());
  }
}
