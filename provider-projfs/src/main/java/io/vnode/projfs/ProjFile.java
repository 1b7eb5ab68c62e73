package io.vnode.projfs;

import io.vnode.engine.Birth;
import io.vnode.engine.Body;
import io.vnode.engine.Change;
import io.vnode.engine.Directory;
import io.vnode.engine.FileNode;
import io.vnode.engine.OpenFile;
import io.vnode.engine.Stat;
import io.vnode.nio.volume.HostFile;
import java.io.IOException;

/** A file of a projection: its bytes and attributes are those of its source. */
final class ProjFile extends FileNode {
  private final ProjVolume volume;
  private final LinkNode node;

  ProjFile(ProjVolume volume, LinkNode node, Birth birth) {
    super(volume, node.number(), birth);
    this.volume = volume;
    this.node = node;
  }

  private HostFile host() {
    return volume.host(node);
  }

  @Override
  public boolean isReadOnly() {
    return node.access() == ProjAccess.READ_ONLY;
  }

  @Override
  protected Body open(int flags, Directory directory, String name) throws IOException {
    if ((flags & OpenFile.WRITE) != 0) {
      volume.beforeChange();
    }
    return host().open(flags);
  }

  @Override
  protected void close(Body body) throws IOException {
    HostFile.close(body);
  }

  @Override
  public long size() throws IOException {
    Stat stat = new Stat();
    stat(stat);
    return stat.size();
  }

  @Override
  public void stat(Stat into) throws IOException {
    host().stat(into, this);
  }

  @Override
  protected boolean isAllowed(int want) throws IOException {
    return host().allows(want);
  }

  @Override
  public void apply(Change change, long now) throws IOException {
    if (change.hasMode() || change.hasOwner() || change.hasGroup()) {
      volume.requireSecurityChangeable();
    }
    volume.beforeChange();
    host().apply(change, now);
  }
}
