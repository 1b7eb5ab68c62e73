package io.vnode.mem;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.vnode.engine.Errno;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.MappedByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.ClosedFileSystemException;
import java.nio.file.FileSystem;
import java.nio.file.FileSystemException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.StandardWatchEventKinds;
import java.nio.file.WatchKey;
import java.nio.file.WatchService;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** {@link MemSnapshot}: what a test fixture needs of a file system. */
class MemSnapshotTest {
  private final MemFileSystem memory =
      MemFs.builder().user("alice").users("bob").capacity("1 MiB").inodes(100).build();

  @AfterEach
  void theTreeIsSound() throws IOException {
    memory.namespace().verify();
    memory.close();
  }

  private Path file(String text) throws IOException {
    return Files.writeString(memory.getPath("/file"), text);
  }

  /** The example of the README. */
  @Test
  void aFixtureIsPutBackAndCopied() throws IOException {
    MemFileSystem fs = MemFs.create();
    Files.createDirectories(fs.getPath("/etc/app"));
    Files.writeString(fs.getPath("/etc/app/config"), "as delivered");
    MemSnapshot fixture = fs.snapshot();

    Files.writeString(fs.getPath("/etc/app/config"), "changed by a test");
    fs.restore(fixture);
    assertEquals("as delivered", Files.readString(fs.getPath("/etc/app/config")));

    MemFileSystem other = MemFs.builder().from(fixture).build();
    Files.delete(other.getPath("/etc/app/config"));
    assertTrue(Files.exists(fs.getPath("/etc/app/config")));
    other.close();
    fs.close();
  }

  @Test
  void aFileSystemFromASnapshotHasItsUsersAndLimitsUnlessToldOtherwise() throws IOException {
    Path secret = file("secret");
    Files.setPosixFilePermissions(secret, PosixFilePermissions.fromString("rw-------"));
    MemSnapshot snapshot = memory.snapshot();
    try (MemFileSystem same = MemFs.builder().from(snapshot).build();
        MemFileSystem larger = MemFs.builder().from(snapshot).capacity("2 MiB").build()) {
      assertEquals("alice", Files.getOwner(same.getPath("/file")).getName());
      assertFalse(Files.isReadable(same.as("bob").getPath("/file")));
      assertEquals(1 << 20, Files.getFileStore(same.getPath("/")).getTotalSpace());
      assertEquals(2 << 20, Files.getFileStore(larger.getPath("/")).getTotalSpace());
      assertEquals("secret", Files.readString(larger.getPath("/file")));
      same.namespace().verify();
      larger.namespace().verify();
    }
  }

  @Test
  void theSnapshotIsASettingLikeAnyOther() throws IOException {
    file("text");
    Map<String, Object> env = Map.of("from", memory.snapshot());
    try (FileSystem other = FileSystems.newFileSystem(URI.create("memfs://from-env"), env)) {
      assertEquals("text", Files.readString(other.getPath("/file")));
    }
    assertEquals(
        "memfs: from: '/file' is not a snapshot, as MemFileSystem.snapshot() gives it",
        assertThrows(
                IllegalArgumentException.class,
                () ->
                    FileSystems.newFileSystem(
                        URI.create("memfs://from-env"), Map.of("from", "/file")))
            .getMessage());
  }

  @Test
  void aSnapshotThatDoesNotFitIsRefusedBeforeAnythingIsMade() throws IOException {
    file("text");
    MemSnapshot snapshot = memory.snapshot();
    MemFs.Builder small = MemFs.builder().name("small").from(snapshot).capacity(3);
    assertEquals(
        "memfs: capacity: the snapshot needs 4 bytes and not 3",
        assertThrows(IllegalArgumentException.class, small::build).getMessage());
    small.capacity(4).inodes(2);
    assertEquals(
        "memfs: inodes: the snapshot needs 3 inodes and not 2",
        assertThrows(IllegalArgumentException.class, small::build).getMessage());
    small.inodes(3).build().close();
  }

  @Test
  void aForeignSnapshotThatDoesNotFitChangesNothing() throws IOException {
    try (MemFileSystem large = MemFs.create()) {
      Files.write(large.getPath("/large"), new byte[2 << 20]);
      file("text");
      assertThrows(FileSystemException.class, () -> memory.restore(large.snapshot()));
      assertEquals("text", Files.readString(memory.getPath("/file")));
    }
  }

  @Test
  void aSnapshotIsTakenAndPutBackWhoeverMaySeeWhat() throws IOException {
    Path bobs = memory.as("bob").getPath("/tmp/bobs");
    Files.writeString(bobs, "his");
    Files.setPosixFilePermissions(bobs, PosixFilePermissions.fromString("---------"));
    MemSnapshot snapshot = memory.snapshot();
    Files.delete(bobs);
    memory.restore(snapshot);
    assertEquals("bob", Files.getOwner(bobs).getName());
  }

  @Test
  void whatIsOpenKeepsTheOldFileAndThePathLeadsToTheNew() throws IOException {
    Path path = file("old");
    MemSnapshot snapshot = memory.snapshot();
    try (FileChannel channel = FileChannel.open(path, StandardOpenOption.WRITE);
        InputStream stream = Files.newInputStream(path)) {
      memory.restore(snapshot);
      channel.write(ByteBuffer.wrap(new byte[] {'O'}));
      assertEquals('O', stream.read());
      assertEquals("old", Files.readString(path));
    }
  }

  @Test
  void watchKeysBecomeInvalid() throws Exception {
    WatchService watcher = memory.newWatchService();
    WatchKey key = memory.getPath("/").register(watcher, StandardWatchEventKinds.ENTRY_CREATE);
    memory.restore(memory.snapshot());
    WatchKey signalled = watcher.poll(10, TimeUnit.SECONDS);
    assertEquals(key, assertNotNullKey(signalled));
    assertTrue(signalled.pollEvents().isEmpty());
    assertFalse(signalled.reset());
  }

  private static WatchKey assertNotNullKey(WatchKey key) {
    assertNotNull(key);
    return key;
  }

  @Test
  void timesAreKeptAndTheClockGoesOn() throws IOException {
    try (MemFileSystem fixed = MemFs.builder().clock(() -> Instant.ofEpochSecond(1_000)).build()) {
      Path path = Files.writeString(fixed.getPath("/f"), "");
      MemSnapshot snapshot = fixed.snapshot();
      try (MemFileSystem other = MemFs.builder().from(snapshot).build()) {
        Path copy = other.getPath("/f");
        assertEquals(Files.getLastModifiedTime(path), Files.getLastModifiedTime(copy));
        assertEquals(
            Files.getAttribute(path, "unix:ctime"), Files.getAttribute(copy, "unix:ctime"));
        assertEquals(Files.getAttribute(path, "unix:ino"), Files.getAttribute(copy, "unix:ino"));
      }
    }
  }

  /** What is mapped is written without anybody being asked. */
  @Test
  void aMappedFileIsCopiedAndNotShared() throws IOException {
    Path path = file("one");
    try (FileChannel channel =
        FileChannel.open(path, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
      MappedByteBuffer map = channel.map(FileChannel.MapMode.READ_WRITE, 0, 3);
      MemSnapshot snapshot = memory.snapshot();
      memory.namespace().verify();
      map.put(0, (byte) 'O');
      assertEquals("One", Files.readString(path));
      memory.restore(snapshot);
      assertEquals("one", Files.readString(path));
      map.put(1, (byte) 'N');
      assertEquals("one", Files.readString(path));
      try (MemFileSystem other = MemFs.builder().from(snapshot).build()) {
        assertEquals("one", Files.readString(other.getPath("/file")));
        other.namespace().verify();
      }
      memory.namespace().verify();
    }
  }

  @Test
  void aMappedFileForWhoseCopyThereIsNoSpaceStopsTheSnapshotAndNothingElse() throws IOException {
    try (MemFileSystem small = MemFs.builder().capacity("40 KiB").build()) {
      Path mapped = Files.write(small.getPath("/mapped"), new byte[32 << 10]);
      try (FileChannel channel =
          FileChannel.open(mapped, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
        MappedByteBuffer map = channel.map(FileChannel.MapMode.READ_WRITE, 0, 32 << 10);
        assertThrows(UncheckedIOException.class, small::snapshot);
        Files.createFile(small.getPath("/other"));
        map.put(0, (byte) 1);
        small.namespace().verify();
      }
    }
  }

  @Test
  void faultsAreOfTheFileSystemAndFollowThePathsOfWhatIsRestored() throws IOException {
    Faults plan = Faults.plan();
    plan.on("/d/e/f").open().fail(Errno.EIO);
    MemSnapshot snapshot;
    try (MemFileSystem plain = MemFs.create()) {
      Files.createDirectories(plain.getPath("/d/e"));
      Files.writeString(plain.getPath("/d/e/f"), "text");
      snapshot = plain.snapshot();
    }
    try (MemFileSystem faulty = MemFs.builder().from(snapshot).faults(plan).build()) {
      Path path = faulty.getPath("/d/e/f");
      assertThrows(IOException.class, () -> Files.readString(path));
      faulty.restore(faulty.snapshot());
      assertThrows(IOException.class, () -> Files.readString(path));
      try (MemFileSystem sound = MemFs.builder().from(faulty.snapshot()).build()) {
        assertEquals("text", Files.readString(sound.getPath("/d/e/f")));
      }
      faulty.namespace().verify();
    }
  }

  @Test
  void aClosedFileSystemIsNeitherTakenNorRestored() throws IOException {
    MemFileSystem closed = MemFs.create();
    Files.writeString(closed.getPath("/f"), "text");
    MemSnapshot snapshot = closed.snapshot();
    closed.close();
    assertThrows(ClosedFileSystemException.class, closed::snapshot);
    assertThrows(ClosedFileSystemException.class, () -> closed.restore(snapshot));
    try (MemFileSystem heir = MemFs.builder().from(snapshot).build()) {
      assertEquals("text", Files.readString(heir.getPath("/f")));
    }
  }

  @Test
  void aClosedSnapshotIsNoMoreButWhatWasMadeOfItIs() throws IOException {
    file("text");
    MemSnapshot snapshot = memory.snapshot();
    assertEquals("snapshot of 3 inodes and 4 bytes", snapshot.toString());
    try (MemFileSystem other = MemFs.builder().from(snapshot).build()) {
      snapshot.close();
      assertThrows(IllegalStateException.class, () -> memory.restore(snapshot));
      assertThrows(IllegalStateException.class, () -> MemFs.builder().from(snapshot).build());
      assertEquals("text", Files.readString(other.getPath("/file")));
    }
  }
}
