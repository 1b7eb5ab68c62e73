package io.vnode.nio;

import static io.vnode.testkit.Property.forAllHistories;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.vnode.testkit.Gen;
import java.io.IOException;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.FileLockInterruptionException;
import java.nio.channels.NonReadableChannelException;
import java.nio.channels.NonWritableChannelException;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** {@link FileLock} and {@link FileChannel#tryLock}. */
class FileLocksTest {
  private static final Set<StandardOpenOption> BOTH =
      Set.of(StandardOpenOption.READ, StandardOpenOption.WRITE, StandardOpenOption.CREATE);

  private VfsFileSystem fileSystem;
  private Path file;

  @BeforeEach
  void open() throws IOException {
    fileSystem = TreeFileSystem.unlimited();
    file = fileSystem.getPath("/f");
    Files.writeString(file, "abc");
  }

  @AfterEach
  void close() throws IOException {
    fileSystem.close();
  }

  /** FileChannel.lock: "If the invoker's interrupt status is set ... thrown immediately". */
  @Test
  void aThreadThatIsInterruptedGetsNoLock() throws IOException {
    try (FileChannel channel = FileChannel.open(file, BOTH);
        FileChannel other = FileChannel.open(file, BOTH)) {
      Thread.currentThread().interrupt();
      assertThrows(FileLockInterruptionException.class, channel::lock);
      assertTrue(Thread.interrupted());
      other.lock().release();
    }
  }

  /** OverlappingFileLockException: by this JVM, through whatever channel, shared or not. */
  @Test
  void aLockThatOverlapsOneOfThisJvmIsRefusedThroughEveryNameOfTheFile() throws IOException {
    Path link = fileSystem.getPath("/link");
    Files.createLink(link, file);
    try (FileChannel channel = FileChannel.open(file, BOTH);
        FileChannel other = FileChannel.open(link, BOTH)) {
      FileLock lock = channel.lock(10, 10, true);
      for (FileChannel each : List.of(channel, other)) {
        assertThrows(OverlappingFileLockException.class, () -> each.tryLock(19, 1, true));
        assertThrows(OverlappingFileLockException.class, () -> each.lock(5, 6, true));
        assertThrows(OverlappingFileLockException.class, () -> each.tryLock(0, 100, false));
        each.tryLock(20, 1, false).release();
        each.tryLock(9, 1, false).release();
      }
      lock.release();
      assertFalse(lock.isValid());
      assertTrue(other.tryLock().isValid());
    }
  }

  /** FileLock: "valid ... until the lock is released ... or the channel is closed". */
  @Test
  void closingTheChannelReleasesItsLocksAndNoOthers() throws IOException {
    try (FileChannel channel = FileChannel.open(file, BOTH)) {
      FileLock ours = channel.lock(0, 1, false);
      FileChannel closed = FileChannel.open(file, BOTH);
      FileLock theirs = closed.lock(1, 1, false);
      closed.close();
      assertFalse(theirs.isValid());
      assertThrows(ClosedChannelException.class, theirs::release);
      assertTrue(ours.isValid());
      channel.lock(1, 1, false);
      assertThrows(ClosedChannelException.class, () -> closed.tryLock());
    }
  }

  /** FileChannel.lock: NonReadable- and NonWritableChannelException, IllegalArgumentException. */
  @Test
  void aLockNeedsAChannelOfItsKindAndAPlaceInTheFile() throws IOException {
    try (FileChannel reader = FileChannel.open(file, StandardOpenOption.READ);
        FileChannel writer = FileChannel.open(file, StandardOpenOption.WRITE)) {
      assertThrows(NonWritableChannelException.class, () -> reader.tryLock());
      assertThrows(NonReadableChannelException.class, () -> writer.lock(0, 1, true));
      assertThrows(IllegalArgumentException.class, () -> writer.lock(-1, 1, false));
      assertThrows(IllegalArgumentException.class, () -> writer.lock(0, -1, false));
      assertThrows(IllegalArgumentException.class, () -> writer.lock(Long.MAX_VALUE, 1, false));
    }
  }

  /** FileChannel.lock: "A value of zero means to lock all bytes from the position to the end". */
  @Test
  void aLockOfNoSizeReachesToTheLastByteThereCanBe() throws IOException {
    try (FileChannel channel = FileChannel.open(file, BOTH)) {
      FileLock lock = channel.lock(5, 0, false);
      assertEquals(Long.MAX_VALUE - 5, lock.size());
      assertThrows(OverlappingFileLockException.class, () -> channel.tryLock(1L << 60, 1, false));
    }
  }

  private record Wish(long position, long size, int released) {}

  /** FileLock.overlaps, asked of each lock that is held, is what decides. */
  @Test
  void aLockIsHadExactlyWhenItOverlapsNone() {
    Gen<Wish> wishes = Gen.zip(Gen.longs(0, 50), Gen.longs(1, 10), Gen.ints(0, 20), Wish::new);
    forAllHistories(500, 40, wishes, this::requireLocksAsOverlapsSays);
  }

  private void requireLocksAsOverlapsSays(List<Wish> wishes) throws IOException {
    try (FileChannel channel = FileChannel.open(file, BOTH)) {
      List<FileLock> held = new ArrayList<>();
      for (Wish wish : wishes) {
        if (wish.released < held.size()) {
          held.remove(wish.released).release();
        }
        boolean taken = held.stream().anyMatch(lock -> lock.overlaps(wish.position, wish.size));
        try {
          held.add(channel.tryLock(wish.position, wish.size, false));
          assertFalse(taken);
        } catch (OverlappingFileLockException e) {
          assertTrue(taken);
        }
      }
    }
  }
}
