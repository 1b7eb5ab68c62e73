package io.vnode.wofs.format;

import io.vnode.engine.ChangedInode;
import io.vnode.engine.FrozenFile;
import io.vnode.engine.Piece;
import io.vnode.engine.TreeChanges;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;

/**
 * Writes one commit to the end of a log.
 *
 * <p>First what it consists of, then, once that is where it outlasts a crash, the seals: so a
 * commit is there as a whole or not at all, whatever happens in between.
 */
public final class CommitWriter {
  private final ImageFile file;
  private final Header header;
  private final Compression compression;

  /** Where the pieces are that were written, by identity: what files share is written once. */
  private final IdentityHashMap<Piece, ImageBlock> written = new IdentityHashMap<>();

  /**
   * A writer to {@code file}.
   *
   * @param header that of the image
   */
  public CommitWriter(ImageFile file, Header header, Compression compression) {
    this.file = file;
    this.header = header;
    this.compression = compression;
  }

  /**
   * What the next commit follows.
   *
   * @param number its number
   * @param start where it begins
   * @param previous where the one before begins, or zero
   * @param base where the last one with all metadata begins; zero if this is such a one
   * @param hash what the chain has come to
   */
  public record Place(long number, long start, long previous, long base, String hash) {
    /** The first place in an image. */
    public static Place first(Header header) {
      return new Place(header.first(), Header.LENGTH, 0, 0, header.hash());
    }

    /** The place behind {@code commit}. */
    public static Place after(Commit commit, boolean isBase) {
      return new Place(
          commit.number() + 1,
          commit.end(),
          commit.start(),
          isBase ? 0 : commit.base(),
          commit.hash());
    }
  }

  /** Writes the header of an image that is about to be made. */
  public void writeHeader() throws IOException {
    file.write(0, header.encode());
  }

  /**
   * Writes {@code changes}. When this fails, what was there is what it was.
   *
   * @throws ImageFullException when they do not fit
   */
  public Commit write(TreeChanges changes, long root, Place place, long time) throws IOException {
    if (file.size() > place.start()) {
      file.truncate(place.start()); // What a crash has left there.
      file.force();
    }
    MessageDigest digest = Checksum.sha256();
    digest.update(Bytes.of(place.hash()));
    LogOutput output = new LogOutput(file, place.start() + Commit.HEAD, header.capacity(), digest);
    writePieces(changes, output);
    ByteBuffer metadata = MetadataWriter.encode(metadata(changes, root), time);
    long at = output.position();
    int crc = Checksum.crc(metadata);
    int length = metadata.remaining();
    output.write(metadata);
    output.flush();
    long end = output.position() + Commit.SEALS;
    Commit commit =
        new Commit(
                place.number(),
                place.start(),
                end - place.start(),
                place.previous(),
                place.base() == 0 ? place.start() : place.base(),
                at,
                length,
                crc,
                time,
                place.hash())
            .hashed(header.id(), digest);
    seal(commit);
    return commit;
  }

  private void seal(Commit commit) throws IOException {
    file.write(commit.start(), commit.encodeHead(header.id()));
    file.force();
    file.write(commit.seals(), commit.encodeSeals(header.id()));
    file.force();
  }

  // ---------------------------------------------------------------- pieces

  /** Writes whole pages first, which can be mapped, and then what is packed behind each other. */
  private void writePieces(TreeChanges changes, LogOutput output) throws IOException {
    for (boolean paged : new boolean[] {true, false}) {
      for (ChangedInode inode : changes.inodes()) {
        if (inode.contents() != null) {
          long size = inode.contents().size();
          inode.contents().forEach((index, piece) -> writePiece(index, piece, size, paged, output));
        }
      }
    }
  }

  private void writePiece(long index, Piece piece, long size, boolean paged, LogOutput output)
      throws IOException {
    int length = lengthOf(index, piece, size);
    if (length <= 0 || isPaged(length) != paged || blockOf(piece, length) != null) {
      return;
    }
    if (paged) {
      output.align(Header.LENGTH);
    }
    written.put(piece, write(piece, length, output));
  }

  private ImageBlock write(Piece piece, int length, LogOutput output) throws IOException {
    ByteBuffer bytes = Bytes.buffer(piece.length());
    piece.load(bytes);
    bytes.flip().limit(length);
    byte[] packed = pack(bytes);
    ByteBuffer raw = packed == null ? bytes : ByteBuffer.wrap(packed);
    int method = packed == null ? Compression.NONE : compression.method();
    long offset = output.position();
    int crc = Checksum.crc(raw);
    int stored = raw.remaining();
    output.write(raw);
    return new ImageBlock(file, offset, length, stored, crc, method).verified();
  }

  private byte[] pack(ByteBuffer bytes) throws IOException {
    if (compression == Compression.NO) {
      return null;
    }
    byte[] all = new byte[bytes.remaining()];
    bytes.duplicate().get(all);
    return compression.pack(all);
  }

  /** How many bytes of {@code piece} are of the file: what is behind its end are zeros. */
  private static int lengthOf(long index, Piece piece, long size) {
    return (int) Math.min(piece.length(), size - index * Piece.MAX);
  }

  private boolean isPaged(int length) {
    return compression == Compression.NO && length % Header.LENGTH == 0;
  }

  /**
   * Where in this image {@code piece} is, as a block of at most {@code length} bytes: those that it
   * has behind them are zeros, or another file has them that shares it. Null when it is not there.
   */
  private ImageBlock blockOf(Piece piece, int length) {
    ImageBlock block = written.get(piece);
    if (block == null && piece.home() instanceof ImageBlock home && home.isIn(file)) {
      block = home;
    }
    return block == null || block.length() > length ? null : block;
  }

  /**
   * Tells the pieces that were written where they are.
   *
   * @param forget whether memory is to be given back
   */
  public void settle(boolean forget) {
    written.forEach((piece, block) -> piece.keepAt(block, forget));
  }

  // ---------------------------------------------------------------- metadata

  private Metadata metadata(TreeChanges changes, long root) throws IOException {
    List<Metadata.Entry> inodes = new ArrayList<>();
    for (ChangedInode inode : changes.inodes()) {
      FileMap map = inode.contents() == null ? null : map(inode.contents());
      inodes.add(new Metadata.Entry(inode.facts(), map));
    }
    return new Metadata(root, changes.lastNumber(), inodes, changes.names());
  }

  private FileMap map(FrozenFile file) throws IOException {
    long size = file.size();
    RunBuilder runs = new RunBuilder();
    file.forEach((index, piece) -> {
      int length = lengthOf(index, piece, size);
      if (length > 0) {
        runs.add(index, blockOf(piece, length));
      }
    });
    return new FileMap(size, runs.runs());
  }
}
