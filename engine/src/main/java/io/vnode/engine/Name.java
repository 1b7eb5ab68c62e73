package io.vnode.engine;

/**
 * A name in a {@link NameTable}: what it stands for, and its number in the order of making.
 *
 * <p>Before it is made and once it is removed it stands for nothing, and whoever holds it sees
 * that: so a name comes and goes at one moment for those who look it up and those who list.
 */
final class Name implements DirectoryEntry {
  private final String text;
  private final long cookie;
  private volatile Inode inode;

  /** A name that stands for nothing yet. */
  Name(String text, long cookie) {
    this.text = text;
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

  /** Whether it stands for nothing: not yet, or no more. */
  boolean isVoid() {
    return inode == null;
  }

  void standFor(Inode inode) {
    this.inode = inode;
  }

  void remove() {
    inode = null;
  }
}
