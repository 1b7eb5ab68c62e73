package io.vnode.tck.posix;

import static io.vnode.tck.Capability.ASYNC;
import static io.vnode.tck.Capability.FILE_CHANNELS;
import static io.vnode.tck.Capability.HARD_LINKS;
import static io.vnode.tck.Capability.POSIX_PERMISSIONS;
import static io.vnode.tck.Capability.READ_ONLY;
import static io.vnode.tck.Capability.SYMBOLIC_LINKS;
import static io.vnode.tck.Capability.UNIX_ATTRIBUTES;
import static io.vnode.tck.Capability.USER_ATTRIBUTES;
import static java.nio.file.StandardCopyOption.ATOMIC_MOVE;
import static java.nio.file.StandardCopyOption.REPLACE_EXISTING;
import static java.nio.file.StandardOpenOption.APPEND;
import static java.nio.file.StandardOpenOption.CREATE;
import static java.nio.file.StandardOpenOption.DELETE_ON_CLOSE;
import static java.nio.file.StandardOpenOption.READ;
import static java.nio.file.StandardOpenOption.TRUNCATE_EXISTING;
import static java.nio.file.StandardOpenOption.WRITE;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.vnode.tck.Area;
import io.vnode.tck.Capability;
import io.vnode.tck.Case;
import io.vnode.tck.Cites;
import io.vnode.tck.Errno;
import io.vnode.tck.Fixture;
import io.vnode.tck.Needs;
import io.vnode.tck.Playground;
import io.vnode.tck.Populated;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.AsynchronousFileChannel;
import java.nio.file.AccessMode;
import java.nio.file.Files;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.UserDefinedFileAttributeView;
import java.util.stream.Stream;

/** File systems that nothing can be changed in: what they refuse, and what they do not. */
@Area(value = "posix.read-only", source = "POSIX.1-2024 [EROFS]", writes = false)
@Needs(READ_ONLY)
@Populated
final class ReadOnlyChecks {
  private static final Errno[] DENIED = {Errno.EROFS, Errno.EACCES};

  private static final ByteBuffer TEXT = ByteBuffer.wrap(new byte[] {1}).asReadOnlyBuffer();

  /** What would change something. */
  @FunctionalInterface
  private interface Change {
    void in(Playground p) throws IOException;
  }

  private static Case refused(String label, String page, Change change, Capability... needs) {
    return Case.of(label, p -> p.expect(Errno.EROFS, () -> change.in(p)))
        .needs(needs)
        .cites("POSIX.1-2024 " + page + " [EROFS]");
  }

  @Cites("[EROFS]")
  Stream<Case> noNameComesOrGoes() {
    return Stream.of(
        refused("mkdir", "mkdir()", p -> p.mkdir("new")),
        refused("mkdir further down", "mkdir()", p -> p.mkdir("d/e/new")),
        refused("create", "open()", p -> p.create("d/new")),
        refused("symlink", "symlink()", p -> p.symlink("new", "file"), SYMBOLIC_LINKS),
        refused("link", "link()", p -> p.link("new", "file"), HARD_LINKS),
        refused("copy", "open()", p -> p.copy("file", "new")),
        refused("copy over a file", "open()", p -> p.copy("file", "empty", REPLACE_EXISTING)),
        refused("temporary file", "mkstemp()", p -> temporary(p, "d")),
        refused("unlink", "unlink()", p -> p.delete("file")),
        refused("unlink if there", "unlink()", p -> Files.deleteIfExists(p.path("file"))),
        refused("unlink further down", "unlink()", p -> p.delete("d/inside")),
        refused("rmdir", "rmdir()", p -> p.delete("d/e")),
        refused("rename", "rename()", p -> p.move("file", "new", ATOMIC_MOVE)),
        refused("rename of a directory", "rename()", p -> p.move("d", "new", ATOMIC_MOVE)),
        refused("rename over a file", "rename()", p -> p.move("file", "empty", ATOMIC_MOVE)));
  }

  private static void temporary(Playground p, String directory) throws IOException {
    p.get("temporary file in " + directory, () -> Files.createTempFile(p.path(directory), "", ""));
  }

  @Cites("[EROFS]")
  Stream<Case> nothingIsOpenedToBeWritten() {
    return Stream.of(
        refused("write", "open()", p -> Call.open(p, "file", WRITE)),
        refused("read and write", "open()", p -> Call.open(p, "file", READ, WRITE)),
        refused("append", "open()", p -> Call.open(p, "file", APPEND)),
        refused("truncate", "open()", p -> Call.open(p, "file", WRITE, TRUNCATE_EXISTING)),
        refused("to go when closed", "open()", p -> Call.open(p, "file", WRITE, DELETE_ON_CLOSE)),
        refused("stream", "open()", p -> Files.newOutputStream(p.path("file")).close()),
        refused("file channel", "open()", p -> p.open("file", READ, WRITE).close(), FILE_CHANNELS),
        refused("asynchronous", "open()", ReadOnlyChecks::openAsynchronously, ASYNC),
        refused("create", "open()", p -> Call.open(p, "new", WRITE, CREATE)),
        refused("create what is there", "open()", p -> Call.open(p, "file", WRITE, CREATE)));
  }

  private static void openAsynchronously(Playground p) throws IOException {
    AsynchronousFileChannel.open(p.path("file"), WRITE).close();
  }

  @Cites("[EROFS]")
  Stream<Case> noAttributeIsSet() {
    FileTime time = FileTime.fromMillis(1_500_000_000_000L);
    return Stream.of(
        refused("chmod", "chmod()", p -> p.chmod("file", "rwx------"), POSIX_PERMISSIONS),
        refused("chown", "chown()", p -> Call.CHOWN.at(p, "file"), POSIX_PERMISSIONS),
        refused("modification time", "futimens()", p -> p.set("file", "lastModifiedTime", time)),
        refused("access time", "futimens()", p -> p.set("file", "lastAccessTime", time)),
        refused("mode", "chmod()", p -> p.set("file", "unix:mode", 0600), UNIX_ATTRIBUTES),
        refused(
            "of one's own", "open()", p -> tag(p).write("new", TEXT.duplicate()), USER_ATTRIBUTES),
        refused("no more of one's own", "open()", p -> tag(p).delete(Fixture.TAG), USER_ATTRIBUTES),
        refused("time of a directory", "futimens()", p -> p.set("d", "lastModifiedTime", time)));
  }

  private static UserDefinedFileAttributeView tag(Playground p) {
    return Files.getFileAttributeView(p.path("tagged"), UserDefinedFileAttributeView.class);
  }

  @Cites("POSIX.1-2024 access() [EROFS] Write access was requested for a file on a read-only ...")
  Stream<Case> whoAsksWhetherToWriteIsTold() {
    return Stream.of("file", "d")
        .map(name ->
            Case.of(name, p -> p.expectAny(DENIED, () -> Call.access(p, name, AccessMode.WRITE))));
  }

  @Cites("java.nio.file.FileSystem#isReadOnly, java.nio.file.FileStore#isReadOnly")
  void itSaysThatItIsReadOnly(Playground p) throws IOException {
    assertTrue(p.fileSystem().isReadOnly(), "the file system");
    assertTrue(Files.getFileStore(p.path("d/inside")).isReadOnly(), "its store");
    assertFalse(Files.isWritable(p.path("file")), "a file");
    assertFalse(Files.isWritable(p.path("d")), "a directory");
  }

  @Cites("POSIX.1-2024 open() [DESCRIPTION]")
  void whatIsThereIsRead(Playground p) throws IOException {
    Call.open(p, "file", READ);
    Call.access(p, "file", AccessMode.READ);
    p.list("d");
    Files.readAllBytes(p.path("d/inside"));
  }

  @Cites("POSIX.1-2024 unlink() [ENOENT] a read-only file system still says what is not there")
  Stream<Case> whatIsMissingIsMissing() {
    return Stream.of(
        Case.of("read", p -> p.expect(Errno.ENOENT, () -> Call.open(p, "missing", READ))),
        Case.of("stat", p -> p.expect(Errno.ENOENT, () -> Call.stat(p, "missing"))),
        Case.of("list", p -> p.expect(Errno.ENOENT, () -> p.list("missing"))));
  }
}
