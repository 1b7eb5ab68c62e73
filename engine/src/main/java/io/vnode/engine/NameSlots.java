package io.vnode.engine;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;

/**
 * The hash table of a {@link NameTable}: open addressing in a bare array, so that who looks a name
 * up goes from the directory to the array to the name to the inode and nowhere else.
 *
 * <p>The array is the slots, a power of two of them, and behind them its {@link Head}. One element
 * more says that the names are hashed with the secret of the head, which costs a look at it.
 */
final class NameSlots {
  private static final VarHandle SLOT = MethodHandles.arrayElementVarHandle(Name[].class);

  /** 2^32 over the golden ratio: spreads neighbouring hashes over all bits. */
  private static final int SPREAD = 0x9E3779B9;

  private NameSlots() {}

  /** What stands behind the slots: the table that they belong to, and the secret of their hash. */
  private static final class Head extends Name {
    final NameTable table;
    final long secret;

    Head(NameTable table, long secret) {
      super("", 0);
      this.table = table;
      this.secret = secret;
    }
  }

  /** As many empty slots as {@code count}, an even power of two; hashed without a secret for 0. */
  static Name[] of(NameTable table, int count, long secret) {
    Name[] slots = new Name[count + (secret == 0 ? 1 : 2)];
    slots[slots.length - 1] = new Head(table, secret);
    return slots;
  }

  private static Head head(Name[] slots) {
    return (Head) slots[slots.length - 1];
  }

  /** The table that has these slots. */
  static NameTable table(Name[] slots) {
    return head(slots).table;
  }

  static long secret(Name[] slots) {
    return head(slots).secret;
  }

  /** How many slots there are. */
  static int count(Name[] slots) {
    return slots.length - 1 & ~1;
  }

  /** Where a run of slots begins in which {@code name} is, if it is there. */
  private static int home(Name[] slots, String name) {
    return home(slots, isPlain(slots) ? name.hashCode() : secretHash(secret(slots), name));
  }

  /** Where the run of slots begins in which {@code name} belongs. */
  static int home(Name[] slots, Name name) {
    return home(slots, isPlain(slots) ? name.hash() : secretHash(secret(slots), name.name()));
  }

  private static int home(Name[] slots, int hash) {
    int spread = hash * SPREAD;
    return (spread ^ spread >>> 16) & count(slots) - 1;
  }

  /** Whether names are hashed without a secret. */
  private static boolean isPlain(Name[] slots) {
    return (slots.length & 1) != 0;
  }

  static int after(Name[] slots, int slot) {
    return slot + 1 & count(slots) - 1;
  }

  static int before(Name[] slots, int slot) {
    return slot - 1 & count(slots) - 1;
  }

  static Name get(Name[] slots, int slot) {
    return (Name) SLOT.getAcquire(slots, slot);
  }

  static void set(Name[] slots, int slot, Name name) {
    SLOT.setRelease(slots, slot, name);
  }

  /**
   * The entry of {@code name}, or null; by one look at each slot, which may change. A plain look
   * does: it comes after the look at who has the slots, and what it leads to is final or looked at
   * with acquire semantics.
   */
  static Name find(Name[] slots, String name) {
    int slot = home(slots, name);
    Name there = slots[slot];
    while (there != null && !there.is(name)) {
      slot = after(slots, slot);
      there = slots[slot];
    }
    return there;
  }

  /** The inode under {@code name}, or null. */
  static Inode inode(Name[] slots, String name) {
    Name entry = find(slots, name);
    return entry == null ? null : entry.inode();
  }

  /** The slot of {@code name}, which must be there; for the writer. */
  static int slotOf(Name[] slots, String name) {
    int slot = home(slots, name);
    while (!get(slots, slot).is(name)) {
      slot = after(slots, slot);
    }
    return slot;
  }

  private static int secretHash(long secret, String name) {
    long hash = secret;
    for (int i = 0; i < name.length(); i++) {
      hash = (hash ^ name.charAt(i)) * secret;
      hash ^= hash >>> 29;
    }
    return (int) (hash ^ hash >>> 32);
  }
}
