package io.vnode.engine;

/**
 * A name in a {@link NameTable}: what it stands for, and its number in the order of making.
 *
 * <p>Once removed it stands for nothing, and whoever still holds it sees that.
 */
final class Name implements DirectoryEntry {
  private final String text;
  private final long cookie;
  private volatile Inode inode;

  Name(String text, Inode inode, long cookie) {
    this.text = text;
    this.inode = inode;
    this.cookie = cookie;
  }

  @Override
  public String name() {
    return text;
  }

  @Override
  public Inode inode() {
    return inode;
  }

  @Override
  public long cookie() {
    return cookie;
  }

  boolean is(String name) {
    return text.equals(name);
  }

  boolean isRemoved() {
    return inode == null;
  }

  void standFor(Inode inode) {
    this.inode = inode;
  }

  void remove() {
    inode = null;
  }
}
