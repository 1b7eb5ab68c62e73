package io.vnode.tck.mutants;

import static java.nio.file.StandardOpenOption.APPEND;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.MappedByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.NonReadableChannelException;
import java.nio.channels.NonWritableChannelException;
import java.nio.channels.OverlappingFileLockException;
import java.nio.channels.WritableByteChannel;
import java.nio.file.Files;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;

/** Faults of open files. */
final class ChannelMutants {
  private ChannelMutants() {}

  private static final String[] CONTENTS = {"nio", "posix", "model.fsx", "model"};

  static final List<Mutant> ALL =
      List.of(
          of("a file that shrank shows its old bytes when it grows", StaleTail::new),
          of("an append goes to the size that the file had", StaleAppend::new),
          of("an append is done in two pieces", TornAppend::new),
          of("words are written in halves", TornWords::new),
          of("a write leaves the position", StayingWrite::new),
          of("a write at a position moves the position", MovingWrite::new),
          of("a read goes one byte too far", RunawayRead::new),
          of("the end of a file reads as nothing", EndlessRead::new),
          of("the size is that of the opening", StaleSize::new),
          of("transferTo moves half", HalfTransfer::new),
          of("transferTo moves the position", MovingTransfer::new),
          of("a write through a mapping stays private", PrivateMap::new),
          of("closing leaves the channel open", OpenForEver::new),
          of("a lock is granted over another one", SharedLock::new),
          of("a lock ends with the one before it", EarlyRelease::new),
          of("a channel for reading writes nothing and says so", SilentWrite::new),
          of("a channel for writing reads nothing and says so", SilentRead::new),
          of("truncating to more makes the file longer", GrowingTruncate::new),
          of("truncating leaves the position behind the end", FarTruncate::new),
          of("scattered reads fill the first buffer only", FirstBuffer::new),
          Mutant.of("set-id bits survive a write", SetIdKept::new, "posix", "model"));

  /** Makes the channel in the place of one that was opened. */
  private interface Maker {
    DelegatingChannel make(FileChannel opened, Set<OpenOption> options) throws IOException;
  }

  private static Mutant of(String fault, Maker maker) {
    return Mutant.of(fault, fileSystem -> new Provider(fileSystem, maker), CONTENTS);
  }

  /** One that has no fault, and whose channels are passed on like those of the others. */
  static Mutant none() {
    return of("none", (opened, options) -> new DelegatingChannel(opened));
  }

  private static final class Provider extends MutantProvider {
    private final Maker maker;

    Provider(MutantFileSystem fileSystem, Maker maker) {
      super(fileSystem);
      this.maker = maker;
    }

    @Override
    FileChannel channel(FileChannel opened, Path path, Set<OpenOption> options) throws IOException {
      return maker.make(opened, options);
    }
  }

  // ---------------------------------------------------------------- contents

  private static final class StaleTail extends DelegatingChannel {
    private byte[] tail = {};
    private long start;

    StaleTail(FileChannel to, Set<OpenOption> options) {
      super(to);
    }

    @Override
    public FileChannel truncate(long size) throws IOException {
      int length = (int) Math.max(0, to.size() - size);
      if (length > 0) {
        try {
          ByteBuffer lost = ByteBuffer.allocate(length);
          to.read(lost, size);
          tail = lost.array();
          start = size;
        } catch (NonReadableChannelException e) {
          tail = new byte[0];
        }
      }
      return super.truncate(size);
    }

    @Override
    public int write(ByteBuffer source, long position) throws IOException {
      restore(position);
      return super.write(source, position);
    }

    @Override
    public int write(ByteBuffer source) throws IOException {
      restore(position());
      return super.write(source);
    }

    private void restore(long end) throws IOException {
      int length = (int) Math.min(tail.length, end - start);
      if (length > 0 && to.size() == start) {
        to.write(ByteBuffer.wrap(tail, 0, length), start);
      }
      tail = new byte[0];
    }
  }

  private static final class StaleAppend extends DelegatingChannel {
    private final boolean appends;
    private final long size;

    StaleAppend(FileChannel to, Set<OpenOption> options) throws IOException {
      super(to);
      appends = options.contains(APPEND);
      size = to.size();
    }

    @Override
    public int write(ByteBuffer source) throws IOException {
      if (appends && to.size() > size) {
        to.truncate(size);
      }
      return super.write(source);
    }
  }

  private static final class TornAppend extends DelegatingChannel {
    TornAppend(FileChannel to, Set<OpenOption> options) {
      super(to);
    }

    @Override
    public int write(ByteBuffer source) throws IOException {
      int half = source.remaining() / 2;
      ByteBuffer first = source.duplicate();
      first.limit(first.position() + half);
      int written = super.write(first);
      source.position(source.position() + written);
      LockSupport.parkNanos(1);
      return written + super.write(source);
    }
  }

  private static final class TornWords extends DelegatingChannel {
    TornWords(FileChannel to, Set<OpenOption> options) {
      super(to);
    }

    @Override
    public int write(ByteBuffer source, long position) throws IOException {
      int written = 0;
      int end = source.limit();
      do {
        source.limit(Math.min(end, source.position() + 1020));
        written += super.write(source, position + written);
        source.limit(end);
        LockSupport.parkNanos(1); // Else somebody looks between the two by chance alone.
      } while (source.hasRemaining());
      return written;
    }
  }

  private static final class StayingWrite extends DelegatingChannel {
    StayingWrite(FileChannel to, Set<OpenOption> options) {
      super(to);
    }

    @Override
    public int write(ByteBuffer source) throws IOException {
      long before = to.position();
      int written = super.write(source);
      to.position(before);
      return written;
    }
  }

  private static final class MovingWrite extends DelegatingChannel {
    MovingWrite(FileChannel to, Set<OpenOption> options) {
      super(to);
    }

    @Override
    public int write(ByteBuffer source, long position) throws IOException {
      int written = super.write(source, position);
      to.position(position + written);
      return written;
    }
  }

  private static final class RunawayRead extends DelegatingChannel {
    RunawayRead(FileChannel to, Set<OpenOption> options) {
      super(to);
    }

    @Override
    public int read(ByteBuffer target) throws IOException {
      int count = super.read(target);
      to.position(to.position() + (count > 0 ? 1 : 0));
      return count;
    }
  }

  private static final class EndlessRead extends DelegatingChannel {
    EndlessRead(FileChannel to, Set<OpenOption> options) {
      super(to);
    }

    @Override
    public int read(ByteBuffer target, long position) throws IOException {
      return Math.max(0, super.read(target, position));
    }
  }

  private static final class StaleSize extends DelegatingChannel {
    private final long size;

    StaleSize(FileChannel to, Set<OpenOption> options) throws IOException {
      super(to);
      size = to.size();
    }

    @Override
    public long size() {
      return size;
    }
  }

  private static final class HalfTransfer extends DelegatingChannel {
    HalfTransfer(FileChannel to, Set<OpenOption> options) {
      super(to);
    }

    @Override
    public long transferTo(long position, long count, WritableByteChannel target)
        throws IOException {
      return super.transferTo(position, count / 2, target);
    }
  }

  private static final class MovingTransfer extends DelegatingChannel {
    MovingTransfer(FileChannel to, Set<OpenOption> options) {
      super(to);
    }

    @Override
    public long transferTo(long position, long count, WritableByteChannel target)
        throws IOException {
      long moved = super.transferTo(position, count, target);
      to.position(position + moved);
      return moved;
    }
  }

  private static final class PrivateMap extends DelegatingChannel {
    PrivateMap(FileChannel to, Set<OpenOption> options) {
      super(to);
    }

    @Override
    public MappedByteBuffer map(MapMode mode, long position, long size) throws IOException {
      return super.map(mode == MapMode.READ_WRITE ? MapMode.PRIVATE : mode, position, size);
    }
  }

  // ---------------------------------------------------------------- open, locked, allowed

  private static final class OpenForEver extends DelegatingChannel {
    OpenForEver(FileChannel to, Set<OpenOption> options) {
      super(to);
    }

    @Override
    protected void implCloseChannel() {
      // The fault.
    }
  }

  private static final class SharedLock extends DelegatingChannel {
    SharedLock(FileChannel to, Set<OpenOption> options) {
      super(to);
    }

    @Override
    public FileLock tryLock(long position, long size, boolean shared) throws IOException {
      try {
        return super.tryLock(position, size, shared);
      } catch (OverlappingFileLockException e) {
        return new Granted(this, position, size, shared);
      }
    }
  }

  private static final class Granted extends FileLock {
    private boolean valid = true;

    Granted(FileChannel channel, long position, long size, boolean shared) {
      super(channel, position, size, shared);
    }

    @Override
    public boolean isValid() {
      return valid;
    }

    @Override
    public void release() {
      valid = false;
    }
  }

  private static final class EarlyRelease extends DelegatingChannel {
    private FileLock before;

    EarlyRelease(FileChannel to, Set<OpenOption> options) {
      super(to);
    }

    @Override
    public FileLock tryLock(long position, long size, boolean shared) throws IOException {
      FileLock lock = super.tryLock(position, size, shared);
      if (before != null) {
        before.release();
      }
      before = lock;
      return lock;
    }
  }

  private static final class SilentWrite extends DelegatingChannel {
    SilentWrite(FileChannel to, Set<OpenOption> options) {
      super(to);
    }

    @Override
    public int write(ByteBuffer source) throws IOException {
      try {
        return super.write(source);
      } catch (NonWritableChannelException e) {
        return 0;
      }
    }
  }

  private static final class SilentRead extends DelegatingChannel {
    SilentRead(FileChannel to, Set<OpenOption> options) {
      super(to);
    }

    @Override
    public int read(ByteBuffer target) throws IOException {
      try {
        return super.read(target);
      } catch (NonReadableChannelException e) {
        return -1;
      }
    }
  }

  private static final class GrowingTruncate extends DelegatingChannel {
    GrowingTruncate(FileChannel to, Set<OpenOption> options) {
      super(to);
    }

    @Override
    public FileChannel truncate(long size) throws IOException {
      if (size > to.size()) {
        to.write(ByteBuffer.allocate(1), size - 1);
      }
      return super.truncate(size);
    }
  }

  private static final class FarTruncate extends DelegatingChannel {
    FarTruncate(FileChannel to, Set<OpenOption> options) {
      super(to);
    }

    @Override
    public FileChannel truncate(long size) throws IOException {
      long before = to.position();
      super.truncate(size);
      to.position(before);
      return this;
    }
  }

  private static final class FirstBuffer extends DelegatingChannel {
    FirstBuffer(FileChannel to, Set<OpenOption> options) {
      super(to);
    }

    @Override
    public long write(ByteBuffer[] sources, int offset, int length) throws IOException {
      return super.write(sources, offset, Math.min(1, length));
    }

    @Override
    public long read(ByteBuffer[] targets, int offset, int length) throws IOException {
      return super.read(targets, offset, Math.min(1, length));
    }
  }

  /** Gives the bits back that a write has taken. */
  private static final class SetIdKept extends MutantProvider {
    SetIdKept(MutantFileSystem fileSystem) {
      super(fileSystem);
    }

    @Override
    FileChannel channel(FileChannel opened, Path path, Set<OpenOption> options) throws IOException {
      Path asRoot = fileSystem.asRoot(path);
      int mode = Files.exists(asRoot) ? (Integer) Files.getAttribute(asRoot, "unix:mode") : 0;
      return (mode & 06000) == 0
          ? opened
          : new DelegatingChannel(opened) {
            @Override
            public int write(ByteBuffer source) throws IOException {
              int written = super.write(source);
              Files.setAttribute(asRoot, "unix:mode", mode & 07777);
              return written;
            }
          };
    }
  }
}
