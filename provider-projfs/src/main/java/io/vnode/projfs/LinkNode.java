package io.vnode.projfs;

import java.util.List;

/** A file or a portal: an entry that shows something which is elsewhere. */
final class LinkNode extends Node {
  private final Object source;
  private final ProjAccess access;

  /** What stays read-only in a portal; null for a file. */
  private final List<String> protects;

  /**
   * A file, or a portal if {@code protects} is not null.
   *
   * @param source a path, or its text
   */
  LinkNode(String name, int number, Object source, ProjAccess access, List<String> protects) {
    super(name, number);
    this.source = source;
    this.access = access;
    this.protects = protects;
  }

  boolean isPortal() {
    return protects != null;
  }

  Object source() {
    return source;
  }

  ProjAccess access() {
    return access;
  }

  List<String> protects() {
    return protects;
  }
}
