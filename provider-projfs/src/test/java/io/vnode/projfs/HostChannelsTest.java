package io.vnode.projfs;

import static io.vnode.projfs.ProjAccess.READ_WRITE;
import static java.nio.charset.StandardCharsets.UTF_8;
import static java.nio.file.StandardOpenOption.CREATE;
import static java.nio.file.StandardOpenOption.READ;
import static java.nio.file.StandardOpenOption.WRITE;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.MappedByteBuffer;
import java.nio.channels.AsynchronousFileChannel;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Issue 7: "{@code FileChannel.map}, locks and async channels of host files are real ones". */
class HostChannelsTest {
  private static final String TEXT = "what the host holds";

  @TempDir Path host;
  private Path source;
  private ProjFileSystem projection;

  /** The same file of the host, once in a portal and once as a file. */
  private Path inPortal;

  private Path asFile;

  @BeforeEach
  void open() throws IOException {
    source = Files.writeString(host.resolve("f"), TEXT);
    projection =
        ProjFs.builder().portal("/p", host, READ_WRITE).file("/f", source, READ_WRITE).build();
    inPortal = projection.getPath("/p/f");
    asFile = projection.getPath("/f");
  }

  @AfterEach
  void close() throws IOException {
    projection.close();
  }

  private boolean anotherProcessCanLock() throws IOException {
    try (LockProbe other = new LockProbe(source)) {
      return other.isLocked();
    }
  }

  /** FileLock: "file locks are held on behalf of the entire Java virtual machine". */
  @Test
  void aLockIsSeenByAnotherProcessUntilItIsReleased() throws IOException {
    try (FileChannel channel = FileChannel.open(inPortal, WRITE)) {
      FileLock lock = channel.lock();
      assertTrue(lock.isValid());
      assertFalse(anotherProcessCanLock());
      lock.release();
      assertFalse(lock.isValid());
      assertTrue(anotherProcessCanLock());
    }
  }

  /** FileLock: "until it is released ... or the channel that was used to acquire it is closed". */
  @Test
  void aLockEndsWithItsChannel() throws IOException {
    FileChannel channel = FileChannel.open(asFile, WRITE);
    FileLock lock = channel.lock();
    assertFalse(anotherProcessCanLock());
    channel.close();
    assertFalse(lock.isValid());
    assertTrue(anotherProcessCanLock());
  }

  /** FileChannel.tryLock: "null if the lock could not be acquired because another program ..." */
  @Test
  void aLockOfAnotherProcessIsWaitedForByLockAlone() throws Exception {
    try (FileChannel channel = FileChannel.open(inPortal, WRITE);
        AsynchronousFileChannel threads = AsynchronousFileChannel.open(asFile, WRITE)) {
      Future<FileLock> coming;
      try (LockProbe other = new LockProbe(source)) {
        assertTrue(other.isLocked());
        assertNull(channel.tryLock());
        assertNull(threads.tryLock());
        coming = threads.lock();
        assertThrows(TimeoutException.class, () -> coming.get(50, TimeUnit.MILLISECONDS));
      }
      coming.get(10, TimeUnit.SECONDS).release();
      channel.lock().release();
    }
  }

  /** AsynchronousFileChannel.lock, Future.cancel: who has given up gets no lock later. */
  @Test
  void aLockThatIsNotWaitedForAnyMoreIsNotKept() throws Exception {
    try (AsynchronousFileChannel threads = AsynchronousFileChannel.open(inPortal, WRITE)) {
      try (LockProbe other = new LockProbe(source)) {
        assertTrue(other.isLocked());
        Future<FileLock> coming = threads.lock();
        Thread.sleep(50);
        assertTrue(coming.cancel(false));
      }
      long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(10);
      while (!anotherProcessCanLock()) {
        assertTrue(System.nanoTime() < end, "the lock was kept");
      }
    }
  }

  /** OverlappingFileLockException: of this JVM, be it by a channel of the host or of ours. */
  @Test
  void locksOfTheHostsChannelsInThisJvmOverlapOurs() throws IOException {
    try (FileChannel ours = FileChannel.open(inPortal, WRITE);
        FileChannel alsoOurs = FileChannel.open(asFile, WRITE);
        FileChannel theirs = FileChannel.open(source, WRITE)) {
      FileLock lock = ours.lock(0, 4, false);
      assertThrows(OverlappingFileLockException.class, () -> theirs.tryLock(3, 1, false));
      assertThrows(OverlappingFileLockException.class, () -> alsoOurs.lock(3, 1, false));
      assertTrue(theirs.tryLock(4, 1, false).isValid());
      lock.release();
      assertTrue(alsoOurs.tryLock(0, 1, false).isValid());
    }
  }

  /** FileChannel.map: the memory is the host's own page of the file. */
  @Test
  void whatIsWrittenToAMapIsInTheFileOfTheHost() throws IOException {
    try (FileChannel channel = FileChannel.open(inPortal, READ, WRITE)) {
      MappedByteBuffer map = channel.map(FileChannel.MapMode.READ_WRITE, 0, TEXT.length());
      map.put(0, (byte) 'W');
      assertEquals("W" + TEXT.substring(1), Files.readString(source));
      Files.writeString(source, "H" + TEXT.substring(1), WRITE);
      assertEquals('H', map.get(0));
    }
  }

  /** AsynchronousFileChannel: reads and writes of the host's file. */
  @Test
  void anAsynchronousChannelReadsAndWritesTheFileOfTheHost() throws Exception {
    try (AsynchronousFileChannel channel = AsynchronousFileChannel.open(inPortal, READ, WRITE)) {
      assertEquals(1, channel.write(ByteBuffer.wrap("W".getBytes(UTF_8)), 0).get());
      ByteBuffer read = ByteBuffer.allocate(TEXT.length());
      assertEquals(TEXT.length(), channel.read(read, 0).get());
      assertArrayEquals(Files.readAllBytes(source), read.array());
    }
  }

  /** FileChannel.transferTo: all of it, to a channel of any kind, and the position stays. */
  @Test
  void bytesAreTransferredByTheHost() throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    Path copy = host.resolve("copy");
    try (FileChannel channel = FileChannel.open(inPortal, READ);
        FileChannel target = FileChannel.open(copy, WRITE, CREATE)) {
      assertEquals(TEXT.length(), channel.transferTo(0, Long.MAX_VALUE, target));
      assertEquals(TEXT.length() - 5, channel.transferTo(5, 100, Channels.newChannel(bytes)));
      assertEquals(0, channel.position());
    }
    assertEquals(TEXT, Files.readString(copy));
    assertEquals(TEXT.substring(5), bytes.toString(UTF_8));
  }
}
