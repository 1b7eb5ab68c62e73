package io.vnode.engine;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;

/**
 * A name in a {@link NameTable}: what it stands for, and its number in the order of making.
 *
 * <p>Before it is made and once it is removed it stands for nothing, and whoever holds it sees
 * that: so a name comes and goes at one moment for those who look it up and those who list.
 */
final class Name implements DirectoryEntry {
  private static final VarHandle INODE;

  static {
    try {
      INODE = MethodHandles.lookup().findVarHandle(Name.class, "inode", Inode.class);
    } catch (ReflectiveOperationException e) {
      throw new ExceptionInInitializerError(e);
    }
  }

  private final String text;
  private final long cookie;

  /** Written with release and read with acquire semantics. */
  @SuppressWarnings("UnusedVariable") // Written through its handle.
  private Inode inode;

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
    return (Inode) INODE.getAcquire(this);
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
    return inode() == null;
  }

  void standFor(Inode inode) {
    INODE.setRelease(this, inode);
  }

  void remove() {
    INODE.setRelease(this, null);
  }
}
