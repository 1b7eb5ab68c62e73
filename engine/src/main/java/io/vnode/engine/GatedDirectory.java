package io.vnode.engine;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;

/**
 * A directory in memory that asks the {@link Gate} of its volume. It knows its name, which other
 * directories need not, and by that its path, wherever it is moved.
 */
final class GatedDirectory extends TreeDirectory {
  /** The name in the parent; empty for the root. Changes with the parent locked. */
  private volatile String name = "";

  GatedDirectory(TreeVolume volume, long number, Birth birth, Directory parent) {
    super(volume, number, birth, parent);
  }

  /** The twin of {@code original} in {@code volume}, without names and its own parent. */
  GatedDirectory(Volume volume, TreeDirectory original) {
    super(volume, original);
  }

  private Gate gate() {
    return volume().options().gate();
  }

  /** The path of this directory; while it or one above it is moved, the old one or the new. */
  private String path() {
    Deque<String> names = new ArrayDeque<>();
    for (Directory up = this; !up.isVolumeRoot(); up = up.parent()) {
      names.push(((GatedDirectory) up).name);
    }
    return "/" + String.join("/", names);
  }

  /** The path of {@code child} in this directory. */
  private String path(String child) {
    String path = path();
    return path.equals("/") ? path + child : path + "/" + child;
  }

  /** Asks the gate before {@code file} is opened by the name {@code child} in this directory. */
  Gate.Passage open(String child) throws IOException {
    return gate().open(path(child));
  }

  private void enter(Gate.Operation operation, String child) throws IOException {
    gate().enter(operation, path(child), null);
  }

  private void enterMove(String child, Directory to, String newName) throws IOException {
    gate().enter(Gate.Operation.MOVE, path(child), ((GatedDirectory) to).path(newName));
  }

  @Override
  public Inode lookup(String name) throws IOException {
    enter(Gate.Operation.LOOKUP, name);
    return super.lookup(name);
  }

  @Override
  public DirectoryCursor list(long after) throws IOException {
    gate().enter(Gate.Operation.LIST, path(), null);
    return super.list(after);
  }

  @Override
  protected Inode make(String name, Birth birth) throws IOException {
    enter(Gate.Operation.MAKE, name);
    return super.make(name, birth);
  }

  /** {@inheritDoc} The gate is asked for both before anything is done. */
  @Override
  protected OpenFile create(String name, Birth birth, Credentials who, int how) throws IOException {
    Gate.Passage passage = open(name);
    boolean done = false;
    try {
      GatedFile made = (GatedFile) make(name, birth);
      OpenFile opened = new OpenFile(made, made.open(passage), who, how, this, name);
      done = true;
      return opened;
    } finally {
      if (!done) {
        passage.close();
      }
    }
  }

  @Override
  protected void link(String name, Inode inode) throws IOException {
    enter(Gate.Operation.LINK, name);
    super.link(name, inode);
  }

  @Override
  protected void unlink(String name, Inode inode) throws IOException {
    enter(Gate.Operation.UNLINK, name);
    super.unlink(name, inode);
  }

  @Override
  protected void move(String name, Inode inode, Directory to, String newName, Inode replaced)
      throws IOException {
    enterMove(name, to, newName);
    noteNamed(newName, inode);
    super.move(name, inode, to, newName, replaced);
  }

  @Override
  protected void exchange(String name, Inode inode, Directory to, String newName, Inode other)
      throws IOException {
    enterMove(name, to, newName);
    noteNamed(newName, inode);
    noteNamed(name, other);
    super.exchange(name, inode, to, newName, other);
  }

  @Override
  void noteNamed(String name, Inode inode) {
    if (inode instanceof GatedDirectory directory) {
      directory.name = name;
    }
  }
}
