package io.vnode.nio;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.ClosedByInterruptException;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.FileChannel;
import java.nio.channels.NonReadableChannelException;
import java.nio.channels.NonWritableChannelException;
import java.nio.channels.Pipe;
import java.nio.channels.ReadableByteChannel;
import java.nio.channels.WritableByteChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What the host cannot show side by side: threads, full disks, foreign channels, errors. */
@Timeout(60)
class VfsFileChannelTest {
  private static final OpenOption[] READ_WRITE_CREATE = {
    StandardOpenOption.READ, StandardOpenOption.WRITE, StandardOpenOption.CREATE
  };

  private VfsFileSystem fileSystem;
  private Path file;

  @BeforeEach
  void open() throws IOException {
    fileSystem = TreeFileSystem.unlimited();
    file = fileSystem.getPath("/f");
  }

  @AfterEach
  void close() throws IOException {
    fileSystem.close();
    assertEquals(0, fileSystem.root().volume().openFiles(), "files left open");
  }

  private FileChannel open(OpenOption... options) throws IOException {
    return FileChannel.open(file, options);
  }

  // ---------------------------------------------------------------- opening

  /** FileSystemProvider.newByteChannel: UnsupportedOperationException for an unsupported option. */
  @Test
  void anOptionOfTheJdkThatIsNotOursIsRefusedByName() throws ReflectiveOperationException {
    // By name, since the compiler warns of every mention of the class.
    Class<?> extended = Class.forName("com.sun.nio.file.ExtendedOpenOption");
    for (Object constant : extended.getEnumConstants()) {
      OpenOption option = (OpenOption) constant;
      Exception e = assertThrows(UnsupportedOperationException.class, () -> open(option));
      assertTrue(e.getMessage().contains(option.toString()), e::getMessage);
    }
  }

  /** Set of options: "NullPointerException" as the package says of null arguments. */
  @Test
  void anOptionThatIsNullIsRefused() {
    assertThrows(NullPointerException.class, () -> open((OpenOption) null));
    assertThrows(NullPointerException.class, () -> Files.newInputStream(file, (OpenOption) null));
    assertThrows(NullPointerException.class, () -> Files.newOutputStream(file, (OpenOption) null));
  }

  /** FileSystemException.getFile: the file that the exception is about. */
  @Test
  void anOpeningThatFailsNamesTheFileAsTheCallerDid() throws IOException {
    Path relative = fileSystem.getPath("f");
    NoSuchFileException missing =
        assertThrows(NoSuchFileException.class, () -> FileChannel.open(relative));
    assertEquals("f", missing.getFile());
    Files.createFile(file);
    assertThrows(FileAlreadyExistsException.class, () -> Files.createFile(file));
  }

  /** open(2), EISDIR; read(2), EISDIR. */
  @Test
  void aDirectoryCanBeOpenedForReadingAndNotRead() throws IOException {
    Path root = fileSystem.getPath("/");
    try (FileChannel channel = FileChannel.open(root)) {
      FileSystemException e =
          assertThrows(FileSystemException.class, () -> channel.read(ByteBuffer.allocate(1)));
      assertEquals("/", e.getFile());
      assertEquals("Is a directory", e.getReason());
    }
  }

  /** StandardOpenOption.DELETE_ON_CLOSE; unlink(2): the file lives while it is open. */
  @Test
  void aFileThatIsDeletedOnCloseHasNoNameWhileOpenAndKeepsItsBytes() throws IOException {
    try (FileChannel channel =
        open(
            StandardOpenOption.READ,
            StandardOpenOption.WRITE,
            StandardOpenOption.CREATE_NEW,
            StandardOpenOption.DELETE_ON_CLOSE)) {
      assertNull(TreeFileSystem.inode(file));
      channel.write(bytes("abc"));
      assertEquals(3, channel.size());
    }
    assertNull(TreeFileSystem.inode(file));
  }

  // ---------------------------------------------------------------- several writers

  /** StandardOpenOption.APPEND; open(2), O_APPEND: moving and writing are one atomic step. */
  @Test
  void whatSeveralChannelsAppendIsNeitherLostNorTorn() throws Exception {
    int writers = 4;
    int records = 500;
    inParallel(
        writers,
        index -> {
          try (FileChannel channel = open(StandardOpenOption.APPEND, StandardOpenOption.CREATE)) {
            byte[] half = new byte[50];
            Arrays.fill(half, (byte) ('a' + index));
            for (int i = 0; i < records; i++) {
              channel.write(new ByteBuffer[] {ByteBuffer.wrap(half), ByteBuffer.wrap(half)});
            }
          }
        });
    byte[] all = Files.readAllBytes(file);
    assertEquals(writers * records * 100, all.length);
    for (int i = 0; i < all.length; i++) {
      assertEquals(all[i - i % 100], all[i], "a record was torn at " + i);
    }
  }

  /** FileChannel: "may be used by multiple concurrent threads". */
  @Test
  void twoThreadsThatReadOneChannelNeverGetTheSameBytes() throws Exception {
    int size = 4_000;
    byte[] content = new byte[size * Integer.BYTES];
    for (int i = 0; i < size; i++) {
      ByteBuffer.wrap(content).putInt(i * Integer.BYTES, i);
    }
    Files.write(file, content);
    boolean[] seen = new boolean[size];
    try (FileChannel channel = open(StandardOpenOption.READ)) {
      inParallel(
          4,
          index -> {
            ByteBuffer first = ByteBuffer.allocate(2);
            ByteBuffer second = ByteBuffer.allocate(2);
            while (channel.read(new ByteBuffer[] {first.clear(), second.clear()}) > 0) {
              int value = (first.getShort(0) << 16) | (second.getShort(0) & 0xffff);
              synchronized (seen) {
                assertFalse(seen[value], "read twice");
                seen[value] = true;
              }
            }
          });
    }
    for (int i = 0; i < size; i++) {
      assertTrue(seen[i], "never read");
    }
  }

  // ---------------------------------------------------------------- interrupting and closing

  /** InterruptibleChannel: the channel will be closed, ClosedByInterruptException. */
  @Test
  void aThreadThatIsInterruptedClosesTheChannelByItsNextOperation() throws IOException {
    List<ChannelUse> uses =
        List.of(
            channel -> channel.read(ByteBuffer.allocate(1)),
            channel -> channel.read(ByteBuffer.allocate(1), 0),
            channel -> channel.read(new ByteBuffer[] {ByteBuffer.allocate(1)}),
            channel -> channel.write(bytes("a")),
            channel -> channel.write(bytes("a"), 0),
            channel -> channel.write(new ByteBuffer[] {bytes("a")}),
            FileChannel::position,
            channel -> channel.position(1),
            FileChannel::size,
            channel -> channel.truncate(0),
            channel -> channel.force(true),
            channel -> channel.transferTo(0, 1, sink()),
            channel -> channel.transferFrom(source("a"), 0, 1));
    for (ChannelUse use : uses) {
      FileChannel channel = open(READ_WRITE_CREATE);
      Thread.currentThread().interrupt();
      assertThrows(ClosedByInterruptException.class, () -> use.of(channel));
      assertTrue(Thread.interrupted());
      assertFalse(channel.isOpen());
      assertThrows(ClosedChannelException.class, () -> use.of(channel));
    }
  }

  /** AsynchronousCloseException; ClosedChannelException for what begins later. */
  @Test
  void operationsUnderWayEndWhenAnotherThreadClosesTheChannel() throws Exception {
    Files.write(file, new byte[1 << 20]);
    for (int round = 0; round < 50; round++) {
      FileChannel channel = open(READ_WRITE_CREATE);
      CountDownLatch started = new CountDownLatch(3);
      Future<?> closing =
          Executors.newSingleThreadExecutor(TestThreads::daemon)
              .submit(() -> {
                started.await();
                channel.close();
                return null;
              });
      inParallel(
          3,
          index -> {
            ByteBuffer buffer = ByteBuffer.allocate(100_000);
            started.countDown();
            try {
              while (true) {
                if (index == 0) {
                  channel.write(buffer.clear(), 0);
                } else {
                  channel.read(buffer.clear(), 0);
                }
              }
            } catch (ClosedChannelException e) {
              // As it should: AsynchronousCloseException is one.
            }
          });
      closing.get();
    }
  }

  /** unlink(2): the bytes go with the last use, and a write under way must not outlive them. */
  @Test
  void aFileWithoutNameGivesBackItsSpaceWhateverIsUnderWayWhenItIsClosed() throws Exception {
    for (int round = 0; round < 200; round++) {
      FileChannel channel =
          open(
              StandardOpenOption.WRITE,
              StandardOpenOption.CREATE_NEW,
              StandardOpenOption.DELETE_ON_CLOSE);
      CountDownLatch started = new CountDownLatch(2);
      inParallel(
          3,
          index -> {
            if (index == 2) {
              started.await();
              channel.close();
              return;
            }
            ByteBuffer buffer = ByteBuffer.allocate(10_000);
            started.countDown();
            try {
              for (long at = 0; ; at += 10_000) {
                channel.write(buffer.clear(), at);
              }
            } catch (ClosedChannelException e) {
              // As it should.
            }
          });
    }
  }

  // ---------------------------------------------------------------- transfers

  /** FileChannel.transferTo: fewer bytes are transferred if the target takes no more. */
  @Test
  void aTransferEndsWhenTheOtherChannelTakesOrGivesNothing() throws IOException {
    Files.write(file, new byte[300_000]);
    Pipe pipe = Pipe.open();
    try (FileChannel channel = open(READ_WRITE_CREATE);
        Pipe.SinkChannel sink = pipe.sink();
        Pipe.SourceChannel source = pipe.source()) {
      sink.configureBlocking(false);
      source.configureBlocking(false);
      long taken = channel.transferTo(0, Long.MAX_VALUE, sink);
      assertTrue(taken > 0 && taken < 300_000, () -> taken + " bytes taken");
      assertEquals(0, channel.transferTo(taken, Long.MAX_VALUE, sink));
      assertEquals(taken, channel.transferFrom(source, 300_000, Long.MAX_VALUE));
      assertEquals(0, channel.transferFrom(source, 0, Long.MAX_VALUE));
    }
  }

  /** FileChannel.transferTo: "If the given position is greater than the size" nothing moves. */
  @Test
  void aTransferFromBehindTheEndMovesNothing() throws IOException {
    Files.writeString(file, "abc");
    try (FileChannel channel = open(StandardOpenOption.READ)) {
      assertEquals(0, channel.transferTo(4, 1, sink()));
      assertEquals(0, channel.transferTo(3, Long.MAX_VALUE, sink()));
      assertEquals(2, channel.transferTo(1, Long.MAX_VALUE, sink()));
    }
  }

  /** FileChannel.transferTo and transferFrom, their exceptions. */
  @Test
  void aTransferRefusesAChannelThatCannotTakePart() throws IOException {
    FileChannel writer = open(StandardOpenOption.WRITE, StandardOpenOption.CREATE);
    FileChannel reader = open(StandardOpenOption.READ);
    FileChannel closed = open(READ_WRITE_CREATE);
    closed.close();
    assertThrows(NonReadableChannelException.class, () -> writer.transferTo(0, 1, sink()));
    assertThrows(NonReadableChannelException.class, () -> writer.transferFrom(writer, 0, 1));
    assertThrows(NonWritableChannelException.class, () -> reader.transferTo(0, 1, reader));
    assertThrows(NonWritableChannelException.class, () -> reader.transferFrom(reader, 0, 1));
    assertThrows(ClosedChannelException.class, () -> reader.transferTo(0, 1, closed));
    assertThrows(ClosedChannelException.class, () -> writer.transferFrom(closed, 0, 1));
    assertThrows(IllegalArgumentException.class, () -> reader.transferTo(-1, 1, writer));
    assertThrows(IllegalArgumentException.class, () -> writer.transferFrom(reader, 0, -1));
  }

  /** FileChannel is safe for use by several threads; nobody waits for a stranger's channel. */
  @Test
  void whileATransferWaitsForAForeignChannelOthersUseTheFile() throws Exception {
    Files.write(file, new byte[100_000]);
    CountDownLatch waiting = new CountDownLatch(1);
    CountDownLatch go = new CountDownLatch(1);
    WritableByteChannel slow = new SlowChannel(waiting, go);
    try (FileChannel channel = open(READ_WRITE_CREATE)) {
      ExecutorService thread = Executors.newSingleThreadExecutor(TestThreads::daemon);
      Future<Long> transfer = thread.submit(() -> channel.transferTo(0, 100_000, slow));
      waiting.await();
      assertEquals(1, channel.write(bytes("a")));
      assertEquals(1, channel.read(ByteBuffer.allocate(1)));
      channel.truncate(90_000);
      Files.delete(file);
      go.countDown();
      assertEquals(90_000, transfer.get());
      thread.shutdown();
    }
  }

  /** FileChannel.transferTo, ClosedByInterruptException: "thereby closing both channels". */
  @Test
  void aTransferThatIsInterruptedClosesBothChannels() throws Exception {
    Files.write(file, new byte[100_000]);
    CountDownLatch waiting = new CountDownLatch(1);
    WritableByteChannel slow = new SlowChannel(waiting, new CountDownLatch(0));
    FileChannel channel = open(StandardOpenOption.READ);
    Thread.currentThread().interrupt();
    assertThrows(ClosedByInterruptException.class, () -> channel.transferTo(0, 100_000, slow));
    assertTrue(Thread.interrupted());
    assertFalse(channel.isOpen());
    assertFalse(slow.isOpen());
  }

  // ---------------------------------------------------------------- a full disk

  /** write(2): a partial write when there is no room for all, and then ENOSPC. */
  @Test
  void aWriteToAFullDiskReturnsWhatFittedAndTheNextFails() throws IOException {
    try (VfsFileSystem small = TreeFileSystem.ofCapacity(64 * 1024)) {
      Path path = small.getPath("/f");
      try (FileChannel channel = FileChannel.open(path, READ_WRITE_CREATE)) {
        ByteBuffer source = ByteBuffer.allocate(100_000);
        int count = channel.write(source);
        assertTrue(count > 0 && count < 100_000, () -> count + " bytes written");
        assertEquals(count, source.position());
        assertEquals(count, channel.position());
        FileSystemException e =
            assertThrows(FileSystemException.class, () -> channel.write(source));
        assertEquals("/f: No space left on device", e.getMessage());
        assertEquals(count, source.position());
        ByteBuffer[] parts = {ByteBuffer.allocate(10), ByteBuffer.allocate(100_000)};
        channel.truncate(10);
        assertTrue(channel.write(parts) > 10);
        assertFalse(parts[0].hasRemaining());
      }
      small.namespace().verify();
    }
  }

  /** Files.write: "IOException"; what was written is there. */
  @Test
  void filesWriteToAFullDiskFailsAndLeavesWhatFitted() throws IOException {
    try (VfsFileSystem small = TreeFileSystem.ofCapacity(64 * 1024)) {
      Path path = small.getPath("/f");
      byte[] content = new byte[100_000];
      Arrays.fill(content, (byte) 'x');
      IOException e = assertThrows(FileSystemException.class, () -> Files.write(path, content));
      assertEquals("/f: No space left on device", e.getMessage());
      byte[] left = Files.readAllBytes(path);
      assertTrue(left.length > 0, "nothing fitted");
      assertArrayEquals(Arrays.copyOf(content, left.length), left);
    }
  }

  /** FileChannel.position: a position behind the end is allowed; write(2), EFBIG. */
  @Test
  void aFileHasHolesAndALimit() throws IOException {
    try (FileChannel channel = open(READ_WRITE_CREATE)) {
      channel.write(bytes("a"), 1L << 40);
      assertEquals((1L << 40) + 1, channel.size());
      assertThrows(FileSystemException.class, () -> channel.write(bytes("a"), Long.MAX_VALUE));
      assertEquals(-1, channel.position(Long.MAX_VALUE).read(ByteBuffer.allocate(1)));
    }
  }

  // ---------------------------------------------------------------- means

  private interface ChannelUse {
    void of(FileChannel channel) throws IOException;
  }

  private interface Work {
    void by(int index) throws Exception;
  }

  private static void inParallel(int threads, Work work) throws Exception {
    ExecutorService executor = Executors.newFixedThreadPool(threads, TestThreads::daemon);
    List<Future<?>> running = new ArrayList<>();
    for (int i = 0; i < threads; i++) {
      int index = i;
      running.add(
          executor.submit(() -> {
            work.by(index);
            return null;
          }));
    }
    for (Future<?> one : running) {
      one.get(50, TimeUnit.SECONDS);
    }
    executor.shutdown();
  }

  private static ByteBuffer bytes(String text) {
    return ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8));
  }

  private static WritableByteChannel sink() {
    return Channels.newChannel(OutputStream.nullOutputStream());
  }

  private static ReadableByteChannel source(String text) {
    return Channels.newChannel(new ByteArrayInputStream(bytes(text).array()));
  }

  /** A channel that says when it is written to, and takes the bytes when it is told to. */
  private static final class SlowChannel implements WritableByteChannel {
    private final CountDownLatch waiting;
    private final CountDownLatch go;
    private volatile boolean open = true;

    SlowChannel(CountDownLatch waiting, CountDownLatch go) {
      this.waiting = waiting;
      this.go = go;
    }

    @Override
    public int write(ByteBuffer source) throws IOException {
      waiting.countDown();
      try {
        go.await();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
      int count = source.remaining();
      source.position(source.limit());
      return count;
    }

    @Override
    public boolean isOpen() {
      return open;
    }

    @Override
    public void close() {
      open = false;
    }
  }
}
