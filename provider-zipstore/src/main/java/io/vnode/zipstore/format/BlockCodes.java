package io.vnode.zipstore.format;

import java.io.IOException;
import java.util.Arrays;
import java.util.zip.ZipException;

/** The two codes of a block, that of literals and lengths and that of distances. */
final class BlockCodes {
  /** How many bits of a literal or length find their entry at once: the table is 8 KiB. */
  static final int LITERAL_INDEX_BITS = 11;

  static final int DISTANCE_INDEX_BITS = 8;

  private static final int LITERAL_SYMBOLS = 286;
  private static final int DISTANCE_SYMBOLS = 30;
  private static final int END_OF_BLOCK = 256;
  private static final int LENGTH_MAX = 258;

  /** The fixed code has two lengths and two distances more than there are; they mean nothing. */
  private static final int FIXED_LITERAL_SYMBOLS = 288;

  private static final int FIXED_DISTANCE_SYMBOLS = 32;

  /** The most that complete codes of so many symbols and 15 bits need, by zlib's enough.c. */
  private static final int LITERAL_ENTRIES = 2342;

  private static final int DISTANCE_ENTRIES = 402;

  /** Where the table of distances begins in {@link #entries}. */
  static final int DISTANCES_START = LITERAL_ENTRIES;

  /** In this order the lengths of the codes for code lengths are given: RFC 1951, 3.2.7. */
  private static final byte[] LENGTHS_ORDER = {
    16, 17, 18, 0, 8, 7, 9, 6, 10, 5, 11, 4, 12, 3, 13, 2, 14, 1, 15
  };

  private static final int LENGTHS_INDEX_BITS = 7;
  private static final int REPEAT_LAST = 16;
  private static final int REPEAT_ZERO = 17;
  private static final int REPEAT_ZERO_LONG = 18;

  private static final byte[] FIXED_LENGTHS = fixedLengths();

  /** Both in one array, as {@link FastLoop} has no register to spare: first the literals. */
  final int[] entries = new int[LITERAL_ENTRIES + DISTANCE_ENTRIES];

  final HuffmanTable literals =
      new HuffmanTable("literal", true, entries, 0, LITERAL_INDEX_BITS, literalMeanings());
  final HuffmanTable distances =
      new HuffmanTable(
          "distance", true, entries, DISTANCES_START, DISTANCE_INDEX_BITS, distanceMeanings());
  private final HuffmanTable codeLengths =
      new HuffmanTable(
          "code length",
          false,
          new int[1 << LENGTHS_INDEX_BITS],
          0,
          LENGTHS_INDEX_BITS,
          codeLengthMeanings());

  private final byte[] lengths = new byte[FIXED_LITERAL_SYMBOLS + FIXED_DISTANCE_SYMBOLS];
  private boolean fixed;

  /** Takes the codes of RFC 1951, 3.2.6. */
  void takeFixed() throws ZipException {
    if (!fixed) {
      literals.build(FIXED_LENGTHS, 0, FIXED_LITERAL_SYMBOLS);
      distances.build(FIXED_LENGTHS, FIXED_LITERAL_SYMBOLS, FIXED_DISTANCE_SYMBOLS);
      fixed = true;
    }
  }

  /** Reads the codes at the head of a block, RFC 1951, 3.2.7. */
  void read(DeflatedBits in) throws IOException {
    fixed = false;
    int literalCount = in.take(5) + 257;
    int distanceCount = in.take(5) + 1;
    int lengthCount = in.take(4) + 4;
    if (literalCount > LITERAL_SYMBOLS || distanceCount > DISTANCE_SYMBOLS) {
      throw new ZipException(
          "codes for " + literalCount + " literals and " + distanceCount + " distances");
    }
    Arrays.fill(lengths, (byte) 0);
    for (int i = 0; i < lengthCount; i++) {
      lengths[LENGTHS_ORDER[i]] = (byte) in.take(3);
    }
    codeLengths.build(lengths, 0, LENGTHS_ORDER.length);
    readLengths(in, literalCount + distanceCount);
    if (lengths[END_OF_BLOCK] == 0) {
      throw new ZipException("no code for the end of the block");
    }
    literals.build(lengths, 0, literalCount);
    distances.build(lengths, literalCount, distanceCount);
  }

  private void readLengths(DeflatedBits in, int n) throws IOException {
    int i = 0;
    while (i < n) {
      int entry = codeLengths.next(in);
      in.drop(entry & HuffmanTable.BITS_MASK);
      if ((entry & HuffmanTable.SPECIAL) != 0) {
        throw new ZipException("invalid code length");
      }
      int symbol = HuffmanTable.value(entry);
      if (symbol < REPEAT_LAST) {
        lengths[i++] = (byte) symbol;
        continue;
      }
      if (symbol == REPEAT_LAST && i == 0) {
        throw new ZipException("no code length to repeat");
      }
      byte repeated = symbol == REPEAT_LAST ? lengths[i - 1] : 0;
      int end = i + repetitions(in, symbol);
      if (end > n) {
        throw new ZipException(end + " code lengths for " + n + " symbols");
      }
      Arrays.fill(lengths, i, end, repeated);
      i = end;
    }
  }

  private static int repetitions(DeflatedBits in, int symbol) throws IOException {
    return switch (symbol) {
      case REPEAT_LAST -> 3 + in.take(2);
      case REPEAT_ZERO -> 3 + in.take(3);
      default -> 11 + in.take(7);
    };
  }

  private static int[] codeLengthMeanings() {
    int[] meanings = new int[REPEAT_ZERO_LONG + 1];
    for (int symbol = 0; symbol < meanings.length; symbol++) {
      meanings[symbol] = HuffmanTable.meaning(0, symbol, 0);
    }
    return meanings;
  }

  private static int[] literalMeanings() {
    int[] meanings = new int[FIXED_LITERAL_SYMBOLS];
    for (int symbol = 0; symbol < END_OF_BLOCK; symbol++) {
      meanings[symbol] = HuffmanTable.meaning(HuffmanTable.LITERAL, symbol, 0);
    }
    meanings[END_OF_BLOCK] = HuffmanTable.SPECIAL | HuffmanTable.END;
    int base = 3;
    for (int symbol = END_OF_BLOCK + 1; symbol < LITERAL_SYMBOLS - 1; symbol++) {
      int extraBits = Math.max(0, (symbol - 261) / 4);
      meanings[symbol] = HuffmanTable.meaning(0, base, extraBits);
      base += 1 << extraBits;
    }
    meanings[LITERAL_SYMBOLS - 1] = HuffmanTable.meaning(0, LENGTH_MAX, 0);
    Arrays.fill(meanings, LITERAL_SYMBOLS, FIXED_LITERAL_SYMBOLS, HuffmanTable.SPECIAL);
    return meanings;
  }

  private static int[] distanceMeanings() {
    int[] meanings = new int[FIXED_DISTANCE_SYMBOLS];
    int base = 1;
    for (int symbol = 0; symbol < DISTANCE_SYMBOLS; symbol++) {
      int extraBits = Math.max(0, (symbol - 2) / 2);
      meanings[symbol] = HuffmanTable.meaning(0, base, extraBits);
      base += 1 << extraBits;
    }
    Arrays.fill(meanings, DISTANCE_SYMBOLS, FIXED_DISTANCE_SYMBOLS, HuffmanTable.SPECIAL);
    return meanings;
  }

  private static byte[] fixedLengths() {
    byte[] lengths = new byte[FIXED_LITERAL_SYMBOLS + FIXED_DISTANCE_SYMBOLS];
    Arrays.fill(lengths, 0, 144, (byte) 8);
    Arrays.fill(lengths, 144, 256, (byte) 9);
    Arrays.fill(lengths, 256, 280, (byte) 7);
    Arrays.fill(lengths, 280, FIXED_LITERAL_SYMBOLS, (byte) 8);
    Arrays.fill(lengths, FIXED_LITERAL_SYMBOLS, lengths.length, (byte) 5);
    return lengths;
  }
}
