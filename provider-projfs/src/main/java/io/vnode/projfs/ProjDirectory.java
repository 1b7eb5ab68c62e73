package io.vnode.projfs;

import io.vnode.engine.Birth;
import io.vnode.engine.Directory;
import io.vnode.engine.DirectoryCursor;
import io.vnode.engine.DirectoryEntry;
import io.vnode.engine.Inode;

/**
 * A directory of a projection: what is in it was declared, and nobody can change it. A portal is
 * one, too, that is empty and has the volume of its source mounted on it.
 */
final class ProjDirectory extends Directory {
  private final ProjVolume volume;
  private final DirectoryNode node;

  /** The directory {@code node} in {@code parent}, or the root when that is null. */
  ProjDirectory(ProjVolume volume, DirectoryNode node, Birth birth, ProjDirectory parent) {
    super(volume, node.number(), birth, parent);
    this.volume = volume;
    this.node = node;
  }

  @Override
  public boolean isReadOnly() {
    return true;
  }

  @Override
  public Inode lookup(String name) {
    Node child = node.child(name);
    return child == null ? null : volume.inode(child, this);
  }

  /** {@inheritDoc} The cookie of an entry is its place among the others. */
  @Override
  public DirectoryCursor list(long after) {
    return new Cursor((int) Math.min(after, node.count()));
  }

  @Override
  public boolean isEmpty() {
    return node.count() == 0;
  }

  /** Two, and one for the {@code ..} of each directory in this one. */
  @Override
  public int links() {
    int links = 2;
    for (int i = 0; i < node.count(); i++) {
      boolean file = node.child(i) instanceof LinkNode link && !link.isPortal();
      links += file ? 0 : 1;
    }
    return links;
  }

  private final class Cursor implements DirectoryCursor {
    private int next;

    Cursor(int next) {
      this.next = next;
    }

    @Override
    public DirectoryEntry next() {
      return next == node.count() ? null : new Entry(node.child(next), ++next);
    }
  }

  private final class Entry implements DirectoryEntry {
    private final Node child;
    private final int cookie;

    Entry(Node child, int cookie) {
      this.child = child;
      this.cookie = cookie;
    }

    @Override
    public String name() {
      return child.name();
    }

    @Override
    public Inode inode() {
      return volume.inode(child, ProjDirectory.this);
    }

    @Override
    public long cookie() {
      return cookie;
    }
  }
}
