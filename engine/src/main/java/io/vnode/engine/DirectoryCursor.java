package io.vnode.engine;

import java.io.Closeable;
import java.io.IOException;

/** A place in the listing of a directory; used by one thread at a time. */
public interface DirectoryCursor extends Closeable {

  /** The next entry, or null at the end. {@code .} and {@code ..} are never among them. */
  DirectoryEntry next() throws IOException;

  @Override
  default void close() throws IOException {}
}
