package io.vnode.engine;

import java.io.IOException;

/**
 * A fifo, socket or device node: an inode that has attributes and nothing behind them. It can be
 * made, seen, linked and removed; opening it answers ENXIO, as where no driver listens.
 */
public non-sealed class SpecialNode extends Inode {
  private final long rdev;

  public SpecialNode(Volume volume, long number, Birth birth) {
    super(volume, number, birth, 1);
    this.rdev = birth.rdev();
  }

  /** The twin of {@code original} in {@code volume}, without a name. */
  SpecialNode(Volume volume, SpecialNode original) {
    super(volume, original, 0);
    this.rdev = original.rdev;
  }

  public final long rdev() {
    return rdev;
  }

  @Override
  public long size() {
    return 0;
  }

  @Override
  public void stat(Stat into) throws IOException {
    super.stat(into);
    into.fillDevice(rdev);
  }

  @Override
  protected void unlinked() {
    volume().forget(this);
  }
}
