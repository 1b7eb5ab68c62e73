package io.vnode.wofs.format;

import io.vnode.engine.ChangedNames;
import io.vnode.engine.Kind;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.SortedMap;
import java.util.TreeMap;

/** The tree of one commit as paths, each with what it leads to. */
public final class TreeListing {
  private final ImageSource image;
  private final String id;
  private final SortedMap<String, Metadata.Entry> paths = new TreeMap<>();

  /** A directory that is still to be listed, with its path, which ends with a slash. */
  private record Pending(String path, long number) {}

  private TreeListing(ImageSource image, String id) {
    this.image = image;
    this.id = id;
  }

  /** The listing of no tree at all. */
  public static TreeListing ofNothing(ImageSource image) {
    return new TreeListing(image, "");
  }

  /**
   * The listing of {@code tree}.
   *
   * @param id that of the image
   */
  public static TreeListing of(ImageSource image, String id, TreeImage tree) throws IOException {
    TreeListing listing = new TreeListing(image, id);
    listing.paths.put("/", tree.inode(tree.root()));
    Deque<Pending> pending = new ArrayDeque<>();
    pending.add(new Pending("/", tree.root()));
    while (!pending.isEmpty()) {
      Pending directory = pending.remove();
      for (ChangedNames.Entry name : tree.entries(directory.number())) {
        String path = directory.path() + name.name();
        Metadata.Entry inode = tree.inode(name.inode());
        listing.paths.put(path, inode);
        if (inode.facts().kind() == Kind.DIRECTORY) {
          pending.add(new Pending(path + "/", name.inode()));
        }
      }
    }
    return listing;
  }

  ImageSource image() {
    return image;
  }

  /** Whether equal numbers stand for the same inodes here and in {@code other}. */
  boolean sharesNumbers(TreeListing other) {
    return id.equals(other.id);
  }

  /** What each path leads to; a directory comes before all that is in it. */
  SortedMap<String, Metadata.Entry> paths() {
    return paths;
  }
}
