package io.vnode.zipstore.pack;

import static java.nio.file.StandardOpenOption.CREATE_NEW;
import static java.nio.file.StandardOpenOption.WRITE;

import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermission;
import java.util.Set;
import java.util.UUID;

/**
 * The file that is being written. Until it is complete it has a name of its own beside the one it
 * is to get, where another file stays that has that name already.
 *
 * <p>Writing goes through a buffer, in which what was written last can be changed for nothing.
 */
final class PackFile implements Closeable {
  private static final int BUFFER_SIZE = 256 << 10;

  private final Path target;
  private final Path place;
  private final Path partial;
  private final SeekableByteChannel channel;
  private final OutputStream stream = new Stream();
  private final byte[] buffer = new byte[BUFFER_SIZE];

  /** Where in the file the buffer begins, which holds this many bytes. */
  private long base;

  private int filled;

  private PackFile(Path target, Path place, Path partial) throws IOException {
    this.target = target;
    this.place = place;
    this.partial = partial;
    this.channel = Files.newByteChannel(partial, CREATE_NEW, WRITE);
  }

  /**
   * Begins one that is to be {@code target}, or what that leads to if it is a symbolic link. Who
   * may use a file that is there may use the one that replaces it.
   */
  static PackFile create(Path target) throws IOException {
    Path place = placeOf(target);
    try {
      PackFile file =
          new PackFile(target, place, place.resolveSibling(".vnode-" + UUID.randomUUID()));
      if (Files.exists(place)) {
        file.takePermissions(place);
      }
      return file;
    } catch (IOException e) {
      throw PackErrors.at(target, e);
    }
  }

  /** Where a file that is to be {@code target} really is. */
  static Path placeOf(Path target) throws IOException {
    if (!Files.exists(target)) {
      return target.toAbsolutePath();
    }
    if (!Files.isRegularFile(target)) {
      String reason = Files.isDirectory(target) ? "Is a directory" : "Not a regular file";
      throw new FileSystemException(target.toString(), null, reason);
    }
    return target.toRealPath();
  }

  /** Where the next byte goes. */
  long position() {
    return base + filled;
  }

  /** What is written to it goes behind what is there; that it is closed does nothing. */
  OutputStream stream() {
    return stream;
  }

  void write(byte[] bytes) throws IOException {
    write(bytes, 0, bytes.length);
  }

  void write(byte[] bytes, int from, int length) throws IOException {
    if (length > BUFFER_SIZE - filled) {
      flush();
    }
    if (length >= BUFFER_SIZE) {
      writeAt(base, ByteBuffer.wrap(bytes, from, length));
      base += length;
    } else {
      System.arraycopy(bytes, from, buffer, filled, length);
      filled += length;
    }
  }

  /** Writes {@code bytes} over those at {@code at}, as many of which were written at once. */
  void patch(long at, byte[] bytes) throws IOException {
    if (at >= base) {
      System.arraycopy(bytes, 0, buffer, (int) (at - base), bytes.length);
    } else {
      writeAt(at, ByteBuffer.wrap(bytes));
    }
  }

  /** Takes back all bytes from {@code position} on. */
  void rewind(long position) {
    filled = (int) Math.max(0, position - base);
    base = Math.min(base, position);
  }

  private void flush() throws IOException {
    writeAt(base, ByteBuffer.wrap(buffer, 0, filled));
    base += filled;
    filled = 0;
  }

  private void writeAt(long at, ByteBuffer bytes) throws IOException {
    try {
      channel.position(at);
      while (bytes.hasRemaining()) {
        channel.write(bytes);
      }
    } catch (IOException e) {
      throw PackErrors.at(target, e);
    }
  }

  /** Lets the same people use it as {@code other}, if the file systems of both tell of such. */
  void takePermissions(Path other) throws IOException {
    PosixFileAttributeView from = Files.getFileAttributeView(other, PosixFileAttributeView.class);
    PosixFileAttributeView to = Files.getFileAttributeView(partial, PosixFileAttributeView.class);
    if (from != null && to != null) {
      Set<PosixFilePermission> permissions = from.readAttributes().permissions();
      to.setPermissions(permissions);
    }
  }

  /** Gives the file its name, once all of it is where it outlives the machine. */
  void finish() throws IOException {
    flush();
    try {
      if (channel.size() > base) {
        channel.truncate(base); // Not every channel can, and few archives need it.
      }
      if (channel instanceof FileChannel file) {
        file.force(true);
      }
      channel.close();
      move();
    } catch (IOException e) {
      throw PackErrors.at(target, e);
    }
  }

  private void move() throws IOException {
    try {
      Files.move(partial, place, StandardCopyOption.ATOMIC_MOVE);
    } catch (AtomicMoveNotSupportedException e) {
      Files.move(partial, place, StandardCopyOption.REPLACE_EXISTING);
    }
  }

  /** Removes what is not complete. */
  @Override
  public void close() throws IOException {
    channel.close();
    Files.deleteIfExists(partial);
  }

  private final class Stream extends OutputStream {
    @Override
    public void write(int b) throws IOException {
      PackFile.this.write(new byte[] {(byte) b});
    }

    @Override
    public void write(byte[] bytes, int from, int length) throws IOException {
      PackFile.this.write(bytes, from, length);
    }
  }
}
