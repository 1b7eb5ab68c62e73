package io.vnode.wofs;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * What keeps two from writing one image: a file beside it, locked, with the number of the process
 * in it. The image itself may be replaced by another file, and so cannot be what is locked.
 *
 * <p>The file is there for as long as the image is mounted. One that is found and not locked is of
 * a process that died.
 */
final class ImageLock implements Closeable {
  private static final int TEXT_MAX = 64;

  /** What its holder writes in it before it goes. */
  private static final String RELEASED = "released";

  /** The images that are mounted in this JVM, where a provider cannot lock. */
  private static final Set<Path> HERE = ConcurrentHashMap.newKeySet();

  private final Path file;

  /** Null where the provider cannot lock. */
  private final FileChannel channel;

  private final String left;

  private ImageLock(Path file, FileChannel channel, String left) {
    this.file = file;
    this.channel = channel;
    this.left = left;
  }

  /**
   * Locks {@code image}.
   *
   * @throws FileSystemException when somebody else has it mounted, saying who
   */
  static ImageLock of(Path image) throws IOException {
    Path file = image.toAbsolutePath().normalize().resolveSibling(image.getFileName() + ".lock");
    if (!HERE.add(file)) {
      throw taken(image, "this JVM");
    }
    boolean done = false;
    try {
      ImageLock lock = lock(image, file);
      done = true;
      return lock;
    } finally {
      if (!done) {
        HERE.remove(file);
      }
    }
  }

  private static FileSystemException taken(Path image, String holder) {
    return new FileSystemException(
        image.toString(),
        null,
        "is mounted to be written by " + holder + ": mount it with mode=ro");
  }

  /** A channel that can be locked, or null where the provider has none. */
  private static FileChannel open(Path file) throws IOException {
    try {
      return FileChannel.open(
          file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
    } catch (UnsupportedOperationException e) {
      return null;
    }
  }

  private static ImageLock lock(Path image, Path file) throws IOException {
    for (; ; ) {
      FileChannel channel = open(file);
      if (channel == null) {
        return new ImageLock(file, null, "");
      }
      boolean done = false;
      try {
        if (!tryLock(channel)) {
          String pid = read(channel);
          throw taken(image, pid.isEmpty() ? "another process" : "process " + pid);
        }
        if (isStill(file, channel)) {
          String left = read(channel);
          write(channel, Long.toString(ProcessHandle.current().pid()));
          ImageLock lock = new ImageLock(file, channel, left.equals(RELEASED) ? "" : left);
          done = true;
          return lock;
        }
      } finally {
        if (!done) {
          channel.close();
        }
      }
    }
  }

  private static boolean tryLock(FileChannel channel) throws IOException {
    try {
      // Behind the text, so that others can read that where locks keep readers out.
      FileLock lock = channel.tryLock(Long.MAX_VALUE - 1, 1, false);
      return lock != null;
    } catch (OverlappingFileLockException e) {
      return false;
    } catch (UnsupportedOperationException e) {
      return true; // Then what is mounted in this JVM is all that can be known.
    }
  }

  /**
   * Whether the file is the one that others find, and not one that its last holder has removed
   * since it was opened here: that would have said so in it.
   */
  private static boolean isStill(Path file, FileChannel channel) throws IOException {
    if (!read(channel).equals(RELEASED)) {
      return true;
    }
    try {
      return Files.readString(file)
          .strip()
          .equals(RELEASED); // Its holder died before it could remove it.
    } catch (NoSuchFileException e) {
      return false;
    }
  }

  private static String read(FileChannel channel) throws IOException {
    ByteBuffer text = ByteBuffer.allocate(TEXT_MAX);
    channel.read(text, 0);
    return StandardCharsets.US_ASCII.decode(text.flip()).toString().strip();
  }

  /**
   * Writes {@code text} over what was there. The file is not emptied for that: what was emptied is
   * sent to the disk when it is closed, by file systems that see a replacement in it.
   */
  private static void write(FileChannel channel, String text) throws IOException {
    String padded = text + " ".repeat(TEXT_MAX - text.length());
    channel.write(StandardCharsets.US_ASCII.encode(padded), 0);
  }

  /** The number of a process that had the image mounted and died; or empty. */
  String left() {
    return left;
  }

  @Override
  public void close() throws IOException {
    boolean interrupted = Thread.interrupted(); // It would close the channel before it is used.
    try {
      if (channel != null) {
        release();
      }
    } finally {
      HERE.remove(file);
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }

  private void release() throws IOException {
    try (channel) {
      write(channel, RELEASED);
      Files.deleteIfExists(file);
    }
  }
}
