package io.vnode.projfs;

import java.util.List;

/** A file or a portal: an entry that shows something which is elsewhere. */
final class LinkNode extends Node {
  private static final Terms READ_ONLY = new Terms(ProjAccess.READ_ONLY, null);
  private static final Terms READ_WRITE = new Terms(ProjAccess.READ_WRITE, null);

  private final Object source;
  private final Terms terms;

  /**
   * What may be done with the source. There are few different ones, and for files only two.
   *
   * @param protects what stays read-only in a portal; null for a file
   */
  private record Terms(ProjAccess access, List<String> protects) {}

  /**
   * A file, or a portal if {@code protects} is not null.
   *
   * @param source a path, or its text
   */
  LinkNode(String name, int number, Object source, ProjAccess access, List<String> protects) {
    super(name, number);
    this.source = source;
    this.terms = protects == null ? ofFile(access) : new Terms(access, protects);
  }

  private static Terms ofFile(ProjAccess access) {
    return access == ProjAccess.READ_ONLY ? READ_ONLY : READ_WRITE;
  }

  boolean isPortal() {
    return terms.protects != null;
  }

  Object source() {
    return source;
  }

  ProjAccess access() {
    return terms.access;
  }

  List<String> protects() {
    return terms.protects;
  }
}
