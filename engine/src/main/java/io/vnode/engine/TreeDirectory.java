package io.vnode.engine;

import java.io.IOException;

/** A directory in memory: the one that every volume of ours has. */
public class TreeDirectory extends Directory {
  private final NameTable names = new NameTable();

  /** A directory below {@code parent}, or the root of {@code volume} when that is null. */
  TreeDirectory(TreeVolume volume, long number, Birth birth, Directory parent) {
    super(volume, number, birth, parent);
  }

  /** The names; for the volume itself, which need not be let in. */
  final NameTable names() {
    return names;
  }

  private TreeVolume tree() {
    return (TreeVolume) volume();
  }

  @Override
  public Inode lookup(String name) throws IOException {
    return names.get(name);
  }

  @Override
  public DirectoryCursor list(long after) throws IOException {
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
  protected Inode make(String name, Birth birth) throws IOException {
    Inode inode = tree().make(this, birth);
    add(name, inode);
    return inode;
  }

  /** Gives {@code made} its first name. */
  void add(String name, Inode made) {
    names.add(name, made);
  }

  @Override
  protected void link(String name, Inode inode) throws IOException {
    names.add(name, inode);
  }

  @Override
  protected void unlink(String name, Inode inode) throws IOException {
    names.remove(name);
  }

  @Override
  protected void move(String name, Inode inode, Directory to, String newName, Inode replaced)
      throws IOException {
    NameTable target = ((TreeDirectory) to).names;
    if (replaced == null) {
      target.add(newName, inode);
    } else {
      target.replace(newName, inode);
    }
    names.remove(name);
  }

  @Override
  protected void exchange(String name, Inode inode, Directory to, String newName, Inode other)
      throws IOException {
    names.replace(name, other);
    ((TreeDirectory) to).names.replace(newName, inode);
  }

  @Override
  protected void unlinked() {
    volume().forget(this);
  }
}
