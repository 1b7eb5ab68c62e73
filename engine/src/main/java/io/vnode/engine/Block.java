package io.vnode.engine;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Arrays;

/**
 * The rules of one block: a piece of {@link #SIZE} bytes of a file, at an offset that is a multiple
 * of it.
 *
 * <p>A block is kept in a <i>slot</i>, which holds one of four things:
 *
 * <ul>
 *   <li>null: a hole, all zeros;
 *   <li>a {@code byte[]}: bytes that belong to one body, which writes them in place;
 *   <li>a {@link SharedBlock}: bytes that several bodies have or had in common, never written
 *       again, in memory or kept elsewhere;
 *   <li>a {@link MappedBlock}: bytes outside the heap, in a body that is mapped to memory.
 * </ul>
 *
 * A bare array for the everyday case saves an object for each block and a step for each access.
 *
 * <p>An array may be shorter than the block: behind its end the block is a hole. So the last block
 * of a file, or one block far out in a sparse file, costs what it holds and not what it could hold.
 */
final class Block {
  static final int SHIFT = 14;

  /**
   * The bytes of a full block. Measured: from 16 KiB on, larger blocks make sequential access no
   * faster, but copy-on-write and writes into holes dearer.
   */
  static final int SIZE = 1 << SHIFT;

  /** What is allocated for a file of more than one block is a multiple of this many bytes. */
  static final int UNIT = 4096;

  /** A block of zeros to copy from. */
  static final byte[] ZEROS = new byte[SIZE];

  /** No bytes. */
  static final byte[] EMPTY = new byte[0];

  private Block() {}

  /** The number of the block that holds the byte at {@code position}. */
  static long index(long position) {
    return position >>> SHIFT;
  }

  /** Where in its block the byte at {@code position} lies. */
  static int offset(long position) {
    return (int) position & (SIZE - 1);
  }

  /** The position of the first byte of a block. */
  static long start(long index) {
    return index << SHIFT;
  }

  /** The array behind a slot that is no mapped block, of which {@link #length} bytes count. */
  static byte[] bytes(Object slot) throws IOException {
    if (slot instanceof byte[] own) {
      return own;
    }
    return slot == null ? EMPTY : ((SharedBlock) slot).bytes();
  }

  /** How many bytes of a slot are data; what follows is a hole. */
  static int length(Object slot) {
    if (slot instanceof byte[] own) {
      return own.length;
    }
    if (slot instanceof SharedBlock shared) {
      return shared.length();
    }
    return slot == null ? 0 : SIZE;
  }

  /** Reads {@code length} bytes from {@code offset} on, zeros where a hole is. */
  static void load(Object slot, int offset, int length, ByteBuffer target) throws IOException {
    if (slot instanceof MappedBlock mapped) {
      mapped.load(offset, length, target);
      return;
    }
    int data = Math.min(length, Math.max(0, length(slot) - offset));
    if (slot instanceof byte[] own && data > 0) {
      target.put(own, offset, data);
    } else if (data > 0) {
      ((SharedBlock) slot).load(offset, data, target);
    }
    if (data < length) {
      target.put(ZEROS, 0, length - data);
    }
  }

  /** The first {@code length} bytes of a slot as an array of its own, zeros where it has fewer. */
  static byte[] copy(Object slot, int length) throws IOException {
    byte[] copy = new byte[length];
    System.arraycopy(bytes(slot), 0, copy, 0, Math.min(length, length(slot)));
    return copy;
  }

  /**
   * As {@link #copy}, with {@code count} bytes of {@code source} at {@code offset}. Where they are
   * the whole array it is made from those at once, and not of zeros first.
   */
  static byte[] copyWith(Object slot, int length, ByteBuffer source, int offset, int count)
      throws IOException {
    if (offset == 0 && count == length && source.hasArray()) {
      int from = source.arrayOffset() + source.position();
      byte[] copy = Arrays.copyOfRange(source.array(), from, from + count);
      source.position(source.position() + count);
      return copy;
    }
    byte[] copy = copy(slot, length);
    source.get(copy, offset, count);
    return copy;
  }

  /** One more share of a block, for the slot it was in as well as for another one. */
  static SharedBlock share(Object slot) {
    return slot instanceof byte[] own ? SharedBlock.between(own) : ((SharedBlock) slot).join();
  }

  /**
   * The length of an array for {@code length} bytes: exact for a file that is one block, else whole
   * units, so that the tree above a tiny block stays in proportion to what the block is charged.
   */
  static int fitting(int length, boolean alone) {
    return alone ? length : (length + UNIT - 1) & -UNIT;
  }

  /**
   * The first {@code keep} bytes of a slot that has more, as a slot of its own, without a change to
   * the old one: who reads that without a lock may go on. It takes no space, so that a truncation
   * cannot fail for want of it.
   */
  static Object shortened(Object slot, int keep, boolean alone) throws IOException {
    if (slot instanceof SharedBlock shared && !shared.isSole()) {
      return shared.shortened(keep);
    }
    byte[] shorter = new byte[Math.min(fitting(keep, alone), charge(slot))];
    System.arraycopy(bytes(slot), 0, shorter, 0, keep);
    return shorter;
  }

  /** What a slot costs: the whole array, even if only part of it counts or others share it. */
  static int charge(Object slot) {
    if (slot instanceof byte[] own) {
      return own.length;
    }
    if (slot instanceof SharedBlock shared) {
      return shared.charge();
    }
    return slot == null ? 0 : SIZE;
  }

  /** The space that passes on to the block that replaces {@code slot}: what nobody else shares. */
  static int held(Object slot) {
    return slot instanceof SharedBlock shared && !shared.isSole() ? 0 : charge(slot);
  }

  /** What stands for the space that a slot is charged: the same for all who share that. */
  static Object payer(Object slot) {
    return slot instanceof SharedBlock shared ? shared.payer() : slot;
  }

  /** Whether all slots of a node are empty. */
  static boolean isEmpty(Object[] slots) {
    return Arrays.stream(slots).allMatch(slot -> slot == null);
  }
}
