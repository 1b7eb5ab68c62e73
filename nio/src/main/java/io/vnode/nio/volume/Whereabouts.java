package io.vnode.nio.volume;

import com.google.common.cache.Cache;
import com.google.common.cache.CacheBuilder;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

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

  /** How long it is then not come to step by step. */
  private static final long TRUSTED_NANOS = 1_000_000_000L;

  /** The root of the volume; null if the host cannot hold it open. */
  private final HeldDirectory top;

  private final Cache<List<String>, Known> all;

  private final RecentAnswers recent;

  /** Of a volume whose root is {@code top}, for no more than {@code max} directories. */
  Whereabouts(HeldDirectory top, int max, RecentAnswers recent) {
    this.top = top;
    this.recent = recent;
    this.all = CacheBuilder.newBuilder().maximumSize(max).build();
  }

  /** Notes that {@code directory} is open. */
  void note(NioDirectory directory, HeldDirectory open) {
    all.put(directory.place().names(), new Known(directory, open));
  }

  /** Forgets all: names lead elsewhere now. */
  void clear() {
    all.invalidateAll();
  }

  /** The directory that {@code names} lead to from the root, or null if that is not known. */
  NioDirectory find(List<String> names) throws IOException {
    Known known = names.size() < DEPTH_MIN ? null : all.getIfPresent(names);
    if (known == null || !known.open.enter()) {
      return null;
    }
    try {
      boolean inPlace = recent.get(known, Boolean.class, () -> known.isInPlace(names));
      return inPlace ? known.directory : null;
    } finally {
      known.open.leave();
    }
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

    Known(NioDirectory directory, HeldDirectory open) {
      this.directory = directory;
      this.open = open;
    }

    boolean isInPlace(List<String> names) {
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
    private void step(List<String> names) {
      if (++steps >= STEPS) {
        steps = 0;
        since = System.nanoTime();
        Path root = top.whereabouts();
        place = root == null ? null : root.resolve(String.join("/", names));
      }
    }
  }
}
