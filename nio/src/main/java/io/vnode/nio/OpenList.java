package io.vnode.nio;

import java.io.Closeable;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;

/**
 * Things that are open, in no order: to enter is one atomic step, to leave is none.
 *
 * <p>A linked list that entries are pushed on. One that leaves stays in its place, empty; those at
 * the front are dropped by the next that enters, which is all there ever is where files are opened
 * and closed one after the other. Others are swept out now and then, so that no more than about
 * twice as many are empty as are not.
 *
 * <p>The links need no fences. An entry is pushed behind all that it leads to, and whoever sees a
 * link from before a sweep only meets some empty entries more.
 */
final class OpenList {
  /** How many entries may come before it is worth a sweep. */
  private static final int SWEEP_MIN = 64;

  private static final VarHandle FIRST;

  static {
    try {
      FIRST = MethodHandles.lookup().findVarHandle(OpenList.class, "first", Entry.class);
    } catch (ReflectiveOperationException e) {
      throw new ExceptionInInitializerError(e);
    }
  }

  private volatile Entry first;

  /** How many may still enter before the next sweep; roughly, where many enter at once. */
  private int beforeSweep = SWEEP_MIN;

  /** The place of one thing in a list. */
  abstract static class Entry {
    /** Null once it has left. */
    private Closeable resource;

    private Entry next;

    Entry(Closeable resource) {
      this.resource = resource;
    }

    /** What is open, or null if it has left. */
    final Closeable resource() {
      return resource;
    }

    /** The entry that came before this one, or null. */
    final Entry next() {
      return next;
    }

    /** Makes the place empty. */
    final void leave() {
      resource = null;
    }
  }

  /** Puts {@code entry}, which is in no list, in front. */
  void push(Entry entry) {
    Entry old;
    do {
      old = first;
      entry.next = firstFull(old);
    } while (!FIRST.compareAndSet(this, old, entry));
    if (--beforeSweep < 0) {
      sweep();
    }
  }

  private static Entry firstFull(Entry from) {
    Entry entry = from;
    while (entry != null && entry.resource == null) {
      entry = entry.next;
    }
    return entry;
  }

  /** Drops the empty entries behind the first. */
  private synchronized void sweep() {
    int full = 0;
    for (Entry entry = first; entry != null; entry = entry.next) {
      entry.next = firstFull(entry.next);
      full++;
    }
    beforeSweep = SWEEP_MIN + 2 * full;
  }

  /** The entry that came last, or null: the first of all, some of which may be empty. */
  Entry first() {
    return first;
  }
}
