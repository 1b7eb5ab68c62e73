package io.vnode.zipstore;

import io.vnode.engine.Birth;
import io.vnode.engine.Directory;
import io.vnode.engine.DirectoryCursor;
import io.vnode.engine.DirectoryEntry;
import io.vnode.engine.Inode;
import io.vnode.engine.Stat;
import io.vnode.zipstore.format.ZipArchive;
import java.io.IOException;

/** A directory of an archive. The cookie of an entry is its node, and the order that of making. */
final class ZipDirectory extends Directory {
  private final ZipVolume volume;
  private final int node;
  private final EntryDates dates;

  /** Zero until somebody has asked for it. */
  private volatile int links;

  /** The directory {@code node} in {@code parent}, or the root when that is null. */
  ZipDirectory(ZipVolume volume, int node, Birth birth, ZipDirectory parent) {
    super(volume, ZipVolume.number(node), birth, parent);
    this.volume = volume;
    this.node = node;
    this.dates = new EntryDates(volume, node);
  }

  @Override
  public void stat(Stat into) throws IOException {
    super.stat(into);
    dates.fill(into);
  }

  @Override
  public Inode lookup(String name) throws IOException {
    int found = volume.archive().find(node, name);
    return found == ZipArchive.NONE ? null : volume.inode(found, this);
  }

  @Override
  public DirectoryCursor list(long after) {
    ZipArchive archive = volume.archive();
    int first = after == 0 ? archive.firstChild(node) : archive.nextSibling((int) after);
    return new Cursor(first);
  }

  @Override
  public boolean isEmpty() {
    return volume.archive().firstChild(node) == ZipArchive.NONE;
  }

  /** Two, and one for the {@code ..} of each directory in this one. */
  @Override
  public int links() {
    int known = links;
    if (known == 0) {
      ZipArchive archive = volume.archive();
      known = 2;
      for (int child = archive.firstChild(node);
          child != ZipArchive.NONE;
          child = archive.nextSibling(child)) {
        known += archive.isDirectory(child) ? 1 : 0;
      }
      links = known;
    }
    return known;
  }

  private final class Cursor implements DirectoryCursor {
    private int next;

    Cursor(int first) {
      next = first;
    }

    @Override
    public DirectoryEntry next() {
      if (next == ZipArchive.NONE) {
        return null;
      }
      Entry entry = new Entry(next);
      next = volume.archive().nextSibling(next);
      return entry;
    }
  }

  private final class Entry implements DirectoryEntry {
    private final int child;

    Entry(int child) {
      this.child = child;
    }

    @Override
    public String name() {
      return volume.archive().name(child);
    }

    @Override
    public Inode inode() throws IOException {
      return volume.inode(child, ZipDirectory.this);
    }

    @Override
    public long cookie() {
      return child;
    }
  }
}
