package io.vnode.engine;

import java.io.File;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.MappedByteBuffer;
import java.nio.channels.ClosedByInterruptException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileChannel.MapMode;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;

/**
 * Memory for the bytes of one file that is mapped: a file of the host without a name.
 *
 * <p>Every map of one file of the host is the same memory, wherever it begins and whenever it was
 * made. No other memory that Java gives has this: a direct buffer cannot grow in place.
 *
 * <p>The file lies in {@link #DIRECTORY} or else in the first place that has room: where Linux
 * keeps files in memory, or among the temporary files. It is made in a directory that is its
 * owner's alone and removed from there before the first byte is written, so nobody else can open it
 * and nothing is left when the JVM dies. (A system that cannot remove an open file removes it when
 * the JVM ends.)
 *
 * <p>A page is written before it is mapped. Touching a page for which the host has no room kills
 * the process that does, or a part of it; writing one fails in good order.
 *
 * <p>A thread that is interrupted while it uses a {@link FileChannel} closes it. So channels are
 * used on a thread that nobody knows; the one of {@link #spare} where that is impossible, and it
 * may be lost.
 */
final class ScratchFile {
  /** The system property that names the directory for these files. */
  static final String DIRECTORY = "io.vnode.scratch";

  /** Bytes of the file that are mapped at a time for reading and writing by the file system. */
  private static final int WINDOW_SHIFT = 22;

  private static final long WINDOW = 1L << WINDOW_SHIFT;

  private final RandomAccessFile file;
  private final RandomAccessFile spare;
  private final Map<Long, MappedByteBuffer> windows = new ConcurrentHashMap<>();

  private ScratchFile(RandomAccessFile file, RandomAccessFile spare) {
    this.file = file;
    this.spare = spare;
  }

  /** A new one in a place that has room for {@code bytes} bytes now. */
  static ScratchFile create(long bytes) throws IOException {
    File directory = new File(place(bytes), "vnode-" + UUID.randomUUID());
    if (!directory.mkdir()) {
      throw new IOException(directory + ": cannot be made, to map a file to memory");
    }
    File name = new File(directory, "map");
    try {
      makePrivate(directory);
      RandomAccessFile file = new RandomAccessFile(name, "rw");
      try {
        return new ScratchFile(file, new RandomAccessFile(name, "rw"));
      } catch (IOException | RuntimeException e) {
        file.close();
        throw e;
      }
    } finally {
      remove(directory, name);
    }
  }

  private static void makePrivate(File directory) {
    for (boolean owner : new boolean[] {false, true}) {
      directory.setReadable(owner, owner);
      directory.setWritable(owner, owner);
      directory.setExecutable(owner, owner);
    }
  }

  /** Removes both, now or, where an open file cannot be removed, when the JVM ends. */
  private static void remove(File directory, File name) {
    if (name.exists() && !name.delete()) {
      directory.deleteOnExit();
      name.deleteOnExit();
    } else if (!directory.delete()) {
      directory.deleteOnExit();
    }
  }

  private static File place(long bytes) {
    String chosen = System.getProperty(DIRECTORY);
    if (chosen != null) {
      return new File(chosen);
    }
    File temporary = new File(System.getProperty("java.io.tmpdir"));
    for (File place : List.of(new File("/dev/shm"), temporary)) {
      if (place.isDirectory() && place.canWrite() && place.getUsableSpace() >= bytes) {
        return place;
      }
    }
    return temporary;
  }

  /**
   * Writes a whole block: the first {@code length} of {@code bytes}, and zeros. Called under the
   * monitor of the body.
   *
   * @return the block in memory
   */
  MappedBlock make(long index, byte[] bytes, int length) throws IOException {
    long start = Block.start(index);
    file.seek(start);
    file.write(bytes, 0, length);
    file.write(Block.ZEROS, 0, Block.SIZE - length);
    return new MappedBlock(window(start >>> WINDOW_SHIFT), (int) (start & (WINDOW - 1)));
  }

  private MappedByteBuffer window(long number) throws IOException {
    MappedByteBuffer known = windows.get(number);
    if (known != null) {
      return known;
    }
    long start = number << WINDOW_SHIFT;
    if (start > Long.MAX_VALUE - WINDOW) {
      throw new IOException("no file of the host is as long as " + start + " bytes");
    }
    MappedByteBuffer made = unseen(() -> file.getChannel().map(MapMode.READ_WRITE, start, WINDOW));
    windows.put(number, made);
    return made;
  }

  /** Lets {@code call} map what begins at {@code offset}. */
  <T> T map(long offset, MapCall<T> call) throws IOException {
    try {
      return unseen(() -> call.map(file.getChannel(), offset));
    } catch (RuntimeException e) {
      if (!call.isOfWrongThread(e)) {
        throw e;
      }
      return mapConfined(offset, call);
    }
  }

  /** The same on the calling thread, whom an interrupt may cost the descriptor for this. */
  private <T> T mapConfined(long offset, MapCall<T> call) throws IOException {
    boolean interrupted = Thread.interrupted();
    try {
      return call.map(spare.getChannel(), offset);
    } catch (ClosedByInterruptException e) {
      interrupted = false; // The exception has kept the status, and says so.
      throw e;
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }

  void close() throws IOException {
    windows.clear();
    try {
      file.close();
    } finally {
      spare.close();
    }
  }

  /** Makes {@code call} on a thread that nobody can interrupt, and waits for it to end. */
  private static <T> T unseen(Callable<T> call) throws IOException {
    FutureTask<T> task = new FutureTask<>(call);
    Thread thread = new Thread(task, "vnode-map");
    thread.setDaemon(true);
    thread.start();
    boolean interrupted = false;
    try {
      for (; ; ) {
        try {
          return task.get();
        } catch (InterruptedException e) {
          interrupted = true;
        } catch (ExecutionException e) {
          throw unwrapped(e.getCause());
        }
      }
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }

  private static IOException unwrapped(Throwable cause) {
    if (cause instanceof RuntimeException unchecked) {
      throw unchecked;
    }
    if (cause instanceof Error error) {
      throw error;
    }
    return cause instanceof IOException io ? io : new IOException(cause);
  }
}
