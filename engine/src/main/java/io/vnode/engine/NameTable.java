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

  private static final VarHandle SIZE = Fields.handle(MethodHandles.lookup(), "size", int.class);

  /** The table of a directory without names, which many have; nothing is ever added to it. */
  static final NameTable EMPTY = new NameTable();

  private volatile Name[] slots = NameSlots.of(this, 2, 0);

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

  /**
   * What names are looked up in until it is replaced, by {@link #makeRoom} or one of the changes.
   */
  Name[] slots() {
    return slots;
  }

  /** The inode under {@code name}, or null. */
  Inode get(String name) {
    return NameSlots.inode(slots, name);
  }

  /**
   * A walk over the names with a cookie greater than {@code after}, in the order of their making.
   */
  DirectoryCursor list(long after) {
    return order.list(after);
  }

  /** Makes sure that the next name that is added fits into the slots that there are. */
  void makeRoom() {
    if ((taken + 1) * 4L > NameSlots.count(slots) * 3L) {
      rebuild(NameSlots.secret(slots));
    }
  }

  /** Puts {@code inode} under {@code name}, which must be free. */
  void add(String name, Inode inode) {
    assert this != EMPTY && get(name) == null : "the name is taken";
    makeRoom();
    Name entry = new Name(name, ++lastCookie);
    int run = place(slots, entry);
    order.append(entry);
    entry.standFor(inode);
    if (run > RUN_MAX && NameSlots.secret(slots) == 0) {
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
    NameSlots.find(slots, name).standFor(inode);
  }

  /** Takes away {@code name}, which must be there. */
  void remove(String name) {
    Name[] slots = this.slots;
    int slot = NameSlots.slotOf(slots, name);
    Name entry = NameSlots.get(slots, slot);
    entry.remove();
    if (NameSlots.get(slots, NameSlots.after(slots, slot)) == null) {
      clearEndOfRun(slots, slot);
    } else {
      NameSlots.set(slots, slot, GRAVE);
    }
    order.removed(entry);
    SIZE.setRelease(this, size - 1);
    int count = NameSlots.count(slots);
    if (count > SLOTS_ROOMY && size < count / 8) {
      rebuild(NameSlots.secret(slots));
    }
  }

  /** How many slots there are, for a check. */
  int capacity() {
    return NameSlots.count(slots);
  }

  /** Empties a slot with nothing behind it, and the graves before it. */
  private void clearEndOfRun(Name[] slots, int slot) {
    int end = slot;
    do {
      NameSlots.set(slots, end, null);
      taken--;
      end = NameSlots.before(slots, end);
    } while (NameSlots.get(slots, end) == GRAVE);
  }

  /**
   * Puts {@code entry} into the first slot of its run that is free. @return the slots passed over
   */
  private int place(Name[] slots, Name entry) {
    int slot = NameSlots.home(slots, entry);
    for (int run = 0; ; run++) {
      Name there = NameSlots.get(slots, slot);
      if (there == null || there == GRAVE) {
        NameSlots.set(slots, slot, entry);
        taken += there == null ? 1 : 0;
        return run;
      }
      slot = NameSlots.after(slots, slot);
    }
  }

  /** Copies all names into an array with room for as many more, without graves. */
  private void rebuild(long secret) {
    int count = SLOTS_MIN;
    while (count < (size + 1) * 2L) {
      count *= 2;
    }
    Name[] fresh = NameSlots.of(this, count, secret);
    taken = 0;
    order.forEach(name -> place(fresh, name));
    slots = fresh;
  }
}
