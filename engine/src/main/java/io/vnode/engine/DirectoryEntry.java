package io.vnode.engine;

import java.io.IOException;

/** A name in a directory, as a listing shows it. */
public interface DirectoryEntry {

  String name();

  /** What the name stood for when the listing met it, or null when that is gone. */
  Inode inode() throws IOException;

  /**
   * A number greater than zero that marks this place in the listing for as long as the directory
   * lives, whatever is made or removed meanwhile.
   */
  long cookie();
}
