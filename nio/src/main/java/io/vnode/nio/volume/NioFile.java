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
import java.io.IOException;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.HashSet;
import java.util.Set;

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
    Path hostName = parent.hostName(name);
    try {
      return parent.ask(host -> new NioBody(host.open(hostName, options(flags))));
    } catch (VfsException e) {
      if (e.errno() == Errno.ENOENT || e.errno() == Errno.ELOOP) {
        return null;
      }
      throw e;
    }
  }

  /** What {@code flags}, the constants of {@link OpenFile}, are called at a host. */
  static Set<OpenOption> options(int flags) {
    boolean writes = (flags & (OpenFile.WRITE | OpenFile.TRUNCATE)) != 0;
    Set<OpenOption> options = new HashSet<>();
    if ((flags & OpenFile.READ) != 0 || !writes) {
      options.add(StandardOpenOption.READ);
    }
    if (writes) {
      options.add(StandardOpenOption.WRITE);
    }
    if (writes && (flags & OpenFile.READ) == 0 && (flags & OpenFile.APPEND) != 0) {
      options.add(StandardOpenOption.APPEND);
    }
    if ((flags & OpenFile.TRUNCATE) != 0) {
      options.add(StandardOpenOption.TRUNCATE_EXISTING);
    }
    if ((flags & OpenFile.SYNC) != 0) {
      options.add(StandardOpenOption.SYNC);
    }
    if ((flags & OpenFile.DSYNC) != 0) {
      options.add(StandardOpenOption.DSYNC);
    }
    return options;
  }

  @Override
  protected void close(Body body) throws IOException {
    ((NioBody) body).close();
  }

  @Override
  public long size() throws IOException {
    return entry.stat().size();
  }

  @Override
  public void stat(Stat into) throws IOException {
    entry.stat().fill(into, this);
  }

  @Override
  protected boolean isAllowed(int want) throws IOException {
    return entry.allows(want);
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
