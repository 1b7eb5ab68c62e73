package io.vnode.tck;

/** A number that a file system does not exceed, for {@link FileSystemUnderTest#limit}. */
public enum Limit {
  /** Bytes of one name: NAME_MAX. */
  NAME_LENGTH("name length"),

  /** Bytes of a path with the zero behind it: PATH_MAX. */
  PATH_LENGTH("path length"),

  /** Hard links of one file: LINK_MAX. */
  LINK_COUNT("link count"),

  /** Symbolic links that one path may lead through: SYMLOOP_MAX. */
  LINKS_FOLLOWED("number of links followed"),

  /** Bytes of one file. */
  FILE_SIZE("file size"),

  /** Bytes of all files of a file system which the description opens. */
  CAPACITY("capacity");

  final String words;

  Limit(String words) {
    this.words = words;
  }
}
