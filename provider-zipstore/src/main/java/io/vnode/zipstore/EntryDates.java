package io.vnode.zipstore;

import io.vnode.engine.Stat;
import io.vnode.nio.VfsFileAttributes;
import io.vnode.nio.VfsPrincipals;
import io.vnode.zipstore.format.EntryTimes;

/**
 * When a file or directory was modified, read and made. That is found out when somebody asks, as
 * most who open a file do not: the time of MS-DOS needs the rules of a time zone, and what only the
 * local header says a look at that.
 */
final class EntryDates {
  private final ZipVolume volume;
  private final int node;

  /** What the directory says; null until somebody asks. */
  private volatile EntryTimes central;

  /** What the local header says; null until somebody asks. */
  private volatile EntryTimes local;

  EntryDates(ZipVolume volume, int node) {
    this.volume = volume;
    this.node = node;
  }

  private EntryTimes central() {
    EntryTimes known = central;
    if (known == null) {
      known = volume.times(node);
      central = known;
    }
    return known;
  }

  private EntryTimes local() {
    EntryTimes known = local;
    if (known == null) {
      known = volume.archive().localTimes(node);
      local = known;
    }
    return known;
  }

  /** Fills in these times; those that only the local header has, when they are asked for. */
  void fill(Stat into) {
    EntryTimes times = central();
    long modified = times.modified();
    if (!times.isModificationOnly()) {
      into.fillTimes(times.accessed(), modified, modified, times.born());
    } else if (into instanceof Attributes lazy) {
      into.fillTimes(modified, modified, modified, modified);
      lazy.late = this;
    } else {
      into.fillTimes(local().accessed(), modified, modified, local().born());
    }
  }

  /** Attributes that look at the local header when they are asked for what it says. */
  static final class Attributes extends VfsFileAttributes {
    private EntryDates late;

    Attributes(VfsPrincipals principals) {
      super(principals);
    }

    @Override
    public long accessed() {
      return late == null ? super.accessed() : late.local().accessed();
    }

    @Override
    public long born() {
      return late == null ? super.born() : late.local().born();
    }
  }
}
