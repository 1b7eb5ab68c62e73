package io.vnode.nio;

import io.vnode.engine.Body;
import io.vnode.engine.Errno;
import io.vnode.engine.MapCall;
import io.vnode.engine.OpenFile;
import io.vnode.engine.VfsException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.MappedByteBuffer;
import java.nio.channels.AsynchronousCloseException;
import java.nio.channels.Channel;
import java.nio.channels.ClosedByInterruptException;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.FileLockInterruptionException;
import java.nio.channels.NonReadableChannelException;
import java.nio.channels.NonWritableChannelException;
import java.nio.channels.ReadableByteChannel;
import java.nio.channels.WritableByteChannel;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.util.Collection;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;

/**
 * An open file as a {@link FileChannel}.
 *
 * <p>It answers as the JDK's own channel does on Linux. The position is that of the {@link
 * OpenFile}; a channel that appends shows the end of the file instead, which is where it writes.
 *
 * <p><b>Threads.</b> Any number of threads may use a channel. A thread that is interrupted closes
 * it with its next operation, and what another thread closes ends with {@link
 * AsynchronousCloseException}. The channel itself has no lock; those of the engine are never held
 * while a foreign channel is read or written.
 *
 * <p><b>Full disk.</b> A write for which there is no space to the end returns the count that
 * fitted; the next, for which there is no space at all, throws.
 */
final class VfsFileChannel extends ArenaChannel {
  /** The most that a transfer to or from another channel holds in its hands, in bytes. */
  private static final int TRANSFER_SIZE = 64 * 1024;

  /** The most that is appended in one piece from several buffers, in bytes. */
  private static final int GATHER_SIZE = 64 * 1024 * 1024;

  private final OpenFile file;
  private final Path path;
  private final OpenRegistry.Entry entry;
  private final boolean readable;
  private final boolean writable;
  private final boolean appends;

  /** Null until the first lock: most channels never have one. */
  private volatile FileLocks locks;

  private VfsFileChannel(OpenFile file, Path path, OpenRegistry registry) {
    this.file = file;
    this.path = path;
    this.entry = new OpenRegistry.Entry(registry, this);
    this.readable = (file.flags() & OpenFile.READ) != 0;
    this.writable = (file.flags() & OpenFile.WRITE) != 0;
    this.appends = (file.flags() & OpenFile.APPEND) != 0;
  }

  /**
   * Opens the file at {@code place}.
   *
   * @param wanted what a file is like that is made
   */
  static VfsFileChannel open(
      Location place, Collection<? extends OpenOption> options, CreateAttributes wanted)
      throws IOException {
    OpenFile file = Options.ofChannel(options).open(place, wanted.mode());
    VfsFileChannel channel = new VfsFileChannel(file, place.path(), place.fileSystem().opened());
    channel.entry.enter();
    return channel;
  }

  private void requireOpen() throws ClosedChannelException {
    if (!isOpen()) {
      throw new ClosedChannelException();
    }
  }

  private void requireReadable() throws ClosedChannelException {
    requireOpen();
    if (!readable) {
      throw new NonReadableChannelException();
    }
  }

  private void requireWritable() throws ClosedChannelException {
    requireOpen();
    if (!writable) {
      throw new NonWritableChannelException();
    }
  }

  private static void requirePosition(long position) {
    if (position < 0) {
      throw new IllegalArgumentException("Negative position");
    }
  }

  private static void requireFillable(ByteBuffer target) {
    if (target.isReadOnly()) {
      throw new IllegalArgumentException("Read-only buffer");
    }
  }

  // ---------------------------------------------------------------- operations

  /** What is done to the file. */
  private interface Operation {
    /** Does it. @return a count or a place, or {@link #DONE} */
    long run() throws IOException;
  }

  /** What an operation answers that has neither count nor place. */
  private static final long DONE = 1;

  /**
   * Does {@code operation}. None of ours blocks, so an interrupt is looked for when one begins; one
   * that a host was asked may be interrupted there, and then no channel is left. One that finds the
   * file closed was overtaken, for the channel was open before.
   */
  private long perform(Operation operation) throws IOException {
    if (Thread.currentThread().isInterrupted()) {
      close();
      throw new ClosedByInterruptException();
    }
    try {
      return operation.run();
    } catch (ClosedByInterruptException e) {
      close();
      throw e;
    } catch (VfsException e) {
      if (e.errno() == Errno.EBADF) {
        throw new AsynchronousCloseException();
      }
      throw NioErrors.of(e, path);
    }
  }

  // ---------------------------------------------------------------- reading

  @Override
  public int read(ByteBuffer target) throws IOException {
    requireReadable();
    requireFillable(target);
    return (int) perform(() -> file.read(target));
  }

  @Override
  public int read(ByteBuffer target, long position) throws IOException {
    requirePosition(position);
    requireReadable();
    requireFillable(target);
    return (int) perform(() -> file.read(target, position));
  }

  @Override
  public long read(ByteBuffer[] targets, int offset, int length) throws IOException {
    Objects.checkFromIndexSize(offset, length, targets.length);
    requireReadable();
    for (int i = offset; i < offset + length; i++) {
      requireFillable(targets[i]);
    }
    return perform(() -> scatter(targets, offset, length));
  }

  /** Fills one buffer after the other, while nobody else moves the position. */
  private long scatter(ByteBuffer[] targets, int offset, int length) throws IOException {
    long total = 0;
    synchronized (file) {
      for (int i = offset; i < offset + length; i++) {
        ByteBuffer target = targets[i];
        if (target.hasRemaining()) {
          int count = file.read(target);
          if (count < 0) {
            return total == 0 ? count : total;
          }
          total += count;
          if (target.hasRemaining()) {
            break;
          }
        }
      }
    }
    return total;
  }

  // ---------------------------------------------------------------- writing

  @Override
  public int write(ByteBuffer source) throws IOException {
    requireWritable();
    return (int) perform(() -> file.write(source));
  }

  @Override
  public int write(ByteBuffer source, long position) throws IOException {
    Objects.requireNonNull(source);
    requirePosition(position);
    requireWritable();
    return (int) perform(() -> file.write(source, position));
  }

  @Override
  public long write(ByteBuffer[] sources, int offset, int length) throws IOException {
    Objects.checkFromIndexSize(offset, length, sources.length);
    requireWritable();
    return perform(() -> gather(sources, offset, length));
  }

  /**
   * Writes one buffer after the other, while nobody else moves the position. What is appended goes
   * in one piece: other channels append to the same end.
   */
  private long gather(ByteBuffer[] sources, int offset, int length) throws IOException {
    if (appends && length > 1) {
      return append(sources, offset, length);
    }
    long total = 0;
    synchronized (file) {
      for (int i = offset; i < offset + length; i++) {
        ByteBuffer source = sources[i];
        if (source.hasRemaining()) {
          total += writeAfter(total, source);
          if (source.hasRemaining()) {
            break;
          }
        }
      }
    }
    return total;
  }

  /** Writes behind {@code before} bytes of the same call, which a failure must not hide. */
  private int writeAfter(long before, ByteBuffer source) throws IOException {
    try {
      return file.write(source);
    } catch (VfsException e) {
      if (before > 0) {
        return 0;
      }
      throw e;
    }
  }

  private int append(ByteBuffer[] sources, int offset, int length) throws IOException {
    long total = 0;
    for (int i = offset; i < offset + length; i++) {
      total += sources[i].remaining();
    }
    ByteBuffer whole = ByteBuffer.allocate((int) Math.min(total, GATHER_SIZE));
    for (int i = offset; i < offset + length && whole.hasRemaining(); i++) {
      ByteBuffer part = sources[i].duplicate();
      part.limit(part.position() + Math.min(part.remaining(), whole.remaining()));
      whole.put(part);
    }
    whole.flip();
    int count = file.write(whole);
    int left = count;
    for (int i = offset; left > 0; i++) {
      int taken = Math.min(left, sources[i].remaining());
      sources[i].position(sources[i].position() + taken);
      left -= taken;
    }
    return count;
  }

  // ---------------------------------------------------------------- position and size

  @Override
  public long position() throws IOException {
    requireOpen();
    return perform(() -> appends ? file.size() : file.position());
  }

  @Override
  public FileChannel position(long newPosition) throws IOException {
    requireOpen();
    requirePosition(newPosition);
    perform(() -> {
      file.position(newPosition);
      return DONE;
    });
    return this;
  }

  @Override
  public long size() throws IOException {
    requireOpen();
    return perform(file::size);
  }

  @Override
  public FileChannel truncate(long size) throws IOException {
    requireOpen();
    if (size < 0) {
      throw new IllegalArgumentException("Negative size");
    }
    requireWritable();
    perform(() -> {
      if (size < file.size()) {
        file.truncate(size);
      }
      file.limitPosition(size);
      return DONE;
    });
    return this;
  }

  @Override
  public void force(boolean metadata) throws IOException {
    requireOpen();
    perform(() -> {
      file.force(metadata);
      return DONE;
    });
  }

  // ---------------------------------------------------------------- transfers

  @Override
  public long transferTo(long position, long count, WritableByteChannel target) throws IOException {
    requireOpen();
    requireOpen(target);
    requireReadable();
    if (target instanceof VfsFileChannel ours) {
      ours.requireWritable();
    }
    requireTransfer(position, count);
    long done = 0;
    try {
      long most = Math.min(count, size() - position);
      done = handOver(position, most, target);
      ByteBuffer buffer =
          ByteBuffer.allocate((int) Math.max(0, Math.min(most - done, TRANSFER_SIZE)));
      while (done < most) {
        buffer.clear().limit((int) Math.min(most - done, TRANSFER_SIZE));
        if (read(buffer, position + done) <= 0) {
          break;
        }
        buffer.flip();
        done += target.write(buffer);
        if (buffer.hasRemaining()) {
          break;
        }
      }
      return done;
    } catch (IOException e) {
      return transferEnded(done, e, target);
    }
  }

  /** Lets the host move what it can. @return how many bytes it moved */
  private long handOver(long position, long count, WritableByteChannel target) throws IOException {
    if (target instanceof VfsFileChannel) {
      return 0;
    }
    long moved = 0;
    long step = 1;
    while (moved < count && step > 0) {
      long from = position + moved;
      long left = count - moved;
      step = perform(() -> file.transferTo(from, left, target));
      moved += step;
    }
    return moved;
  }

  /**
   * {@inheritDoc}
   *
   * <p>A position behind the end leaves a hole, as newer Javadoc of {@link FileChannel} has it.
   */
  @Override
  public long transferFrom(ReadableByteChannel source, long position, long count)
      throws IOException {
    requireOpen();
    requireOpen(source);
    if (source instanceof VfsFileChannel ours) {
      ours.requireReadable();
    }
    requireWritable();
    requireTransfer(position, count);
    ByteBuffer buffer = ByteBuffer.allocate((int) Math.min(count, TRANSFER_SIZE));
    long done = 0;
    try {
      while (done < count) {
        buffer.clear().limit((int) Math.min(count - done, TRANSFER_SIZE));
        if (source.read(buffer) <= 0) {
          break;
        }
        buffer.flip();
        done += write(buffer, position + done);
        if (buffer.hasRemaining()) {
          break;
        }
      }
      return done;
    } catch (IOException e) {
      return transferEnded(done, e, source);
    }
  }

  private static void requireOpen(Channel other) throws ClosedChannelException {
    if (!other.isOpen()) {
      throw new ClosedChannelException();
    }
  }

  private static void requireTransfer(long position, long count) {
    requirePosition(position);
    if (count < 0) {
      throw new IllegalArgumentException("Negative count");
    }
  }

  /**
   * What a transfer answers that failed after {@code done} bytes: their count if there are any,
   * unless a channel was closed under it. An interrupt closes both channels.
   */
  private long transferEnded(long done, IOException failure, Channel other) throws IOException {
    if (failure instanceof ClosedByInterruptException) {
      close();
      other.close();
      throw failure;
    }
    if (done > 0) {
      return done;
    }
    if (failure instanceof ClosedChannelException
        && !(failure instanceof AsynchronousCloseException)) {
      AsynchronousCloseException asynchronous = new AsynchronousCloseException();
      asynchronous.addSuppressed(failure);
      throw asynchronous;
    }
    throw failure;
  }

  // ---------------------------------------------------------------- locks

  /** As {@link #tryLock}, except that it waits, and that a thread that is interrupted gets none. */
  @Override
  public FileLock lock(long position, long size, boolean shared) throws IOException {
    FileLock lock = lock(position, size, shared, true);
    if (Thread.currentThread().isInterrupted()) {
      lock.release();
      throw new FileLockInterruptionException();
    }
    return lock;
  }

  /**
   * {@inheritDoc}
   *
   * <p>Locks are held on behalf of the JVM. A lock of a file that is one of the host is the host's,
   * and another process may have one that overlaps. No other process sees our own files: a lock is
   * had at once, or it overlaps another of this JVM and is refused, so that {@link #lock} never
   * waits.
   */
  @Override
  public FileLock tryLock(long position, long size, boolean shared) throws IOException {
    return lock(position, size, shared, false);
  }

  private FileLock lock(long position, long size, boolean shared, boolean waits)
      throws IOException {
    requireOpen();
    if (shared && !readable) {
      throw new NonReadableChannelException();
    }
    if (!shared && !writable) {
      throw new NonWritableChannelException();
    }
    FileLocks all = locks == null ? FileLocks.of(file) : locks;
    locks = all;
    return all.add(this, position, size, shared, waits);
  }

  // ---------------------------------------------------------------- maps

  /**
   * {@inheritDoc}
   *
   * <p>The memory is the file's own: what is written to it is at once what channels read and other
   * maps show, and the reverse. It stays good when the channel is closed and when the file is
   * removed. Where the file has become shorter it reads as zeros, and what is written there is not
   * in the file. Of a file that nobody can change and no file of the host holds it is a copy.
   */
  @Override
  public MappedByteBuffer map(MapMode mode, long position, long size) throws IOException {
    if (size > Integer.MAX_VALUE) {
      throw new IllegalArgumentException("Size exceeds Integer.MAX_VALUE");
    }
    return map(mode, position, size, new IntoBuffer(mode, (int) size));
  }

  /** Maps bytes to a buffer. */
  private static final class IntoBuffer implements MapCall<MappedByteBuffer> {
    private final MapMode mode;
    private final int size;
    private ByteBuffer memory;

    IntoBuffer(MapMode mode, int size) {
      this.mode = mode;
      this.size = size;
    }

    @Override
    public MappedByteBuffer map(FileChannel host, long offset) throws IOException {
      return host.map(mode, offset, size);
    }

    /** In HotSpot all memory outside the heap is a mapped buffer, be it one of a file or not. */
    @Override
    public MappedByteBuffer copy(Body body, long from) throws IOException {
      memory = ByteBuffer.allocateDirect(size);
      MapCall.fill(memory, body, from);
      if ((mode == MapMode.READ_ONLY ? memory.asReadOnlyBuffer() : memory)
          instanceof MappedByteBuffer mapped) {
        return mapped;
      }
      throw VfsException.of(Errno.EOPNOTSUPP);
    }

    /**
     * All buffers that are cut from a copy have its memory, and the buffer itself they have not.
     */
    @Override
    public Object lifetime(MappedByteBuffer mapped) {
      return memory == null ? mapped : memory;
    }
  }

  @Override
  <T> T map(MapMode mode, long position, long size, MapCall<T> call) throws IOException {
    Objects.requireNonNull(mode, "Mode is null");
    requireOpen();
    requirePosition(position);
    if (size < 0) {
      throw new IllegalArgumentException("Negative size");
    }
    if (position + size < 0) {
      throw new IllegalArgumentException("Position + size overflow");
    }
    if (mode != MapMode.READ_ONLY && !writable) {
      throw new NonWritableChannelException();
    }
    if (!readable) {
      throw new NonReadableChannelException();
    }
    boolean shared = mode != MapMode.READ_ONLY && mode != MapMode.PRIVATE;
    AtomicReference<T> mapped = new AtomicReference<>();
    perform(() -> {
      if (!writable && file.size() < position + size) {
        throw new IOException("Channel not open for writing - cannot extend file to required size");
      }
      mapped.set(file.map(position, size, shared, call));
      return DONE;
    });
    return mapped.get();
  }

  // ---------------------------------------------------------------- the rest

  @Override
  protected void implCloseChannel() throws IOException {
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
