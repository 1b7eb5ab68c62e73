package io.vnode.engine;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.WritableByteChannel;

/**
 * The bytes of a file: six primitives that a volume writes, and some more that it writes if it can
 * do better than the default.
 *
 * <p>A body knows no name, permission, time or position, and checks none: {@link OpenFile} has done
 * so before it calls. All methods may be called by any number of threads at once; each is atomic
 * with respect to other writes and truncations, and a read sees every write that ended before it
 * began.
 */
public interface Body {

  /** The position that stands for "the end, whatever it is when the write happens". */
  long END = -1;

  /** The number of bytes, holes included. */
  long size() throws IOException;

  /**
   * Reads bytes from {@code position} on into {@code target}; holes read as zeros. A read that a
   * truncation overtakes may begin again, so bytes of {@code target} behind those it returns may
   * have been written, too.
   *
   * @param position not negative
   * @return how many bytes were read, or -1 at or past the end when {@code target} has room
   */
  int read(ByteBuffer target, long position) throws IOException;

  /**
   * Writes what {@code source} has left at {@code position}, or at {@link #END}; a gap before it
   * becomes a hole. Space is reserved before a byte changes: when it runs out, the whole blocks
   * that fitted are written, as on a full disk.
   *
   * @return how many bytes were written; less than asked only when space or the size limit ran out
   * @throws VfsException EFBIG when not one byte lies below the size limit, ENOSPC when none fitted
   */
  int write(ByteBuffer source, long position) throws IOException;

  /**
   * Makes the body {@code size} bytes long: what lay behind is gone and reads as zeros if the body
   * grows again; growing adds a hole.
   *
   * @throws VfsException EFBIG past the size limit
   */
  void truncate(long size) throws IOException;

  /** Sends the bytes, and with {@code metadata} the attributes, to where they outlast a crash. */
  void force(boolean metadata) throws IOException;

  /** Gives back everything the body holds; called once, when no name and no open file is left. */
  void release();

  /**
   * Whether a read that {@link #release} overtakes does no harm: it returns what it has seen, or
   * finds the end. Such reads need not be counted, so readers of one open file write nothing that
   * they share.
   */
  default boolean isReadAfterRelease() {
    return false;
  }

  /**
   * Makes a hole of {@code length} bytes from {@code from} on, as far as the file goes; the size
   * stays. A body without holes cannot.
   *
   * @throws VfsException EOPNOTSUPP where there are no holes, ENOSPC when the hole would part a
   *     block that is shared and there is no space for that
   */
  default void punch(long from, long length) throws IOException {
    throw VfsException.of(Errno.EOPNOTSUPP);
  }

  /** Bytes that the contents take up: holes and shared tails need not count. */
  default long allocated() throws IOException {
    return size();
  }

  /** Gives back what was reserved ahead for growing; a writer has closed the file. */
  default void trim() throws IOException {}

  /**
   * Makes this body, which is empty, equal to {@code source} at no cost, by sharing.
   *
   * @return false when that cannot be done, and nothing happened
   */
  default boolean shareFrom(Body source) throws IOException {
    return false;
  }

  /**
   * The position of the first byte at or behind {@code from} that is not in a hole, as {@code
   * SEEK_DATA} of lseek(2); -1 when only a hole or the end follows.
   */
  default long nextData(long from) throws IOException {
    return from < size() ? from : -1;
  }

  /**
   * The position of the first byte at or behind {@code from} that is in a hole, as {@code
   * SEEK_HOLE} of lseek(2): the end of the file counts as one; -1 at or behind it.
   */
  default long nextHole(long from) throws IOException {
    long end = size();
    return from < end ? end : -1;
  }

  /**
   * Lets {@code call} map the bytes {@code from} to {@code from + length} to memory that is, and
   * stays, the very bytes of this body: what is written to either is seen in the other. A body that
   * is shorter grows to hold them, if it may.
   *
   * <p>Memory behind an end that has moved back is still there: it reads as zeros after the
   * truncation, and what is written there is gone when the body grows again.
   *
   * @throws VfsException EOPNOTSUPP where that cannot be done, ENXIO when the body is shorter and
   *     not {@code grows}, EFBIG past the size limit, ENOSPC
   * @throws IOException when the host has no memory for it
   */
  default <T> T map(long from, long length, boolean grows, MapCall<T> call) throws IOException {
    throw VfsException.of(Errno.EOPNOTSUPP);
  }

  /**
   * The file of the host that is this body, byte for byte, and whose locks are therefore those of
   * this one; null where there is none.
   */
  default FileChannel lockable() {
    return null;
  }

  /**
   * Lets the host move bytes from {@code position} on to {@code target}, up to {@code count}, which
   * are there.
   *
   * @return how many it moved; 0 where they are to be read and written instead
   */
  default long transferTo(long position, long count, WritableByteChannel target)
      throws IOException {
    return 0;
  }
}
