package io.vnode.nio;

import static java.nio.file.StandardOpenOption.CREATE_NEW;
import static java.nio.file.StandardOpenOption.READ;
import static java.nio.file.StandardOpenOption.WRITE;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.AsynchronousCloseException;
import java.nio.channels.AsynchronousFileChannel;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.CompletionHandler;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.ClosedFileSystemException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** {@link AsynchronousFileChannel}: when its operations complete, how, and in which thread. */
class AsynchronousFileChannelTest {
  private static final int SECONDS = 20;

  private VfsFileSystem fileSystem;
  private Path file;

  /** One thread, so that a task that waits in it keeps all that are asked for later waiting. */
  private ExecutorService executor;

  private final AtomicReference<Thread> worker = new AtomicReference<>();
  private final BlockingQueue<Throwable> uncaught = new ArrayBlockingQueue<>(1);

  @BeforeEach
  void open() throws IOException {
    fileSystem = TreeFileSystem.unlimited();
    file = Files.writeString(fileSystem.getPath("/f"), "content");
    executor =
        Executors.newSingleThreadExecutor(work -> {
          Thread thread = TestThreads.daemon(work);
          thread.setUncaughtExceptionHandler((dead, failure) -> uncaught.add(failure));
          worker.set(thread);
          return thread;
        });
  }

  @AfterEach
  void close() throws IOException {
    executor.shutdownNow();
    fileSystem.close();
  }

  private AsynchronousFileChannel channel() throws IOException {
    return AsynchronousFileChannel.open(file, Set.of(READ, WRITE), executor);
  }

  /** Keeps the thread of the executor busy until the latch is counted down. */
  private CountDownLatch stall() {
    CountDownLatch latch = new CountDownLatch(1);
    executor.execute(() -> {
      try {
        latch.await();
      } catch (InterruptedException e) {
        // The test is over.
      }
    });
    return latch;
  }

  private static <V> V get(Future<V> future) throws Exception {
    return future.get(SECONDS, TimeUnit.SECONDS);
  }

  private static Throwable failure(Future<?> future) {
    return assertThrows(ExecutionException.class, () -> get(future)).getCause();
  }

  /** What a handler is told: the result or the exception, the attachment and its thread. */
  private record Told(Object outcome, Object attachment, Thread thread) {}

  private static final class Listener<V> implements CompletionHandler<V, Object> {
    private final BlockingQueue<Told> told = new ArrayBlockingQueue<>(10);

    @Override
    public void completed(V result, Object attachment) {
      told.add(new Told(result, attachment, Thread.currentThread()));
    }

    @Override
    public void failed(Throwable failure, Object attachment) {
      told.add(new Told(failure, attachment, Thread.currentThread()));
    }

    Told next() throws InterruptedException {
      return told.poll(SECONDS, TimeUnit.SECONDS);
    }
  }

  /** AsynchronousFileChannel.read and write: the result is "the number of bytes". */
  @Test
  void aFutureHasTheCountOfBytesAndMinusOneAtTheEnd() throws Exception {
    for (ExecutorService each : new ExecutorService[] {executor, null}) {
      try (AsynchronousFileChannel channel =
          AsynchronousFileChannel.open(file, Set.of(READ, WRITE), each)) {
        ByteBuffer buffer = ByteBuffer.allocate(100);
        assertEquals(7, get(channel.read(buffer, 0)));
        assertEquals(-1, get(channel.read(buffer, 7)));
        assertEquals(3, get(channel.write(ByteBuffer.wrap(new byte[3]), 10)));
        assertEquals(13, channel.size());
        assertSame(channel, channel.truncate(7));
        channel.force(true);
      }
    }
    assertEquals("content", Files.readString(file));
  }

  /** AsynchronousFileChannel.open: tasks go "to the executor"; CompletionHandler. */
  @Test
  void aHandlerRunsOnTheExecutorWithItsAttachment() throws Exception {
    Object attachment = new Object();
    try (AsynchronousFileChannel channel = channel()) {
      Listener<Integer> listener = new Listener<>();
      channel.read(ByteBuffer.allocate(4), 0, attachment, listener);
      assertEquals(new Told(4, attachment, worker.get()), listener.next());
      channel.write(ByteBuffer.allocate(2), 0, null, listener);
      assertEquals(new Told(2, null, worker.get()), listener.next());
      channel.read(ByteBuffer.allocate(0), 0, attachment, listener);
      assertEquals(new Told(0, attachment, worker.get()), listener.next());
      Listener<FileLock> lockListener = new Listener<>();
      channel.lock(attachment, lockListener);
      Told told = lockListener.next();
      assertSame(worker.get(), told.thread);
      assertSame(channel, assertInstanceOf(FileLock.class, told.outcome).acquiredBy());
    }
  }

  /** AsynchronousChannelGroup: threads of the default group are daemons. */
  @Test
  void withoutAnExecutorAHandlerRunsOnADaemon() throws Exception {
    try (AsynchronousFileChannel channel = AsynchronousFileChannel.open(file, READ)) {
      Listener<Integer> listener = new Listener<>();
      channel.read(ByteBuffer.allocate(4), 0, null, listener);
      Thread thread = listener.next().thread;
      assertNotSame(Thread.currentThread(), thread);
      assertTrue(thread.isDaemon());
    }
  }

  /** AsynchronousChannelGroup: a pool "creates new threads as needed"; handlers may block. */
  @Test
  void withoutAnExecutorHandlersThatBlockDoNotKeepOthersWaiting() throws Exception {
    CountDownLatch all = new CountDownLatch(IoThreads.MAX);
    try (AsynchronousFileChannel channel = AsynchronousFileChannel.open(file, READ)) {
      for (int i = 0; i < IoThreads.MAX; i++) {
        channel.read(
            ByteBuffer.allocate(1),
            0,
            null,
            new CompletionHandler<Integer, Object>() {
              @Override
              public void completed(Integer result, Object attachment) {
                all.countDown();
                try {
                  all.await();
                } catch (InterruptedException e) {
                  throw new AssertionError(e);
                }
              }

              @Override
              public void failed(Throwable failure, Object attachment) {}
            });
      }
      assertTrue(all.await(SECONDS, TimeUnit.SECONDS));
    }
  }

  /** AsynchronousChannelGroup: an uncaught exception of a handler ends the thread. */
  @Test
  void whatAHandlerThrowsIsForTheHandlerOfItsThread() throws Exception {
    RuntimeException failure = new RuntimeException("of the handler");
    List<Throwable> failed = new ArrayList<>();
    try (AsynchronousFileChannel channel = channel()) {
      channel.read(
          ByteBuffer.allocate(1),
          0,
          null,
          new CompletionHandler<Integer, Object>() {
            @Override
            public void completed(Integer result, Object attachment) {
              throw failure;
            }

            @Override
            public void failed(Throwable e, Object attachment) {
              failed.add(e);
            }
          });
      assertSame(failure, uncaught.poll(SECONDS, TimeUnit.SECONDS));
      assertEquals(List.of(), failed);
      assertEquals(1, get(channel.read(ByteBuffer.allocate(1), 0)));
    }
  }

  /** AsynchronousChannel.close: outstanding operations end with AsynchronousCloseException. */
  @Test
  void closingEndsWhatIsUnderWay() throws Exception {
    AsynchronousFileChannel channel = channel();
    CountDownLatch stalled = stall();
    Future<Integer> read = channel.read(ByteBuffer.allocate(1), 0);
    Future<FileLock> lock = channel.lock();
    Listener<Integer> listener = new Listener<>();
    channel.write(ByteBuffer.allocate(1), 0, null, listener);
    channel.close();
    stalled.countDown();
    assertInstanceOf(AsynchronousCloseException.class, failure(read));
    assertInstanceOf(AsynchronousCloseException.class, failure(lock));
    assertInstanceOf(AsynchronousCloseException.class, listener.next().outcome);
    assertEquals("content", Files.readString(file));
    assertEquals(0, fileSystem.root().volume().openFiles());
    try (FileChannel other = FileChannel.open(file, WRITE)) {
      assertTrue(other.tryLock().isValid());
    }
  }

  /** AsynchronousChannel: ClosedChannelException is told to the future or the handler. */
  @Test
  void onAClosedChannelNothingBegins() throws Exception {
    AsynchronousFileChannel channel = channel();
    channel.close();
    channel.close();
    assertFalse(channel.isOpen());
    assertSame(
        ClosedChannelException.class, failure(channel.read(ByteBuffer.allocate(1), 0)).getClass());
    assertSame(ClosedChannelException.class, failure(channel.lock()).getClass());
    Listener<Integer> listener = new Listener<>();
    channel.write(ByteBuffer.allocate(1), 0, null, listener);
    Told told = listener.next();
    assertSame(ClosedChannelException.class, told.outcome.getClass());
    assertSame(worker.get(), told.thread);
    assertThrows(ClosedChannelException.class, channel::size);
    assertThrows(ClosedChannelException.class, () -> channel.truncate(0));
    assertThrows(ClosedChannelException.class, () -> channel.force(false));
    assertThrows(ClosedChannelException.class, channel::tryLock);
    assertThrows(NullPointerException.class, () -> channel.write(null, 0));
  }

  /** Future.cancel; AsynchronousChannel: "the get method ... throws CancellationException". */
  @Test
  void anOperationThatIsCancelledBeforeItStartsIsNotDone() throws Exception {
    try (AsynchronousFileChannel channel = channel()) {
      CountDownLatch stalled = stall();
      Future<Integer> write = channel.write(ByteBuffer.allocate(7), 0);
      assertTrue(write.cancel(false));
      assertFalse(write.cancel(false));
      assertTrue(write.isCancelled() && write.isDone());
      assertThrows(CancellationException.class, write::get);
      stalled.countDown();
      assertEquals(1, get(channel.read(ByteBuffer.allocate(1), 0)));
      assertTrue(channel.isOpen());
    }
    assertEquals("content", Files.readString(file));
  }

  /** AsynchronousChannel: cancel(true) "may ... forcibly" close the channel. */
  @Test
  void cancellingByForceClosesTheChannel() throws Exception {
    AsynchronousFileChannel channel = channel();
    assertFalse(done(channel.read(ByteBuffer.allocate(1), 0)).cancel(true));
    assertTrue(channel.isOpen());
    CountDownLatch stalled = stall();
    Future<Integer> read = channel.read(ByteBuffer.allocate(1), 0);
    Future<Integer> other = channel.read(ByteBuffer.allocate(1), 0);
    assertTrue(read.cancel(true));
    assertFalse(channel.isOpen());
    stalled.countDown();
    assertInstanceOf(AsynchronousCloseException.class, failure(other));
    assertFalse(worker.get().isInterrupted());
  }

  private static <V> Future<V> done(Future<V> future) throws Exception {
    get(future);
    return future;
  }

  /** AsynchronousFileChannel.lock: OverlappingFileLockException; FileLock.release. */
  @Test
  void aLockIsOfThisJvmWhateverKindOfChannelHoldsIt() throws Exception {
    AsynchronousFileChannel channel = channel();
    try (FileChannel other = FileChannel.open(file, READ, WRITE)) {
      FileLock lock = get(channel.lock(0, 10, false));
      assertThrows(OverlappingFileLockException.class, () -> other.tryLock(5, 1, true));
      assertThrows(OverlappingFileLockException.class, () -> channel.lock(9, 10, true));
      assertTrue(channel.tryLock(10, 0, true).isValid());
      lock.release();
      assertFalse(lock.isValid());
      FileLock theirs = other.lock(5, 1, false);
      assertThrows(OverlappingFileLockException.class, () -> channel.tryLock(0, 10, false));
      channel.close();
      assertTrue(theirs.isValid());
      assertTrue(other.tryLock(10, 5, false).isValid());
    }
  }

  /** AsynchronousFileChannel.lock with Future.cancel: nobody is left who could release it. */
  @Test
  void aLockThatDoesNotArriveIsGivenBack() throws Exception {
    try (AsynchronousFileChannel channel = channel()) {
      CountDownLatch stalled = stall();
      Future<FileLock> cancelled = channel.lock();
      assertThrows(OverlappingFileLockException.class, channel::tryLock);
      cancelled.cancel(false);
      channel.tryLock().release();
      stalled.countDown();
      executor.shutdown();
      assertThrows(RejectedExecutionException.class, channel::lock);
      assertThrows(
          RejectedExecutionException.class, () -> channel.lock(null, new Listener<FileLock>()));
      channel.tryLock().release();
    }
  }

  /** Executor.execute: RejectedExecutionException, and the operation is not begun. */
  @Test
  void whatTheExecutorRefusesIsThrownAtTheCaller() throws Exception {
    try (AsynchronousFileChannel channel = channel()) {
      executor.shutdown();
      assertThrows(
          RejectedExecutionException.class, () -> channel.write(ByteBuffer.allocate(1), 0));
      assertThrows(
          RejectedExecutionException.class,
          () -> channel.read(ByteBuffer.allocate(1), 0, null, new Listener<Integer>()));
    }
    assertEquals("content", Files.readString(file));
  }

  /** AsynchronousFileChannel is no InterruptibleChannel: an executor interrupts to stop threads. */
  @Test
  void anInterruptDoesNotCloseTheChannel() throws Exception {
    try (AsynchronousFileChannel channel = channel()) {
      Thread.currentThread().interrupt();
      assertEquals(7, channel.size());
      assertTrue(Thread.interrupted());
      CountDownLatch stalled = stall();
      Future<Integer> read = channel.read(ByteBuffer.allocate(7), 0);
      worker.get().interrupt();
      stalled.countDown();
      assertEquals(7, get(read));
      assertTrue(channel.isOpen());
    }
  }

  /** write(2), ENOSPC: the failure of the file is the failure of the operation. */
  @Test
  void aFailureNamesTheFile() throws Exception {
    try (VfsFileSystem small = TreeFileSystem.ofCapacity(0)) {
      Path full = small.getPath("/full");
      try (AsynchronousFileChannel channel =
          AsynchronousFileChannel.open(full, Set.of(WRITE, CREATE_NEW), executor)) {
        FileSystemException e =
            assertInstanceOf(
                FileSystemException.class, failure(channel.write(ByteBuffer.allocate(1), 0)));
        assertEquals("/full", e.getFile());
        Listener<Integer> listener = new Listener<>();
        channel.write(ByteBuffer.allocate(1), 0, null, listener);
        assertInstanceOf(FileSystemException.class, listener.next().outcome);
      }
    }
  }

  /** AsynchronousFileChannel.open: "file attributes to set atomically when creating the file". */
  @Test
  void aFileIsMadeWithItsAttributes() throws Exception {
    Path made = fileSystem.getPath("/made");
    AsynchronousFileChannel.open(
            made,
            Set.of(WRITE, CREATE_NEW),
            null,
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")))
        .close();
    assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(made)));
    assertThrows(
        UnsupportedOperationException.class,
        () ->
            AsynchronousFileChannel.open(
                fileSystem.getPath("/fifo"),
                Set.of(WRITE, CREATE_NEW),
                null,
                new Attribute<>("unix:mode", 0010600)));
  }

  /** FileSystem.close: "closes all open channels". */
  @Test
  void aChannelIsClosedWithItsFileSystem() throws Exception {
    AsynchronousFileChannel channel = channel();
    CountDownLatch stalled = stall();
    Future<Integer> read = channel.read(ByteBuffer.allocate(1), 0);
    fileSystem.close();
    stalled.countDown();
    assertFalse(channel.isOpen());
    assertInstanceOf(AsynchronousCloseException.class, failure(read));
    assertEquals(0, fileSystem.opened().size());
    assertThrows(ClosedFileSystemException.class, this::channel);
    assertNull(uncaught.poll());
  }
}
