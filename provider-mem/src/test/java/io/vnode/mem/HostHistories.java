package io.vnode.mem;

import static io.vnode.testkit.Property.forAllHistories;

import io.vnode.engine.Credentials;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;

/**
 * Histories of one user, who is the one that runs this JVM, on a memfs, on the host and on the
 * naive model. A program of its own too, so that somebody else can run it.
 */
final class HostHistories {
  static final int STEPS_MAX = 35;
  private static final int ROOT_PERMISSIONS = 0755;

  private HostHistories() {}

  /** Runs as many histories as the argument says; the exit code says whether all agreed. */
  public static void main(String[] arguments) throws IOException {
    run(Integer.parseInt(arguments[0]));
  }

  static void run(int tries) throws IOException {
    try (HostFolder host = HostFolder.create()) {
      TestUser me = new TestUser("me", host.who());
      forAllHistories(tries, STEPS_MAX, Actions.by(me), history -> run(host, me, history));
    }
  }

  private static void run(HostFolder host, TestUser me, List<Action> history) throws IOException {
    Path root = host.base().resolve("root");
    int uid = me.credentials().uid();
    int gid = me.credentials().gid();
    try (MemTree mem = new MemTree(root.toString(), host.umask())) {
      Files.createDirectory(root);
      Files.setPosixFilePermissions(root, PosixFilePermissions.fromString("rwxr-xr-x"));
      mem.own(uid, gid, ROOT_PERMISSIONS);
      List<Side> sides = List.of(mem.side(me), new Side("host", root, host::blur).with(me, root));
      NaiveTree naive = new NaiveTree(root.toString(), uid, gid, ROOT_PERMISSIONS);
      try {
        new SideBySide(naive, host.umask(), sides).run(history);
        mem.verify();
      } finally {
        sides.get(1).closeHeld();
      }
    } finally {
      HostFolder.clear(host.base());
    }
  }

  /** Whether the user who runs this JVM passes every permission check. */
  static boolean isRoot() throws IOException {
    try (HostFolder host = HostFolder.create()) {
      return host.who().equals(Credentials.ROOT);
    }
  }
}
