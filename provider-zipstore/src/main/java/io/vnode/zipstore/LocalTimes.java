package io.vnode.zipstore;

import io.vnode.engine.Stat;
import io.vnode.nio.VfsFileAttributes;
import io.vnode.nio.VfsPrincipals;
import io.vnode.zipstore.format.EntryTimes;
import io.vnode.zipstore.format.ZipArchive;

/**
 * When an entry was read last and made, if only its local header says so: that is looked at when
 * somebody asks, since most who look at attributes do not, and would pay for it with each file.
 */
final class LocalTimes {
  private final ZipArchive archive;
  private final int node;

  /** Null until somebody asks. */
  private volatile EntryTimes found;

  LocalTimes(ZipArchive archive, int node) {
    this.archive = archive;
    this.node = node;
  }

  private EntryTimes get() {
    EntryTimes known = found;
    if (known == null) {
      known = archive.localTimes(node);
      found = known;
    }
    return known;
  }

  /** Sees to it that {@code into} has the times of {@code late}, unless there are none. */
  static void fill(LocalTimes late, Stat into) {
    if (late == null) {
      return;
    }
    if (into instanceof Attributes lazy) {
      lazy.late = late;
    } else {
      EntryTimes times = late.get();
      into.fillTimes(times.accessed(), into.modified(), into.changed(), times.born());
    }
  }

  /** Attributes that ask for these times when they are asked. */
  static final class Attributes extends VfsFileAttributes {
    private LocalTimes late;

    Attributes(VfsPrincipals principals) {
      super(principals);
    }

    @Override
    public long accessed() {
      return late == null ? super.accessed() : late.get().accessed();
    }

    @Override
    public long born() {
      return late == null ? super.born() : late.get().born();
    }
  }
}
