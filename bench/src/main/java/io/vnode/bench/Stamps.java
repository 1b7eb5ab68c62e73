package io.vnode.bench;

import static java.nio.file.StandardOpenOption.CREATE;
import static java.nio.file.StandardOpenOption.TRUNCATE_EXISTING;
import static java.nio.file.StandardOpenOption.WRITE;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;

/**
 * Contents that tell where they belong: each piece of a large file begins with its own number, so
 * that whoever reads it can see that it is the right one.
 */
final class Stamps {
  static final int MIB = 1 << 20;

  private final int pieceSize;
  final int pieces;

  Stamps(int mebibytes, int pieceSize) {
    this.pieceSize = pieceSize;
    this.pieces = Math.multiplyExact(mebibytes, MIB) / pieceSize;
  }

  /** Fills {@code file} with its pieces. */
  void fill(Path file) throws IOException {
    ByteBuffer buffer = ByteBuffer.wrap(new byte[pieceSize]);
    try (FileChannel channel = FileChannel.open(file, CREATE, TRUNCATE_EXISTING, WRITE)) {
      for (int i = 0; i < pieces; i++) {
        stamp(buffer, i);
        Check.equal(pieceSize, channel.write(buffer.rewind()), "the number of bytes written");
      }
    }
  }

  void stamp(ByteBuffer buffer, int piece) {
    buffer.putInt(0, piece);
  }

  void check(ByteBuffer buffer, int piece) {
    Check.equal(pieceSize, buffer.position(), "the number of bytes read");
    Check.equal(piece, buffer.getInt(0), "the piece read");
  }

  long position(int piece) {
    return (long) piece * pieceSize;
  }

  /** Reads all of {@code file} again and finds every piece in its place. */
  void checkAll(Path file) throws IOException {
    ByteBuffer buffer = ByteBuffer.wrap(new byte[pieceSize]);
    try (FileChannel channel = FileChannel.open(file)) {
      Check.equal(position(pieces), channel.size(), "the size of " + file);
      for (int i = 0; i < pieces; i++) {
        channel.read(buffer.clear());
        check(buffer, i);
      }
    }
  }
}
