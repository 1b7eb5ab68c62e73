package io.vnode.engine;

/** A directory in memory: the one that every volume of ours has. */
public final class TreeDirectory extends Directory {
  private final NameTable names = new NameTable();

  /** A directory below {@code parent}, or the root of {@code volume} when that is null. */
  TreeDirectory(TreeVolume volume, long number, Birth birth, Directory parent) {
    super(volume, number, birth, parent);
  }

  private TreeVolume tree() {
    return (TreeVolume) volume();
  }

  @Override
  public Inode lookup(String name) {
    return names.get(name);
  }

  @Override
  public DirectoryCursor list(long after) {
    return names.list(after);
  }

  @Override
  public boolean isEmpty() {
    return names.size() == 0;
  }

  /** The number of names, as tmpfs shows a directory's size. */
  @Override
  public long size() {
    return names.size();
  }

  @Override
  protected Inode make(String name, Birth birth) throws VfsException {
    Inode inode = tree().make(this, birth);
    names.add(name, inode);
    return inode;
  }

  @Override
  protected void link(String name, Inode inode) {
    names.add(name, inode);
  }

  @Override
  protected void unlink(String name, Inode inode) {
    names.remove(name);
  }

  @Override
  protected void move(String name, Inode inode, Directory to, String newName, Inode replaced) {
    NameTable target = ((TreeDirectory) to).names;
    if (replaced == null) {
      target.add(newName, inode);
    } else {
      target.replace(newName, inode);
    }
    names.remove(name);
  }

  @Override
  protected void exchange(String name, Inode inode, Directory to, String newName, Inode other) {
    names.replace(name, other);
    ((TreeDirectory) to).names.replace(newName, inode);
  }

  @Override
  protected void unlinked() {
    volume().forget(this);
  }
}
