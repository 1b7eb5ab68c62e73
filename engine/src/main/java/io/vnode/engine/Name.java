package io.vnode.engine;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;

/**
 * A name in a {@link NameTable}: what it stands for, and its number in the order of making.
 *
 * <p>Before it is made and once it is removed it stands for nothing, and whoever holds it sees
 * that: so a name comes and goes at one moment for those who look it up and those who list.
 */
class Name implements DirectoryEntry {
  private static final VarHandle INODE =
      Fields.handle(MethodHandles.lookup(), "inode", Inode.class);

  private final String text;
  private final long cookie;

  /** That of the text, kept here so that a growing table need not look at the texts. */
  private final int hash;

  /** Written with release and read with acquire semantics. */
  @SuppressWarnings("UnusedVariable") // Written through its handle.
  private Inode inode;

  /** A name that stands for nothing yet. */
  Name(String text, long cookie) {
    this.text = text;
    this.hash = text.hashCode();
    this.cookie = cookie;
  }

  @Override
  public final String name() {
    return text;
  }

  @Override
  public final Inode inode() {
    return (Inode) INODE.getAcquire(this);
  }

  @Override
  public final long cookie() {
    return cookie;
  }

  final int hash() {
    return hash;
  }

  final boolean is(String name) {
    return text.equals(name);
  }

  /** Whether it stands for nothing: not yet, or no more. */
  final boolean isVoid() {
    return inode() == null;
  }

  final void standFor(Inode inode) {
    INODE.setRelease(this, inode);
  }

  final void remove() {
    INODE.setRelease(this, null);
  }
}
