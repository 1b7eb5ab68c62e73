package io.vnode.tck.model;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/**
 * A real tree beside the naive model.
 *
 * @param root the tree's root, as one sees it who may do everything there
 * @param subjects the users, each in front of the same tree
 * @param held the files that they hold open
 */
record Side(
    String name,
    Path root,
    Manners manners,
    Map<Actor, Subject> subjects,
    Map<Integer, FileChannel> held) {

  Side(String name, Path root, Manners manners) {
    this(name, root, manners, new HashMap<>(), new HashMap<>());
  }

  /** Lets {@code user} take part, who sees the root as {@code path}. */
  Side with(Actor user, Path path) {
    subjects.put(user, new NioSubject(path, manners, held));
    return this;
  }

  void closeHeld() throws IOException {
    for (FileChannel channel : held.values()) {
      channel.close();
    }
    held.clear();
  }
}
