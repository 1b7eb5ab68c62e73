package io.vnode.nio.volume;

import io.vnode.engine.Birth;
import io.vnode.engine.Change;
import io.vnode.engine.Errno;
import io.vnode.engine.Kind;
import io.vnode.engine.Stat;
import io.vnode.engine.SymlinkNode;
import io.vnode.engine.VfsException;
import java.io.IOException;

/** A link of the host: the namespace resolves it, and not the host. */
final class NioLink extends SymlinkNode implements NioInode {
  private final HostEntry entry;

  NioLink(NioVolume volume, long number, Birth birth, HostEntry entry) {
    super(volume, number, birth);
    this.entry = entry;
  }

  @Override
  public HostEntry entry() {
    return entry;
  }

  @Override
  public boolean isStill(Kind kind, Place place) {
    return kind == Kind.SYMLINK;
  }

  @Override
  public String target() throws IOException {
    if (!entry.followsLinks()) {
      throw VfsException.of(Errno.ELOOP);
    }
    return entry.readLink();
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
    entry.applyToLink(change, now);
  }

  @Override
  protected void noteLinks(int delta) {
    // The host counts them.
  }
}
