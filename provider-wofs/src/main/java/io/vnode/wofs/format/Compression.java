package io.vnode.wofs.format;

import com.github.luben.zstd.Zstd;
import java.io.IOException;
import java.util.Arrays;
import java.util.zip.DataFormatException;
import java.util.zip.Deflater;
import java.util.zip.Inflater;

/**
 * How pieces are compressed, each for itself.
 *
 * <p>Methods have numbers in the format: they are never given anew.
 */
public enum Compression {
  /** Not at all. */
  NO(Compression.NONE) {
    @Override
    byte[] pack(byte[] bytes) {
      return null;
    }

    @Override
    void unpack(byte[] packed, byte[] bytes) {
      throw new IllegalStateException("there is nothing to unpack");
    }
  },

  /** As in RFC 1951, without a frame. */
  DEFLATE(1) {
    @Override
    byte[] pack(byte[] bytes) {
      Deflater deflater = new Deflater(Deflater.DEFAULT_COMPRESSION, true);
      try {
        deflater.setInput(bytes);
        deflater.finish();
        byte[] packed = new byte[bytes.length];
        int length = deflater.deflate(packed);
        return deflater.finished() ? shorter(packed, length, bytes) : null;
      } finally {
        deflater.end();
      }
    }

    @Override
    void unpack(byte[] packed, byte[] bytes) throws IOException {
      Inflater inflater = new Inflater(true);
      try {
        inflater.setInput(packed);
        if (inflater.inflate(bytes) < bytes.length) {
          throw new IOException("deflated bytes end early");
        }
      } catch (DataFormatException e) {
        throw new IOException("bytes were not deflated: " + e.getMessage(), e);
      } finally {
        inflater.end();
      }
    }
  },

  /** As in RFC 8878, one frame; through a library that must be there. */
  ZSTD(Compression.METHOD_MAX) {
    @Override
    byte[] pack(byte[] bytes) throws IOException {
      try {
        byte[] packed = Zstd.compress(bytes);
        return shorter(packed, packed.length, bytes);
      } catch (LinkageError e) {
        throw missing(e);
      }
    }

    @Override
    void unpack(byte[] packed, byte[] bytes) throws IOException {
      try {
        if (Zstd.decompressByteArray(bytes, 0, bytes.length, packed, 0, packed.length)
            != bytes.length) {
          throw new IOException("bytes were not compressed with Zstandard");
        }
      } catch (LinkageError e) {
        throw missing(e);
      } catch (RuntimeException e) {
        throw new IOException("bytes were not compressed with Zstandard: " + e.getMessage(), e);
      }
    }

    private IOException missing(LinkageError cause) {
      return new IOException("Zstandard needs com.github.luben:zstd-jni", cause);
    }
  };

  /** The method of what is not compressed. */
  static final int NONE = 0;

  /** No method has a greater number. */
  static final int METHOD_MAX = 2;

  private final int method;

  Compression(int method) {
    this.method = method;
  }

  /** The method with the number {@code method}, which there is. */
  static Compression of(int method) {
    for (Compression compression : values()) {
      if (compression.method == method) {
        return compression;
      }
    }
    throw new IllegalArgumentException("no method " + method);
  }

  /** Its number in the format. */
  int method() {
    return method;
  }

  /** {@code bytes} in fewer, or null where that cannot be done. */
  abstract byte[] pack(byte[] bytes) throws IOException;

  /** Fills {@code bytes} with what {@code packed} was made of. */
  abstract void unpack(byte[] packed, byte[] bytes) throws IOException;

  private static byte[] shorter(byte[] packed, int length, byte[] bytes) {
    return length < bytes.length ? Arrays.copyOf(packed, length) : null;
  }
}
