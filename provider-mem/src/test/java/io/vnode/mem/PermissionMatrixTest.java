package io.vnode.mem;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.vnode.engine.Credentials;
import io.vnode.mem.Stage.Someone;
import io.vnode.testkit.HostFolder;
import io.vnode.testkit.UnprivilegedJvm;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/**
 * {@code path_resolution(7)}, "Permissions", through every operation of {@code java.nio.file}: who
 * asks, times what the object is, times what its mode and that of its parent grant.
 */
class PermissionMatrixTest {
  private static final int FAILURES_SHOWN = 20;

  /** In the group "staff" by {@code as("carol", "staff")} alone. */
  private static MemFileSystem memory() {
    return MemFs.builder()
        .user("alice")
        .groups("staff")
        .users("bob", "carol")
        .umask(0)
        .inodes(1 << 20)
        .build();
  }

  private static Map<Relation, Credentials> users(MemFileSystem memory) {
    Map<Relation, Credentials> users = new EnumMap<>(Relation.class);
    users.put(Relation.OWNER, memory.as("alice").credentials());
    users.put(Relation.GROUP, memory.as("carol", "staff").credentials());
    users.put(Relation.OTHER, memory.as("bob").credentials());
    users.put(Relation.ROOT, Credentials.ROOT);
    return users;
  }

  /** One test for each operation, over all cells. */
  @TestFactory
  Stream<DynamicTest> whoMayDoWhatIsWhatPosixSays() {
    return Deeds.all().stream()
        .map(deed -> DynamicTest.dynamicTest(deed.name(), () -> judge(deed)));
  }

  /** The rules are those of the host, for a user without privileges. */
  @Test
  void theRulesAreThoseOfTheHost() throws Exception {
    try (HostFolder host = HostFolder.create()) {
      if (UnprivilegedJvm.isRoot()) {
        UnprivilegedJvm.openToAll(host.base());
        int id = UnprivilegedJvm.ID;
        HostMatrix.of(host.base(), HostMatrix.UNPRIVILEGED).plant(new Someone(id, id));
        UnprivilegedJvm.run(HostMatrix.class, host.base().toString());
      } else {
        assertHostAgrees(host, Relation.OWNER);
      }
    }
  }

  /** The rules are those of the host for root, too, where root runs the tests. */
  @Test
  void theRulesOfRootAreThoseOfTheHost() throws IOException {
    if (UnprivilegedJvm.isRoot()) {
      try (HostFolder host = HostFolder.create()) {
        assertHostAgrees(host, Relation.ROOT);
      }
    }
  }

  private static void assertHostAgrees(HostFolder host, Relation relation) throws IOException {
    HostMatrix matrix = HostMatrix.of(host.base(), List.of(relation));
    matrix.plant(new Someone(host.uid(), host.gid()));
    assertEquals("", String.join("\n", matrix.failures()));
  }

  private static void judge(Deed deed) throws IOException {
    List<String> failures = new ArrayList<>();
    try (MemFileSystem memory = memory()) {
      Map<Relation, Credentials> users = users(memory);
      Someone owner = new Someone(memory.credentials().uid(), staff(memory));
      Path root = memory.as(Credentials.ROOT).getPath("/tmp");
      int number = 0;
      for (Cell cell : Cell.all()) {
        Path base = root.resolve("" + number++);
        Credentials who = users.get(cell.relation());
        new Stage(base).plant(cell, owner, new Someone(who.uid(), who.gid()));
        Ending ending = deed.run(new Stage(memory.as(who).getPath(base.toString())));
        if (ending != deed.expected(cell)) {
          failures.add(cell + ": " + ending + " and not " + deed.expected(cell));
        }
      }
      memory.namespace().verify();
    }
    assertEquals(
        "",
        String.join("\n", failures.subList(0, Math.min(FAILURES_SHOWN, failures.size()))),
        () -> failures.size() + " failures, among them");
  }

  private static int staff(MemFileSystem memory) throws IOException {
    return memory.getUserPrincipalLookupService().lookupPrincipalByGroupName("staff").gid();
  }
}
