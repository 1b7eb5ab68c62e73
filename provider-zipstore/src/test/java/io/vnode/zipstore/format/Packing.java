package io.vnode.zipstore.format;

import io.vnode.testkit.Gen;
import java.io.ByteArrayOutputStream;
import java.util.zip.Deflater;

/** A way to deflate: flushed every {@code stretch} bytes, which may begin a block or align one. */
record Packing(int level, int strategy, int flush, int stretch) {
  private static final int WHOLE = 1 << 30;

  static Gen<Packing> any() {
    return Gen.zip(
        Gen.ints(Deflater.NO_COMPRESSION, Deflater.BEST_COMPRESSION),
        Gen.of(Deflater.DEFAULT_STRATEGY, Deflater.FILTERED, Deflater.HUFFMAN_ONLY),
        Gen.of(Deflater.NO_FLUSH, Deflater.SYNC_FLUSH, Deflater.FULL_FLUSH),
        Gen.of(WHOLE, 50, 5000, 70_000),
        Packing::new);
  }

  static byte[] usual(byte[] bytes) {
    return new Packing(6, Deflater.DEFAULT_STRATEGY, Deflater.NO_FLUSH, WHOLE).pack(bytes);
  }

  byte[] pack(byte[] bytes) {
    Deflater deflater = new Deflater(level, true);
    try {
      deflater.setStrategy(strategy);
      ByteArrayOutputStream packed = new ByteArrayOutputStream();
      for (int at = 0; at < bytes.length; at += stretch) {
        deflater.setInput(bytes, at, Math.min(stretch, bytes.length - at));
        while (drained(deflater, flush, packed) || !deflater.needsInput()) {}
      }
      deflater.finish();
      while (!deflater.finished()) {
        drained(deflater, Deflater.NO_FLUSH, packed);
      }
      return packed.toByteArray();
    } finally {
      deflater.end();
    }
  }

  /** Adds to {@code packed} what there is. @return whether there may be more */
  private static boolean drained(Deflater deflater, int flush, ByteArrayOutputStream packed) {
    byte[] buffer = new byte[8192];
    int n = deflater.deflate(buffer, 0, buffer.length, flush);
    packed.write(buffer, 0, n);
    return n == buffer.length;
  }
}
