package io.vnode.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.function.Executable;

/**
 * A volume in memory, some users, and the verbs of POSIX on paths written as text.
 *
 * <p>Verbs act as {@link #who}, which is root until {@link #as} says otherwise, and start from
 * {@link #cwd} where a path has no slash in front. The clock stands still until {@link #tick}.
 * After each test the tree must be sound.
 */
abstract class EngineFixture {
  static final Credentials ROOT = Credentials.ROOT;
  static final Credentials ALICE = new Credentials(1000, 1000);
  static final Credentials BOB = new Credentials(1001, 1001);

  /** A user who is in Alice's group as well. */
  static final Credentials CAROL = new Credentials(1002, 1002, 1000);

  static final long SECOND = 1_000_000_000L;
  static final long START = 1_000_000 * SECOND;
  static final long NO_LIMIT = Long.MAX_VALUE;

  long now = START;
  TreeVolume volume;
  Namespace namespace;
  Directory cwd;
  Credentials who = ROOT;

  private final List<OpenFile> opened = new ArrayList<>();

  EngineFixture() {
    use(options());
  }

  /** The default options with the clock of the test. */
  final VolumeOptions options() {
    return VolumeOptions.DEFAULT.withClock(() -> now);
  }

  /** Starts again with an empty volume. */
  final void use(VolumeOptions options) {
    use(options, NO_LIMIT, NO_LIMIT);
  }

  final void use(VolumeOptions options, long bytes, long inodes) {
    volume = volume(options, bytes, inodes);
    namespace = new Namespace(volume);
    cwd = namespace.root();
  }

  /** A volume whose root belongs to root and has the mode 0755. */
  static TreeVolume volume(VolumeOptions options, long bytes, long inodes) {
    Birth root = new Birth(Kind.DIRECTORY.bits() | 0755, 0, 0, 0, null);
    return new TreeVolume("test", options, new Space(bytes), new Space(inodes), root);
  }

  @AfterEach
  void theTreeIsSound() throws IOException {
    namespace.verify();
    for (OpenFile file : opened) {
      file.close();
    }
    namespace.verify();
  }

  /** Lets a second pass. */
  final void tick() {
    now += SECOND;
  }

  // ---------------------------------------------------------------- who, and what comes of it

  /** An operation of the engine. */
  interface Action extends Executable {
    @Override
    void execute() throws IOException;
  }

  final void as(Credentials user, Action action) throws IOException {
    Credentials before = who;
    who = user;
    try {
      action.execute();
    } finally {
      who = before;
    }
  }

  static void refuses(Errno errno, Action action) {
    assertEquals(errno, assertThrows(VfsException.class, action).errno());
  }

  final void refuses(Errno errno, Credentials user, Action action) throws IOException {
    as(user, () -> refuses(errno, action));
  }

  /** The error that {@code action} ends with, or null. */
  static Errno outcome(Action action) throws IOException {
    try {
      action.execute();
      return null;
    } catch (VfsException e) {
      return e.errno();
    }
  }

  // ---------------------------------------------------------------- paths

  private Directory from(String path) {
    return path.startsWith("/") ? namespace.root() : cwd;
  }

  private static int slash(String path) {
    return path.endsWith("/") ? PathWalk.SLASH : 0;
  }

  /** What the path leads to. */
  final Inode at(String path) throws IOException {
    return at(path, 0);
  }

  final Inode at(String path, int flags) throws IOException {
    return namespace.lookup(who, from(path), PathWalk.split(path), flags | slash(path));
  }

  /** The directory that the path leads to. */
  final Directory directory(String path) throws IOException {
    return (Directory) at(path);
  }

  final boolean exists(String path) throws IOException {
    return namespace.find(who, from(path), PathWalk.split(path), PathWalk.NOFOLLOW | slash(path))
        != null;
  }

  final Stat stat(String path) throws IOException {
    return namespace.stat(who, from(path), PathWalk.split(path), slash(path), new Stat());
  }

  final Stat lstat(String path) throws IOException {
    int flags = PathWalk.NOFOLLOW | slash(path);
    return namespace.stat(who, from(path), PathWalk.split(path), flags, new Stat());
  }

  static Stat stat(Inode inode) throws IOException {
    Stat stat = new Stat();
    inode.stat(stat);
    return stat;
  }

  /** The permission bits. */
  final int mode(String path) throws IOException {
    return lstat(path).mode() & Mode.CHANGEABLE;
  }

  final Errno access(String path, int want) throws IOException {
    return namespace.check(who, from(path), PathWalk.split(path), slash(path), want);
  }

  final String realPath(String path) throws IOException {
    return realPath(path, 0);
  }

  final String realPath(String path, int flags) throws IOException {
    String[] names = PathWalk.split(path);
    return "/" + String.join("/", namespace.realPath(who, names, flags | slash(path)));
  }

  final String readlink(String path) throws IOException {
    return namespace.readlink(who, from(path), PathWalk.split(path), slash(path));
  }

  /** The names in a directory, sorted, with a space between. */
  final String ls(String path) throws IOException {
    TreeSet<String> names = new TreeSet<>();
    Directory directory =
        namespace.directory(who, from(path), PathWalk.split(path), slash(path), Access.READ);
    try (DirectoryCursor cursor = namespace.list(directory, 0)) {
      for (DirectoryEntry entry = cursor.next(); entry != null; entry = cursor.next()) {
        names.add(entry.name());
      }
    }
    return String.join(" ", names);
  }

  // ---------------------------------------------------------------- making and removing

  final Directory mkdir(String path) throws IOException {
    return mkdir(path, 0755);
  }

  final Directory mkdir(String path, int mode) throws IOException {
    return namespace.mkdir(who, from(path), PathWalk.split(path), slash(path), mode);
  }

  final Inode mknod(String path, int mode) throws IOException {
    return mknod(path, mode, 0);
  }

  final Inode mknod(String path, int mode, long rdev) throws IOException {
    return namespace.mknod(who, from(path), PathWalk.split(path), slash(path), mode, rdev);
  }

  final SymlinkNode symlink(String target, String path) throws IOException {
    return namespace.symlink(who, target, from(path), PathWalk.split(path), slash(path));
  }

  /** As {@code link(2)}: a symbolic link is linked itself. */
  final void link(String path, String newPath) throws IOException {
    link(path, PathWalk.NOFOLLOW, newPath);
  }

  final void link(String path, int flags, String newPath) throws IOException {
    namespace.link(
        who,
        from(path),
        PathWalk.split(path),
        flags | slash(path),
        from(newPath),
        PathWalk.split(newPath),
        slash(newPath));
  }

  final void unlink(String path) throws IOException {
    namespace.unlink(who, from(path), PathWalk.split(path), slash(path));
  }

  final void rmdir(String path) throws IOException {
    namespace.rmdir(who, from(path), PathWalk.split(path), slash(path));
  }

  final void remove(String path) throws IOException {
    namespace.remove(who, from(path), PathWalk.split(path), slash(path));
  }

  final void rename(String path, String newPath) throws IOException {
    rename(path, newPath, 0);
  }

  final void rename(String path, String newPath, int how) throws IOException {
    namespace.rename(
        who,
        from(path),
        PathWalk.split(path),
        slash(path),
        from(newPath),
        PathWalk.split(newPath),
        slash(newPath),
        how);
  }

  // ---------------------------------------------------------------- attributes

  final void change(String path, Change change) throws IOException {
    namespace.change(who, from(path), PathWalk.split(path), slash(path), change);
  }

  final void lchange(String path, Change change) throws IOException {
    int flags = PathWalk.NOFOLLOW | slash(path);
    namespace.change(who, from(path), PathWalk.split(path), flags, change);
  }

  final void chmod(String path, int mode) throws IOException {
    change(path, new Change().mode(mode));
  }

  final void chown(String path, int uid, int gid) throws IOException {
    change(path, new Change().owner(uid).group(gid));
  }

  /** Gives a file to {@code user} and the user's group. */
  final void give(String path, Credentials user) throws IOException {
    as(ROOT, () -> lchange(path, new Change().owner(user.uid()).group(user.gid())));
  }

  final void chattr(String path, int flags) throws IOException {
    as(ROOT, () -> change(path, new Change().flags(flags)));
  }

  final void touch(String path) throws IOException {
    change(path, new Change().accessedNow().modifiedNow());
  }

  final void truncate(String path, long size) throws IOException {
    namespace.truncate(who, from(path), PathWalk.split(path), slash(path), size);
  }

  final byte[] getXattr(String path, String name) throws IOException {
    return namespace.xattrs(who, at(path)).get(name);
  }

  final void setXattr(String path, String name, byte[] value) throws IOException {
    namespace.setXattr(who, at(path), name, value);
  }

  // ---------------------------------------------------------------- contents

  final OpenFile open(String path, int how) throws IOException {
    return open(path, 0, how);
  }

  final OpenFile open(String path, int flags, int how) throws IOException {
    return open(path, flags, how, 0644);
  }

  final OpenFile open(String path, int flags, int how, int mode) throws IOException {
    String[] names = PathWalk.split(path);
    OpenFile file = namespace.open(who, from(path), names, flags | slash(path), how, mode);
    opened.add(file);
    return file;
  }

  /** Makes a file, or fills the one that is there, with {@code text}. */
  final void write(String path, String text) throws IOException {
    int how = OpenFile.WRITE | OpenFile.CREATE | OpenFile.TRUNCATE;
    try (OpenFile file = open(path, how)) {
      file.write(bytes(text));
    }
  }

  /** Makes an empty file with the given mode. */
  final void file(String path, int mode) throws IOException {
    open(path, 0, OpenFile.WRITE | OpenFile.CREATE | OpenFile.EXCLUSIVE, mode).close();
  }

  final String read(String path) throws IOException {
    try (OpenFile file = open(path, OpenFile.READ)) {
      return contents(file);
    }
  }

  /** All that is in an open file, wherever its position is. */
  static String contents(OpenFile file) throws IOException {
    ByteBuffer target = ByteBuffer.allocate((int) file.size());
    file.read(target, 0);
    return new String(target.array(), 0, target.position(), StandardCharsets.UTF_8);
  }

  static ByteBuffer bytes(String text) {
    return ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8));
  }
}
