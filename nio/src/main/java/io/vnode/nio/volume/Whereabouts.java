package io.vnode.nio.volume;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/**
 * Which open directories of a volume are still where their names lead, without going there name by
 * name: the host itself is asked where the directory is that is held open, in one call. What it
 * answers has no links in it, so a directory that has left the tree, or whose name has become a
 * link, is not found here.
 *
 * <p>Whoever finds nothing here goes step by step, and so does everybody once in a while: that he
 * may search what is on the way is seen only there.
 */
final class Whereabouts {
  /** The depth from which on one question more is cheaper than one for each name. */
  private static final int DEPTH_MIN = 2;

  /** How often a directory is come to step by step before it is worth asking where it is. */
  private static final int STEPS = 16;

  /** How often at the most where the host has not said for certain. */
  private static final int STEPS_MAX = 1 << 16;

  /** How long it is then not come to step by step. */
  private static final long TRUSTED_NANOS = 1_000_000_000L;

  /** The root of the volume; null if the host cannot hold it open. */
  private final HeldDirectory top;

  /** Those that are open: no more than the volume holds. */
  private final ConcurrentMap<List<String>, Known> all = new ConcurrentHashMap<>();

  private final RecentAnswers recent;

  /** Of a volume whose root is {@code top}, and which believes {@code recent}. */
  Whereabouts(HeldDirectory top, RecentAnswers recent) {
    this.top = top;
    this.recent = recent;
  }

  /** Notes that {@code directory} is open. */
  void note(NioDirectory directory, HeldDirectory open) {
    all.put(directory.place().names(), new Known(directory, open));
  }

  /** Notes that {@code closed} is not open any more. */
  void forget(HeldDirectory closed) {
    all.values().removeIf(known -> known.open == closed);
  }

  /** Forgets all: names lead elsewhere now. */
  void clear() {
    all.clear();
  }

  /** The directory that {@code names} lead to from the root, or null if that is not known. */
  NioDirectory find(List<String> names) throws IOException {
    Known known = names.size() < DEPTH_MIN ? null : all.get(names);
    boolean inPlace =
        known != null && recent.get(known, Boolean.class, () -> known.isInPlace(names));
    return inPlace ? known.directory : null;
  }

  /** A directory that is open, and where it should be. */
  private final class Known {
    private final NioDirectory directory;
    private final HeldDirectory open;

    /** Null while it is come to step by step. */
    private volatile Path place;

    /** When the place was found. */
    private volatile long since;

    /** Counted at a guess: threads may overtake one another here. */
    private int steps;

    /** After how many steps it is asked; more and more where the host does not say. */
    private int due = STEPS;

    Known(NioDirectory directory, HeldDirectory open) {
      this.directory = directory;
      this.open = open;
    }

    /**
     * Should the directory be closed in this moment, and its descriptor be another's, then what
     * that says is still a place without links; and the directory is opened anew, step by step.
     */
    boolean isInPlace(List<String> names) throws IOException {
      Path place = this.place;
      if (place == null) {
        step(names);
        return false;
      }
      boolean trusted = System.nanoTime() - since < TRUSTED_NANOS;
      boolean inPlace = trusted && place.equals(open.whereabouts());
      if (!inPlace) {
        this.place = null;
      }
      return inPlace;
    }

    /** Notes that somebody comes here step by step, now. */
    private void step(List<String> names) throws IOException {
      if (++steps < due || !open.enter()) {
        return;
      }
      try {
        steps = 0;
        since = System.nanoTime();
        Path root = open.whereabouts() == null ? null : top.whereabouts();
        place = root == null ? null : root.resolve(String.join("/", names));
        due = root == null ? Math.min(2 * due, STEPS_MAX) : STEPS;
      } finally {
        open.leave();
      }
    }
  }
}
