package io.vnode.zipstore.format;

/** How the bytes of an entry were packed: numbers of APPNOTE 4.4.5. */
final class Method {
  static final int STORED = 0;
  static final int DEFLATED = 8;
  static final int DEFLATE64 = 9;
  static final int BZIP2 = 12;
  static final int LZMA = 14;
  static final int ZSTD = 93;
  static final int XZ = 95;

  /** What one deflated byte can become: four matches, each of 258 bytes in two bits. */
  static final long DEFLATE_RATIO_MAX = 1032;

  private Method() {}

  /** Whether there is a way to unpack what {@code method} packed. */
  static boolean isKnown(int method) {
    return method == STORED || method == DEFLATED || nameOfOther(method) != null;
  }

  /** What a method is called that needs a library, or null if {@code method} is none of these. */
  static String nameOfOther(int method) {
    return switch (method) {
      case DEFLATE64 -> "deflate64";
      case BZIP2 -> "bzip2";
      case LZMA -> "lzma";
      case ZSTD -> "zstd";
      case XZ -> "xz";
      default -> null;
    };
  }
}
