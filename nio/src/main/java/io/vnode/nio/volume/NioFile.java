package io.vnode.nio.volume;

import io.vnode.engine.Birth;
import io.vnode.engine.Body;
import io.vnode.engine.Change;
import io.vnode.engine.Directory;
import io.vnode.engine.Errno;
import io.vnode.engine.FileNode;
import io.vnode.engine.Kind;
import io.vnode.engine.OpenFile;
import io.vnode.engine.Stat;
import io.vnode.engine.VfsException;
import io.vnode.engine.Xattrs;
import java.io.IOException;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.Path;

/** A regular file of the host. Each open one is a channel of the host's. */
final class NioFile extends FileNode implements NioInode {
  private final HostEntry entry;

  NioFile(NioVolume volume, long number, Birth birth, HostEntry entry) {
    super(volume, number, birth);
    this.entry = entry;
  }

  @Override
  public HostEntry entry() {
    return entry;
  }

  @Override
  public boolean isStill(Kind kind, Place place) {
    return kind == Kind.REGULAR;
  }

  /** Null where something else has taken the name, or nothing has it any more. */
  @Override
  protected Body open(int flags, Directory directory, String name) throws IOException {
    NioDirectory parent = (NioDirectory) directory;
    if ((flags & OpenFile.WRITE) != 0) {
      parent.nioVolume().beforeChange();
    }
    Path hostName = parent.hostName(name);
    try {
      SeekableByteChannel channel = parent.ask(host -> host.open(hostName, NioBody.options(flags)));
      return new NioBody(channel, parent.nioVolume().recent());
    } catch (VfsException e) {
      if (e.errno() == Errno.ENOENT || e.errno() == Errno.ELOOP) {
        return null;
      }
      throw e;
    }
  }

  @Override
  protected void close(Body body) throws IOException {
    HostFile.close(body);
  }

  @Override
  public long size() throws IOException {
    return entry.stat(Stat.Detail.NAMES).size();
  }

  @Override
  public void stat(Stat into) throws IOException {
    entry.fill(into, this);
  }

  @Override
  public boolean isReadOnly() {
    return super.isReadOnly() || entry.isProtectedByAnyName();
  }

  @Override
  protected boolean isAllowed(int want) throws IOException {
    return entry.allows(want);
  }

  @Override
  protected void noteWritten() {
    // The host knows when.
  }

  @Override
  public void apply(Change change, long now) throws IOException {
    entry.apply(change, now);
  }

  @Override
  protected Xattrs readXattrs() throws IOException {
    return entry.readXattrs();
  }

  @Override
  protected void setXattrs(Xattrs replacement) throws IOException {
    entry.setXattrs(replacement);
  }

  @Override
  protected void noteLinks(int delta) {
    // The host counts them.
  }
}
