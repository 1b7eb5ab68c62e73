package io.vnode.zipstore.pack;

import io.vnode.nio.TreeListener;
import io.vnode.zipstore.format.EndWriter;
import io.vnode.zipstore.format.EntryHead;
import io.vnode.zipstore.format.EntryHeaders;
import io.vnode.zipstore.format.EntrySum;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.FileSystemException;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.CRC32;

/**
 * The archive that is being written: entry by entry, and then its directory. A header is written
 * twice, before the bytes and when their sum is known.
 */
final class EntryPacker {
  private static final int CHUNK_SIZE = 256 << 10;

  private final PackFile out;
  private final ZoneId zone;
  private final int align;
  private final Encoder encoder;
  private final TreeListener listener;
  private final byte[] chunk = new byte[CHUNK_SIZE];
  private final List<byte[]> directory = new ArrayList<>();

  /**
   * One that writes to {@code out}.
   *
   * @param zone where the times of MS-DOS are those of the clock on the wall
   * @param align what the places of stored files are multiples of
   * @param encoder what packs files, if it makes them smaller
   */
  EntryPacker(PackFile out, ZoneId zone, int align, Encoder encoder, TreeListener listener) {
    this.out = out;
    this.zone = zone;
    this.align = align;
    this.encoder = encoder;
    this.listener = listener;
  }

  /** Adds the header of an entry whose bytes are there already. */
  void keep(byte[] header) {
    directory.add(header);
  }

  /** Adds an entry of the bytes of {@code file}. */
  void add(EntryHead head, SourceFile file) throws IOException {
    long size = file.size();
    listener.begin(file.path(), size);
    new Entry(head, file, size).add(file.isRegular() && size > 0 ? encoder : Encoder.STORE);
  }

  /** Writes the directory and the end. */
  void finish(byte[] comment) throws IOException {
    long at = out.position();
    for (byte[] header : directory) {
      out.write(header);
    }
    out.write(EndWriter.bytes(directory.size(), out.position() - at, at, comment));
  }

  /** One entry. */
  private final class Entry {
    private final EntryHeaders headers;
    private final SourceFile file;
    private final boolean isWide;
    private final long at = out.position();

    /** Of a file that is expected to have {@code size} bytes. */
    Entry(EntryHead head, SourceFile file, long size) {
      this.headers = new EntryHeaders(head, zone);
      this.file = file;
      this.isWide = new EntrySum(0, 0, 0, size).isWide();
    }

    void add(Encoder first) throws IOException {
      EntrySum sum = write(first);
      if (first != Encoder.STORE && sum.packedSize() >= sum.size()) {
        out.rewind(at);
        sum = write(Encoder.STORE);
      }
      if (sum.isWide() && !isWide) {
        throw new FileSystemException(
            file.path().toString(), null, "grew beyond 4 GiB while it was read");
      }
      directory.add(headers.central(sum, at));
    }

    private EntrySum write(Encoder by) throws IOException {
      int method = by.method().number();
      int alignment = by == Encoder.STORE && file.isRegular() ? align : 1;
      out.write(headers.local(new EntrySum(method, 0, 0, 0), isWide, at, alignment));
      long dataAt = out.position();
      CRC32 crc = new CRC32();
      long size = transfer(by, crc);
      EntrySum sum = new EntrySum(method, crc.getValue(), out.position() - dataAt, size);
      out.patch(at, headers.local(sum, isWide, at, alignment));
      return sum;
    }

    private long transfer(Encoder by, CRC32 crc) throws IOException {
      long size = 0;
      try (InputStream in = file.open();
          OutputStream packed = by.begin(out.stream())) {
        for (int count = read(in); count > 0; count = read(in)) {
          crc.update(chunk, 0, count);
          packed.write(chunk, 0, count);
          size += count;
          listener.advance(count);
        }
      }
      return size;
    }

    /** Fills the chunk, so that a reader's whims do not show in what is packed. */
    private int read(InputStream in) throws IOException {
      try {
        return in.readNBytes(chunk, 0, chunk.length);
      } catch (IOException e) {
        throw PackErrors.at(file.path(), e);
      }
    }
  }
}
