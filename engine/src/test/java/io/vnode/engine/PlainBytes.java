package io.vnode.engine;

import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;

/**
 * A file as naive as can be, to compare a {@link BlockBody} with: pages of 1,000 bytes in a sorted
 * map, copied by copying.
 */
final class PlainBytes {
  private static final int PAGE = 1000;

  private final TreeMap<Long, byte[]> pages = new TreeMap<>();
  private long size;

  long size() {
    return size;
  }

  /** The positions at which pages with data begin, and how long such a page is. */
  Iterable<Long> pageStarts() {
    return pages.keySet().stream().map(page -> page * PAGE).toList();
  }

  static int pageLength() {
    return PAGE;
  }

  byte[] read(long position, int length) {
    byte[] bytes = new byte[(int) Math.max(0, Math.min(length, size - position))];
    for (int i = 0; i < bytes.length; i++) {
      byte[] page = pages.get((position + i) / PAGE);
      bytes[i] = page == null ? 0 : page[(int) ((position + i) % PAGE)];
    }
    return bytes;
  }

  void write(long position, byte[] bytes, int length) {
    for (int i = 0; i < length; i++) {
      set(position + i, bytes[i]);
    }
    if (length > 0) {
      size = Math.max(size, position + length);
    }
  }

  void truncate(long length) {
    if (length < size) {
      zero(length, size);
    }
    size = length;
  }

  void punch(long from, long length) {
    if (from < size) {
      zero(from, length < size - from ? from + length : size);
    }
  }

  PlainBytes copy() {
    PlainBytes copy = new PlainBytes();
    pages.forEach((page, bytes) -> copy.pages.put(page, bytes.clone()));
    copy.size = size;
    return copy;
  }

  private void set(long position, byte value) {
    pages.computeIfAbsent(position / PAGE, page -> new byte[PAGE])[(int) (position % PAGE)] = value;
  }

  private void zero(long from, long to) {
    for (Map.Entry<Long, byte[]> page : pages.tailMap(from / PAGE, true).entrySet()) {
      long start = page.getKey() * PAGE;
      if (start >= to) {
        return;
      }
      int first = (int) Math.max(0, from - start);
      int last = (int) Math.min(PAGE, to - start);
      Arrays.fill(page.getValue(), first, last, (byte) 0);
    }
  }
}
