package io.vnode.nio.volume;

import io.vnode.engine.DirectoryCursor;
import io.vnode.engine.DirectoryEntry;
import io.vnode.engine.Inode;
import java.io.IOException;
import java.util.List;

/** A walk over names that a directory of the host had. The cookie of a name is its place. */
final class HostCursor implements DirectoryCursor {
  private final NioDirectory directory;
  private final List<String> names;
  private int next;

  /** Over {@code names} of {@code directory}, behind the first {@code after}. */
  HostCursor(NioDirectory directory, List<String> names, long after) {
    this.directory = directory;
    this.names = names;
    this.next = (int) Math.min(after, names.size());
  }

  @Override
  public DirectoryEntry next() {
    return next == names.size() ? null : new Entry(names.get(next), ++next);
  }

  private final class Entry implements DirectoryEntry {
    private final String name;
    private final long cookie;

    Entry(String name, long cookie) {
      this.name = name;
      this.cookie = cookie;
    }

    @Override
    public String name() {
      return name;
    }

    @Override
    public Inode inode() throws IOException {
      return directory.lookup(name);
    }

    @Override
    public long cookie() {
      return cookie;
    }
  }
}
