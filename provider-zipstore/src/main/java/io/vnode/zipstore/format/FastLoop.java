package io.vnode.zipstore.format;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.zip.ZipException;

/**
 * Symbols decoded as fast as it goes: without asking before each whether there is input for it and
 * room for what it means, because there is for several.
 *
 * <p>What counts is how long one symbol waits for the one before it. So the next entry is looked up
 * before the bits are filled up again, and there are few variables, as one that has no register
 * waits for memory: hence one array for input and output, and one for both codes. Of {@code count}
 * only the lowest six bits are true, as shifts look at no others.
 */
final class FastLoop {
  private static final VarHandle LONG =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

  /** The first round loads eight bytes three times, each time up to seven bytes further. */
  static final int INPUT_SLACK = 24;

  private static final int LITERAL_MASK = (1 << BlockCodes.LITERAL_INDEX_BITS) - 1;
  private static final int DISTANCE_MASK = (1 << BlockCodes.DISTANCE_INDEX_BITS) - 1;

  /** What {@code count} becomes when there is no room for another byte: 56 or more. */
  private static final int FULL = 56;

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
    int[] table = codes.entries;
    byte[] bytes = window.bytes;
    int at = window.end;
    int inEnd = input.limit - INPUT_SLACK;
    int in = input.pos;
    int count = input.count;
    long bits = input.bits | load(bytes, in, count);
    in += room(count);
    count |= FULL;
    int entry = table[(int) bits & LITERAL_MASK];
    boolean ended = false;
    do {
      // Here are 56 bits or more: three literals take up to 33, two and a length 42.
      if (entry < 0) {
        bytes[at++] = literal(entry);
        bits >>>= entry;
        count -= entry;
        entry = table[(int) bits & LITERAL_MASK];
        if (entry < 0) {
          bytes[at++] = literal(entry);
          bits >>>= entry;
          count -= entry;
          entry = table[(int) bits & LITERAL_MASK];
          if (entry < 0) {
            bytes[at++] = literal(entry);
            bits >>>= entry;
            count -= entry;
            entry = table[(int) bits & LITERAL_MASK];
            bits |= load(bytes, in, count);
            in += room(count);
            count |= FULL;
            continue;
          }
        }
      }
      if ((entry & HuffmanTable.SPECIAL) != 0) {
        if ((entry & HuffmanTable.LINK) != 0) {
          bits >>>= entry;
          count -= entry;
          entry = table[HuffmanTable.linked(entry, bits)];
        }
        if (entry < 0) {
          bytes[at++] = literal(entry);
          bits >>>= entry;
          count -= entry;
          entry = table[(int) bits & LITERAL_MASK];
          bits |= load(bytes, in, count);
          in += room(count);
          count |= FULL;
          continue;
        }
        if ((entry & HuffmanTable.SPECIAL) != 0) {
          checkEnd(entry, window, at);
          bits >>>= entry;
          count -= entry;
          ended = true;
          break;
        }
      }
      int length = value(entry, bits);
      bits >>>= entry;
      count -= entry;

      // 14 bits are left at the least.
      entry = table[BlockCodes.DISTANCES_START + ((int) bits & DISTANCE_MASK)];
      bits |= load(bytes, in, count);
      in += room(count);
      count |= FULL;
      if ((entry & HuffmanTable.SPECIAL) != 0) {
        if ((entry & HuffmanTable.LINK) != 0) {
          bits >>>= entry;
          count -= entry;
          entry = table[HuffmanTable.linked(entry, bits)];
        }
        checkDistance(entry, window, at);
      }
      int distance = value(entry, bits);
      bits >>>= entry;
      count -= entry;

      // 28 bits are left at the least.
      entry = table[(int) bits & LITERAL_MASK];
      bits |= load(bytes, in, count);
      in += room(count);
      count |= FULL;
      if (distance > at) {
        throw window.invalid("distance " + distance, at);
      }
      copy(bytes, at, distance, length);
      at += length;
    } while (at < outEnd && in <= inEnd);
    input.pos = in;
    input.count = count & 63;
    input.bits = bits & ~(-1L << count);
    window.end = at;
    return ended;
  }

  /** What fits above {@code count} bits of the eight bytes at {@code in}. */
  private static long load(byte[] bytes, int in, int count) {
    return (long) LONG.get(bytes, in) << count;
  }

  /** How many bytes of these fit as a whole. */
  private static int room(int count) {
    return (~count & 63) >>> 3;
  }

  private static byte literal(int entry) {
    return (byte) (entry >>> HuffmanTable.VALUE_SHIFT);
  }

  /** The value of {@code entry} and what the extra bits add to it. */
  private static int value(int entry, long bits) {
    int codeBits = entry >>> HuffmanTable.CODE_SHIFT;
    int extraBits = (entry - codeBits) & HuffmanTable.EXTRA_MASK;
    return (entry >>> HuffmanTable.VALUE_SHIFT) + ((int) (bits >>> codeBits) & ~(-1 << extraBits));
  }

  private static void checkEnd(int entry, Window window, int at) throws ZipException {
    if ((entry & HuffmanTable.END) == 0) {
      throw window.invalid("length", at);
    }
  }

  private static void checkDistance(int entry, Window window, int at) throws ZipException {
    if ((entry & HuffmanTable.SPECIAL) != 0) {
      throw window.invalid("distance", at);
    }
  }

  /** Repeats at {@code to} what is {@code distance} in front of it; writes up to 16 bytes more. */
  private static void copy(byte[] bytes, int to, int distance, int length) {
    if (distance < Long.BYTES) {
      repeat(bytes, to, distance, length);
      return;
    }
    int from = to - distance;
    LONG.set(bytes, to, (long) LONG.get(bytes, from));
    LONG.set(bytes, to + 8, (long) LONG.get(bytes, from + 8));
    for (int done = 16; done < length; done += 16) {
      LONG.set(bytes, to + done, (long) LONG.get(bytes, from + done));
      LONG.set(bytes, to + done + 8, (long) LONG.get(bytes, from + done + 8));
    }
  }

  /** Repeats less than eight bytes, as often as a number of eight bytes holds them. */
  private static void repeat(byte[] bytes, int to, int distance, int length) {
    long once = (long) LONG.get(bytes, to - distance) & ~(-1L << (distance * Byte.SIZE));
    long pattern = once * REPEATERS[distance];
    int step = Long.BYTES - Long.BYTES % distance;
    for (int done = 0; done < length; done += step) {
      LONG.set(bytes, to + done, pattern);
    }
  }

  private static long[] repeaters() {
    long[] repeaters = new long[Long.BYTES];
    for (int length = 1; length < Long.BYTES; length++) {
      for (int at = 0; at < Long.BYTES; at += length) {
        repeaters[length] |= 1L << (at * Byte.SIZE);
      }
    }
    return repeaters;
  }
}
