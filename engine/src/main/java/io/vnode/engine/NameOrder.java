package io.vnode.engine;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.function.Consumer;

/**
 * The names of one directory in the order of their making, for one writer at a time and any number
 * of readers who take no lock.
 *
 * <p>An array sorted by cookie, since cookies only grow. A removed name stays in its place, marked,
 * until it is the last or so many are dead that the living move to a new array. A reader who
 * remembers a cookie finds the place behind it by binary search in whatever array is current, so a
 * cookie stays good for as long as the directory lives. The unused end of the array is null.
 *
 * <p>A walk ends with the last name that there was when it began: else somebody who renames each
 * file that he meets would meet it again, for ever.
 */
final class NameOrder {
  private static final VarHandle PLACE = MethodHandles.arrayElementVarHandle(Name[].class);
  private static final Name[] NONE = {};
  private static final int LENGTH_MIN = 4;

  /** So long an array is kept though no name is left. */
  private static final int LENGTH_ROOMY = 16;

  private volatile Name[] places = NONE;
  private int used;
  private int live;

  /** Puts {@code name}, whose cookie is greater than all before, at the end. */
  void append(Name name) {
    if (used == places.length) {
      compact(Math.max(LENGTH_MIN, live + live / 4 + 4));
    }
    PLACE.setRelease(places, used++, name);
    live++;
  }

  /** Counts {@code name} out; it must have been marked as removed. */
  void removed(Name name) {
    assert name.isVoid();
    live--;
    dropLast();
    if (live == 0 && places.length > LENGTH_ROOMY) {
      places = NONE;
      used = 0;
    } else if (used > 4 * LENGTH_MIN && live < used / 4) {
      compact(2 * live);
    }
  }

  /**
   * Forgets dead names at the end, whose places are free again. No walk misses what will stand
   * there: it is younger than every walk that is on its way.
   */
  private void dropLast() {
    while (used > 0 && places[used - 1].isVoid()) {
      PLACE.setRelease(places, --used, null);
    }
  }

  /** Moves the living to an array of {@code length}. */
  private void compact(int length) {
    Name[] old = places;
    Name[] fresh = new Name[length];
    int count = 0;
    for (int i = 0; i < used; i++) {
      if (!old[i].isVoid()) {
        fresh[count++] = old[i];
      }
    }
    places = fresh;
    used = count;
  }

  /** Calls {@code visitor} with every living name; for the writer. */
  void forEach(Consumer<Name> visitor) {
    Name[] places = this.places;
    for (int i = 0; i < used; i++) {
      if (!places[i].isVoid()) {
        visitor.accept(places[i]);
      }
    }
  }

  /** A walk over the names with a cookie greater than {@code after}. */
  DirectoryCursor list(long after) {
    return new Cursor(after);
  }

  /** The index of the first place in {@code places} with a greater cookie, or its used length. */
  private static int firstBeyond(Name[] places, long cookie) {
    int low = 0;
    int high = places.length;
    while (low < high) {
      int middle = (low + high) >>> 1;
      Name name = (Name) PLACE.getAcquire(places, middle);
      if (name == null || name.cookie() > cookie) {
        high = middle;
      } else {
        low = middle + 1;
      }
    }
    return low;
  }

  /** The greatest cookie in {@code places}, or zero. The last names may be dropped meanwhile. */
  private static long lastIn(Name[] places) {
    int last = firstBeyond(places, Long.MAX_VALUE) - 1;
    while (last >= 0) {
      Name name = (Name) PLACE.getAcquire(places, last);
      if (name != null) {
        return name.cookie();
      }
      last--;
    }
    return 0;
  }

  private final class Cursor implements DirectoryCursor {
    private final long end;
    private long cookie;
    private Name[] seen;
    private int index;

    Cursor(long after) {
      this.cookie = after;
      this.seen = places;
      this.index = firstBeyond(seen, after);
      this.end = lastIn(seen);
    }

    @Override
    public DirectoryEntry next() {
      Name[] current = places;
      if (current != seen) {
        seen = current;
        index = firstBeyond(current, cookie);
      }
      while (cookie < end && index < seen.length) {
        Name name = (Name) PLACE.getAcquire(seen, index);
        if (name == null || name.cookie() > end) {
          return null;
        }
        index++;
        cookie = name.cookie();
        if (!name.isVoid()) {
          return name;
        }
      }
      return null;
    }
  }
}
