package io.vnode.zipstore.pack;

import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;

/** What packs the bytes of one entry after the other by one method. */
interface Encoder extends Closeable {
  /** The one that leaves bytes as they are. */
  Encoder STORE =
      new Encoder() {
        @Override
        public PackMethod method() {
          return PackMethod.STORE;
        }

        @Override
        public OutputStream begin(OutputStream packed) {
          return packed;
        }

        @Override
        public void close() {}
      };

  PackMethod method();

  /** Takes the bytes of the next entry; they are all in {@code packed} when it is closed. */
  OutputStream begin(OutputStream packed) throws IOException;

  @Override
  void close();

  /** A new one. @throws IllegalStateException if the method needs a library that is not there */
  static Encoder of(PackMethod method) {
    return switch (method) {
      case STORE -> STORE;
      case DEFLATE -> new DeflateEncoder();
      case ZSTD -> {
        require(
            "org.apache.commons:commons-compress",
            "org.apache.commons.compress.compressors.CompressorStreamFactory");
        require("com.github.luben:zstd-jni", "com.github.luben.zstd.ZstdOutputStream");
        yield new ZstdEncoder();
      }
    };
  }

  private static void require(String library, String className) {
    try {
      Class.forName(className, false, Encoder.class.getClassLoader());
    } catch (ClassNotFoundException e) {
      throw new IllegalStateException(
          "to pack by zstd needs " + library + ", which is not there", e);
    }
  }
}
