package io.vnode.zipstore.format;

import java.util.Arrays;
import java.util.zip.ZipException;

/**
 * How the entries of an archive lie in it, so that none is read whose bytes are another's too. In
 * most archives they lie in the order of the directory: then nothing is kept but that.
 *
 * <p>An entry takes up its local header, its name and its bytes. Several may begin at one place:
 * they are one, and the name in front of the bytes says which.
 */
final class LocalOrder {
  private final byte[] directory;

  /** What the entries must end in front of. */
  private final long limit;

  private int count;
  private long lastStart = -1;
  private long lastEnd;
  private boolean isOrdered = true;

  /** Where entries begin, the first one first; null if that is the order of the directory. */
  private long[] starts;

  /** Of the entries in {@code directory}, which is {@code limit} bytes behind the first of all. */
  LocalOrder(byte[] directory, long limit) {
    this.directory = directory;
    this.limit = limit;
  }

  /** Sees the entry with its header at {@code at}; all are to be seen in turn. */
  void note(int at) throws ZipException {
    CentralHeader header = new CentralHeader(directory, at);
    long start = header.localAt();
    isOrdered &= start >= lastEnd || start == lastStart;
    lastStart = start;
    lastEnd = end(start, header);
    count++;
  }

  /** Where the entry ends if its local header has no more than the name: the limit at the most. */
  private long end(long start, CentralHeader header) throws ZipException {
    long packedSize = header.packedSize();
    return start < limit && packedSize < limit - start
        ? Math.min(limit, start + LocalHeader.SIZE + header.nameLength() + packedSize)
        : limit;
  }

  /**
   * Has seen all.
   *
   * @throws ZipException naming an entry that another one begins in
   */
  void finish() throws ZipException {
    if (isOrdered) {
      return;
    }
    long[] all = new long[count];
    int next = 0;
    for (int at = 0; next < count; at += CentralHeader.length(directory, at)) {
      all[next++] = new CentralHeader(directory, at).localAt();
    }
    Arrays.sort(all);
    starts = all;
    int at = 0;
    for (int i = 0; i < count; i++) {
      requireFree(at);
      at += CentralHeader.length(directory, at);
    }
  }

  private void requireFree(int at) throws ZipException {
    CentralHeader header = new CentralHeader(directory, at);
    try {
      requireFree(at, header, end(header.localAt(), header));
    } catch (ZipException e) {
      throw new ZipException("entry " + header.printableName() + " " + e.getMessage());
    }
  }

  /**
   * Requires that no other entry begins in front of {@code end} and behind where the one of {@code
   * header} does, which is at {@code at}.
   */
  void requireFree(int at, CentralHeader header, long end) throws ZipException {
    long next = next(header.localAt(), at);
    if (next < end) {
      throw new ZipException("overlaps the entry at " + next + " (see the option onOddEntry)");
    }
  }

  /** Where the next entry begins behind {@code start}, which is where the one at {@code at} is. */
  private long next(long start, int at) throws ZipException {
    if (starts != null) {
      int found = Arrays.binarySearch(starts, start + 1);
      int next = found < 0 ? ~found : found;
      return next < starts.length ? starts[next] : limit;
    }
    int from = at + CentralHeader.length(directory, at);
    while (from < directory.length) {
      long next = new CentralHeader(directory, from).localAt();
      if (next > start) {
        return next;
      }
      from += CentralHeader.length(directory, from);
    }
    return limit;
  }
}
