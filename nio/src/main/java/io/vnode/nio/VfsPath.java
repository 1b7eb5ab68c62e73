package io.vnode.nio;

import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.ProviderMismatchException;
import java.nio.file.WatchEvent;
import java.nio.file.WatchKey;
import java.nio.file.WatchService;
import java.util.Arrays;
import java.util.Objects;

/**
 * A path of one of our file systems: its canonical text, which never changes, and the file system.
 *
 * <p><b>Behaviour.</b> Every answer is that of the JDK's own paths on Linux for the same text. A
 * path is only text: no method but {@link #toRealPath} and {@link #toUri} looks at a file, so
 * {@link #normalize} may lead elsewhere where symbolic links are, and a lookup does without it: it
 * takes {@link #names} as they stand, {@code ..} included.
 *
 * <p><b>Several file systems.</b> Paths of another provider are refused where {@link Path} says so.
 * A relative path of another file system of the same provider resolves as its names do, an absolute
 * one resolves to itself; otherwise paths of two file systems have nothing in common.
 *
 * <p><b>Cost.</b> Making or resolving a path makes one text and nothing else. The names are split
 * off when first asked for, once. Instances are immutable and safe for use by any threads.
 */
public final class VfsPath implements Path {
  private static final String[] ONE_EMPTY_NAME = {""};

  private final PathHost host;
  private final String text;

  /** Null until asked for. Volatile, so that no thread sees an array before its elements. */
  private volatile String[] names;

  private VfsPath(PathHost host, String text) {
    this.host = host;
    this.text = text;
  }

  /** The path that {@link FileSystem#getPath} makes of these pieces of text. */
  static VfsPath of(PathHost host, String first, String... more) {
    PathSyntax syntax = host.syntax();
    return new VfsPath(host, syntax.canonical(syntax.join(first, more)));
  }

  /** The absolute path that the path of a URI, without escapes, stands for. */
  static VfsPath ofUriPath(PathHost host, String path) {
    return of(host, host.syntax().fromUriPath(path));
  }

  /**
   * The names to walk from the root or working directory, {@code .} and {@code ..} among them; none
   * for a root and for the empty path. The array is this path's own: do not write to it.
   */
  String[] names() {
    String[] result = names;
    if (result == null) {
      result = syntax().names(text);
      names = result;
    }
    return result;
  }

  /** The names as {@link Path} counts them: the empty path has one, which is empty. */
  String[] elements() {
    return isEmpty() ? ONE_EMPTY_NAME : names();
  }

  PathHost host() {
    return host;
  }

  /** Whether this is the path of no text, which is another way to say the working directory. */
  boolean isEmpty() {
    return text.isEmpty();
  }

  private PathSyntax syntax() {
    return host.syntax();
  }

  private VfsPath withText(String text) {
    return new VfsPath(host, text);
  }

  private String rootText() {
    return text.substring(0, syntax().rootLength(text));
  }

  @Override
  public FileSystem getFileSystem() {
    return host.fileSystem();
  }

  @Override
  public boolean isAbsolute() {
    return syntax().isAbsolute(text);
  }

  @Override
  public VfsPath getRoot() {
    String root = rootText();
    return root.isEmpty() ? null : withText(root);
  }

  @Override
  public VfsPath getFileName() {
    int root = syntax().rootLength(text);
    if (root > 0 && root == text.length()) {
      return null;
    }
    int start = Math.max(root, text.lastIndexOf(syntax().separator()) + 1);
    return start == 0 ? this : withText(text.substring(start));
  }

  @Override
  public VfsPath getParent() {
    int root = syntax().rootLength(text);
    int end = Math.max(root, text.lastIndexOf(syntax().separator()));
    return end == 0 || end == text.length() ? null : withText(text.substring(0, end));
  }

  @Override
  public int getNameCount() {
    return elements().length;
  }

  @Override
  public VfsPath getName(int index) {
    String[] elements = elements();
    if (index < 0 || index >= elements.length) {
      throw new IllegalArgumentException(
          "No name " + index + " in '" + text + "', which has " + elements.length);
    }
    return withText(elements[index]);
  }

  @Override
  public VfsPath subpath(int beginIndex, int endIndex) {
    String[] elements = elements();
    if (beginIndex < 0 || beginIndex >= endIndex || endIndex > elements.length) {
      throw new IllegalArgumentException(
          "No names [%d, %d) in '%s', which has %d"
              .formatted(beginIndex, endIndex, text, elements.length));
    }
    return withText(syntax().text("", elements, beginIndex, endIndex));
  }

  @Override
  public boolean startsWith(Path other) {
    VfsPath that = ofThisFileSystem(other);
    if (that == null || isEmpty() != that.isEmpty()) {
      return false;
    }
    return syntax().equal(rootText(), that.rootText()) && hasNames(that, 0);
  }

  @Override
  public boolean endsWith(Path other) {
    VfsPath that = ofThisFileSystem(other);
    if (that == null || isEmpty() != that.isEmpty()) {
      return false;
    }
    int before = names().length - that.names().length;
    if (that.getRoot() != null) {
      return before == 0 && syntax().equal(rootText(), that.rootText()) && hasNames(that, 0);
    }
    return hasNames(that, before);
  }

  /** {@code other} if it is a path of this file system, otherwise null. */
  private VfsPath ofThisFileSystem(Path other) {
    Objects.requireNonNull(other);
    return other instanceof VfsPath that && isOfSameFileSystem(that) ? that : null;
  }

  /** Whether this path has all names of {@code that}, in order, from index {@code from} on. */
  private boolean hasNames(VfsPath that, int from) {
    String[] mine = names();
    String[] theirs = that.names();
    return from >= 0
        && from + theirs.length <= mine.length
        && equalNames(mine, from, theirs) == theirs.length;
  }

  /**
   * How many of the first of {@code theirs} are the same as those of {@code mine} at {@code from}.
   */
  private int equalNames(String[] mine, int from, String[] theirs) {
    int length = Math.min(mine.length - from, theirs.length);
    int equal = 0;
    while (equal < length && syntax().equal(mine[from + equal], theirs[equal])) {
      equal++;
    }
    return equal;
  }

  @Override
  public VfsPath normalize() {
    String[] all = names();
    String[] kept = new String[all.length];
    int count = 0;
    for (String name : all) {
      switch (name) {
        case "." -> {}
        case ".." -> {
          if (count > 0 && !kept[count - 1].equals("..")) {
            count--;
          } else if (!isAbsolute()) {
            kept[count++] = name;
          }
        }
        default -> kept[count++] = name;
      }
    }
    return count == all.length ? this : withText(syntax().text(rootText(), kept, 0, count));
  }

  @Override
  public VfsPath resolve(Path other) {
    VfsPath that = ofSameProvider(other);
    if (that.isAbsolute()) {
      return that;
    }
    return resolveCanonical(that.text);
  }

  @Override
  public VfsPath resolve(String other) {
    return resolveCanonical(syntax().canonical(other));
  }

  /**
   * The path of the entry {@code name} in the directory that this is the path of. Its names are
   * known, and nearly always looked up next.
   */
  VfsPath entry(String name) {
    String[] above = names();
    String[] all = Arrays.copyOf(above, above.length + 1);
    all[above.length] = name;
    VfsPath entry = resolve(name);
    entry.names = all;
    return entry;
  }

  private VfsPath resolveCanonical(String other) {
    if (other.isEmpty()) {
      return this;
    }
    boolean standsAlone = isEmpty() || syntax().isAbsolute(other);
    return withText(standsAlone ? other : syntax().resolve(text, other));
  }

  /**
   * {@inheritDoc}
   *
   * <p>Both paths are normalized first, unless this one is empty.
   *
   * @throws IllegalArgumentException if one path is absolute and the other is not, if they are of
   *     different file systems, or if this path leads up, by {@code ..}, where {@code other} does
   *     not: what names would lead down again is unknown
   */
  @Override
  public VfsPath relativize(Path other) {
    VfsPath that = ofSameProvider(other);
    if (!isOfSameFileSystem(that)) {
      throw new IllegalArgumentException("'" + other + "' is of a different file system");
    }
    if (!syntax().equal(rootText(), that.rootText())) {
      throw new IllegalArgumentException("'other' is different type of Path");
    }
    if (equals(that)) {
      return withText("");
    }
    return isEmpty() ? that : normalize().wayTo(that.normalize());
  }

  /** The relative path from this path to {@code that}; both are normalized and of one root. */
  private VfsPath wayTo(VfsPath that) {
    String[] down = that.names();
    String[] up = names();
    int common = equalNames(up, 0, down);
    int ups = up.length - common;
    if (ups > 0 && up[common].equals("..")) {
      throw new IllegalArgumentException(
          "Unable to compute relative path from '" + this + "' to '" + that + "'");
    }
    String[] way = new String[ups + down.length - common];
    Arrays.fill(way, 0, ups, "..");
    System.arraycopy(down, common, way, ups, down.length - common);
    return withText(syntax().text("", way, 0, way.length));
  }

  private VfsPath ofSameProvider(Path other) {
    Objects.requireNonNull(other);
    if (other instanceof VfsPath that && isOfSameProvider(that)) {
      return that;
    }
    throw new ProviderMismatchException(
        "'" + other + "' is not a path of the " + scheme() + " provider");
  }

  private String scheme() {
    return host.address().scheme();
  }

  @SuppressWarnings("ReferenceEquality") // A host is a file system: there are no equal ones.
  private boolean isOfSameFileSystem(VfsPath that) {
    return host == that.host;
  }

  private boolean isOfSameProvider(VfsPath that) {
    return isOfSameFileSystem(that) || scheme().equals(that.scheme());
  }

  @Override
  public VfsPath toAbsolutePath() {
    return isAbsolute() ? this : host.workingDirectory().resolve(this);
  }

  @Override
  public VfsPath toRealPath(LinkOption... options) throws IOException {
    boolean followLinks = true;
    for (LinkOption option : options) {
      followLinks &= Objects.requireNonNull(option) != LinkOption.NOFOLLOW_LINKS;
    }
    return host.realPath(this, followLinks);
  }

  /**
   * {@inheritDoc}
   *
   * <p>The path is looked up: the URI of a directory that is there ends with a slash, so that what
   * is resolved against it lies in the directory, as class loaders need it.
   */
  @Override
  public URI toUri() {
    String path = syntax().toUriPath(toAbsolutePath().text);
    boolean needsSlash = !path.endsWith("/") && host.isDirectory(this);
    return host.address().resolve(needsSlash ? path + "/" : path);
  }

  /**
   * The file of this path's text in the default file system; refused by every other, as {@link
   * Path#toFile} demands.
   *
   * @throws UnsupportedOperationException if this is not a path of the default file system
   */
  @Override
  public File toFile() {
    if (getFileSystem() == FileSystems.getDefault()) {
      return new File(text);
    }
    throw new UnsupportedOperationException(
        toUri()
            + " has no java.io.File: that names files of the host only. Use the Path with"
            + " java.nio.file.Files (newInputStream, newByteChannel, readString...),"
            + " or Files.copy it to the host first");
  }

  @Override
  public WatchKey register(
      WatchService watcher, WatchEvent.Kind<?>[] events, WatchEvent.Modifier... modifiers)
      throws IOException {
    return host.register(this, watcher, events, modifiers);
  }

  /**
   * Orders paths by the bytes of their text in UTF-8, and those of the same text by the address of
   * their file system.
   *
   * @throws ClassCastException if {@code other} is a path of another provider
   */
  @Override
  public int compareTo(Path other) {
    VfsPath that = (VfsPath) other;
    int order = syntax().compare(text, that.text);
    if (isOfSameFileSystem(that)) {
      return order;
    }
    if (!isOfSameProvider(that)) {
      throw new ClassCastException(that.toUri() + " is a path of another provider than " + toUri());
    }
    return order != 0 ? order : host.address().compareTo(that.host.address());
  }

  @Override
  public boolean equals(Object other) {
    return this == other
        || (other instanceof VfsPath that
            && isOfSameFileSystem(that)
            && syntax().equal(text, that.text));
  }

  @Override
  public int hashCode() {
    return syntax().hash(text);
  }

  @Override
  public String toString() {
    return text;
  }
}
