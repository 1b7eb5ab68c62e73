package io.vnode.engine;

import java.io.IOException;
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

  /**
   * Where names do not lead straight on: the {@code next} of them in {@code here}, or what the one
   * before that was found to stand for there.
   */
  record Turn(Directory here, int next, boolean isLookedUp, Inode found) implements Found {}

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

  private PathWalk(Directory root, Credentials who, String[] names, int flags) {
    this.root = root;
    this.who = who;
    this.names = names;
    this.flags = flags;
  }

  /** Walks {@code names} from {@code from} for {@code who}, whose world ends at {@code root}. */
  static PathWalk walk(Directory root, Credentials who, Directory from, String[] names, int flags)
      throws IOException {
    assert (flags & TRAIL) == 0 || from == root : "a trail begins at the root";
    PathWalk walk = new PathWalk(root, who, names, flags);
    walk.directory = from;
    if (walk.isTooLong(from)) {
      return walk.fail(Errno.ENAMETOOLONG);
    }
    if (walk.has(BENEATH | TRAIL)) {
      walk.steps = new ArrayDeque<>();
      return walk.goOn(from, 0);
    }
    int last = Math.max(0, names.length - 1);
    Found start = straight(who, from, names, last, null);
    if (start instanceof Turn turn) {
      return walk.turn(turn);
    }
    return start instanceof Inode inode ? walk.goOn(inode, last) : walk.fail((Errno) start);
  }

  /**
   * A walk for those who want to know no more than what the names lead to, or why nowhere.
   *
   * @param into where the attributes of what is found may be filled in, if that is no further
   *     question; or null
   */
  static Found find(
      Directory root, Credentials who, Directory from, String[] names, int flags, Stat into)
      throws IOException {
    if ((flags & ~(NOFOLLOW | BENEATH)) != 0 || !NameLength.isSafe(names)) {
      return walk(root, who, from, names, flags).found();
    }
    Found found = straight(who, from, names, names.length, into);
    if (!(found instanceof Turn turn)) {
      return found;
    }
    // Whoever may have to go back the way he came begins again, and remembers it.
    return (flags & BENEATH) != 0
        ? walk(root, who, from, names, flags).found()
        : new PathWalk(root, who, names, flags).turn(turn).found();
  }

  /**
   * Goes along the first {@code count} names as long as they are plain and lead to directories, the
   * last of them to anything but a link. Most names do: so this has no memory of its way and makes
   * no object, and a walk begins where it ends.
   *
   * @return a {@link Turn} where something else is met
   */
  private static Found straight(
      Credentials who, Directory from, String[] names, int count, Stat into) throws IOException {
    Directory here = from;
    int next = 0;
    while (next < count) {
      Directory ahead = ahead(here, names, next);
      if (ahead != null) {
        here = ahead;
        next = names.length - 1;
        continue;
      }
      String name = names[next];
      if (!isPlain(name) || !Access.allowsSearch(here, who)) {
        return new Turn(here, next, false, null);
      }
      next++;
      Inode found = into != null && next == count ? here.lookup(name, into) : here.lookup(name);
      if (found instanceof Directory directory) {
        here = Mounts.across(directory);
      } else if (next < count || found instanceof SymlinkNode) {
        return new Turn(here, next, true, found);
      } else {
        return found == null ? Errno.ENOENT : found;
      }
    }
    return here;
  }

  /** Where the names up to the last lead from {@code here}, if that is known; null, as mostly. */
  private static Directory ahead(Directory here, String[] names, int next) throws IOException {
    int last = names.length - 1;
    if (next >= last || !here.isVolumeRoot()) {
      return null;
    }
    Directory ahead = here.leap(names, next, last);
    return ahead == null || Mounts.isOnTheWay(ahead) ? null : ahead;
  }

  /** Whether {@code name} cannot be but a name, and not too long. */
  private static boolean isPlain(String name) {
    int length = name.length();
    return NameLength.isSafe(length) && length > 0 && (length > 2 || name.charAt(0) != '.');
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

  private Found found() {
    return failure == null ? inode : failure;
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

  private boolean isTooLong(Directory from) {
    // With a slash in front if it begins at the root and a slash between any two names.
    int slashes = names.length + (has(SLASH) ? 1 : 0) - (from == root ? 0 : 1);
    return !NameLength.isSafe(names) && slashes + NameLength.bytesOf(names) >= Limits.PATH_MAX;
  }

  private PathWalk fail(Errno errno) {
    failure = errno;
    return this;
  }

  /** Goes on, to the end, from where the names do not lead straight. */
  private PathWalk turn(Turn turn) throws IOException {
    inode = turn.here;
    next = turn.next;
    if (turn.isLookedUp) {
      meet(turn.here, last(), turn.found);
    }
    return goOn(inode, next);
  }

  /** Goes on from {@code reached}, where the names before {@code next} led, to the end. */
  private PathWalk goOn(Inode reached, int next) throws IOException {
    this.inode = reached;
    this.next = next;
    while (failure == null && hasNext()) {
      step();
    }
    if (failure == null && has(SLASH) && !(inode instanceof Directory)) {
      failure = Errno.ENOTDIR;
    }
    if (failure != null) {
      inode = null;
    }
    return this;
  }

  /** Goes one name on. */
  private void step() throws IOException {
    String name = names[next++];
    if (!(inode instanceof Directory here)) {
      failure = Errno.ENOTDIR;
    } else if (!Access.allowsSearch(here, who)) {
      failure = Errno.EACCES;
    } else {
      directory = here;
      switch (name) {
        case "." -> kind = Last.DOT;
        case ".." -> up(here);
        default -> down(here, name);
      }
    }
  }

  private void down(Directory here, String name) throws IOException {
    if (NameLength.isTooLong(name)) {
      failure = Errno.ENAMETOOLONG;
    } else {
      meet(here, name, has(PARENT) && isLast() ? null : here.lookup(name));
    }
  }

  /** Takes {@code name} in {@code here} for what it was found to be: an inode, a link, nothing. */
  private void meet(Directory here, String name, Inode found) throws IOException {
    directory = here;
    kind = Last.NAME;
    if (found == null) {
      if (!isLast() || name.isEmpty()) { // POSIX: "a null pathname shall not be resolved"
        directory = null;
      }
      failure = Errno.ENOENT;
    } else if (found instanceof SymlinkNode link && (!isLast() || has(SLASH) || !has(NOFOLLOW))) {
      follow(link);
    } else {
      inode = Mounts.across(found);
      if (steps != null) {
        steps.push(new Step(here, name));
      }
    }
  }

  private void up(Directory here) {
    kind = Last.DOT_DOT;
    if (steps != null && !steps.isEmpty()) {
      inode = steps.pop().directory;
    } else if (has(BENEATH)) {
      failure = Errno.ENOTCAPABLE;
    } else {
      inode = Mounts.above(here, root);
    }
  }

  /** Puts the target of {@code link} before the names that are left. */
  private void follow(SymlinkNode link) throws IOException {
    if (++followed > Limits.FOLLOW_MAX) {
      failure = Errno.ELOOP;
      return;
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
    if (target.startsWith("/")) {
      startAtRoot();
    }
  }

  private void startAtRoot() {
    if (has(BENEATH)) {
      failure = Errno.ENOTCAPABLE;
      return;
    }
    kind = Last.NONE;
    inode = root;
    if (steps != null) {
      steps.clear();
    }
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
}
