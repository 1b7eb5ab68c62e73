package io.vnode.mem;

import static io.vnode.testkit.Property.forAllHistories;

import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * Random histories through {@code java.nio.file}, side by side: after each step the outcomes are
 * the same, at the end the trees are.
 *
 * <p>Who judges what:
 *
 * <ul>
 *   <li>The host's own file system judges all that the user may do who runs the tests; if that is
 *       root, changes of owner as well, and permissions are judged by the host in a second JVM that
 *       an unprivileged user runs.
 *   <li>The naive model judges the same, and by itself what several users do to each other's files.
 *       It foretells no step that would leave the tree, and none where the JDK does something else
 *       than Linux: there is {@link Unforetold} why.
 *   <li>Times are judged by the order of the steps that set them, exactly when they were chosen.
 *   <li>The memfs is consistent in itself at the end of each history: {@code Namespace.verify}.
 * </ul>
 */
class ModelTest {
  private static final int EVERYBODY_WRITES = 0777;
  private static final int UMASK = 022;

  /** {@link java.nio.file.Files}: all of it, beside the JDK's own provider on this host. */
  @Test
  void anyHistoryIsThatOfTheHost() throws IOException {
    HostHistories.run(1000);
  }

  /** {@code path_resolution(7)}, "Permissions", beside the JDK's own provider on this host. */
  @Test
  void anyHistoryOfAnUnprivilegedUserIsThatOfTheHost() throws Exception {
    UnprivilegedJvm.runIfRoot(HostHistories.class, "500");
  }

  /** {@code path_resolution(7)}, "Permissions", and {@code inode(7)} about sticky and set-id. */
  @Test
  void anyHistoryOfSeveralUsersIsThatOfTheNaiveModel() {
    TestUser[] users = {TestUser.ALICE, TestUser.BOB, TestUser.CAROL, TestUser.ROOT};
    forAllHistories(
        2000, HostHistories.STEPS_MAX, Actions.by(users), history -> run(history, users));
  }

  private static void run(List<Action> history, TestUser... users) throws IOException {
    int uid = TestUser.ALICE.credentials().uid();
    int gid = TestUser.ALICE.credentials().gid();
    try (MemTree mem = new MemTree("/model/root", UMASK)) {
      mem.own(uid, gid, EVERYBODY_WRITES);
      NaiveTree naive = new NaiveTree("/model/root", uid, gid, EVERYBODY_WRITES);
      new SideBySide(naive, UMASK, List.of(mem.side(users))).run(history);
      mem.verify();
    }
  }
}
