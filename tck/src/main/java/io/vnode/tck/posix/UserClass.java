package io.vnode.tck.posix;

import static io.vnode.tck.Capability.OTHER_USERS;
import static io.vnode.tck.Capability.PERMISSION_ENFORCEMENT;
import static io.vnode.tck.Capability.POSIX_PERMISSIONS;
import static io.vnode.tck.Capability.UNIX_ATTRIBUTES;

import io.vnode.tck.Capability;
import io.vnode.tck.Playground;
import java.io.IOException;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;

/** One of the three classes of users whose permissions a file has: whoever acts is in one alone. */
enum UserClass {
  OWNER(6),
  GROUP(3),
  OTHER(0);

  private final int shift;

  UserClass(int shift) {
    this.shift = shift;
  }

  /** Who acts as one of this class on what {@link #puts} there. */
  Playground actor(Playground p) throws IOException {
    return this == OWNER ? p : p.other();
  }

  /**
   * Makes the actor one of this class for {@code name}, which belongs to {@code p}, and sets its
   * permissions.
   */
  void puts(Playground p, String name, Set<PosixFilePermission> permissions) throws IOException {
    if (this == GROUP) {
      p.superuser().set(name, "unix:gid", groupOf(p.other()));
    }
    p.chmod(name, PosixFilePermissions.toString(permissions));
  }

  /** Gives {@code name}, which belongs to {@code p}, to whoever acts. */
  void gives(Playground p, String name) throws IOException {
    if (this != OWNER) {
      Ids.give(p, name, p.other());
    }
  }

  /** All permissions but {@code denied} of this class, written {@code r}, {@code w}, {@code x}. */
  Set<PosixFilePermission> allBut(String denied) {
    return EnumSet.complementOf(EnumSet.copyOf(only(denied)));
  }

  /** The permissions {@code granted} to this class, and none to the others. */
  Set<PosixFilePermission> only(String granted) {
    StringBuilder text = new StringBuilder("---------");
    for (int i = 0; i < granted.length(); i++) {
      char bit = granted.charAt(i);
      text.setCharAt(6 - shift + "rwx".indexOf(bit), bit);
    }
    return PosixFilePermissions.fromString(text.toString());
  }

  /** What a file system must offer for somebody of this class to be held up. */
  Set<Capability> needs() {
    return this == OWNER
        ? Set.of(PERMISSION_ENFORCEMENT, POSIX_PERMISSIONS)
        : Set.of(PERMISSION_ENFORCEMENT, POSIX_PERMISSIONS, OTHER_USERS, UNIX_ATTRIBUTES);
  }

  /** Whoever sees through permissions, if somebody can. */
  static Playground seer(Playground p) throws IOException {
    return p.offers(OTHER_USERS) ? p.superuser() : p;
  }

  private static int groupOf(Playground user) throws IOException {
    return Ids.of(user)[1];
  }

  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
