package io.vnode.projfs;

import static io.vnode.projfs.ProjAccess.READ_ONLY;
import static io.vnode.projfs.ProjAccess.READ_WRITE;
import static io.vnode.projfs.ProjFs.protect;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.common.jimfs.Configuration;
import com.google.common.jimfs.Jimfs;
import java.io.IOException;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedByInterruptException;
import java.nio.channels.FileChannel;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.FileSystem;
import java.nio.file.FileSystemException;
import java.nio.file.FileSystemLoopException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.ReadOnlyFileSystemException;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

/** The table of the specification, and what it says of each kind of entry. */
class ProjectionTest extends Projected {

  @BeforeEach
  void project() throws IOException {
    for (String name : new String[] {"rw", "ro", "kept", "kept/profile", "kept/dir"}) {
      Files.createDirectory(host.resolve(name));
    }
    for (String name :
        new String[] {
          "file", "rw/a", "ro/a", "kept/x.lock", "kept/free", "kept/profile/save", "kept/dir/y.lock"
        }) {
      Files.writeString(host.resolve(name), name);
    }
    Files.createLink(host.resolve("kept/alias"), host.resolve("kept/x.lock"));
    Files.createSymbolicLink(host.resolve("kept/link"), Path.of("x.lock"));
    projection =
        ProjFs.builder()
            .directory("/empty")
            .file("/bin/read", host.resolve("file"), READ_ONLY)
            .file("/bin/write", host.resolve("file"), READ_WRITE)
            .portal("/rw", host.resolve("rw"), READ_WRITE)
            .portal("/other", host.resolve("rw"), READ_WRITE)
            .portal("/ro", host.resolve("ro"), READ_ONLY)
            .portal("/kept", host.resolve("kept"), READ_WRITE, protect("*.lock", "profile/**"))
            .build();
  }

  private static void refused(Executable change) {
    assertThrows(ReadOnlyFileSystemException.class, change);
  }

  // ---------------------------------------------------------------- directories

  /** "The children of a directory can not be renamed, moved, or deleted ..." */
  @Test
  void nothingInADirectoryCanBeMadeRemovedOrRenamed() {
    refused(() -> Files.delete(at("/bin/read")));
    refused(() -> Files.delete(at("/empty")));
    refused(() -> Files.delete(at("/rw")));
    refused(() -> Files.createFile(at("/empty/new")));
    refused(() -> Files.createDirectory(at("/empty/new")));
    refused(() -> Files.createSymbolicLink(at("/empty/new"), at("x")));
    refused(() -> Files.createLink(at("/empty/new"), at("/bin/read")));
    refused(() -> Files.move(at("/bin/write"), at("/bin/new"), StandardCopyOption.ATOMIC_MOVE));
    refused(() -> Files.move(at("/empty"), at("/new"), StandardCopyOption.ATOMIC_MOVE));
    refused(() -> Files.setLastModifiedTime(at("/empty"), FileTime.fromMillis(0)));
    assertFalse(Files.isWritable(at("/empty")));
  }

  @Test
  void aDirectoryShowsJustWhatWasDeclaredInIt() throws IOException {
    try (Stream<Path> names = Files.list(at("/"))) {
      assertEquals(
          "/empty /bin /rw /other /ro /kept", String.join(" ", names.map(Path::toString).toList()));
    }
    try (Stream<Path> names = Files.list(at("/empty"))) {
      assertEquals(0, names.count());
    }
  }

  // ---------------------------------------------------------------- files

  /** "Given read-write access, reads and writes to a file will affect the target it points to" */
  @Test
  void aWritableFileForwardsWritesTruncationAndTimes() throws IOException {
    Files.writeString(at("/bin/write"), "new", StandardOpenOption.TRUNCATE_EXISTING);
    assertEquals("new", Files.readString(host.resolve("file")));
    Files.setLastModifiedTime(at("/bin/write"), FileTime.fromMillis(1000));
    assertEquals(FileTime.fromMillis(1000), Files.getLastModifiedTime(host.resolve("file")));
    assertEquals("new", Files.readString(at("/bin/read")));
  }

  @Test
  void aReadOnlyFileRefusesWritesTruncationAndTimes() {
    refused(() -> Files.writeString(at("/bin/read"), "new"));
    refused(() ->
        Files.newByteChannel(
            at("/bin/read"), StandardOpenOption.WRITE, StandardOpenOption.TRUNCATE_EXISTING));
    refused(() -> Files.setLastModifiedTime(at("/bin/read"), FileTime.fromMillis(0)));
    assertFalse(Files.isWritable(at("/bin/read")));
    assertTrue(Files.isWritable(at("/bin/write")));
  }

  /** "It inherits the security attributes (modes) from its target." */
  @Test
  void aFileHasTheAttributesOfItsSource() throws IOException {
    Path source = host.resolve("file");
    Files.setPosixFilePermissions(source, PosixFilePermissions.fromString("rw-r-x--x"));
    assertEquals(
        Files.getPosixFilePermissions(source), Files.getPosixFilePermissions(at("/bin/read")));
    assertEquals(Files.size(source), Files.size(at("/bin/read")));
    assertTrue(Files.isExecutable(at("/bin/read")));
  }

  @Test
  void aFileWhoseSourceHasGoneIsListedAndNotFound() throws IOException {
    Files.delete(host.resolve("file"));
    assertThrows(NoSuchFileException.class, () -> Files.readString(at("/bin/read")));
    try (Stream<Path> names = Files.list(at("/bin"))) {
      assertEquals(2, names.count());
    }
    Files.writeString(host.resolve("file"), "again");
    assertEquals("again", Files.readString(at("/bin/read")));
  }

  // ---------------------------------------------------------------- portals

  /** "files and folders can be created, moved, and deleted within the portal" */
  @Test
  void inAWritablePortalFilesComeMoveAndGo() throws IOException {
    Files.createDirectory(at("/rw/d"));
    Files.writeString(at("/rw/d/f"), "x");
    Files.move(at("/rw/d/f"), at("/rw/g"));
    Files.delete(at("/rw/d"));
    Files.createLink(at("/rw/h"), at("/rw/g"));
    assertEquals("x", Files.readString(host.resolve("rw/h")));
    assertFalse(Files.exists(host.resolve("rw/d")));
  }

  /** "they can not be moved out of the portal, even through to another portal" */
  @Test
  void nothingMovesOutOfAPortal() throws IOException {
    for (String target : new String[] {"/other/b", "/kept/b"}) {
      assertThrows(
          AtomicMoveNotSupportedException.class,
          () -> Files.move(at("/rw/a"), at(target), StandardCopyOption.ATOMIC_MOVE));
      assertThrows(FileSystemException.class, () -> Files.createLink(at(target), at("/rw/a")));
    }
    assertThrows(
        AtomicMoveNotSupportedException.class,
        () -> Files.move(at("/rw/a"), at("/empty/b"), StandardCopyOption.ATOMIC_MOVE));
    Files.move(at("/rw/a"), at("/kept/b"));
    assertEquals("rw/a", Files.readString(host.resolve("kept/b")));
    assertFalse(Files.exists(host.resolve("rw/a")));
  }

  @Test
  void whatCannotBeDeletedIsNotMovedByCopying() {
    assertThrows(Exception.class, () -> Files.move(at("/ro/a"), at("/rw/b")));
    assertTrue(Files.exists(at("/ro/a")));
    assertFalse(Files.exists(at("/rw/b")));
  }

  /** "disallows creation, movement, and deletion of files as well as writes to any files" */
  @Test
  void aReadOnlyPortalRefusesEveryChange() {
    refused(() -> Files.createFile(at("/ro/b")));
    refused(() -> Files.createDirectory(at("/ro/b")));
    refused(() -> Files.delete(at("/ro/a")));
    refused(() -> Files.writeString(at("/ro/a"), "x"));
    refused(() -> Files.move(at("/ro/a"), at("/ro/b"), StandardCopyOption.ATOMIC_MOVE));
    refused(() -> Files.createLink(at("/ro/b"), at("/ro/a")));
    refused(() -> Files.setLastModifiedTime(at("/ro/a"), FileTime.fromMillis(0)));
  }

  // ---------------------------------------------------------------- protection

  private void assertProtected(String file) {
    refused(() -> Files.writeString(at(file), "x"));
    refused(() -> Files.newByteChannel(at(file), StandardOpenOption.WRITE));
    refused(() -> Files.setLastModifiedTime(at(file), FileTime.fromMillis(0)));
    assertFalse(Files.isWritable(at(file)), file);
  }

  @Test
  void aProtectedNameIsNeitherWrittenNorRemovedNorRenamed() throws IOException {
    for (String file : new String[] {"/kept/x.lock", "/kept/profile/save", "/kept/dir/y.lock"}) {
      assertProtected(file);
      refused(() -> Files.delete(at(file)));
      refused(() -> Files.move(at(file), at("/kept/new"), StandardCopyOption.ATOMIC_MOVE));
      refused(() -> Files.move(at("/kept/free"), at(file), StandardCopyOption.ATOMIC_MOVE));
      refused(() -> Files.createLink(at("/kept/new"), at(file)));
    }
    Files.writeString(at("/kept/free"), "x");
  }

  @Test
  void aProtectedNameCannotBeMade() {
    refused(() -> Files.createFile(at("/kept/new.lock")));
    refused(() -> Files.createDirectory(at("/kept/profile/new")));
    refused(() -> Files.createSymbolicLink(at("/kept/new.lock"), at("x")));
    refused(() -> Files.createLink(at("/kept/new.lock"), at("/kept/free")));
    refused(() -> Files.copy(at("/kept/free"), at("/kept/dir/z.lock")));
    assertFalse(Files.exists(host.resolve("kept/dir/z.lock")));
  }

  @Test
  void protectionHoldsThroughAnotherNameOfTheSameFile() {
    assertProtected("/kept/alias");
  }

  @Test
  void protectionHoldsThroughASymbolicLink() {
    assertProtected("/kept/link");
  }

  /** On a host that takes A for a; jimfs can be one. */
  @Test
  void protectionHoldsThroughTheOtherCase() throws IOException {
    try (FileSystem windows = Jimfs.newFileSystem(Configuration.windows())) {
      Path source = Files.createDirectories(windows.getPath("C:\\games\\2024"));
      Files.writeString(source.resolve("x.lock"), "x");
      try (ProjFileSystem fs =
          ProjFs.builder().portal("/p", source, READ_WRITE, protect("*.lock")).build()) {
        refused(() -> Files.delete(fs.getPath("/p/X.LOCK")));
        refused(() -> Files.createFile(fs.getPath("/p/new.Lock")));
        assertEquals("x", Files.readString(fs.getPath("/p/X.lock")));
      }
    }
  }

  @Test
  void aDirectoryWithSomethingProtectedBelowIsNotRenamed() throws IOException {
    refused(() -> Files.move(at("/kept/dir"), at("/kept/new"), StandardCopyOption.ATOMIC_MOVE));
    refused(() -> Files.move(at("/kept/profile"), at("/kept/new"), StandardCopyOption.ATOMIC_MOVE));
    Files.createDirectory(at("/kept/plain"));
    Files.move(at("/kept/plain"), at("/kept/renamed"), StandardCopyOption.ATOMIC_MOVE);
  }

  /** A name is made by whatever makes it: here by the rename of a directory above it. */
  @Test
  void aDirectoryIsNotRenamedToWhereSomethingInItWouldBeProtected() throws IOException {
    Files.createDirectories(host.resolve("kept/other/deep"));
    Files.writeString(host.resolve("kept/other/deep/save"), "save");
    Files.delete(host.resolve("kept/profile/save"));
    refused(
        () -> Files.move(at("/kept/other"), at("/kept/profile"), StandardCopyOption.ATOMIC_MOVE));
    refused(() -> Files.move(at("/kept/other/deep"), at("/kept/profile/d")));
    assertTrue(Files.exists(host.resolve("kept/other/deep/save")));
    Files.move(at("/kept/other"), at("/kept/elsewhere"), StandardCopyOption.ATOMIC_MOVE);
  }

  @Test
  void protectionHoldsThroughASymbolicLinkToADirectoryAboveIt() throws IOException {
    Files.createSymbolicLink(host.resolve("kept/way"), Path.of("profile"));
    assertProtected("/kept/way/save");
    refused(() -> Files.delete(at("/kept/way/save")));
    refused(() -> Files.createFile(at("/kept/way/new")));
    Files.createSymbolicLink(host.resolve("rw/way"), Path.of("../kept/profile"));
    assertProtected("/rw/way/save");
  }

  @Test
  void aHardLinkOfAProtectedFileIsNeitherRemovedNorRenamed() throws IOException {
    refused(() -> Files.delete(at("/kept/alias")));
    refused(() -> Files.move(at("/kept/alias"), at("/kept/new"), StandardCopyOption.ATOMIC_MOVE));
    refused(() -> Files.createLink(at("/kept/new"), at("/kept/alias")));
    assertEquals("kept/x.lock", Files.readString(host.resolve("kept/x.lock")));
  }

  // ---------------------------------------------------------------- security and links

  /** "does not support editing the security attributes of any entry" */
  @Test
  void permissionsCannotBeEditedUnlessThatIsAllowed() throws IOException {
    for (String file : new String[] {"/rw/a", "/bin/write"}) {
      assertThrows(
          FileSystemException.class,
          () ->
              Files.setPosixFilePermissions(
                  at(file), PosixFilePermissions.fromString("rwx------")));
    }
    try (ProjFileSystem allowing =
        ProjFs.builder()
            .portal("/rw", host.resolve("rw"), READ_WRITE)
            .allowSecurityChanges()
            .build()) {
      Files.setPosixFilePermissions(
          allowing.getPath("/rw/a"), PosixFilePermissions.fromString("rwx------"));
    }
    assertEquals(
        "rwx------",
        PosixFilePermissions.toString(Files.getPosixFilePermissions(host.resolve("rw/a"))));
  }

  @Test
  void aLinkInAPortalLeadsWhereItsTextLeadsInTheProjection() throws IOException {
    Files.createSymbolicLink(host.resolve("rw/up"), Path.of("../bin/read"));
    Files.createSymbolicLink(host.resolve("rw/top"), Path.of("/bin/read"));
    Files.createSymbolicLink(host.resolve("rw/out"), host.resolve("file"));
    assertEquals("file", Files.readString(at("/rw/up")));
    assertEquals("file", Files.readString(at("/rw/top")));
    assertThrows(NoSuchFileException.class, () -> Files.readString(at("/rw/out")));
    assertEquals(at("/bin/read"), at("/rw/up").toRealPath());
  }

  @Test
  void linksLeadNowhereAndCannotBeMadeIfThatIsAskedFor() throws IOException {
    try (ProjFileSystem refusing =
        ProjFs.builder()
            .portal("/kept", host.resolve("kept"), READ_WRITE)
            .refuseSymlinks()
            .build()) {
      Path link = refusing.getPath("/kept/link");
      assertThrows(FileSystemLoopException.class, () -> Files.readString(link));
      assertThrows(
          FileSystemException.class,
          () -> Files.createSymbolicLink(refusing.getPath("/kept/new"), refusing.getPath("free")));
      assertTrue(Files.isSymbolicLink(link));
    }
  }

  @Test
  void dotDotAtTheTopOfAPortalIsItsParentInTheProjection() throws IOException {
    assertEquals("file", Files.readString(at("/rw/../bin/read")));
    assertTrue(Files.isSameFile(at("/rw/.."), at("/")));
  }

  /** The issue: "Works on memfs, jimfs, zipfs and the host alike". */
  @Test
  void aPortalLeadsIntoZipfs() throws IOException {
    URI archive = URI.create("jar:" + host.resolve("a.zip").toUri());
    try (FileSystem zip = FileSystems.newFileSystem(archive, Map.of("create", "true"));
        ProjFileSystem fs = ProjFs.builder().portal("/zip", zip.getPath("/"), READ_WRITE).build()) {
      Files.createDirectory(fs.getPath("/zip/d"));
      Files.writeString(zip.getPath("/d/f"), "text");
      assertEquals("text", Files.readString(fs.getPath("/zip/d/f")));
      Files.writeString(fs.getPath("/zip/d/new"), "made here");
      assertEquals("made here", Files.readString(zip.getPath("/d/new")));
      Files.delete(fs.getPath("/zip/d/new"));
      Files.move(fs.getPath("/zip/d/f"), fs.getPath("/zip/g"));
      Files.delete(fs.getPath("/zip/d"));
      assertFalse(Files.exists(zip.getPath("/d")));
      assertEquals("text", Files.readString(zip.getPath("/g")));
    }
  }

  /** The issue: "Works on memfs, jimfs, zipfs and the host alike". */
  @Test
  void aPortalLeadsIntoJimfs() throws IOException {
    try (FileSystem jimfs = Jimfs.newFileSystem(Configuration.unix());
        ProjFileSystem fs =
            ProjFs.builder().portal("/j", jimfs.getPath("/work"), READ_WRITE).build()) {
      Files.createDirectory(fs.getPath("/j/d"));
      Files.writeString(fs.getPath("/j/d/f"), "made here");
      assertEquals("made here", Files.readString(jimfs.getPath("/work/d/f")));
      Files.createSymbolicLink(fs.getPath("/j/link"), fs.getPath("d/f"));
      assertEquals("made here", Files.readString(fs.getPath("/j/link")));
      Files.move(fs.getPath("/j/d/f"), fs.getPath("/j/g"));
      Files.delete(fs.getPath("/j/d"));
      assertFalse(Files.exists(jimfs.getPath("/work/d")));
      assertEquals("made here", Files.readString(jimfs.getPath("/work/g")));
    }
  }

  // ---------------------------------------------------------------- interrupts

  /** {@link java.nio.channels.InterruptibleChannel}: "the channel will be closed". */
  @Test
  void aReaderThatIsInterruptedClosesItsChannelWhereverHeIs() throws Exception {
    Files.write(host.resolve("rw/a"), new byte[1 << 20]);
    for (int i = 0; i < 300; i++) {
      FileChannel channel = FileChannel.open(at("/rw/a"));
      AtomicReference<Exception> thrown = new AtomicReference<>();
      Thread reader = new Thread(() -> readUntilItFails(channel, thrown), "reader");
      reader.start();
      Thread.sleep(0, 500_000);
      reader.interrupt();
      reader.join();
      assertEquals(ClosedByInterruptException.class, thrown.get().getClass());
      assertFalse(channel.isOpen());
    }
  }

  private static void readUntilItFails(FileChannel channel, AtomicReference<Exception> thrown) {
    ByteBuffer buffer = ByteBuffer.allocate(1 << 20);
    try {
      while (channel.read(buffer.clear(), 0) >= 0) {
        // Again.
      }
    } catch (IOException e) {
      thrown.set(e);
    }
  }

  // ---------------------------------------------------------------- mounting

  @Test
  void aDirectoryCanBeMountedAndTakenAwayWhileNothingOfItIsOpen() throws IOException {
    projection.mount(at("/empty"), host.resolve("ro"), READ_ONLY);
    assertEquals("ro/a", Files.readString(at("/empty/a")));
    try (var open = Files.newInputStream(at("/empty/a"))) {
      FileSystemException busy =
          assertThrows(FileSystemException.class, () -> projection.unmount(at("/empty")));
      assertEquals("Device or resource busy", busy.getReason());
      assertEquals('r', open.read());
    }
    projection.unmount(at("/empty"));
    assertFalse(Files.exists(at("/empty/a")));
  }

  @Test
  void aProjectionIsReadOnlyWhenNothingInItCanBeWritten() throws IOException {
    assertFalse(projection.isReadOnly());
    try (ProjFileSystem all =
        ProjFs.builder().portal("/ro", host.resolve("ro"), READ_ONLY).build()) {
      assertTrue(all.isReadOnly());
    }
  }
}
