package io.vnode.mem;

import static java.nio.file.LinkOption.NOFOLLOW_LINKS;

import io.vnode.engine.Kind;
import io.vnode.engine.Namespace;
import io.vnode.nio.VfsFileSystem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;

/**
 * The files of one {@link Cell}, as they are found under {@code base} by whoever acts.
 *
 * <pre>
 *   parent/        of the cell's mode
 *   parent/object  of the cell's shape and mode
 *   open/          where everybody may make files
 *   open/own       a file of the one who acts
 *   open/target    what the object leads to if it is a link
 * </pre>
 */
record Stage(Path base) {
  private static final int EVERYBODY = 0777;

  Path parent() {
    return base.resolve("parent");
  }

  Path object() {
    return base.resolve("parent/object");
  }

  /** A name in the object that stands for something if that is a full directory. */
  Path child() {
    return base.resolve("parent/object/child");
  }

  /** A name in the parent that is free. */
  Path fresh() {
    return base.resolve("parent/fresh");
  }

  /** A free name where everybody may make files. */
  Path elsewhere() {
    return base.resolve("open/elsewhere");
  }

  Path own() {
    return base.resolve("open/own");
  }

  /** Somebody: the numbers of a user and of a group. */
  record Someone(int uid, int gid) {}

  /**
   * Makes the files, by root.
   *
   * @param owner whose parent, object and target are
   * @param actor whose the file {@code own} is
   */
  void plant(Cell cell, Someone owner, Someone actor) throws IOException {
    Files.createDirectories(parent());
    Files.createDirectory(base.resolve("open"));
    give(Files.createFile(own()), actor, 0666);
    switch (cell.shape()) {
      case REGULAR -> Files.createFile(object());
      case DIRECTORY -> {
        Files.createDirectory(object());
        give(Files.createFile(child()), owner, 0666);
      }
      case EMPTY_DIRECTORY -> Files.createDirectory(object());
      case LINK -> {
        Files.createFile(base.resolve("open/target"));
        link(owner);
      }
      case DANGLING_LINK -> link(owner);
      case FIFO -> makeFifo();
    }
    if (cell.shape() != Shape.DANGLING_LINK) {
      give(object(), owner, cell.objectMode());
    }
    give(parent(), owner, cell.parentMode());
    Files.setAttribute(base.resolve("open"), "unix:mode", EVERYBODY);
  }

  private void link(Someone owner) throws IOException {
    Files.createSymbolicLink(object(), base.getFileSystem().getPath("../open/target"));
    own(object(), owner);
  }

  /** {@code java.nio.file} makes none, but for one by copying it. */
  private void makeFifo() throws IOException {
    VfsFileSystem memory = (VfsFileSystem) base.getFileSystem();
    Namespace namespace = memory.namespace();
    String[] names = new String[object().getNameCount()];
    Arrays.setAll(names, i -> object().getName(i).toString());
    namespace.mknod(memory.credentials(), namespace.root(), names, 0, Kind.FIFO.bits(), 0);
  }

  private static void own(Path path, Someone owner) throws IOException {
    Files.setAttribute(path, "unix:uid", owner.uid(), NOFOLLOW_LINKS);
    Files.setAttribute(path, "unix:gid", owner.gid(), NOFOLLOW_LINKS);
  }

  /** Gives what {@code path} leads to to {@code owner}. */
  private static void give(Path path, Someone owner, int mode) throws IOException {
    Files.setAttribute(path, "unix:uid", owner.uid());
    Files.setAttribute(path, "unix:gid", owner.gid());
    Files.setAttribute(path, "unix:mode", mode);
  }
}
