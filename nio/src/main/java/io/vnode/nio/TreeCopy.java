package io.vnode.nio;

import static java.nio.file.LinkOption.NOFOLLOW_LINKS;

import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileAttribute;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;

/**
 * A tree copied with everything in it, from any file system to any other.
 *
 * <p>Symbolic links are copied as they are, names of one file become names of one file, and each
 * copy gets what {@link AttributeCopy} can give it. A directory that is there already is entered
 * and keeps its attributes; any other name that is taken ends the copy.
 */
public final class TreeCopy extends SimpleFileVisitor<Path> {
  private final AttributeCopy attributeCopy;

  /** The directories that the walk is in, as they are in the copy; the innermost first. */
  private final Deque<Made> open = new ArrayDeque<>();

  /** What files with several names are called in the copy, by the key of the source. */
  private final Map<Object, Path> names = new HashMap<>();

  private final Path top;
  private final Path target;
  private final TreeListener listener;

  /** A directory of the copy. */
  private record Made(Path path, boolean isNew) {}

  private TreeCopy(Path top, Path target, Path existing, TreeListener listener) throws IOException {
    this.top = top;
    this.target = target;
    this.listener = listener;
    this.attributeCopy = new AttributeCopy(top, existing);
  }

  /**
   * Copies {@code from} and, if it is a directory, all that is below it, so that {@code to} is its
   * copy. What has been copied stays when it fails half-way.
   *
   * @throws java.nio.file.FileAlreadyExistsException when a name in the copy is taken by what is
   *     not a directory, or by a directory where it should not be
   * @throws FileSystemException when {@code to} lies in {@code from}, or a file of a special kind
   *     cannot be made
   */
  public static void copy(Path from, Path to) throws IOException {
    copy(from, to, TreeListener.NONE);
  }

  /** As the other, and tells {@code listener} how far it is. */
  public static void copy(Path from, Path to, TreeListener listener) throws IOException {
    Path existing = existing(to);
    Path real = from.toRealPath(NOFOLLOW_LINKS);
    if (existing.toRealPath().startsWith(real) && Files.isDirectory(real, NOFOLLOW_LINKS)) {
      throw new FileSystemException(
          from.toString(), to.toString(), "cannot copy a directory into itself");
    }
    Files.walkFileTree(from, new TreeCopy(from, to, existing, listener));
  }

  /** What there is of {@code path}: itself, or the nearest directory above. */
  private static Path existing(Path path) {
    Path existing = path.toAbsolutePath();
    while (existing.getParent() != null && !Files.exists(existing)) {
      existing = existing.getParent();
    }
    return existing;
  }

  /** The name of the copy of {@code file}, which is in the directory that the walk is in. */
  private Path copyOf(Path file) {
    return file.equals(top) ? target : open.element().path().resolve(file.getFileName().toString());
  }

  @Override
  public FileVisitResult preVisitDirectory(Path directory, BasicFileAttributes attributes)
      throws IOException {
    Path copy = copyOf(directory);
    boolean isNew = !Files.isDirectory(copy, NOFOLLOW_LINKS);
    if (isNew) {
      Files.createDirectory(copy);
    }
    open.push(new Made(copy, isNew));
    return FileVisitResult.CONTINUE;
  }

  @Override
  public FileVisitResult postVisitDirectory(Path directory, IOException failure)
      throws IOException {
    super.postVisitDirectory(directory, failure);
    Made copy = open.pop();
    if (copy.isNew()) {
      // Read again: the walk has changed the time of access, and nothing else.
      BasicFileAttributes attributes =
          Files.readAttributes(directory, BasicFileAttributes.class, NOFOLLOW_LINKS);
      attributeCopy.run(directory, copy.path(), attributes);
    }
    return FileVisitResult.CONTINUE;
  }

  @Override
  public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
    Path copy = copyOf(file);
    listener.begin(file, attributes.size());
    if (!linkToKnown(file, copy, attributes)) {
      make(file, copy, attributes);
      attributeCopy.run(file, copy, attributes);
      listener.advance(attributes.size());
    }
    return FileVisitResult.CONTINUE;
  }

  /** Makes {@code copy} one more name of a file that was copied under another. */
  private boolean linkToKnown(Path file, Path copy, BasicFileAttributes attributes)
      throws IOException {
    if (!attributeCopy.countsLinks()
        || (int) Files.getAttribute(file, "unix:nlink", NOFOLLOW_LINKS) < 2) {
      return false;
    }
    Path known = names.putIfAbsent(attributes.fileKey(), copy);
    return known != null && link(copy, known);
  }

  /** Links if the target has links; otherwise the names part, and each gets the contents. */
  private static boolean link(Path copy, Path known) throws IOException {
    try {
      Files.createLink(copy, known);
      return true;
    } catch (UnsupportedOperationException e) {
      return false;
    }
  }

  private void make(Path file, Path copy, BasicFileAttributes attributes) throws IOException {
    if (attributes.isSymbolicLink()) {
      String text = Files.readSymbolicLink(file).toString();
      Files.createSymbolicLink(copy, copy.getFileSystem().getPath(text));
    } else if (attributes.isOther()) {
      makeSpecial(file, copy);
    } else {
      Files.copy(file, copy, NOFOLLOW_LINKS);
    }
  }

  private void makeSpecial(Path file, Path copy) throws IOException {
    try {
      Files.createFile(copy, attribute(file, "unix:mode"), attribute(file, "unix:rdev"));
    } catch (UnsupportedOperationException | IllegalArgumentException e) {
      FileSystemException failure =
          new FileSystemException(
              file.toString(), copy.toString(), "cannot make a file of this special kind");
      failure.initCause(e);
      throw failure;
    }
  }

  /** An attribute of {@code file}, for its copy to be made with. */
  private static FileAttribute<?> attribute(Path file, String name) throws IOException {
    Object value = Files.getAttribute(file, name, NOFOLLOW_LINKS);
    return new FileAttribute<Object>() {
      @Override
      public String name() {
        return name;
      }

      @Override
      public Object value() {
        return value;
      }
    };
  }
}
