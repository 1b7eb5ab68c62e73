package io.vnode.projfs;

import io.vnode.engine.Birth;
import io.vnode.engine.Directory;
import io.vnode.engine.DirectoryCursor;
import io.vnode.engine.Inode;
import io.vnode.engine.NumberedCursor;
import java.io.IOException;

/**
 * A directory of a projection: what is in it was declared, and nobody can change it. A portal is
 * one, too, that is empty and has the volume of its source mounted on it.
 */
final class ProjDirectory extends Directory implements NumberedCursor.Row {
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

  /**
   * {@inheritDoc}
   *
   * <p>Whoever holds the lock is about to change the directory, and will learn that he cannot: for
   * him it is enough that the name is taken.
   */
  @Override
  public Inode lookup(String name) throws IOException {
    Node child = node.child(name);
    if (child == null) {
      return null;
    }
    boolean comes = volume.isLate() && !Thread.holdsLock(this);
    return comes ? volume.comeTo(child, this) : volume.inode(child, this);
  }

  /** {@inheritDoc} The cookie of an entry is its place among the others. */
  @Override
  public DirectoryCursor list(long after) {
    return new NumberedCursor(this, node.count(), after);
  }

  @Override
  public String name(int index) {
    return node.child(index).name();
  }

  @Override
  public Inode inode(int index) {
    return volume.inode(node.child(index), this);
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
}
