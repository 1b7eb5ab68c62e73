package io.vnode.nio;

import io.vnode.engine.Kind;
import io.vnode.engine.OpenFile;
import io.vnode.engine.VfsException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.AsynchronousCloseException;
import java.nio.channels.AsynchronousFileChannel;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.CompletionHandler;
import java.nio.channels.FileLock;
import java.nio.channels.NonReadableChannelException;
import java.nio.channels.NonWritableChannelException;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.Executor;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;

/**
 * An open file as an {@link AsynchronousFileChannel}: reads and writes are done by the threads of
 * an executor, each in one step of the {@link OpenFile}.
 *
 * <p>It completes as the JDK's own channel does on Linux. Wrong arguments are thrown at the caller;
 * all else is told to the future or the handler, which runs on the executor and whose own
 * exceptions are that thread's. An operation on a closed channel fails with {@link
 * ClosedChannelException}, one that was under way when the channel was closed with {@link
 * AsynchronousCloseException}. What the executor refuses, with {@link
 * java.util.concurrent.RejectedExecutionException}, was not begun.
 *
 * <p>Interrupting a thread of the executor does not close the channel. Cancelling a future keeps an
 * operation from starting; one that has started may still be done. {@code cancel(true)} closes the
 * channel, too.
 */
final class VfsAsynchronousFileChannel extends AsynchronousFileChannel {
  private final OpenFile file;
  private final Path path;
  private final OpenRegistry.Entry entry;
  private final Executor executor;
  private final boolean readable;
  private final boolean writable;

  /** Null until the first lock. */
  private volatile FileLocks locks;

  /** Written under this. */
  private volatile boolean closed;

  private VfsAsynchronousFileChannel(
      OpenFile file, Path path, OpenRegistry registry, Executor executor) {
    this.file = file;
    this.path = path;
    this.entry = new OpenRegistry.Entry(registry, this);
    this.executor = executor;
    this.readable = (file.flags() & OpenFile.READ) != 0;
    this.writable = (file.flags() & OpenFile.WRITE) != 0;
  }

  /**
   * Opens the file at {@code place}.
   *
   * @param executor whose threads work, or null for {@link IoThreads}
   */
  static VfsAsynchronousFileChannel open(
      Location place,
      Set<? extends OpenOption> options,
      Executor executor,
      FileAttribute<?>... attributes)
      throws IOException {
    CreateAttributes wanted = CreateAttributes.of(place, Kind.REGULAR, attributes);
    OpenFile file = Options.ofAsynchronous(options).open(place, wanted.requireRegular().mode());
    OpenRegistry registry = place.fileSystem().opened();
    Executor threads = executor == null ? IoThreads.shared() : executor;
    VfsAsynchronousFileChannel channel =
        new VfsAsynchronousFileChannel(file, place.path(), registry, threads);
    channel.entry.enter();
    return channel;
  }

  private void requireReadable() {
    if (!readable) {
      throw new NonReadableChannelException();
    }
  }

  private void requireWritable() {
    if (!writable) {
      throw new NonWritableChannelException();
    }
  }

  private static void requirePosition(long position) {
    if (position < 0) {
      throw new IllegalArgumentException("Negative position");
    }
  }

  // ---------------------------------------------------------------- operations

  /** Does {@code operation} on the file of the channel, which was open a moment ago. */
  private <V> V perform(Callable<V> operation) throws Exception {
    if (closed) {
      throw new AsynchronousCloseException();
    }
    try {
      return operation.call();
    } catch (VfsException e) {
      throw closed ? new AsynchronousCloseException() : NioErrors.of(e, path);
    }
  }

  /** {@code operation} as a task; on a channel that is closed already, one that says so. */
  private <V> Callable<V> task(Callable<V> operation) {
    if (closed) {
      return () -> {
        throw new ClosedChannelException();
      };
    }
    return () -> perform(operation);
  }

  /** Gives {@code task} to the executor, and its outcome to {@code handler}, in one thread. */
  private <V, A> void execute(
      Callable<V> task, A attachment, CompletionHandler<V, ? super A> handler) {
    executor.execute(() -> {
      V result;
      try {
        result = task.call();
      } catch (Throwable e) {
        handler.failed(e, attachment);
        return;
      }
      handler.completed(result, attachment);
    });
  }

  /** Gives {@code task} to the executor, unless it is over at once. */
  private void execute(Pending<?> task, boolean isTrivial) {
    if (isTrivial || closed) {
      task.run();
    } else {
      executor.execute(task);
    }
  }

  /** The future of an operation. */
  private class Pending<V> extends FutureTask<V> {
    Pending(Callable<V> task) {
      super(task);
    }

    @Override
    public boolean cancel(boolean mayInterruptIfRunning) {
      // Never interrupts: the thread is not ours. Closing the channel is what wakes waiters.
      boolean cancelled = super.cancel(false);
      if (cancelled && mayInterruptIfRunning) {
        closeQuietly();
      }
      return cancelled;
    }
  }

  private void closeQuietly() {
    try {
      close();
    } catch (IOException e) {
      // Who cancels an operation is not interested in the file any more.
    }
  }

  // ---------------------------------------------------------------- reading and writing

  private Callable<Integer> reading(ByteBuffer target, long position) {
    requirePosition(position);
    requireReadable();
    if (target.isReadOnly()) {
      throw new IllegalArgumentException("Read-only buffer");
    }
    return task(() -> target.hasRemaining() ? file.read(target, position) : 0);
  }

  @Override
  public Future<Integer> read(ByteBuffer target, long position) {
    Pending<Integer> result = new Pending<>(reading(target, position));
    execute(result, !target.hasRemaining());
    return result;
  }

  @Override
  public <A> void read(
      ByteBuffer target,
      long position,
      A attachment,
      CompletionHandler<Integer, ? super A> handler) {
    Objects.requireNonNull(handler, "handler");
    execute(reading(target, position), attachment, handler);
  }

  private Callable<Integer> writing(ByteBuffer source, long position) {
    requirePosition(position);
    requireWritable();
    Objects.requireNonNull(source, "source");
    return task(() -> source.hasRemaining() ? file.write(source, position) : 0);
  }

  @Override
  public Future<Integer> write(ByteBuffer source, long position) {
    Pending<Integer> result = new Pending<>(writing(source, position));
    execute(result, !source.hasRemaining());
    return result;
  }

  @Override
  public <A> void write(
      ByteBuffer source,
      long position,
      A attachment,
      CompletionHandler<Integer, ? super A> handler) {
    Objects.requireNonNull(handler, "handler");
    execute(writing(source, position), attachment, handler);
  }

  // ---------------------------------------------------------------- the file as a whole

  /** Does {@code operation} in the thread of the caller. */
  private <V> V performNow(Callable<V> operation) throws IOException {
    try {
      return task(operation).call();
    } catch (IOException | RuntimeException e) {
      throw e;
    } catch (Exception e) {
      throw new AssertionError("an operation of a file throws no other exception", e);
    }
  }

  @Override
  public long size() throws IOException {
    return performNow(file::size);
  }

  @Override
  public AsynchronousFileChannel truncate(long size) throws IOException {
    if (size < 0) {
      throw new IllegalArgumentException("Negative size");
    }
    requireWritable();
    return performNow(() -> {
      if (size < file.size()) {
        file.truncate(size);
      }
      return this;
    });
  }

  @Override
  public void force(boolean metadata) throws IOException {
    performNow(() -> {
      file.force(metadata);
      return this;
    });
  }

  // ---------------------------------------------------------------- locks

  private void requireLockable(boolean shared) {
    if (shared) {
      requireReadable();
    } else {
      requireWritable();
    }
  }

  /** As {@link VfsFileChannel#tryLock}. */
  @Override
  public FileLock tryLock(long position, long size, boolean shared) throws IOException {
    return lock(position, size, shared, false);
  }

  private FileLock lock(long position, long size, boolean shared, boolean waits)
      throws IOException {
    requireLockable(shared);
    if (closed) {
      throw new ClosedChannelException();
    }
    FileLocks all = locks == null ? FileLocks.of(file) : locks;
    locks = all;
    return all.add(this, position, size, shared, waits);
  }

  /**
   * The lock, which may still have to wait for a thread to say so; null when closed, or when
   * another process has one that overlaps.
   */
  private FileLock acquire(long position, long size, boolean shared) {
    try {
      return tryLock(position, size, shared);
    } catch (IOException e) {
      return null; // Closed: the task says so to whom it may concern.
    }
  }

  /** What comes to the lock that {@link #acquire} has answered {@code lock} for, in its time. */
  private Callable<FileLock> locking(FileLock lock, long position, long size, boolean shared) {
    return task(() -> lock == null ? lock(position, size, shared, true) : lock);
  }

  /** Gives {@code lock} to whom {@code delivery} gives it, or back when the executor refuses. */
  private static void deliver(FileLock lock, Runnable delivery) {
    boolean accepted = false;
    try {
      delivery.run();
      accepted = true;
    } finally {
      if (!accepted) {
        giveBack(lock);
      }
    }
  }

  private static void giveBack(FileLock lock) {
    if (lock != null) {
      try {
        lock.release();
      } catch (IOException e) {
        // The channel was closed, which released the lock.
      }
    }
  }

  @Override
  public Future<FileLock> lock(long position, long size, boolean shared) {
    FileLock lock = acquire(position, size, shared);
    Pending<FileLock> result =
        new Pending<>(locking(lock, position, size, shared)) {
          @Override
          protected void done() {
            if (isCancelled()) {
              giveBack(lock);
            }
          }

          @Override
          protected void set(FileLock granted) {
            super.set(granted);
            if (isCancelled()) {
              giveBack(granted); // It came after a wait that nobody was interested in any more.
            }
          }
        };
    deliver(lock, () -> execute(result, false));
    return result;
  }

  @Override
  public <A> void lock(
      long position,
      long size,
      boolean shared,
      A attachment,
      CompletionHandler<FileLock, ? super A> handler) {
    Objects.requireNonNull(handler, "handler");
    FileLock lock = acquire(position, size, shared);
    Callable<FileLock> locking = locking(lock, position, size, shared);
    deliver(lock, () -> execute(locking, attachment, handler));
  }

  // ---------------------------------------------------------------- closing

  @Override
  public boolean isOpen() {
    return !closed;
  }

  @Override
  public void close() throws IOException {
    synchronized (this) {
      if (closed) {
        return;
      }
      closed = true;
    }
    FileLocks all = locks;
    if (all != null) {
      all.removeAll(this);
    }
    entry.end(file, path);
  }

  @Override
  public String toString() {
    return path + (isOpen() ? "" : " (closed)");
  }
}
