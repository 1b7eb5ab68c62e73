package io.vnode.nio.volume;

import io.vnode.engine.Birth;
import io.vnode.engine.Change;
import io.vnode.engine.Kind;
import io.vnode.engine.SpecialNode;
import io.vnode.engine.Stat;
import java.io.IOException;

/** A fifo, socket or device of the host: it is seen, and cannot be opened from here. */
final class NioSpecial extends SpecialNode implements NioInode {
  private final HostEntry entry;

  NioSpecial(NioVolume volume, long number, Birth birth, HostEntry entry) {
    super(volume, number, birth);
    this.entry = entry;
  }

  @Override
  public HostEntry entry() {
    return entry;
  }

  @Override
  public boolean isStill(Kind kind, Place place) {
    return kind == kind();
  }

  @Override
  public boolean isReadOnly() {
    return super.isReadOnly() || entry.isProtected();
  }

  @Override
  public void stat(Stat into) throws IOException {
    entry.fill(into, this);
  }

  @Override
  public void apply(Change change, long now) throws IOException {
    entry.apply(change, now);
  }

  @Override
  protected void noteLinks(int delta) {
    // The host counts them.
  }
}
