package io.vnode.wofs;

/**
 * Bytes of an image that are there for one thing.
 *
 * @param start where they begin
 * @param commit the number of the commit that they are of, or zero
 */
public record WofsRegion(Kind kind, long start, long length, long commit) {

  /** What bytes of an image are there for. */
  public enum Kind {
    HEADER,
    HEAD,
    METADATA,
    SEALS,
    /** Bytes of files that are in the tree of the last commit. */
    LIVE,
    /** Bytes of files as only earlier commits have them. */
    DEAD,
    /** Zeros before what is aligned. */
    PADDING,
    /** What a crash has left of a commit. */
    UNFINISHED,
    /** What is left up to the capacity, which the file does not have yet. */
    FREE
  }

  /** Where the bytes end. */
  public long end() {
    return start + length;
  }
}
