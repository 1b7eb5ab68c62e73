package io.vnode.engine;

import java.io.IOException;

/** A directory in memory: the one that every volume of ours has. */
public class TreeDirectory extends Directory {
  /** Replaced as a whole when the directory is emptied or gets other contents in one step. */
  private volatile NameTable names = new NameTable();

  /** A directory below {@code parent}, or the root of {@code volume} when that is null. */
  TreeDirectory(TreeVolume volume, long number, Birth birth, Directory parent) {
    super(volume, number, birth, parent);
  }

  /** The twin of {@code original} in {@code volume}, without names and its own parent. */
  TreeDirectory(Volume volume, TreeDirectory original) {
    super(volume, original);
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
    tree().noteChanging(this);
    Inode inode = tree().make(this, birth);
    add(name, inode);
    return inode;
  }

  /** Gives {@code made} its first name. */
  private void add(String name, Inode made) {
    noteNamed(name, made);
    names.add(name, made);
  }

  /** Told that {@code inode} is about to have the name {@code name} here. */
  void noteNamed(String name, Inode inode) {}

  @Override
  protected void link(String name, Inode inode) throws IOException {
    tree().noteChanging(this);
    names.add(name, inode);
  }

  @Override
  protected void unlink(String name, Inode inode) throws IOException {
    tree().noteChanging(this);
    names.remove(name);
  }

  @Override
  protected void move(String name, Inode inode, Directory to, String newName, Inode replaced)
      throws IOException {
    TreeDirectory other = (TreeDirectory) to;
    tree().noteChanging(this, other);
    NameTable target = other.names;
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
    TreeDirectory there = (TreeDirectory) to;
    tree().noteChanging(this, there);
    names.replace(name, other);
    there.names.replace(newName, inode);
  }

  /** Takes away all names at once. Called with the lock held. @return the names */
  NameTable clear() {
    tree().noteChanging(this);
    NameTable before = names;
    names = new NameTable();
    return before;
  }

  /**
   * Takes on, in the place of its own, the attributes and names of {@code other}, which nobody else
   * knows and which is of no use then. Called with the lock held, under the rename mutex, when that
   * has been noted.
   *
   * @return the names that were here
   */
  NameTable become(TreeDirectory other) throws IOException {
    DirectoryCursor entries = other.names.list(0);
    for (DirectoryEntry entry = entries.next(); entry != null; entry = entries.next()) {
      if (entry.inode() instanceof Directory child) {
        child.setParent(this);
      }
    }
    raiseHeight(other.height());
    noteLinks(other.links() - links());
    imitate(other);
    NameTable before = names;
    names = other.names;
    return before;
  }

  /** Gets the names of {@code original}, for what {@code clone} makes of what they stand for. */
  void imitateNames(TreeDirectory original, TreeClone clone) throws IOException {
    NameTable copy = new NameTable();
    DirectoryCursor entries = original.names.list(0);
    for (DirectoryEntry entry = entries.next(); entry != null; entry = entries.next()) {
      Inode twin = clone.twin(entry.inode());
      noteNamed(entry.name(), twin);
      copy.add(entry.name(), twin, entry.cookie());
    }
    copy.passCookies(original.names.lastCookie());
    names = copy;
  }

  @Override
  protected void unlinked() {
    volume().forget(this);
  }
}
