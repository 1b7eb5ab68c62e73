package io.vnode.zipstore.format;

import java.io.IOException;
import java.util.Arrays;
import java.util.zip.ZipException;

/**
 * A prefix code of RFC 1951, 3.2.2, as a table of what the next bits mean. The first {@code
 * indexBits} bits find an entry; where a code is longer, that entry leads to a table for the bits
 * that follow.
 *
 * <p>An entry is a number:
 *
 * <pre>
 *  0 ..  5  how many bits to drop: the code's, and the extra bits' behind it
 *  6        ends the block, together with bit 15
 *  8 .. 13  how many of these are the code's
 * 14        leads to another table, together with bit 15: its first entry is the value, its index
 *           as many bits as 8 .. 13 say
 * 15        special: an end, a way to another table or, with neither, no code at all
 * 16 .. 30  value: a literal, or what the extra bits are added to
 * 31        is a literal
 * </pre>
 *
 * Shifts by an entry look at its lowest six bits only, which is why the two counts are where they
 * are. Up to 15 extra bits follow a code: the lowest four bits of the difference of the two.
 */
final class HuffmanTable {
  static final int CODE_BITS_MAX = 15;
  static final int LITERAL = 1 << 31;
  static final int SPECIAL = 1 << 15;
  static final int LINK = 1 << 14;
  static final int END = 1 << 6;
  static final int BITS_MASK = 0x3F;
  static final int EXTRA_MASK = 0xF;
  static final int VALUE_SHIFT = 16;
  static final int CODE_SHIFT = 8;

  private static final int VALUE_MASK = 0x7FFF;
  private static final int ONE_BIT_OF_CODE = 1 << CODE_SHIFT | 1;

  private final int[] entries;
  private final int start;
  private final int indexBits;

  /** What each symbol means: an entry whose code has no bits. */
  private final int[] meanings;

  private final String name;
  private final boolean mayBeSparse;
  private final int[] codesOfLength = new int[CODE_BITS_MAX + 1];
  private final int[] place = new int[CODE_BITS_MAX + 1];
  private final int[] symbols;
  private int symbolCount;
  private int nextSymbol;

  /** Its first bit is the lowest. */
  private int nextCode;

  /**
   * Stands in {@code entries} from {@code start} on, where there must be room for every code of so
   * many symbols. As in zlib, all bits must mean something, but for a code that {@code
   * mayBeSparse}: if it has a single symbol of one bit, or none.
   */
  HuffmanTable(
      String name, boolean mayBeSparse, int[] entries, int start, int indexBits, int[] meanings) {
    this.name = name;
    this.mayBeSparse = mayBeSparse;
    this.entries = entries;
    this.start = start;
    this.indexBits = indexBits;
    this.meanings = meanings;
    this.symbols = new int[meanings.length];
  }

  /** A symbol's meaning: a value that {@code extraBits} bits are added to, and flags. */
  static int meaning(int flags, int value, int extraBits) {
    return flags | value << VALUE_SHIFT | extraBits;
  }

  static int value(int entry) {
    return entry >>> VALUE_SHIFT & VALUE_MASK;
  }

  /**
   * The entry for the code that is next in {@code in}, whose bits are still to be dropped, all but
   * those that led to another table.
   */
  int next(DeflatedBits in) throws IOException {
    in.fill(DeflatedBits.FILL_MAX);
    int entry = entries[start + ((int) in.bits & ((1 << indexBits) - 1))];
    if ((entry & LINK) == 0) {
      return entry;
    }
    in.drop(indexBits);
    return entries[linked(entry, in.bits)];
  }

  /** Where the entry is that a link leads to when {@code bits} are next. */
  static int linked(int link, long bits) {
    return value(link) + (int) (bits & ~(-1L << (link >>> CODE_SHIFT)));
  }

  /** Takes the code in which symbol <i>i</i> has {@code lengths[from + i]} bits, 0 for none. */
  void build(byte[] lengths, int from, int n) throws ZipException {
    sortByLength(lengths, from, n);
    if (roomLeft() > 0) {
      Arrays.fill(entries, start, start + 2, SPECIAL | ONE_BIT_OF_CODE);
    }
    buildIndex();
    if (nextSymbol < symbolCount) {
      buildLinked();
    }
  }

  /** Makes the entries of short codes: for each length those of that length, then all twice. */
  private void buildIndex() {
    nextSymbol = 0;
    nextCode = 0;
    for (int length = 1; length <= indexBits; length++) {
      int size = 1 << length;
      if (length > 1) {
        System.arraycopy(entries, start, entries, start + size / 2, size / 2);
      }
      for (int left = codesOfLength[length]; left > 0; left--) {
        entries[start + nextCode] = meanings[symbols[nextSymbol++]] + length * ONE_BIT_OF_CODE;
        advanceCode(length);
      }
    }
  }

  /** Makes the entries of long codes, which come in order of their first bits. */
  private void buildLinked() {
    int index = 1 << indexBits;
    int used = start + index;
    int prefix = -1;
    int linked = 0;
    int size = 0;
    for (int length = indexBits + 1; nextSymbol < symbolCount; length++) {
      int rest = length - indexBits;
      for (int left = codesOfLength[length]; left > 0; left--) {
        if ((nextCode & (index - 1)) != prefix) {
          prefix = nextCode & (index - 1);
          int linkedBits = linkedBits(length, left);
          linked = used;
          size = 1 << linkedBits;
          used += size;
          entries[start + prefix] =
              SPECIAL | LINK | linked << VALUE_SHIFT | linkedBits << CODE_SHIFT | indexBits;
        }
        int entry = meanings[symbols[nextSymbol++]] + rest * ONE_BIT_OF_CODE;
        for (int i = nextCode >>> indexBits; i < size; i += 1 << rest) {
          entries[linked + i] = entry;
        }
        advanceCode(length);
      }
    }
  }

  /** Adds one to a code of {@code length} bits, which is held with its first bit lowest. */
  private void advanceCode(int length) {
    int carry = Integer.highestOneBit(~nextCode & ((1 << length) - 1));
    nextCode = (nextCode & (carry - 1)) | carry;
  }

  /**
   * How many bits index a table for the codes from here on that share their first {@code indexBits}
   * bits, {@code left} codes of {@code length} bits being still to come.
   */
  private int linkedBits(int length, int left) {
    int bits = length - indexBits;
    int room = (1 << bits) - left;
    while (room > 0) {
      bits++;
      room = (room << 1) - codesOfLength[indexBits + bits];
    }
    return bits;
  }

  private void sortByLength(byte[] lengths, int from, int n) {
    Arrays.fill(codesOfLength, 0);
    for (int i = 0; i < n; i++) {
      codesOfLength[lengths[from + i]]++;
    }
    place[1] = 0;
    for (int length = 1; length < CODE_BITS_MAX; length++) {
      place[length + 1] = place[length] + codesOfLength[length];
    }
    symbolCount = n - codesOfLength[0];
    for (int i = 0; i < n; i++) {
      if (lengths[from + i] != 0) {
        symbols[place[lengths[from + i]]++] = i;
      }
    }
  }

  /** How many codes of the greatest length have no meaning. */
  private int roomLeft() throws ZipException {
    int room = 1;
    for (int length = 1; length <= CODE_BITS_MAX; length++) {
      room = (room << 1) - codesOfLength[length];
      if (room < 0) {
        throw new ZipException("too many " + name + " codes of " + length + " bits");
      }
    }
    boolean sparse = symbolCount == 0 || (symbolCount == 1 && codesOfLength[1] == 1);
    if (room > 0 && !(sparse && mayBeSparse)) {
      throw new ZipException("incomplete set of " + name + " codes");
    }
    return room;
  }
}
