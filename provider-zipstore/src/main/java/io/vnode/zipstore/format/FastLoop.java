package io.vnode.zipstore.format;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.zip.ZipException;

/**
 * Symbols decoded as fast as it goes: without asking before each whether there is input for it and
 * room for what it means, because there is for several.
 */
final class FastLoop {
  private static final VarHandle LONG =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

  /** A round loads eight bytes twice, the second time up to seven bytes further. */
  static final int INPUT_SLACK = 24;

  private static final int LITERAL_MASK = (1 << BlockCodes.LITERAL_INDEX_BITS) - 1;
  private static final int DISTANCE_MASK = (1 << BlockCodes.DISTANCE_INDEX_BITS) - 1;

  /** Multiplied by the first <i>i</i> bytes of a number, gives eight bytes that repeat them. */
  private static final long[] REPEATERS = repeaters();

  private FastLoop() {}

  /**
   * Decodes until the window is written up to {@code outEnd} or further, less than {@link
   * #INPUT_SLACK} bytes are in the buffer, or the block ends. The first two must not be so yet.
   *
   * @return whether the block ends
   */
  static boolean run(DeflatedBits input, BlockCodes codes, Window window, int outEnd)
      throws ZipException {
    int[] literals = codes.literals.entries;
    int[] distances = codes.distances.entries;
    byte[] in = input.buffer;
    int inEnd = input.limit - INPUT_SLACK;
    int inPos = input.pos;
    long bits = input.bits;
    int count = input.count;
    byte[] out = window.bytes;
    int op = window.end;
    boolean ended = false;

    // Of count only the lowest six bits are true: shifts look at no others.
    bits |= (long) LONG.get(in, inPos) << count;
    inPos += (~count & 63) >>> 3;
    count |= 56;
    int entry = literals[(int) bits & LITERAL_MASK];
    while (true) {
      // Here are 56 bits or more; three literals take up to 33, two and a length with it 42.
      if (entry < 0) {
        out[op++] = (byte) (entry >>> HuffmanTable.VALUE_SHIFT);
        bits >>>= entry;
        count -= entry;
        entry = literals[(int) bits & LITERAL_MASK];
        if (entry < 0) {
          out[op++] = (byte) (entry >>> HuffmanTable.VALUE_SHIFT);
          bits >>>= entry;
          count -= entry;
          entry = literals[(int) bits & LITERAL_MASK];
          if (entry < 0) {
            out[op++] = (byte) (entry >>> HuffmanTable.VALUE_SHIFT);
            bits >>>= entry;
            count -= entry;
            entry = literals[(int) bits & LITERAL_MASK];
            bits |= (long) LONG.get(in, inPos) << count;
            inPos += (~count & 63) >>> 3;
            count |= 56;
            if (op >= outEnd || inPos > inEnd) {
              break;
            }
            continue;
          }
        }
      }
      if ((entry & HuffmanTable.SPECIAL) != 0) {
        if ((entry & HuffmanTable.LINK) != 0) {
          bits >>>= entry;
          count -= entry;
          entry = literals[HuffmanTable.linked(entry, bits)];
        }
        if (entry < 0) {
          out[op++] = (byte) (entry >>> HuffmanTable.VALUE_SHIFT);
          bits >>>= entry;
          count -= entry;
          entry = literals[(int) bits & LITERAL_MASK];
          bits |= (long) LONG.get(in, inPos) << count;
          inPos += (~count & 63) >>> 3;
          count |= 56;
          if (op >= outEnd || inPos > inEnd) {
            break;
          }
          continue;
        }
        if ((entry & HuffmanTable.SPECIAL) != 0) {
          if ((entry & HuffmanTable.END) == 0) {
            throw new ZipException("invalid length at output offset " + window.offsetOf(op));
          }
          bits >>>= entry;
          count -= entry;
          ended = true;
          break;
        }
      }
      int length =
          (entry >>> HuffmanTable.VALUE_SHIFT)
              + (int) ((bits & ~(-1L << entry)) >>> (entry >>> HuffmanTable.CODE_SHIFT));
      bits >>>= entry;
      count -= entry;

      // 14 bits are left at the least, enough for the first look.
      entry = distances[(int) bits & DISTANCE_MASK];
      bits |= (long) LONG.get(in, inPos) << count;
      inPos += (~count & 63) >>> 3;
      count |= 56;
      if ((entry & HuffmanTable.SPECIAL) != 0) {
        if ((entry & HuffmanTable.LINK) == 0) {
          throw new ZipException("invalid distance at output offset " + window.offsetOf(op));
        }
        bits >>>= entry;
        count -= entry;
        entry = distances[HuffmanTable.linked(entry, bits)];
        if ((entry & HuffmanTable.SPECIAL) != 0) {
          throw new ZipException("invalid distance at output offset " + window.offsetOf(op));
        }
      }
      int distance =
          (entry >>> HuffmanTable.VALUE_SHIFT)
              + (int) ((bits & ~(-1L << entry)) >>> (entry >>> HuffmanTable.CODE_SHIFT));
      bits >>>= entry;
      count -= entry;

      // 28 bits are left, enough for the next look, which need not wait for the copy.
      entry = literals[(int) bits & LITERAL_MASK];
      bits |= (long) LONG.get(in, inPos) << count;
      inPos += (~count & 63) >>> 3;
      count |= 56;

      int from = op - distance;
      if (from < 0) {
        throw new ZipException(
            "invalid distance " + distance + " at output offset " + window.offsetOf(op));
      }
      int to = op;
      op += length;
      if (distance >= Long.BYTES) {
        LONG.set(out, to, (long) LONG.get(out, from));
        LONG.set(out, to + 8, (long) LONG.get(out, from + 8));
        if (length > 16) {
          do {
            to += 16;
            from += 16;
            LONG.set(out, to, (long) LONG.get(out, from));
            LONG.set(out, to + 8, (long) LONG.get(out, from + 8));
          } while (to + 16 < op);
        }
      } else {
        long pattern =
            ((long) LONG.get(out, from) & ~(-1L << (distance << 3))) * REPEATERS[distance];
        int step = 8 - 8 % distance;
        do {
          LONG.set(out, to, pattern);
          to += step;
        } while (to < op);
      }
      if (op >= outEnd || inPos > inEnd) {
        break;
      }
    }
    input.pos = inPos;
    input.count = count & 63;
    input.bits = bits & ~(-1L << count);
    window.end = op;
    return ended;
  }

  private static long[] repeaters() {
    long[] repeaters = new long[Long.BYTES];
    for (int length = 1; length < Long.BYTES; length++) {
      for (int at = 0; at < Long.BYTES; at += length) {
        repeaters[length] |= 1L << at * Byte.SIZE;
      }
    }
    return repeaters;
  }
}
