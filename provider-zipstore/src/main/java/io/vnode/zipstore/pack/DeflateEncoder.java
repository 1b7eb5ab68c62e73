package io.vnode.zipstore.pack;

import java.io.OutputStream;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;

/** Deflates, with one deflater for all entries: each has some 256 KiB outside the heap. */
final class DeflateEncoder implements Encoder {
  private static final int BUFFER_SIZE = 16 << 10;

  private final Deflater deflater = new Deflater(Deflater.DEFAULT_COMPRESSION, true);

  @Override
  public PackMethod method() {
    return PackMethod.DEFLATE;
  }

  @Override
  public OutputStream begin(OutputStream packed) {
    deflater.reset();
    return new DeflaterOutputStream(packed, deflater, BUFFER_SIZE);
  }

  @Override
  public void close() {
    deflater.end();
  }
}
