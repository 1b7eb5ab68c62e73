package io.vnode.wofs.format;

import io.vnode.engine.ChangedNames;
import io.vnode.engine.InodeFacts;
import java.util.List;

/**
 * What a commit says of the tree: all of it, or what has changed.
 *
 * @param root the number of the root directory
 * @param lastNumber the greatest number that an inode has had
 */
record Metadata(long root, long lastNumber, List<Entry> inodes, List<ChangedNames> names) {

  /**
   * One inode.
   *
   * @param contents null where they are what they were, or it is no file
   */
  record Entry(InodeFacts facts, FileMap contents) {}
}
