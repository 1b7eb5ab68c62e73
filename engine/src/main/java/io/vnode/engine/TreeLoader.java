package io.vnode.engine;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Makes the tree of a {@link KeptVolume} of what was kept: first all inodes, then the pieces of
 * files and the names. Who uses it has seen to it that it is a tree, and that all inodes are in it.
 */
public final class TreeLoader {
  private final KeptVolume volume;
  private final Map<Long, Inode> inodes = new HashMap<>();

  /** The file that pieces are put into. */
  private BlockBody filled;

  TreeLoader(KeptVolume volume) {
    this.volume = volume;
  }

  /** Makes the root what {@code facts} say. */
  public void root(InodeFacts facts) {
    enter(facts, volume.root());
  }

  /** Makes an inode that is not the root. */
  public void inode(InodeFacts facts) {
    Inode made = volume.revive(facts);
    volume.inodes().take(1);
    volume.bytes().take(volume.weightOf(made));
    enter(facts, made);
  }

  private void enter(InodeFacts facts, Inode inode) {
    inode.restore(facts);
    volume.bytes().take(Xattrs.weightOf(facts.xattrs()));
    inodes.put(facts.number(), inode);
  }

  /** Makes a file {@code size} bytes long; the pieces that come next are those of it. */
  public void size(long number, long size) {
    filled = (BlockBody) ((TreeFile) inodes.get(number)).body();
    filled.revive(size);
  }

  /**
   * Puts a piece of {@code length} bytes into the file, the {@code index}-th from its beginning.
   */
  public void piece(long index, int length, Stored home) {
    filled.revive(index, length, home);
  }

  /** Puts a name into a directory. Cookies grow, and so names of one directory come in order. */
  public void name(long directory, String name, long number, long cookie) {
    TreeDirectory parent = (TreeDirectory) inodes.get(directory);
    Inode inode = inodes.get(number);
    volume.bytes().take(volume.weightOf(name));
    parent.revive(name, inode, cookie);
    if (inode instanceof TreeDirectory child) {
      child.setParent(parent);
      parent.noteLinks(1);
    } else {
      inode.noteLinks(1);
    }
  }

  /**
   * Ends the making.
   *
   * @param lastNumber the greatest number that an inode has ever had
   */
  public void end(long lastNumber) throws IOException {
    volume.numbers().pass(lastNumber);
    List<TreeDirectory> directories = new ArrayList<>(List.of(volume.root()));
    for (int i = 0; i < directories.size(); i++) {
      addSubdirectories(directories.get(i), directories);
    }
    for (int i = directories.size() - 1; i > 0; i--) {
      TreeDirectory directory = directories.get(i);
      directory.parent().raiseHeight(directory.height() + 1);
    }
  }

  private static void addSubdirectories(TreeDirectory directory, List<TreeDirectory> found)
      throws IOException {
    DirectoryCursor entries = directory.names().list(0);
    for (DirectoryEntry entry = entries.next(); entry != null; entry = entries.next()) {
      if (entry.inode() instanceof TreeDirectory child) {
        found.add(child);
      }
    }
  }
}
