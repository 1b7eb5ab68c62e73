package io.vnode.zipstore;

import io.vnode.zipstore.format.EntryData;
import java.io.IOException;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The files that are held in memory as a whole while somebody has them open, one copy of each: what
 * is packed in a way that can only be unpacked from the beginning.
 */
final class HeldFiles {
  private final HeldBytes held;
  private final boolean verify;
  private final Map<Integer, Use> open = new ConcurrentHashMap<>();

  private record Use(WholeBody body, int users) {}

  HeldFiles(HeldBytes held, boolean verify) {
    this.held = held;
    this.verify = verify;
  }

  /** The bytes of {@code node}, until {@link #close}. Who comes first unpacks them. */
  WholeBody open(int node, EntryData data) throws IOException {
    Use known = open.computeIfPresent(node, (key, use) -> new Use(use.body, use.users + 1));
    if (known != null) {
      return known.body;
    }
    held.take(data, data.size());
    WholeBody mine = null;
    try {
      mine = new WholeBody(data, held, data.whole(verify));
    } finally {
      if (mine == null) {
        held.giveBack(data.size());
      }
    }
    return share(node, mine);
  }

  private WholeBody share(int node, WholeBody mine) {
    Use first = new Use(mine, 1);
    Use shared = open.merge(node, first, (other, ignored) -> new Use(other.body, other.users + 1));
    if (shared != first) {
      held.giveBack(mine.size());
    }
    return shared.body;
  }

  void close(int node) {
    Use[] last = new Use[1];
    open.computeIfPresent(
        node,
        (key, use) -> {
          if (use.users > 1) {
            return new Use(use.body, use.users - 1);
          }
          last[0] = use;
          return null;
        });
    if (last[0] != null) {
      held.giveBack(last[0].body.size());
    }
  }
}
