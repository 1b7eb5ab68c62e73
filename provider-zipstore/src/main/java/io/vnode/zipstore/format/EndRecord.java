package io.vnode.zipstore.format;

import java.io.IOException;
import java.util.zip.ZipException;

/**
 * Where the central directory of an archive is, and how many entries it is said to hold: what the
 * end record says, or its zip64 record, after all of it was checked against the file.
 *
 * @param directoryAt where the directory begins in the file
 * @param directorySize how many bytes it has
 * @param entries how many entries the record claims; without zip64 a count modulo 65,536
 * @param zip64 whether {@code entries} is the whole number
 * @param base what is to be added to the offsets of the entries: the length of what was put in
 *     front of the archive, or zero where the offsets are those of the file
 */
record EndRecord(long directoryAt, long directorySize, long entries, boolean zip64, long base) {
  static final int SIZE = 22;

  static final int SIGNATURE = 0x0605_4b50;
  private static final int COMMENT_MAX = 0xffff;

  /** Where most are found: behind it there is a short comment or none. */
  private static final int COMMENT_USUAL = 1024;

  /** How much of the end of a file is looked at first. */
  static final int TAIL = SIZE + COMMENT_USUAL + Zip64End.REACH;

  /** Finds it in the file {@code source} of {@code size} bytes. */
  static EndRecord find(PositionedSource source, long size) throws IOException {
    EndRecord found = findIfAny(source, size);
    if (found == null) {
      throw new ZipException("no end record: this is not a zip archive, or its end is missing");
    }
    return found;
  }

  /** Finds it, or nothing: then the file has no archive. */
  static EndRecord findIfAny(PositionedSource source, long size) throws IOException {
    EndRecord found = find(source, size, COMMENT_USUAL);
    return found != null ? found : find(source, size, COMMENT_MAX);
  }

  /** The record behind which there are {@code commentMax} bytes at the most, or null. */
  private static EndRecord find(PositionedSource source, long size, int commentMax)
      throws IOException {
    long from = Math.max(0, size - SIZE - commentMax - Zip64End.REACH);
    byte[] tail = Fields.read(source, from, (int) (size - from));
    EndCandidates candidates = new EndCandidates(source, size, from, tail);
    int first = Math.max(0, tail.length - SIZE - commentMax);
    for (int at = tail.length - SIZE; at >= first; at--) {
      if (Fields.i32(tail, at) == SIGNATURE) {
        EndRecord found = candidates.examine(at);
        if (found != null) {
          return found;
        }
      }
    }
    return null;
  }
}
