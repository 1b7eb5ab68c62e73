package io.vnode.zipstore.format;

/** What becomes of an entry whose name cannot, or should not, be in a tree: see the package. */
public enum OddEntries {
  /** The archive is refused. */
  STRICT,
  /** The entry is left out: of two with one name the first is there. */
  FIRST,
  /** The entry gets a name that can be. */
  RENAME
}
