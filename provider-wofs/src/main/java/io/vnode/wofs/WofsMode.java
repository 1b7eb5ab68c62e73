package io.vnode.wofs;

/** What may be done with the files of an image. */
public enum WofsMode {
  /** Everything. */
  RW,

  /**
   * What was written is sealed when its last writer closes it: nobody can change, rename or remove
   * it any more, in this mode or another.
   */
  WORM,

  /** Files grow, and nothing that was written changes. */
  APPEND,

  /** Nothing but reading. */
  RO
}
