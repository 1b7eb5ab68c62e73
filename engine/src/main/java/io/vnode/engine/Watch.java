package io.vnode.engine;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * One watcher's hold on one directory, and what happened there that he has not fetched yet.
 *
 * <p>It belongs to the directory and not to its name: it goes on when the directory is renamed and
 * ends when that is removed or {@link #cancel} is called. What is pending stays to be fetched.
 *
 * <p>Names come and go under the directory's lock, and their events are queued under it: they are
 * in the order in which things happened. A modification is queued after it was made. Queueing is
 * all that happens there; who waits fetches outside.
 */
public final class Watch {
  /** How many events may be pending; what does not fit is counted by one more, an OVERFLOW. */
  public static final int PENDING_MAX = 512;

  /** What happened {@code count} times, to {@code name} or, for an OVERFLOW, to none. */
  public record Event(WatchKind kind, String name, int count) {}

  /**
   * Told when a watch has something to say. Called under locks, by a face that puts the watch on a
   * list and does nothing else.
   */
  public interface Listener {
    /** Events are pending, or the watch has ended, for the first time since {@link Watch#reset}. */
    void signalled();
  }

  /** An event that is still counting. */
  private static final class Pending {
    final WatchKind kind;
    final String name;
    int count;

    Pending(WatchKind kind, String name) {
      this.kind = kind;
      this.name = name;
    }
  }

  private final Directory directory;
  private final Listener listener;
  private volatile int kinds;
  private volatile boolean valid = true;

  /** What is pending, in order. */
  private final List<Pending> pending = new ArrayList<>();

  /** The pending modification of each name of which nothing else is pending behind it. */
  private final Map<String, Pending> modifications = new HashMap<>();

  private boolean signalled;

  private Watch(Directory directory, Set<WatchKind> kinds, Listener listener) {
    this.directory = directory;
    this.listener = listener;
    setKinds(kinds);
  }

  /**
   * Watches {@code directory}, which was found with {@link Namespace#directory}, for {@code kinds}.
   *
   * @throws VfsException ENOENT when it was removed
   */
  public static Watch of(Directory directory, Set<WatchKind> kinds, Listener listener)
      throws IOException {
    synchronized (directory.lock()) {
      assert LockOrder.taken(directory);
      Entries.requireAlive(directory);
      Watch watch = new Watch(directory, kinds, listener);
      directory.addWatch(watch);
      return watch;
    }
  }

  /** Watches for other kinds from now on. */
  public void setKinds(Set<WatchKind> kinds) {
    this.kinds = kinds.stream().mapToInt(WatchKind::bit).sum() | WatchKind.OVERFLOW.bit();
  }

  /** Ends the watch without a signal. */
  public void cancel() {
    synchronized (directory.lock()) {
      assert LockOrder.taken(directory);
      valid = false;
      directory.removeWatch(this);
    }
  }

  /** Whether the watch has not ended. */
  public boolean isValid() {
    return valid;
  }

  /** Takes away what is pending. */
  public synchronized List<Event> fetch() {
    assert LockOrder.taken(LockOrder.Rank.WATCH, this, this);
    List<Event> fetched = new ArrayList<>(pending.size());
    for (Pending event : pending) {
      fetched.add(new Event(event.kind, event.name, event.count));
    }
    pending.clear();
    modifications.clear();
    return fetched;
  }

  /**
   * Says that the listener may be told again, which happens at once if something is pending.
   *
   * @return whether the watch is valid
   */
  public synchronized boolean reset() {
    assert LockOrder.taken(LockOrder.Rank.WATCH, this, this);
    if (signalled && valid) {
      signalled = false;
      if (!pending.isEmpty()) {
        signal();
      }
    }
    return valid;
  }

  /** Queues an event; for names that come and go with the directory locked. */
  synchronized void note(WatchKind kind, String name) {
    assert LockOrder.taken(LockOrder.Rank.WATCH, this, this);
    if ((kinds & kind.bit()) == 0 || !valid) {
      return;
    }
    Pending event = repeated(kind, name);
    if (event == null) {
      event = add(kind, name);
    }
    event.count++;
    signal();
  }

  /** The directory was removed. Called with it locked. */
  synchronized void end() {
    assert LockOrder.taken(LockOrder.Rank.WATCH, this, this);
    valid = false;
    signal();
  }

  /** The pending event that counts one more of the same, or null. */
  private Pending repeated(WatchKind kind, String name) {
    if (pending.isEmpty()) {
      return null;
    }
    Pending last = pending.get(pending.size() - 1);
    if (last.kind == WatchKind.OVERFLOW || (last.kind == kind && last.name.equals(name))) {
      return last;
    }
    return kind == WatchKind.MODIFY ? modifications.get(name) : null;
  }

  private Pending add(WatchKind kind, String name) {
    boolean full = pending.size() >= PENDING_MAX;
    Pending event = full ? new Pending(WatchKind.OVERFLOW, null) : new Pending(kind, name);
    if (event.kind == WatchKind.MODIFY) {
      modifications.put(name, event);
    } else {
      modifications.remove(name);
    }
    pending.add(event);
    return event;
  }

  private void signal() {
    if (!signalled) {
      signalled = true;
      listener.signalled();
    }
  }
}
