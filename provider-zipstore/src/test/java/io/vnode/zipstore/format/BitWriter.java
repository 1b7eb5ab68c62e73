package io.vnode.zipstore.format;

import java.util.BitSet;

/** Deflated data made by hand, bit by bit. */
final class BitWriter {
  private final BitSet set = new BitSet();
  private int size;

  /** Numbers, lowest bit first: RFC 1951, 3.1.1. */
  BitWriter bits(int value, int n) {
    for (int i = 0; i < n; i++) {
      set.set(size++, (value >>> i & 1) == 1);
    }
    return this;
  }

  /** Codes, highest bit first: RFC 1951, 3.1.1. */
  BitWriter code(int code, int n) {
    for (int i = n - 1; i >= 0; i--) {
      set.set(size++, (code >>> i & 1) == 1);
    }
    return this;
  }

  BitWriter alignToByte() {
    size = (size + 7) / 8 * 8;
    return this;
  }

  /** The head of a block: of type 0, stored, 1, fixed codes, 2, its own codes. */
  BitWriter block(boolean last, int type) {
    return bits(last ? 1 : 0, 1).bits(type, 2);
  }

  /** A stored block of {@code length} zeros. */
  BitWriter stored(boolean last, int length) {
    block(last, 0).alignToByte().bits(length, 16).bits(~length, 16);
    size += length * 8;
    return this;
  }

  /** The head of a block with codes of these lengths, each length written in four bits. */
  BitWriter codes(boolean last, int[] literals, int[] distances) {
    block(last, 2).bits(literals.length - 257, 5).bits(distances.length - 1, 5).bits(15, 4);
    // Those of 16, 17 and 18, which repeat, come first.
    for (int i = 0; i < 19; i++) {
      bits(i < 3 ? 0 : 4, 3);
    }
    for (int length : literals) {
      code(length, 4);
    }
    for (int length : distances) {
      code(length, 4);
    }
    return this;
  }

  /** A literal or length in the fixed code: RFC 1951, 3.2.6. */
  BitWriter fixed(int symbol) {
    if (symbol < 144) {
      return code(0x30 + symbol, 8);
    }
    if (symbol < 256) {
      return code(0x190 + symbol - 144, 9);
    }
    return symbol < 280 ? code(symbol - 256, 7) : code(0xC0 + symbol - 280, 8);
  }

  byte[] bytes() {
    byte[] bytes = new byte[(size + 7) / 8];
    byte[] upToLastOne = set.toByteArray();
    System.arraycopy(upToLastOne, 0, bytes, 0, upToLastOne.length);
    return bytes;
  }
}
