package io.vnode.cli;

import java.nio.file.Files;
import java.util.function.Consumer;

/** Removes a tree from its leaves up, and what it can of one that does not go entirely. */
final class TreeRemoval {
  private final Tool tool;
  private final Consumer<Location> removed;

  TreeRemoval(Tool tool, Consumer<Location> removed) {
    this.tool = tool;
    this.removed = removed;
  }

  void remove(Location start) {
    // The depth down to which the directories above the current step hold something that stays.
    int kept = -1;
    try (TreeWalk walk = TreeWalk.of(start)) {
      for (TreeWalk.Step step = walk.next(); step != null; step = walk.next()) {
        boolean gone =
            switch (step.event()) {
              case ENTER -> true;
              case FILE -> delete(step.location());
              case LEAVE -> step.depth() > kept && delete(step.location());
              case FAIL -> {
                tool.fail(step.location().text(), step.failure());
                yield false;
              }
            };
        if (!gone) {
          kept = step.depth() - 1;
        }
      }
    }
  }

  private boolean delete(Location location) {
    return tool.attempt(
        location.text(),
        () -> {
          Files.delete(location.path());
          removed.accept(location);
        });
  }
}
