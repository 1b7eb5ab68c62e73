package io.vnode.tck.posix;

import io.vnode.tck.Playground;
import java.io.IOException;
import java.nio.file.LinkOption;
import org.junit.jupiter.api.Assumptions;

/** Numbers of users and groups, which the view {@code unix} tells and the superuser sets. */
final class Ids {
  private Ids() {}

  /** The user and the group of what {@code user} makes. */
  static int[] of(Playground user) throws IOException {
    Playground root = user.superuser();
    root.mkdir("ids");
    root.set("ids", "unix:mode", 0777);
    user.mkdir("ids/own");
    int[] ids = {number(user, "ids/own", "uid"), number(user, "ids/own", "gid")};
    root.delete("ids/own");
    root.delete("ids");
    return ids;
  }

  /** The number that {@code name} has as {@code uid}, {@code gid} or {@code ino}. */
  static int number(Playground p, String name, String attribute) throws IOException {
    return ((Number) p.attribute(name, "unix:" + attribute)).intValue();
  }

  /** Makes {@code user} the owner of {@code name}, and lets the group be. */
  static void give(Playground p, String name, Playground user) throws IOException {
    p.superuser().set(name, "posix:owner", user.principal(), LinkOption.NOFOLLOW_LINKS);
  }

  /**
   * Sets all twelve bits; the check ends as not offered where the view {@code unix} tells the mode
   * and does not set it.
   */
  static void setMode(Playground p, String name, int mode) throws IOException {
    try {
      p.set(name, "unix:mode", mode);
    } catch (IllegalArgumentException | UnsupportedOperationException e) {
      Assumptions.abort("unix:mode is not set: " + e.getMessage());
    }
  }
}
