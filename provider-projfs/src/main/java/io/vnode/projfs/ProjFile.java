package io.vnode.projfs;

import io.vnode.engine.Birth;
import io.vnode.engine.Body;
import io.vnode.engine.Change;
import io.vnode.engine.Directory;
import io.vnode.engine.Errno;
import io.vnode.engine.FileNode;
import io.vnode.engine.OpenFile;
import io.vnode.engine.Stat;
import io.vnode.engine.VfsException;
import io.vnode.engine.Xattrs;
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

  /** Something that the source is asked. */
  private interface Question<T> {
    T ask(HostFile source) throws IOException;
  }

  /** The answer of the source. @throws VfsException ENOENT, naming it, when it is not there */
  private <T> T ask(Question<T> question) throws IOException {
    try {
      return question.ask(volume.host(node));
    } catch (VfsException e) {
      throw e.errno() == Errno.ENOENT ? LatePortals.missing(volume.source(node)) : e;
    }
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
    return ask(source -> source.open(flags));
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
    ask(source -> source.stat(into, this));
  }

  @Override
  protected boolean isAllowed(int want) throws IOException {
    return ask(source -> source.allows(want));
  }

  @Override
  protected Xattrs readXattrs() throws IOException {
    return volume.hasUserAttributes() ? ask(HostFile::readXattrs) : null;
  }

  @Override
  protected void setXattrs(Xattrs replacement) throws IOException {
    volume.beforeChange();
    ask(source -> {
      source.setXattrs(replacement);
      return null;
    });
  }

  @Override
  protected void noteWritten() {
    // The host knows when.
  }

  @Override
  public void apply(Change change, long now) throws IOException {
    if (change.hasMode() || change.hasOwner() || change.hasGroup()) {
      volume.requireSecurityChangeable();
    }
    volume.beforeChange();
    ask(source -> {
      source.apply(change, now);
      return null;
    });
  }
}
