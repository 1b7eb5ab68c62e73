package io.vnode.engine;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.concurrent.ThreadLocalRandom;

/**
 * The names of one directory: a hash table for looking up beside a {@link NameOrder} for listing,
 * for one writer at a time and any number of readers who take no lock.
 *
 * <p>Open addressing. A slot goes from empty to a name, from a name to a {@linkplain #GRAVE grave}
 * or back, and at the end of a run to empty again; so a reader who walks a run while it changes
 * meets every name that was there all the time. Growing copies the slots into a new array: a reader
 * of the old one sees the directory as it was when the reader began. What stands under a name is
 * replaced in place, so that a name which is renamed over is never missing.
 *
 * <p>Names are hashed by {@link String#hashCode}, which a {@code String} remembers, until a run
 * gets so long that somebody must have chosen the names to collide; from then on with a secret.
 */
final class NameTable {
  /** A run of slots longer than names meet by chance: with 3/4 load, one in a billion. */
  private static final int RUN_MAX = 256;

  private static final int SLOTS_MIN = 4;

  /** So few slots are kept however few the names get. */
  private static final int SLOTS_ROOMY = 64;

  /** What stands in a slot whose name was removed while its run goes on. No name is empty. */
  private static final Name GRAVE = new Name("", 0);

  private static final VarHandle SIZE;

  static {
    try {
      SIZE = MethodHandles.lookup().findVarHandle(NameTable.class, "size", int.class);
    } catch (ReflectiveOperationException e) {
      throw new ExceptionInInitializerError(e);
    }
  }

  private volatile Slots slots = Slots.NONE;

  /** Slots that are not empty: names and graves. */
  private int taken;

  /** Written with release and read with acquire semantics. */
  private int size;

  private long lastCookie;
  private final NameOrder order = new NameOrder();

  /** The number of names. */
  int size() {
    return (int) SIZE.getAcquire(this);
  }

  /** The inode under {@code name}, or null. */
  Inode get(String name) {
    Name entry = slots.find(name);
    return entry == null ? null : entry.inode();
  }

  /**
   * A walk over the names with a cookie greater than {@code after}, in the order of their making.
   */
  DirectoryCursor list(long after) {
    return order.list(after);
  }

  /** Puts {@code inode} under {@code name}, which must be free. */
  void add(String name, Inode inode) {
    assert get(name) == null : "the name is taken";
    if ((taken + 1) * 4L > slots.length() * 3L) {
      rebuild(slots.secret);
    }
    Name entry = new Name(name, ++lastCookie);
    int run = place(slots, entry);
    order.append(entry);
    entry.standFor(inode);
    if (run > RUN_MAX && slots.secret == 0) {
      rebuild(ThreadLocalRandom.current().nextLong() | 1);
    }
    SIZE.setRelease(this, size + 1);
  }

  /**
   * As {@link #add}, under a cookie greater than all before: for a copy of another table, which
   * shall be listed as that is.
   */
  void add(String name, Inode inode, long cookie) {
    assert cookie > lastCookie : "cookies only grow";
    lastCookie = cookie - 1;
    add(name, inode);
  }

  /** The greatest cookie that was given out. */
  long lastCookie() {
    return lastCookie;
  }

  /** Leaves out the cookies up to {@code cookie}: they have been given out elsewhere. */
  void passCookies(long cookie) {
    lastCookie = Math.max(lastCookie, cookie);
  }

  /** Puts {@code inode} under {@code name}, where another is now. */
  void replace(String name, Inode inode) {
    slots.find(name).standFor(inode);
  }

  /** Takes away {@code name}, which must be there. */
  void remove(String name) {
    Slots slots = this.slots;
    int slot = slots.slotOf(name);
    Name entry = slots.get(slot);
    entry.remove();
    if (slots.get(slots.after(slot)) == null) {
      clearEndOfRun(slots, slot);
    } else {
      slots.set(slot, GRAVE);
    }
    order.removed(entry);
    SIZE.setRelease(this, size - 1);
    if (slots.length() > SLOTS_ROOMY && size < slots.length() / 8) {
      rebuild(slots.secret);
    }
  }

  /** How many slots there are, for a check. */
  int capacity() {
    return slots.length();
  }

  /** Empties a slot with nothing behind it, and the graves before it. */
  private void clearEndOfRun(Slots slots, int slot) {
    int end = slot;
    do {
      slots.set(end, null);
      taken--;
      end = slots.before(end);
    } while (slots.get(end) == GRAVE);
  }

  /**
   * Puts {@code entry} into the first slot of its run that is free. @return the slots passed over
   */
  private int place(Slots slots, Name entry) {
    int slot = slots.home(entry.name());
    for (int run = 0; ; run++) {
      Name there = slots.get(slot);
      if (there == null || there == GRAVE) {
        slots.set(slot, entry);
        taken += there == null ? 1 : 0;
        return run;
      }
      slot = slots.after(slot);
    }
  }

  /** Copies all names into an array with room for as many more, without graves. */
  private void rebuild(long secret) {
    int length = SLOTS_MIN;
    while (length < (size + 1) * 2L) {
      length *= 2;
    }
    Slots fresh = new Slots(length, secret);
    taken = 0;
    order.forEach(name -> place(fresh, name));
    slots = fresh;
  }

  /** The array of slots, with the secret of its hash: zero for none. */
  private static final class Slots {
    static final Slots NONE = new Slots(1, 0);

    private static final VarHandle SLOT = MethodHandles.arrayElementVarHandle(Name[].class);

    /** 2^32 over the golden ratio: spreads neighbouring hashes over all bits. */
    private static final int SPREAD = 0x9E3779B9;

    private final Name[] names;
    private final long secret;

    Slots(int length, long secret) {
      this.names = new Name[length];
      this.secret = secret;
    }

    int length() {
      return names.length;
    }

    int home(String name) {
      int hash = (secret == 0 ? name.hashCode() : secretHash(name)) * SPREAD;
      return (hash ^ hash >>> 16) & names.length - 1;
    }

    int after(int slot) {
      return slot + 1 & names.length - 1;
    }

    int before(int slot) {
      return slot - 1 & names.length - 1;
    }

    Name get(int slot) {
      return (Name) SLOT.getAcquire(names, slot);
    }

    void set(int slot, Name name) {
      SLOT.setRelease(names, slot, name);
    }

    /** The entry of {@code name}, or null; by one look at each slot, which may change. */
    Name find(String name) {
      int slot = home(name);
      Name there = get(slot);
      while (there != null && !there.is(name)) {
        slot = after(slot);
        there = get(slot);
      }
      return there;
    }

    /** The slot of {@code name}, which must be there; for the writer. */
    int slotOf(String name) {
      int slot = home(name);
      while (!get(slot).is(name)) {
        slot = after(slot);
      }
      return slot;
    }

    private int secretHash(String name) {
      long hash = secret;
      for (int i = 0; i < name.length(); i++) {
        hash = (hash ^ name.charAt(i)) * secret;
        hash ^= hash >>> 29;
      }
      return (int) (hash ^ hash >>> 32);
    }
  }
}
