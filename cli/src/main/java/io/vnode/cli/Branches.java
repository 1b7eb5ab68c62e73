package io.vnode.cli;

import java.util.ArrayList;
import java.util.List;

/** What stands before the names in a tree that is being drawn, from the top down. */
final class Branches {
  /** For each level above the current one, whether its directory has further entries. */
  private final List<Boolean> goesOn = new ArrayList<>();

  /** Begins another tree. */
  void clear() {
    goesOn.clear();
  }

  /** Goes into a directory that is the last of its own. */
  void enter(boolean isLast) {
    goesOn.add(!isLast);
  }

  /** Comes back from a directory. */
  void leave() {
    goesOn.remove(goesOn.size() - 1);
  }

  /** What stands before an entry, the last of its directory or not; nothing before the top. */
  String before(boolean isLast) {
    StringBuilder line = new StringBuilder();
    for (int depth = 1; depth < goesOn.size(); depth++) {
      line.append(goesOn.get(depth) ? "│   " : "    ");
    }
    if (!goesOn.isEmpty()) {
      line.append(isLast ? "└── " : "├── ");
    }
    return line.toString();
  }
}
