package io.vnode.engine;

import java.io.IOException;

/** A directory in memory: the one that every volume of ours has. */
public class TreeDirectory extends Directory {
  /**
   * What names are looked up in: the slots of the table of names. Replaced as that replaces them,
   * and when the directory is emptied or gets other contents in one step.
   */
  private volatile Name[] slots = NameTable.EMPTY.slots();

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
    return NameSlots.table(slots);
  }

  /** What names are looked up in at this moment. */
  final Name[] slots() {
    return slots;
  }

  /** Looks names up in what {@code names} has them in now. Called with the lock held. */
  private void show(NameTable names) {
    if (slots != names.slots()) {
      slots = names.slots();
    }
  }

  private TreeVolume tree() {
    return (TreeVolume) volume();
  }

  @Override
  public Inode lookup(String name) throws IOException {
    return NameSlots.inode(slots, name);
  }

  @Override
  public DirectoryCursor list(long after) throws IOException {
    return names().list(after);
  }

  @Override
  public boolean isEmpty() {
    return names().size() == 0;
  }

  /** The number of names, as tmpfs shows a directory's size. */
  @Override
  public long size() {
    return names().size();
  }

  @Override
  protected Inode make(String name, Birth birth) throws IOException {
    tree().noteTouched(this, name);
    tree().noteChanging(this);
    Inode inode = tree().make(this, name, birth);
    add(name, inode);
    return inode;
  }

  /** Gives {@code made} its first name. */
  private void add(String name, Inode made) {
    noteNamed(name, made);
    enter(name, made);
  }

  /** Puts {@code inode} under a free name, in slots that are shown before it is there. */
  private void enter(String name, Inode inode) {
    NameTable names = names();
    if (names == NameTable.EMPTY) {
      names = new NameTable();
    }
    names.makeRoom();
    show(names);
    names.add(name, inode);
    show(names);
  }

  private void leave(String name) {
    NameTable names = names();
    names.remove(name);
    show(names);
  }

  /** Told that {@code inode} is about to have the name {@code name} here. */
  void noteNamed(String name, Inode inode) {}

  @Override
  protected void link(String name, Inode inode) throws IOException {
    tree().charge(tree().weightOf(name));
    tree().noteTouched(this, name);
    tree().noteChanging(this);
    enter(name, inode);
  }

  @Override
  protected void unlink(String name, Inode inode) throws IOException {
    tree().noteTouched(this, name);
    tree().noteChanging(this);
    leave(name);
    tree().charge(-tree().weightOf(name));
  }

  @Override
  protected void move(String name, Inode inode, Directory to, String newName, Inode replaced)
      throws IOException {
    TreeDirectory other = (TreeDirectory) to;
    if (replaced == null) {
      tree().charge(tree().weightOf(newName));
    }
    noteTouched(name, other, newName);
    if (replaced == null) {
      other.enter(newName, inode);
    } else {
      other.names().replace(newName, inode);
    }
    leave(name);
    tree().charge(-tree().weightOf(name));
  }

  /** Notes that two names are about to change in one step. */
  private void noteTouched(String name, TreeDirectory other, String newName) {
    tree().noteTouched(this, name);
    tree().noteTouched(other, newName);
    tree().noteChanging(this, other);
  }

  @Override
  protected void exchange(String name, Inode inode, Directory to, String newName, Inode other)
      throws IOException {
    TreeDirectory there = (TreeDirectory) to;
    noteTouched(name, there, newName);
    names().replace(name, other);
    there.names().replace(newName, inode);
  }

  /** Takes away all names at once. Called with the lock held. @return the names */
  NameTable clear() {
    tree().noteChanging(this);
    NameTable before = names();
    slots = NameTable.EMPTY.slots();
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
    DirectoryCursor entries = other.names().list(0);
    for (DirectoryEntry entry = entries.next(); entry != null; entry = entries.next()) {
      if (entry.inode() instanceof Directory child) {
        child.setParent(this);
      }
    }
    raiseHeight(other.height());
    noteLinks(other.links() - links());
    imitate(other);
    NameTable before = names();
    slots = other.slots;
    return before;
  }

  /** Gets a name back, with the cookie that it had. */
  void revive(String name, Inode inode, long cookie) {
    if (names() == NameTable.EMPTY) {
      show(new NameTable());
    }
    names().add(name, inode, cookie);
    show(names());
  }

  /** Gets the names of {@code original}, for what {@code clone} makes of what they stand for. */
  void imitateNames(TreeDirectory original, TreeClone clone) throws IOException {
    NameTable copy = new NameTable();
    DirectoryCursor entries = original.names().list(0);
    for (DirectoryEntry entry = entries.next(); entry != null; entry = entries.next()) {
      Inode twin = clone.twin(entry.inode());
      noteNamed(entry.name(), twin);
      copy.add(entry.name(), twin, entry.cookie());
    }
    copy.passCookies(original.names().lastCookie());
    show(copy);
  }

  @Override
  protected void unlinked() {
    volume().forget(this);
  }
}
