package io.vnode.engine;

import java.io.IOException;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;

/**
 * A regular file in memory: a body that lives as long as a name or an open file needs it.
 *
 * <p>{@code opens} counts open files; {@link #RELEASED} once the bytes are gone. Whoever finds both
 * counts at zero, the one that takes away the last name or the last closer, tries to make that
 * step, and only one of them can.
 */
public final class TreeFile extends FileNode {
  private static final int RELEASED = -1;

  private static final VarHandle OPENS;

  static {
    try {
      OPENS = MethodHandles.lookup().findVarHandle(TreeFile.class, "opens", int.class);
    } catch (ReflectiveOperationException e) {
      throw new ExceptionInInitializerError(e);
    }
  }

  private volatile int opens;

  private final Body body;

  TreeFile(TreeVolume volume, long number, Birth birth, Body body) {
    super(volume, number, birth);
    this.body = body;
  }

  /** The bytes; for the volume itself, which need not open the file. */
  final Body body() {
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
  protected Body open(int flags) {
    int before;
    do {
      before = opens;
      if (before == RELEASED) {
        return null;
      }
    } while (!OPENS.compareAndSet(this, before, before + 1));
    return body;
  }

  @Override
  protected void close(Body opened) {
    int left = (int) OPENS.getAndAdd(this, -1) - 1;
    if (left == 0 && links() == 0) {
      release();
    }
  }

  /**
   * Releases the bytes, or leaves that to the last closer and is remembered until then. If the last
   * closer is so fast as to come in between, the file is forgotten again here.
   */
  @Override
  protected void unlinked() {
    release();
    if (!isReleased()) {
      TreeVolume volume = (TreeVolume) volume();
      volume.orphaned(this);
      release();
      if (isReleased()) {
        volume.adopted(this);
      }
    }
  }

  private void release() {
    if (opens == 0 && OPENS.compareAndSet(this, 0, RELEASED)) {
      body.release();
      volume().forget(this);
    }
  }

  /** Whether the bytes are gone. */
  final boolean isReleased() {
    return opens == RELEASED;
  }
}
