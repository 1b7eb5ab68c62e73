package io.vnode.engine;

import java.util.List;

/**
 * Names in one directory that stand for something else than they did.
 *
 * @param directory the number of the directory
 */
public record ChangedNames(long directory, List<Entry> entries) {

  /**
   * One name.
   *
   * @param inode the number of what it stands for, or zero when the name is gone
   * @param cookie that of the name in the listing of the directory, or zero when it is gone
   */
  public record Entry(String name, long inode, long cookie) {}
}
