package io.vnode.zipstore.format;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.zip.ZipException;

/** The archive that a file carries already, for who adds to it. */
public final class CarriedStore {
  /**
   * An entry of it.
   *
   * @param name as its bytes are in UTF-8, whatever they were meant to be
   * @param headerAt where its header is in the directory
   * @param at where in the file it begins
   * @param end where its bytes end, or a little later
   */
  public record Entry(String name, int headerAt, long at, long end) {}

  private static final int OFFSET_FIELD = 42;

  /** How much there may be behind a directory: the records, a comment, and some bytes more. */
  private static final int TAIL_MAX = 2 * Fields.MAGIC_16;

  private final EndRecord end;
  private final byte[] directory;
  private final byte[] comment;

  private CarriedStore(EndRecord end, byte[] directory, byte[] comment) {
    this.end = end;
    this.directory = directory;
    this.comment = comment;
  }

  /**
   * The archive that {@code source} ends with, or null if it ends with none.
   *
   * @param size how many bytes {@code source} has
   * @throws ZipException if it is one that cannot be read, or that something follows
   */
  public static CarriedStore find(PositionedSource source, long size) throws IOException {
    EndRecord end = EndRecord.findIfAny(source, size);
    if (end == null) {
      return null;
    }
    if (end.directorySize() > ZipArchive.DIRECTORY_SIZE_MAX) {
      throw new ZipException("its archive has a directory larger than 2 GiB");
    }
    byte[] directory = Fields.read(source, end.directoryAt(), (int) end.directorySize());
    long behind = end.directoryAt() + end.directorySize();
    if (size - behind > TAIL_MAX) {
      throw notUnderstood();
    }
    byte[] tail = Fields.read(source, behind, (int) (size - behind));
    return new CarriedStore(end, directory, comment(tail));
  }

  private static ZipException notUnderstood() {
    return new ZipException("its archive has something between its directory and its end record");
  }

  /** The comment in the bytes behind a directory, if they are what they should be. */
  private static byte[] comment(byte[] tail) throws ZipException {
    long at = 0;
    if (tail.length > Zip64End.SIZE && Fields.i32(tail, 0) == Zip64End.SIGNATURE) {
      at = Zip64End.UNCOUNTED + Fields.u32(tail, 4) + Zip64End.LOCATOR_SIZE;
    }
    if (at > tail.length - EndRecord.SIZE || Fields.i32(tail, (int) at) != EndRecord.SIGNATURE) {
      throw notUnderstood();
    }
    int commentAt = (int) at + EndRecord.SIZE;
    int commentSize = Fields.u16(tail, commentAt - 2);
    if (commentAt + commentSize != tail.length) {
      throw new ZipException(
          "its archive is followed by " + (tail.length - commentAt - commentSize) + " bytes");
    }
    return Arrays.copyOfRange(tail, commentAt, tail.length);
  }

  /** What follows the end record. */
  public byte[] comment() {
    return comment;
  }

  /** Where its directory begins, behind the bytes of all entries. */
  public long directoryAt() {
    return end.directoryAt();
  }

  /**
   * All entries, in the order of the directory.
   *
   * @throws ZipException if one is not in front of the directory
   */
  public List<Entry> entries() throws ZipException {
    List<Entry> entries = new ArrayList<>();
    int length;
    for (int at = 0; at < directory.length; at += length) {
      length = TreeBuilder.requireHeader(directory, at);
      entries.add(entry(at));
    }
    return entries;
  }

  private Entry entry(int headerAt) throws ZipException {
    CentralHeader header = new CentralHeader(directory, headerAt);
    long at = end.base() + header.localAt();
    long size = LocalHeader.SIZE + header.nameLength() + header.packedSize();
    if (at < 0 || at > directoryAt() || size < 0 || size > directoryAt() - at) {
      throw new ZipException(
          "entry " + header.printableName() + " of its archive is not where it should be");
    }
    return new Entry(
        new String(directory, header.nameAt(), header.nameLength(), UTF_8),
        headerAt,
        at,
        at + size);
  }

  /**
   * The header of {@code entry} for a directory whose offsets count from the file's first byte.
   *
   * @throws ZipException if it cannot say so
   */
  public byte[] header(Entry entry) throws ZipException {
    int length = CentralHeader.length(directory, entry.headerAt());
    byte[] header = Arrays.copyOfRange(directory, entry.headerAt(), entry.headerAt() + length);
    if (end.base() != 0) {
      move(header, entry);
    }
    return header;
  }

  private static void move(byte[] header, Entry entry) throws ZipException {
    if (Fields.u32(header, OFFSET_FIELD) == Fields.MAGIC_32 || entry.at() >= Fields.MAGIC_32) {
      throw new ZipException(
          "entry '"
              + entry.name()
              + "': its offset counts from the archive, and takes more than 32 bits in the file");
    }
    byte[] offset = new FieldWriter().u32(entry.at()).toBytes();
    System.arraycopy(offset, 0, header, OFFSET_FIELD, offset.length);
  }
}
