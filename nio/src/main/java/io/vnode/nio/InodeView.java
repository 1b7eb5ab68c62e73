package io.vnode.nio;

import io.vnode.engine.Inode;
import java.io.IOException;
import java.util.Set;

/** A view of attributes that a provider gives its files besides the usual ones, to be read only. */
public interface InodeView {

  /** What stands before the colon in the names of the attributes. */
  String name();

  /** What stands behind. */
  Set<String> attributes();

  /** The value of one of the attributes; null where {@code inode} has none. */
  Object read(Inode inode, String attribute) throws IOException;
}
