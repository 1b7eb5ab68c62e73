package io.vnode.wofs;

/**
 * What is different at one path.
 *
 * @param path where it is, from the root; where it was, if it was removed
 * @param from where it was before it was renamed, and null for all other changes
 * @param size the bytes of the file, those that it had if it was removed; of a link, those of its
 *     text; zero for anything else
 */
public record WofsChange(Kind kind, String path, String from, long size) {

  /** The sorts of changes. */
  public enum Kind {
    ADDED,
    REMOVED,
    /** It has another name; what is in a directory that was renamed goes with it. */
    RENAMED,
    /** It has other contents, leads elsewhere or is of another kind. */
    MODIFIED,
    /** Mode, owner, flags, extended attributes or the time of the last change of a file. */
    ATTRIBUTES
  }
}
