package io.vnode.tck.model;

import static org.junit.jupiter.api.Assertions.assertTrue;

import io.vnode.mem.MemFileSystem;
import io.vnode.mem.MemFs;
import io.vnode.nio.VfsFileSystem;
import io.vnode.tck.FileSystemUnderTest;
import io.vnode.tck.Outcome;
import io.vnode.tck.TckRun;
import io.vnode.tck.TckRunner;
import io.vnode.testkit.HostFolder;
import io.vnode.testkit.Property;
import io.vnode.testkit.UnprivilegedJvm;
import java.io.IOException;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/**
 * The suite's histories on a memfs beside the host: the host's own file system judges all that the
 * user may do who runs the tests; if that is root, changes of owner as well, and permissions are
 * judged by the host in a second JVM that an unprivileged user runs. What several users do to each
 * other's files the model judges by itself.
 */
class ModelTest {
  /** {@link java.nio.file.Files}: all of it, beside the JDK's own provider on this host. */
  @Test
  void anyHistoryIsThatOfTheHost() throws IOException {
    HostHistories.run();
  }

  /** {@code path_resolution(7)}, "Permissions", beside the JDK's own provider on this host. */
  @Test
  void anyHistoryOfAnUnprivilegedUserIsThatOfTheHost() throws Exception {
    UnprivilegedJvm.runIfRoot(HostHistories.class);
  }

  /** {@code vnode tck --beside}: "have a directory of the host judge the histories as well". */
  @Test
  void checksThatRunAtTheSameTimeAreJudgedEachByItself() throws IOException {
    String tries = System.setProperty(Property.TRIES, "5");
    try (HostFolder host = HostFolder.create()) {
      FileSystemUnderTest subject = HostHistories.memfs(host).beside(host.base());
      TckRun run =
          TckRunner.ofAll()
              .only(check -> check.area().equals("model.histories"))
              .threads(4)
              .run(subject);
      assertTrue(run.holds(), () -> run.outcomes(Outcome.Status.FAILED).toString());
    } finally {
      restore(Property.TRIES, tries);
    }
  }

  private static void restore(String key, String value) {
    if (value == null) {
      System.clearProperty(key);
    } else {
      System.setProperty(key, value);
    }
  }

  /** {@code path_resolution(7)}, "Permissions", and {@code inode(7)} about sticky and set-id. */
  @Test
  void anyHistoryOfAMemberOfTheGroupIsThatOfTheModel() throws IOException {
    HostHistories.run(
        FileSystemUnderTest.of(() -> MemFs.builder().user("alice").users("bob").build())
            .detectCapabilities()
            .as(ModelTest::inAlicesGroup, "alice", "bob", "root")
            .verifiedBy(fileSystem -> ((VfsFileSystem) fileSystem).namespace().verify())
            .timeGranularity(Duration.ofNanos(1000)));
  }

  private static VfsFileSystem inAlicesGroup(java.nio.file.FileSystem fileSystem, String user) {
    MemFileSystem memfs = (MemFileSystem) fileSystem;
    return user.equals("bob") ? memfs.as(user, "alice") : memfs.as(user);
  }
}
