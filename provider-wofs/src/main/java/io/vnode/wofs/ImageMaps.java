package io.vnode.wofs;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Arrays;

/**
 * Windows of an image that are mapped to memory as they are needed. They stay good when the channel
 * is closed.
 */
final class ImageMaps {
  private static final int SHIFT = 28;
  private static final long WINDOW = 1L << SHIFT;

  /** Maps a part of the image. */
  @FunctionalInterface
  interface Mapper {
    /**
     * {@code length} bytes from {@code start} on, or as many as there are; null for none at all.
     */
    ByteBuffer map(long start, long length) throws IOException;
  }

  private final Mapper mapper;

  /** Those that there are, by their numbers; an array never changes. */
  private volatile ByteBuffer[] windows = {};

  private volatile boolean unable;

  ImageMaps(Mapper mapper) {
    this.mapper = mapper;
  }

  /** Fills {@code target} from {@code position} on. @return false where that cannot be mapped */
  boolean read(long position, ByteBuffer target) throws IOException {
    long at = position;
    while (target.hasRemaining()) {
      int offset = (int) (at & (WINDOW - 1));
      int count = (int) Math.min(target.remaining(), WINDOW - offset);
      ByteBuffer window = window(at >>> SHIFT, offset + count);
      if (window == null) {
        return false;
      }
      copy(window, offset, count, target);
      at += count;
    }
    return true;
  }

  private static void copy(ByteBuffer window, int offset, int count, ByteBuffer target)
      throws IOException {
    try {
      target.put(target.position(), window, offset, count);
      target.position(target.position() + count);
    } catch (InternalError e) {
      throw new IOException("the image cannot be read any more: " + e.getMessage(), e);
    }
  }

  /** A window with {@code length} bytes at least, or null where there is none. */
  private ByteBuffer window(long number, int length) throws IOException {
    ByteBuffer[] all = windows;
    ByteBuffer known = number < all.length ? all[(int) number] : null;
    if (known != null && known.capacity() >= length) {
      return known;
    }
    return unable ? null : map(number, length);
  }

  private synchronized ByteBuffer map(long number, int length) throws IOException {
    ByteBuffer window = mapper.map(number << SHIFT, WINDOW);
    if (window == null) {
      unable = true;
    }
    if (window == null || window.capacity() < length) {
      return null;
    }
    ByteBuffer[] all = Arrays.copyOf(windows, (int) Math.max(windows.length, number + 1));
    all[(int) number] = window;
    windows = all;
    return window;
  }
}
