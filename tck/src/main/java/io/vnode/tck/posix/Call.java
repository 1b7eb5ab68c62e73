package io.vnode.tck.posix;

import static io.vnode.tck.Capability.HARD_LINKS;
import static io.vnode.tck.Capability.OTHER_USERS;
import static io.vnode.tck.Capability.POSIX_PERMISSIONS;
import static io.vnode.tck.Capability.SYMBOLIC_LINKS;
import static java.nio.file.StandardCopyOption.ATOMIC_MOVE;
import static java.nio.file.StandardOpenOption.READ;
import static java.nio.file.StandardOpenOption.WRITE;

import io.vnode.tck.Capability;
import io.vnode.tck.Kind;
import io.vnode.tck.Playground;
import java.io.IOException;
import java.nio.file.AccessMode;
import java.nio.file.Files;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.UserPrincipal;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;

/**
 * A call of POSIX that takes a path, as {@code java.nio.file} makes it; one that takes two is here
 * once for each.
 */
enum Call {
  ACCESS("access()", Kind.FILE, (p, path) -> access(p, path, AccessMode.READ)),
  CHMOD("chmod()", Kind.FILE, (p, path) -> p.chmod(path, "rwx------"), POSIX_PERMISSIONS),
  CHOWN("chown()", Kind.FILE, Call::chown, POSIX_PERMISSIONS),
  CREAT("open()", Kind.NOTHING, (p, path) -> p.create(path)),
  LINK_FROM("link()", Kind.FILE, (p, path) -> p.link("aside/new", path), HARD_LINKS),
  LINK_TO("link()", Kind.NOTHING, (p, path) -> p.link(path, "aside/f"), HARD_LINKS),
  LSTAT("lstat()", Kind.FILE, Playground::stat),
  MKDIR("mkdir()", Kind.NOTHING, (p, path) -> p.mkdir(path)),
  OPEN_TO_READ("open()", Kind.FILE, (p, path) -> open(p, path, READ)),
  OPEN_TO_WRITE("open()", Kind.FILE, (p, path) -> open(p, path, WRITE)),
  OPENDIR("opendir()", Kind.EMPTY_DIRECTORY, Playground::list),
  READLINK("readlink()", Kind.DANGLING_LINK, Playground::readlink, SYMBOLIC_LINKS),
  REALPATH("realpath()", Kind.FILE, Call::realpath),
  RENAME_FROM("rename()", Kind.FILE, (p, path) -> p.move(path, "aside/new", ATOMIC_MOVE)),
  RENAME_TO("rename()", Kind.NOTHING, (p, path) -> p.move("aside/f", path, ATOMIC_MOVE)),
  RMDIR("rmdir()", Kind.EMPTY_DIRECTORY, Playground::delete),
  STAT("stat()", Kind.FILE, Call::stat),
  SYMLINK("symlink()", Kind.NOTHING, (p, path) -> p.symlink(path, "target"), SYMBOLIC_LINKS),
  UNLINK("unlink()", Kind.FILE, Playground::delete),
  UTIMENS("futimens()", Kind.FILE, Call::utimens);

  /** The call at a path. */
  @FunctionalInterface
  private interface Action {
    void at(Playground p, String path) throws IOException;
  }

  private static final Set<Call> OF_LINKS_THEMSELVES =
      Set.of(LSTAT, READLINK, LINK_FROM, RENAME_FROM, RMDIR, UNLINK);

  private final String page;
  private final Kind kind;

  @SuppressWarnings("ImmutableEnumChecker") // A method, which has no state.
  private final Action action;

  @SuppressWarnings("ImmutableEnumChecker") // It is: Set.of makes it.
  private final Set<Capability> needs;

  Call(String page, Kind kind, Action action, Capability... needs) {
    this.page = "POSIX.1-2024 " + page;
    this.kind = kind;
    this.action = action;
    this.needs = Set.of(needs);
  }

  /** Those that put a name into a directory, or take one out of it. */
  static Stream<Call> ofEntries() {
    return Stream.of(CREAT, LINK_TO, MKDIR, RENAME_FROM, RENAME_TO, RMDIR, SYMLINK, UNLINK);
  }

  /** Makes what the call wants besides the path: {@code aside/}, where anybody may do anything. */
  static void prepare(Playground p) throws IOException {
    p.tree("aside/", "aside/f=aside");
    if (p.offers(POSIX_PERMISSIONS)) {
      p.chmod("aside", "rwxrwxrwx");
      p.chmod("aside/f", "rwxrwxrwx");
    }
  }

  /** Makes at {@code path} what the call wants to find there. */
  void make(Playground p, String path) throws IOException {
    if (kind == Kind.DANGLING_LINK) {
      p.symlink(path, "target");
    } else {
      kind.make(p, path);
    }
  }

  /** Makes the call. */
  void at(Playground p, String path) throws IOException {
    action.at(p, path);
  }

  /** What is to be there: {@link Kind#NOTHING} if the call makes it. */
  Kind kind() {
    return kind;
  }

  /** Whether a symbolic link at the end of the path is followed. */
  boolean follows() {
    return kind != Kind.NOTHING && !OF_LINKS_THEMSELVES.contains(this);
  }

  /** The place in the standard that names {@code error}. */
  String cites(String error) {
    return page + " [" + error + "]";
  }

  Set<Capability> needs() {
    return needs;
  }

  /** As a label has it: {@code open to read}. */
  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT).replace('_', ' ');
  }

  static void open(Playground p, String path, OpenOption... options) throws IOException {
    p.run(
        "open " + path + " " + Set.of(options),
        () -> Files.newByteChannel(p.path(path), options).close());
  }

  static void access(Playground p, String path, AccessMode... modes) throws IOException {
    Path real = p.path(path);
    p.run(
        "access " + path + " " + Set.of(modes),
        () -> real.getFileSystem().provider().checkAccess(real, modes));
  }

  static void stat(Playground p, String path) throws IOException {
    p.run("stat " + path, () -> Files.getAttribute(p.path(path), "isDirectory"));
  }

  private static void realpath(Playground p, String path) throws IOException {
    p.get("realpath " + path, () -> p.path(path).toRealPath());
  }

  private static void utimens(Playground p, String path) throws IOException {
    p.set(path, "lastModifiedTime", FileTime.fromMillis(1_500_000_000_000L));
  }

  /** To the owner it has. */
  private static void chown(Playground p, String path) throws IOException {
    UserPrincipal self = p.offers(OTHER_USERS) ? p.principal() : Files.getOwner(p.path(""));
    p.run("chown " + path + " " + self, () -> Files.setOwner(p.path(path), self));
  }
}
