package io.vnode.zipstore.pack;

import java.io.IOException;
import java.io.OutputStream;
import org.apache.commons.compress.compressors.CompressorException;
import org.apache.commons.compress.compressors.CompressorStreamFactory;

/**
 * Packs by Zstandard, through libraries that only those need who want it: the class cannot even be
 * loaded without them.
 */
final class ZstdEncoder implements Encoder {
  private final CompressorStreamFactory factory = new CompressorStreamFactory();

  @Override
  public PackMethod method() {
    return PackMethod.ZSTD;
  }

  @Override
  public OutputStream begin(OutputStream packed) throws IOException {
    try {
      return factory.createCompressorOutputStream(CompressorStreamFactory.ZSTANDARD, packed);
    } catch (CompressorException e) {
      throw new IOException(e);
    }
  }

  @Override
  public void close() {}
}
