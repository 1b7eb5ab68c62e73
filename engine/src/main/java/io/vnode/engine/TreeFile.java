package io.vnode.engine;

import java.io.IOException;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;

/**
 * A regular file in memory: a body that lives as long as a name or an open file needs it.
 *
 * <p>{@code opens} counts open files; {@link #RELEASED} once the bytes are gone. Whoever finds both
 * counts at zero, the one that takes away the last name or the last closer, tries to make that
 * step, and only one of them can. Each writes its own count and then reads the other's, all
 * volatile, so at least one of them does.
 */
public class TreeFile extends FileNode {
  private static final int RELEASED = -1;

  private static final VarHandle OPENS = Fields.handle(MethodHandles.lookup(), "opens", int.class);

  private volatile int opens;

  private final Body body;

  /** A file that has one name, with the bytes {@code body}. */
  protected TreeFile(TreeVolume volume, long number, Birth birth, Body body) {
    super(volume, number, birth);
    this.body = body;
  }

  /** The twin of {@code original} in {@code volume}, without a name. */
  TreeFile(Volume volume, TreeFile original, Body body) {
    super(volume, original);
    this.body = body;
  }

  /** The bytes; for the volume itself, which need not open the file. */
  public final Body body() {
    return body;
  }

  @Override
  public long size() throws IOException {
    return body.size();
  }

  @Override
  public long allocated() throws IOException {
    return body.allocated();
  }

  @Override
  protected Body open(int flags, Directory directory, String name) throws IOException {
    return acquire() ? body : null;
  }

  /** Counts one more open file. @return false when the bytes are gone */
  final boolean acquire() {
    int before;
    do {
      before = opens;
      if (before == RELEASED) {
        return false;
      }
    } while (!OPENS.compareAndSet(this, before, before + 1));
    return true;
  }

  @Override
  protected void close(Body opened) {
    int left = (int) OPENS.getAndAdd(this, -1) - 1;
    if (left == 0 && links() == 0) {
      synchronized (lock()) {
        assert LockOrder.taken(this);
        if (release()) {
          ((TreeVolume) volume()).buried(this);
        }
      }
    }
  }

  @Override
  protected void unlinked() {
    if (!release()) {
      ((TreeVolume) volume()).orphaned(this);
    }
  }

  /**
   * Gives everything back unless the file is open. Called with the lock held, so that a closer who
   * comes in between waits until the file is among the orphans before it takes it out.
   */
  private boolean release() {
    if (!OPENS.compareAndSet(this, 0, RELEASED)) {
      return false;
    }
    body.release();
    volume().forget(this);
    return true;
  }

  /** Whether names, open files and bytes are all gone. */
  @Override
  protected boolean isGone() {
    return opens == RELEASED;
  }
}
