package io.vnode.engine;

import java.io.IOException;

/**
 * A walk over entries that stand in a row which does not change. The cookie of an entry is its
 * place, the first being one.
 */
public final class NumberedCursor implements DirectoryCursor {
  private final Row row;
  private final int count;
  private int next;

  /** What stands at each place of a row, from zero. */
  public interface Row {
    String name(int index);

    /** What the name stands for, or null when that is gone. */
    Inode inode(int index) throws IOException;
  }

  /** Over the {@code count} entries of {@code row} behind the one with the cookie {@code after}. */
  public NumberedCursor(Row row, int count, long after) {
    this.row = row;
    this.count = count;
    this.next = (int) Math.min(after, count);
  }

  @Override
  public DirectoryEntry next() {
    return next == count ? null : new Entry(row, next++);
  }

  private record Entry(Row row, int index) implements DirectoryEntry {
    @Override
    public String name() {
      return row.name(index);
    }

    @Override
    public Inode inode() throws IOException {
      return row.inode(index);
    }

    @Override
    public long cookie() {
      return index + 1L;
    }
  }
}
