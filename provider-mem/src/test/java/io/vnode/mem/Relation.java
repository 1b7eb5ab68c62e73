package io.vnode.mem;

/** How somebody stands to the files of a {@link Cell}: which of the mode's three digits is his. */
enum Relation {
  OWNER(6),
  GROUP(3),
  OTHER(0),
  /** Neither owner nor in the group, and above it all. */
  ROOT(0);

  private final int shift;

  Relation(int shift) {
    this.shift = shift;
  }

  /**
   * A mode that grants {@code bits} to this one, and to the two others just what it does not grant
   * to this: who is taken for another is found out. Root is everybody.
   */
  int mode(int bits) {
    return this == ROOT ? bits * 0111 : ((~bits & 7) * 0111 & ~(7 << shift)) | bits << shift;
  }
}
