package io.vnode.mem;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.function.UnaryOperator;

/**
 * A real tree beside the naive model: a memfs or a folder of the host.
 *
 * @param root the tree's root, as one sees it who may do everything there
 * @param subjects the users, each in front of the same tree
 * @param held the files that they hold open
 * @param blur takes out of words what this side cannot be asked
 */
record Side(
    String name,
    Path root,
    Map<TestUser, Subject> subjects,
    Map<Integer, FileChannel> held,
    UnaryOperator<String> blur) {

  Side(String name, Path root, UnaryOperator<String> blur) {
    this(name, root, new HashMap<>(), new HashMap<>(), blur);
  }

  /** Lets {@code user} take part, who sees the root as {@code path}. */
  Side with(TestUser user, Path path) {
    subjects.put(user, new NioSubject(path, held));
    return this;
  }

  void closeHeld() throws IOException {
    for (FileChannel channel : held.values()) {
      channel.close();
    }
    held.clear();
  }
}
