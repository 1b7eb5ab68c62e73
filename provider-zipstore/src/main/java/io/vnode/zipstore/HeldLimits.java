package io.vnode.zipstore;

import io.vnode.zipstore.format.EntryData;
import java.util.zip.ZipException;

/**
 * What an archive may claim of its files, and how much of them may be in memory.
 *
 * @param file how many bytes of one file are held in memory as a whole
 * @param all how many of all files together
 * @param ratio how many bytes one packed byte may become, in a file of more than {@link
 *     #RATIO_FROM}
 */
record HeldLimits(long file, long all, long ratio) {
  static final String FILE_KEY = "heldPerFile";
  static final String ALL_KEY = "heldInAll";
  static final String RATIO_KEY = "ratio";

  static final long FILE = 64 << 20;
  static final long ALL = 256 << 20;

  /** Part of the heap, as one in so many, that is not to be exceeded unless somebody says so. */
  static final int HEAP_PARTS = 4;

  /** What deflate reaches at most. Other methods reach more with nothing but zeros. */
  static final long RATIO = 1032;

  /** No file of up to this size is refused for its ratio. */
  static final long RATIO_FROM = 1 << 20;

  static long standardAll() {
    return Math.min(ALL, Runtime.getRuntime().maxMemory() / HEAP_PARTS);
  }

  static long standardFile() {
    return Math.min(FILE, standardAll());
  }

  static HeldLimits standard() {
    return new HeldLimits(standardFile(), standardAll(), RATIO);
  }

  /**
   * @throws ZipException if the file is too much larger than what it is packed to
   */
  void requireRatio(EntryData data) throws ZipException {
    long size = data.size();
    if (size > RATIO_FROM && size / ratio > data.packedSize()) {
      throw refused(data, size + " bytes of " + data.packedSize() + " packed ones", RATIO_KEY);
    }
  }

  ZipException refused(EntryData data, String what, String key) {
    long limit =
        switch (key) {
          case FILE_KEY -> file;
          case ALL_KEY -> all;
          default -> ratio;
        };
    return new ZipException(
        "entry " + data.name() + ": " + what + " are more than " + key + "=" + limit + " allows");
  }
}
