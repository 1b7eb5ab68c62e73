package io.vnode.wofs;

/** Is told how far the check of an image is. */
public interface WofsCheckListener {

  /**
   * Told that the commit {@code number} is looked at now.
   *
   * @param bytes how many there are to be read for it; each may be read twice
   */
  default void begin(long number, long bytes) {}

  /** Told that so many more bytes of it have been read. */
  default void advance(long bytes) {}
}
