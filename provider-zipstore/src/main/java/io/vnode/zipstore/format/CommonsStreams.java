package io.vnode.zipstore.format;

import java.io.BufferedInputStream;
import java.io.ByteArrayInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.zip.ZipException;
import org.apache.commons.compress.compressors.bzip2.BZip2CompressorInputStream;
import org.apache.commons.compress.compressors.deflate64.Deflate64CompressorInputStream;
import org.apache.commons.compress.compressors.lzma.LZMACompressorInputStream;
import org.apache.commons.compress.compressors.xz.XZCompressorInputStream;
import org.apache.commons.compress.compressors.zstandard.ZstdCompressorInputStream;

/** What Commons Compress has to unpack an entry: the one class that cannot be loaded without it. */
final class CommonsStreams {
  /** How much a decoder may take for its dictionary, in KiB: what the highest presets need. */
  private static final int MEMORY_MAX_KIB = 128 << 10;

  /** In front of the bytes, in place of a size: they say themselves where they end. */
  private static final long ENDS_WITH_MARKER = -1;

  /** The least dictionary of LZMA. */
  private static final int DICTIONARY_MIN = 4096;

  private static final int PROPERTIES_SIZE = 5;

  private CommonsStreams() {}

  /** The unpacked bytes of the entry. */
  static InputStream open(EntryData data) throws IOException {
    InputStream packed = new BufferedInputStream(new EntryStream(data));
    return switch (data.method()) {
      case Method.DEFLATE64 -> new Deflate64CompressorInputStream(packed);
      case Method.BZIP2 -> new BZip2CompressorInputStream(packed);
      case Method.LZMA -> lzma(packed, data);
      case Method.ZSTD -> new ZstdCompressorInputStream(packed);
      case Method.XZ ->
          XZCompressorInputStream.builder()
              .setInputStream(packed)
              .setMemoryLimitKiB(MEMORY_MAX_KIB)
              .get();
      default -> throw new AssertionError(data.method());
    };
  }

  /**
   * The bytes behind the header of APPNOTE 5.8.8, which is exchanged for that of an {@code .lzma}
   * file. No dictionary needs to be larger than what is unpacked.
   */
  private static InputStream lzma(InputStream packed, EntryData data) throws IOException {
    ByteBuffer given = ByteBuffer.wrap(packed.readNBytes(4 + PROPERTIES_SIZE));
    given.order(ByteOrder.LITTLE_ENDIAN);
    if (given.remaining() < 4 + PROPERTIES_SIZE || given.getShort(2) != PROPERTIES_SIZE) {
      throw new ZipException("its LZMA header is not of " + PROPERTIES_SIZE + " bytes");
    }
    long dictionary = Integer.toUnsignedLong(given.getInt(5));
    ByteBuffer header =
        ByteBuffer.allocate(PROPERTIES_SIZE + Long.BYTES)
            .order(ByteOrder.LITTLE_ENDIAN)
            .put(given.get(4))
            .putInt((int) Math.min(dictionary, Math.max(data.size(), DICTIONARY_MIN)))
            .putLong(data.endsWithMarker() ? ENDS_WITH_MARKER : data.size());
    return LZMACompressorInputStream.builder()
        .setInputStream(new SequenceInputStream(new ByteArrayInputStream(header.array()), packed))
        .setMemoryLimitKiB(MEMORY_MAX_KIB)
        .get();
  }

  /** The packed bytes. */
  private static final class EntryStream extends InputStream {
    private final EntryData data;
    private long done;

    EntryStream(EntryData data) {
      this.data = data;
    }

    @Override
    public int read() throws IOException {
      byte[] one = new byte[1];
      return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
      if (length == 0) {
        return 0;
      }
      int most = (int) Math.min(length, data.packedSize() - done);
      if (most == 0) {
        return -1;
      }
      int count = data.source().read(data.start() + done, ByteBuffer.wrap(bytes, offset, most));
      if (count < 0) {
        throw new EOFException("the archive ends within the entry");
      }
      done += count;
      return count;
    }
  }
}
