package io.vnode.zipstore.format;

import java.io.IOException;
import java.util.zip.ZipException;

/** The judgement on what looks like an end record, near the end of a file. */
final class EndCandidates {
  private final PositionedSource source;
  private final long size;
  private final long from;
  private final byte[] tail;

  /** For the file {@code source} of {@code size} bytes, of which {@code tail} begins at from. */
  EndCandidates(PositionedSource source, long size, long from, byte[] tail) {
    this.source = source;
    this.size = size;
    this.from = from;
    this.tail = tail;
  }

  /**
   * The record at {@code at} of the tail, or null if that is none: its comment would go beyond the
   * file, or bytes follow it and it does not lead to a directory and its first entry.
   *
   * @throws ZipException if it is one and says what cannot be
   */
  EndRecord examine(int at) throws IOException {
    long end = from + at + EndRecord.SIZE + Fields.u16(tail, at + 20);
    if (end > size) {
      return null;
    }
    if (end == size) {
      return locate(claim(at));
    }
    try {
      EndRecord found = locate(claim(at));
      return found.entries() > 0 && isEntryFound(found) ? found : null;
    } catch (ZipException e) {
      return null; // Bytes that look like a record, in front of what really ends the file.
    }
  }

  private EndClaim claim(int at) throws IOException {
    EndClaim claim = EndClaim.of(tail, at, from);
    if (claim.isWhole()) {
      return claim;
    }
    EndClaim whole = Zip64End.find(source, from, tail, at);
    return whole == null ? claim : whole;
  }

  private EndRecord locate(EndClaim claim) throws IOException {
    claim.check();
    long behindPrefix = claim.end() - claim.directorySize();
    if (claim.directorySize() == 0) {
      return at(claim, behindPrefix, behindPrefix);
    }
    EndRecord relative = at(claim, behindPrefix, behindPrefix - claim.directoryOffset());
    EndRecord absolute = at(claim, claim.directoryOffset(), 0);
    boolean relativeStands = relative.base() >= 0 && isDirectoryFound(relative);
    // Where nothing is in front of the archive, the offsets are the same either way.
    if (relativeStands && (relative.base() == 0 || isEntryFound(relative))) {
      return relative;
    }
    if (isInside(claim) && isDirectoryFound(absolute) && isEntryFound(absolute)) {
      return absolute;
    }
    EndRecord mixed = at(claim, behindPrefix, 0);
    if (isDirectoryFound(mixed) && isEntryFound(mixed)) {
      return mixed;
    }
    if (relativeStands) {
      return relative;
    }
    throw new ZipException(
        "no central directory of " + claim.directorySize() + " bytes at " + behindPrefix);
  }

  private static boolean isInside(EndClaim claim) {
    return claim.directoryOffset() <= claim.end() - claim.directorySize();
  }

  private static EndRecord at(EndClaim claim, long directoryAt, long base) {
    return new EndRecord(directoryAt, claim.directorySize(), claim.entries(), claim.zip64(), base);
  }

  private boolean isDirectoryFound(EndRecord record) throws IOException {
    return isSignature(record.directoryAt(), CentralHeader.SIGNATURE);
  }

  /** Whether the first entry of the directory really is where it says. */
  private boolean isEntryFound(EndRecord record) throws IOException {
    if (!isDirectoryFound(record) || record.directorySize() < CentralHeader.SIZE) {
      return false;
    }
    long local = firstLocal(record);
    return local >= 0 && isSignature(record.base() + local, LocalHeader.SIGNATURE);
  }

  private long firstLocal(EndRecord record) throws IOException {
    long at = record.directoryAt();
    byte[] fixed = Fields.read(source, at, CentralHeader.SIZE);
    int length = CentralHeader.length(fixed, 0);
    if (length > record.directorySize()) {
      return -1;
    }
    try {
      return new CentralHeader(Fields.read(source, at, length), 0).localAt();
    } catch (ZipException e) {
      return -1; // Whoever reads the directory will say what is wrong with it.
    }
  }

  private boolean isSignature(long at, int signature) throws IOException {
    return at >= 0 && at <= size - 4 && Fields.i32(Fields.read(source, at, 4), 0) == signature;
  }
}
