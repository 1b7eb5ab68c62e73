package io.vnode.mem;

/** What the object of a {@link Cell} is. */
enum Shape {
  REGULAR,
  /** With a file in it. */
  DIRECTORY,
  EMPTY_DIRECTORY,
  /** To a regular file elsewhere, which carries the mode. */
  LINK,
  /** To a name that is free, in a directory where everybody may make files. */
  DANGLING_LINK,
  FIFO;

  boolean isDirectory() {
    return this == DIRECTORY || this == EMPTY_DIRECTORY;
  }

  boolean isLink() {
    return this == LINK || this == DANGLING_LINK;
  }
}
