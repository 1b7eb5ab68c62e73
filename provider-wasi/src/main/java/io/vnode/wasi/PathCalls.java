package io.vnode.wasi;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.vnode.engine.Change;
import io.vnode.engine.Directory;
import io.vnode.engine.Errno;
import io.vnode.engine.Namespace;
import io.vnode.engine.OpenFile;
import io.vnode.engine.VfsException;
import java.io.IOException;

/**
 * The functions that begin with {@code path_}: each reads its paths and is one operation of the
 * engine, which walks each path once and never out of the directory where it begins.
 */
final class PathCalls {
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

  /** The place of a path from the directory {@code fd}, which must have {@code rights}. */
  private GuestPlace place(int fd, long rights, int pointer, int length) throws VfsException {
    DirectoryDescriptor at = table.get(fd).asDirectory();
    at.require(rights);
    return new GuestPlace(at, paths.read(at, pointer, length));
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
    GuestPlace place = place(fd, rightsToOpen(oflags, fdflags), pointer, length);
    requireInherited(place.at(), base | inheriting);
    int out = memory.range(result, 4);
    int flags = place.flags(lookup(lookup));
    int how =
        how(Flags.known(oflags, Flags.ALL_OFLAGS), base, Flags.known(fdflags, Flags.ALL_FDFLAGS));
    table.requireRoom();
    OpenFile file =
        place
            .namespace()
            .open(
                place.who(), place.directory(), place.names(), flags, how, place.masked(FILE_MODE));
    Preopen tree = place.at().tree();
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
    GuestPlace place = place(fd, Rights.PATH_FILESTAT_GET, pointer, length);
    int out = memory.range(result, abi.filestatSize());
    int flags = place.flags(lookup(lookup));
    Namespace namespace = place.namespace();
    abi.putFilestat(
        memory,
        out,
        namespace.stat(place.who(), place.directory(), place.names(), flags, guest.stat()));
  }

  void setTimes(
      int fd, int lookup, int pointer, int length, long accessed, long modified, int flags)
      throws IOException {
    GuestPlace place = place(fd, Rights.PATH_FILESTAT_SET_TIMES, pointer, length);
    Change change = Times.change(accessed, modified, flags);
    int walk = place.flags(lookup(lookup));
    place.namespace().change(place.who(), place.directory(), place.names(), walk, change);
  }

  // ---------------------------------------------------------------- names

  void createDirectory(int fd, int pointer, int length) throws IOException {
    GuestPlace place = place(fd, Rights.PATH_CREATE_DIRECTORY, pointer, length);
    int mode = place.masked(DIRECTORY_MODE);
    place.namespace().mkdir(place.who(), place.directory(), place.names(), place.flags(), mode);
  }

  void removeDirectory(int fd, int pointer, int length) throws IOException {
    GuestPlace place = place(fd, Rights.PATH_REMOVE_DIRECTORY, pointer, length);
    place.namespace().rmdir(place.who(), place.directory(), place.names(), place.flags());
  }

  void unlink(int fd, int pointer, int length) throws IOException {
    GuestPlace place = place(fd, Rights.PATH_UNLINK_FILE, pointer, length);
    place.namespace().unlink(place.who(), place.directory(), place.names(), place.flags());
  }

  void rename(int fd, int pointer, int length, int newFd, int newPointer, int newLength)
      throws IOException {
    GuestPlace from = place(fd, Rights.PATH_RENAME_SOURCE, pointer, length);
    GuestPlace to = place(newFd, Rights.PATH_RENAME_TARGET, newPointer, newLength);
    from.requireOneTreeWith(to);
    from.namespace()
        .rename(
            from.who(),
            from.directory(),
            from.names(),
            from.flags(),
            to.directory(),
            to.names(),
            to.flags(),
            0);
  }

  void link(int fd, int lookup, int pointer, int length, int newFd, int newPointer, int newLength)
      throws IOException {
    GuestPlace from = place(fd, Rights.PATH_LINK_SOURCE, pointer, length);
    GuestPlace to = place(newFd, Rights.PATH_LINK_TARGET, newPointer, newLength);
    if (lookup(lookup) != 0) {
      throw VfsException.of(Errno.EINVAL);
    }
    from.requireOneTreeWith(to);
    from.namespace()
        .link(
            from.who(),
            from.directory(),
            from.names(),
            from.flags(),
            to.directory(),
            to.names(),
            to.flags());
  }

  // ---------------------------------------------------------------- symbolic links

  /** The text is kept as it is; an absolute one could never be followed, and is refused. */
  void symlink(int textPointer, int textLength, int fd, int pointer, int length)
      throws IOException {
    GuestPlace place = place(fd, Rights.PATH_SYMLINK, pointer, length);
    String target = paths.text(textPointer, textLength);
    if (target.startsWith("/")) {
      throw VfsException.of(Errno.ENOTCAPABLE);
    }
    Namespace namespace = place.namespace();
    namespace.symlink(place.who(), target, place.directory(), place.names(), place.flags());
  }

  void readlink(int fd, int pointer, int length, int buffer, int bufferLength, int result)
      throws IOException {
    GuestPlace place = place(fd, Rights.PATH_READLINK, pointer, length);
    int into = memory.range(buffer, bufferLength);
    int out = memory.range(result, 4);
    Namespace namespace = place.namespace();
    String text = namespace.readlink(place.who(), place.directory(), place.names(), place.flags());
    byte[] target = text.getBytes(UTF_8);
    int count = Math.min(target.length, bufferLength);
    memory.put(into, target, count);
    memory.putInt(out, count);
  }
}
