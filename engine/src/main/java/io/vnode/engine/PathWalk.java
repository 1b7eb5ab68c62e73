package io.vnode.engine;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/**
 * The only code that turns names into inodes.
 *
 * <p>A walk goes name by name from a directory: it asks for search permission, looks the name up,
 * crosses mount points, follows symbolic links and takes {@code ..} as what it is, the way up from
 * wherever the walk has come to. There is no recursion: the names of a link's target come before
 * those that are left, on a list.
 *
 * <p>The walk is also its own answer. A miss is a value, not an exception: {@link #inode} is null
 * and {@link #failure} says why. When only the last name is missing, {@link #parent} and {@link
 * #last} tell where it could be made.
 *
 * <p>What a walk found may be outdated when it returns. Whoever changes a directory locks it and
 * looks again.
 */
public final class PathWalk {
  /** Do not follow a link in the last place. */
  public static final int NOFOLLOW = 1;

  /** Whatever the last name leads to must be a directory: there was a slash behind it. */
  public static final int SLASH = 2;

  /**
   * Never leave the starting directory: neither by {@code ..} nor by an absolute link. The way up
   * is the way the walk came down, so a directory that is moved meanwhile opens no hole.
   */
  public static final int BENEATH = 4;

  /**
   * Remember the names on the way, without links and dots, for {@link #trail}; from the root only.
   */
  public static final int TRAIL = 8;

  /**
   * Do not look the last name up: the caller does, under a lock. It counts as missing if it is a
   * {@link Last#NAME}.
   */
  static final int PARENT = 16;

  /** What the last name is, where it matters. */
  enum Last {
    /** A name that could be made, removed or renamed. */
    NAME,
    DOT,
    DOT_DOT,
    /** No name at all: the starting directory itself, or the root. */
    NONE
  }

  private static final int NAME_CHARS_SAFE = Limits.NAME_MAX / 3;
  private static final int PATH_CHARS_SAFE = Limits.PATH_MAX / 3;

  /** A directory that was come through, and the name that led out of it. */
  private record Step(Directory directory, String name) {}

  /** Names that are to be walked later, behind the target of a link. */
  private static final class Rest {
    final String[] names;
    final int next;

    Rest(String[] names, int next) {
      this.names = names;
      this.next = next;
    }
  }

  private final Directory root;
  private final Credentials who;

  /** Those of the walk; {@link #SLASH} also when a link in the last place asks for a directory. */
  private int flags;

  private Directory directory;
  private String[] names;
  private int next;
  private int followed;

  /** What is left to walk behind links; null before the first. */
  private Deque<Rest> rests;

  /** The way down, with the flags that need it; otherwise null. */
  private Deque<Step> steps;

  private Last kind = Last.NONE;
  private Inode inode;
  private Errno failure;

  /** A walk by {@code who}, for whom {@code root} is the top of the world. */
  PathWalk(Directory root, Credentials who) {
    this.root = root;
    this.who = who;
  }

  /** Walks {@code names} from {@code from}. */
  PathWalk walk(Directory from, String[] names, int flags) throws IOException {
    assert (flags & TRAIL) == 0 || from == root : "a trail begins at the root";
    this.flags = flags;
    if (!has(BENEATH | TRAIL) && walkStraight(from, names)) {
      return this;
    }
    this.directory = from;
    this.inode = from;
    if (isTooLong(from, names)) {
      return fail(Errno.ENAMETOOLONG);
    }
    if (has(BENEATH | TRAIL)) {
      steps = new ArrayDeque<>();
    }
    this.names = names;
    while (hasNext()) {
      String name = this.names[next++];
      if (!step(name)) {
        return this;
      }
    }
    return finish();
  }

  /**
   * What the names lead to if they lead there straight: no dot and no link among them, nothing
   * missing, closed or too long. Null for anything else, which a walk will judge.
   *
   * <p>Most names lead straight, and who only wants to know where needs no walk for them.
   */
  static Inode straight(Directory from, String[] names, Credentials who) throws IOException {
    return straight(from, names, names.length, 0, who);
  }

  /** Where the first {@code count} names lead straight, with {@code chars} more behind them. */
  private static Inode straight(
      Directory from, String[] names, int count, int chars, Credentials who) throws IOException {
    Directory here = from;
    Inode inode = from;
    for (int i = 0; i < count; i++) {
      String name = names[i];
      if (here == null || !isPlain(name) || !Access.allowsSearch(here, who)) {
        return null;
      }
      chars += name.length() + 1;
      inode = here.lookup(name);
      if (inode instanceof Directory directory) {
        here = Mounts.across(directory);
        inode = here;
      } else if (inode != null && !(inode instanceof SymlinkNode)) {
        here = null;
      } else {
        return null;
      }
    }
    return chars < PATH_CHARS_SAFE ? inode : null;
  }

  /**
   * A whole walk, without a memory of its way, if the names lead straight to the last one and that
   * is no link to follow. @return false for any other
   */
  private boolean walkStraight(Directory from, String[] names) throws IOException {
    int last = names.length - 1;
    if (last < 0 || !isPlain(names[last])) {
      return false;
    }
    Inode parent = straight(from, names, last, names[last].length(), who);
    if (!(parent instanceof Directory here) || !Access.allowsSearch(here, who)) {
      return false;
    }
    Inode found = has(PARENT) ? null : here.lookup(names[last]);
    if (found instanceof SymlinkNode && (has(SLASH) || !has(NOFOLLOW))) {
      return false;
    }
    this.directory = here;
    this.names = names;
    this.next = names.length;
    this.kind = Last.NAME;
    if (found == null) {
      failed(Errno.ENOENT);
    } else {
      this.inode = Mounts.across(found);
      finish();
    }
    return true;
  }

  /** Whether {@code name} cannot be but a name, and not too long. */
  private static boolean isPlain(String name) {
    int length = name.length();
    return length <= NAME_CHARS_SAFE && length > 0 && (length > 2 || name.charAt(0) != '.');
  }

  /** The directory that {@link #last} is, or would be, in. */
  Directory parent() {
    return directory;
  }

  /** The last name, when it is a {@link Last#NAME}. */
  String last() {
    return names[next - 1];
  }

  Last kind() {
    return kind;
  }

  /** What was found, or null. */
  Inode inode() {
    return inode;
  }

  /** Why nothing was found, or null. */
  Errno failure() {
    return failure;
  }

  /** Whether all but the last name was found, so that it could be made. */
  boolean isLastMissing() {
    return failure == Errno.ENOENT && kind == Last.NAME && directory != null;
  }

  /** Whether a slash behind the last name, or behind the link that it is, asks for a directory. */
  boolean hasSlash() {
    return has(SLASH);
  }

  private boolean has(int flag) {
    return (flags & flag) != 0;
  }

  /** What was found. @throws VfsException when nothing was, with the reason */
  Inode require() throws VfsException {
    if (failure != null) {
      throw VfsException.of(failure);
    }
    return inode;
  }

  /** The names that lead from the root to the inode, without links and dots. */
  List<String> trail() {
    List<String> trail = new ArrayList<>(steps.size() + 1);
    steps.descendingIterator().forEachRemaining(step -> trail.add(step.name));
    return trail;
  }

  private boolean hasNext() {
    while (next == names.length && rests != null && !rests.isEmpty()) {
      Rest rest = rests.pop();
      names = rest.names;
      next = rest.next;
    }
    return next < names.length;
  }

  private boolean isLast() {
    return next == names.length && (rests == null || rests.isEmpty());
  }

  /** Goes one name on. @return false when the walk ended here, well or not */
  private boolean step(String name) throws IOException {
    if (!(inode instanceof Directory here)) {
      return failed(Errno.ENOTDIR);
    }
    directory = here;
    if (!Access.allowsSearch(here, who)) {
      return failed(Errno.EACCES);
    }
    return switch (name) {
      case "." -> {
        kind = Last.DOT;
        yield true;
      }
      case ".." -> {
        kind = Last.DOT_DOT;
        yield up(here);
      }
      default -> {
        kind = Last.NAME;
        yield down(here, name);
      }
    };
  }

  private boolean down(Directory here, String name) throws IOException {
    if (name.length() > NAME_CHARS_SAFE && utf8Length(name) > Limits.NAME_MAX) {
      return failed(Errno.ENAMETOOLONG);
    }
    Inode found = has(PARENT) && isLast() ? null : here.lookup(name);
    if (found == null) {
      if (!isLast() || name.isEmpty()) { // POSIX: "a null pathname shall not be resolved"
        directory = null;
      }
      return failed(Errno.ENOENT);
    }
    if (found instanceof SymlinkNode link && (!isLast() || has(SLASH) || !has(NOFOLLOW))) {
      return follow(link);
    }
    inode = Mounts.across(found);
    if (steps != null) {
      steps.push(new Step(here, name));
    }
    return true;
  }

  private boolean up(Directory here) {
    if (steps != null && !steps.isEmpty()) {
      inode = steps.pop().directory;
    } else if (has(BENEATH)) {
      return failed(Errno.ENOTCAPABLE);
    } else {
      inode = Mounts.above(here, root);
    }
    return true;
  }

  /** Puts the target of {@code link} before the names that are left. */
  private boolean follow(SymlinkNode link) throws IOException {
    if (++followed > Limits.FOLLOW_MAX) {
      return failed(Errno.ELOOP);
    }
    link.noteAccessed();
    String target = link.target();
    if (isLast()) {
      flags |= target.endsWith("/") ? SLASH : 0;
    } else {
      if (rests == null) {
        rests = new ArrayDeque<>();
      }
      rests.push(new Rest(names, next));
    }
    names = split(target);
    next = 0;
    if (!target.startsWith("/")) {
      return true;
    }
    if (has(BENEATH)) {
      return failed(Errno.ENOTCAPABLE);
    }
    kind = Last.NONE;
    inode = root;
    if (steps != null) {
      steps.clear();
    }
    return true;
  }

  private PathWalk finish() {
    if (has(SLASH) && !(inode instanceof Directory)) {
      return fail(Errno.ENOTDIR);
    }
    return this;
  }

  private PathWalk fail(Errno errno) {
    failed(errno);
    return this;
  }

  private boolean failed(Errno errno) {
    failure = errno;
    inode = null;
    return false;
  }

  /** The names in {@code path}, without empty ones. */
  static String[] split(String path) {
    List<String> names = new ArrayList<>();
    int start = 0;
    while (start < path.length()) {
      int end = path.indexOf('/', start);
      if (end < 0) {
        end = path.length();
      }
      if (end > start) {
        names.add(path.substring(start, end));
      }
      start = end + 1;
    }
    return names.toArray(String[]::new);
  }

  /**
   * Whether the path is longer than it may be as text, with a slash in front if it begins at the
   * root and a slash between any two names.
   */
  private boolean isTooLong(Directory from, String[] names) {
    int chars = names.length;
    for (String name : names) {
      chars += name.length();
    }
    int slashes = names.length + (has(SLASH) ? 1 : 0) - (from == root ? 0 : 1);
    return chars >= PATH_CHARS_SAFE && slashes + bytesOf(names) >= Limits.PATH_MAX;
  }

  private static int bytesOf(String[] names) {
    int bytes = 0;
    for (String name : names) {
      bytes += utf8Length(name);
    }
    return bytes;
  }

  static int utf8Length(String text) {
    return text.getBytes(StandardCharsets.UTF_8).length;
  }
}
