package io.vnode.wasi;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.vnode.engine.Change;
import io.vnode.engine.Directory;
import io.vnode.engine.Errno;
import io.vnode.engine.Mode;
import io.vnode.engine.OpenFile;
import io.vnode.engine.VfsException;
import java.io.IOException;

/**
 * The functions that begin with {@code path_}: each reads its paths and is one operation of the
 * engine, which walks each path once and never out of the directory where it begins.
 */
final class PathCalls {
  private static final int ALL_OFLAGS = 15;
  private static final int ALL_FDFLAGS = 31;

  /** What new files and directories may be used for before the umask. */
  private static final int FILE_MODE = 0666;

  private static final int DIRECTORY_MODE = 0777;

  private final WasiPreview1 guest;
  private final GuestView memory;
  private final DescriptorTable table;
  private final PathReader paths;

  PathCalls(WasiPreview1 guest) {
    this.guest = guest;
    this.memory = guest.memory();
    this.table = guest.table();
    this.paths = new PathReader(memory, guest.limits());
  }

  /** The directory {@code fd}, as the start of a path. @throws VfsException as the name says */
  private DirectoryDescriptor start(int fd, long rights) throws VfsException {
    DirectoryDescriptor at = table.get(fd).asDirectory();
    at.require(rights);
    return at;
  }

  private static int lookup(int flags) throws VfsException {
    return Flags.known(flags, Flags.SYMLINK_FOLLOW);
  }

  // ---------------------------------------------------------------- opening

  void open(
      int fd,
      int lookup,
      int pointer,
      int length,
      int oflags,
      long base,
      long inheriting,
      int fdflags,
      int result)
      throws IOException {
    DirectoryDescriptor at = start(fd, rightsToOpen(oflags, fdflags));
    requireInherited(at, base | inheriting);
    GuestPath path = paths.read(at, pointer, length);
    int out = memory.range(result, 4);
    int flags = path.flags(lookup(lookup));
    int how = how(Flags.known(oflags, ALL_OFLAGS), base, Flags.known(fdflags, ALL_FDFLAGS));
    table.requireRoom();
    Preopen tree = at.tree();
    OpenFile file =
        tree.namespace()
            .open(
                tree.who(),
                at.directory(),
                path.names(),
                flags,
                how,
                FILE_MODE & ~tree.umask() & Mode.PERMISSIONS);
    memory.putInt(out, table.add(descriptor(tree, file, base, inheriting, fdflags)));
  }

  private static Descriptor descriptor(
      Preopen tree, OpenFile file, long base, long inheriting, int fdflags) {
    return file.inode() instanceof Directory
        ? new DirectoryDescriptor(tree, file, base, inheriting & Rights.ALL, fdflags)
        : new FileDescriptor(tree, file, base, inheriting & Rights.ALL, fdflags);
  }

  /** The rights of a directory that it takes to open something so below it. */
  private static long rightsToOpen(int oflags, int fdflags) {
    return Rights.PATH_OPEN
        | ((oflags & Flags.CREAT) == 0 ? 0 : Rights.PATH_CREATE_FILE)
        | ((oflags & Flags.TRUNC) == 0 ? 0 : Rights.PATH_FILESTAT_SET_SIZE)
        | ((fdflags & Flags.DSYNC) == 0 ? 0 : Rights.FD_DATASYNC)
        | ((fdflags & (Flags.SYNC | Flags.RSYNC)) == 0 ? 0 : Rights.FD_SYNC);
  }

  private static void requireInherited(DirectoryDescriptor at, long rights) throws VfsException {
    if ((rights & Rights.ALL & ~at.inheriting()) != 0) {
      throw VfsException.of(Errno.ENOTCAPABLE);
    }
  }

  private static int how(int oflags, long base, int fdflags) {
    return ((base & (Rights.FD_READ | Rights.FD_READDIR)) == 0 ? 0 : OpenFile.READ)
        | ((base & Rights.WRITING) == 0 ? 0 : OpenFile.WRITE)
        | ((oflags & Flags.CREAT) == 0 ? 0 : OpenFile.CREATE)
        | ((oflags & Flags.DIRECTORY) == 0 ? 0 : OpenFile.DIRECTORY)
        | ((oflags & Flags.EXCL) == 0 ? 0 : OpenFile.EXCLUSIVE)
        | ((oflags & Flags.TRUNC) == 0 ? 0 : OpenFile.TRUNCATE)
        | appendingHow(fdflags)
        | FileDescriptor.status(fdflags);
  }

  /**
   * What appends is opened to be read as well, which its rights forbid: of a channel that does
   * nothing but append, a host does not take the flag away again.
   */
  private static int appendingHow(int fdflags) {
    return (fdflags & Flags.APPEND) == 0 ? 0 : OpenFile.READ;
  }

  // ---------------------------------------------------------------- attributes

  void filestat(Abi abi, int fd, int lookup, int pointer, int length, int result)
      throws IOException {
    DirectoryDescriptor at = start(fd, Rights.PATH_FILESTAT_GET);
    GuestPath path = paths.read(at, pointer, length);
    int out = memory.range(result, abi.filestatSize());
    Preopen tree = at.tree();
    abi.putFilestat(
        memory,
        out,
        tree.namespace()
            .stat(
                tree.who(),
                at.directory(),
                path.names(),
                path.flags(lookup(lookup)),
                guest.stat()));
  }

  void setTimes(
      int fd, int lookup, int pointer, int length, long accessed, long modified, int flags)
      throws IOException {
    DirectoryDescriptor at = start(fd, Rights.PATH_FILESTAT_SET_TIMES);
    GuestPath path = paths.read(at, pointer, length);
    Change change = Times.change(accessed, modified, flags);
    Preopen tree = at.tree();
    tree.namespace()
        .change(tree.who(), at.directory(), path.names(), path.flags(lookup(lookup)), change);
  }

  // ---------------------------------------------------------------- names

  void createDirectory(int fd, int pointer, int length) throws IOException {
    DirectoryDescriptor at = start(fd, Rights.PATH_CREATE_DIRECTORY);
    GuestPath path = paths.read(at, pointer, length);
    Preopen tree = at.tree();
    int mode = DIRECTORY_MODE & ~tree.umask();
    tree.namespace().mkdir(tree.who(), at.directory(), path.names(), path.flags(), mode);
  }

  void removeDirectory(int fd, int pointer, int length) throws IOException {
    DirectoryDescriptor at = start(fd, Rights.PATH_REMOVE_DIRECTORY);
    GuestPath path = paths.read(at, pointer, length);
    Preopen tree = at.tree();
    tree.namespace().rmdir(tree.who(), at.directory(), path.names(), path.flags());
  }

  void unlink(int fd, int pointer, int length) throws IOException {
    DirectoryDescriptor at = start(fd, Rights.PATH_UNLINK_FILE);
    GuestPath path = paths.read(at, pointer, length);
    Preopen tree = at.tree();
    tree.namespace().unlink(tree.who(), at.directory(), path.names(), path.flags());
  }

  void rename(int fd, int pointer, int length, int newFd, int newPointer, int newLength)
      throws IOException {
    DirectoryDescriptor at = start(fd, Rights.PATH_RENAME_SOURCE);
    DirectoryDescriptor newAt = start(newFd, Rights.PATH_RENAME_TARGET);
    GuestPath path = paths.read(at, pointer, length);
    GuestPath newPath = paths.read(newAt, newPointer, newLength);
    Preopen tree = requireOneTree(at, newAt);
    tree.namespace()
        .rename(
            tree.who(),
            at.directory(),
            path.names(),
            path.flags(),
            newAt.directory(),
            newPath.names(),
            newPath.flags(),
            0);
  }

  void link(int fd, int lookup, int pointer, int length, int newFd, int newPointer, int newLength)
      throws IOException {
    DirectoryDescriptor at = start(fd, Rights.PATH_LINK_SOURCE);
    DirectoryDescriptor newAt = start(newFd, Rights.PATH_LINK_TARGET);
    if (lookup(lookup) != 0) {
      throw VfsException.of(Errno.EINVAL);
    }
    GuestPath path = paths.read(at, pointer, length);
    GuestPath newPath = paths.read(newAt, newPointer, newLength);
    Preopen tree = requireOneTree(at, newAt);
    tree.namespace()
        .link(
            tree.who(),
            at.directory(),
            path.names(),
            path.flags(),
            newAt.directory(),
            newPath.names(),
            newPath.flags());
  }

  /** The tree of both, and its user. @throws VfsException EXDEV when they are two */
  private static Preopen requireOneTree(DirectoryDescriptor at, DirectoryDescriptor newAt)
      throws VfsException {
    if (!at.tree().isOneTreeWith(newAt.tree())) {
      throw VfsException.of(Errno.EXDEV);
    }
    return at.tree();
  }

  // ---------------------------------------------------------------- symbolic links

  /** The text is kept as it is; an absolute one could never be followed, and is refused. */
  void symlink(int textPointer, int textLength, int fd, int pointer, int length)
      throws IOException {
    DirectoryDescriptor at = start(fd, Rights.PATH_SYMLINK);
    String target = paths.text(textPointer, textLength);
    if (target.startsWith("/")) {
      throw VfsException.of(Errno.ENOTCAPABLE);
    }
    GuestPath path = paths.read(at, pointer, length);
    Preopen tree = at.tree();
    tree.namespace().symlink(tree.who(), target, at.directory(), path.names(), path.flags());
  }

  void readlink(int fd, int pointer, int length, int buffer, int bufferLength, int result)
      throws IOException {
    DirectoryDescriptor at = start(fd, Rights.PATH_READLINK);
    GuestPath path = paths.read(at, pointer, length);
    int into = memory.range(buffer, bufferLength);
    int out = memory.range(result, 4);
    Preopen tree = at.tree();
    byte[] target =
        tree.namespace()
            .readlink(tree.who(), at.directory(), path.names(), path.flags())
            .getBytes(UTF_8);
    int count = Math.min(target.length, bufferLength);
    memory.put(into, target, count);
    memory.putInt(out, count);
  }
}
