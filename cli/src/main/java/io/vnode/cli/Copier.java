package io.vnode.cli;

import static java.nio.file.LinkOption.NOFOLLOW_LINKS;
import static java.nio.file.StandardCopyOption.REPLACE_EXISTING;
import static java.nio.file.StandardOpenOption.CREATE_NEW;
import static java.nio.file.StandardOpenOption.READ;
import static java.nio.file.StandardOpenOption.TRUNCATE_EXISTING;
import static java.nio.file.StandardOpenOption.WRITE;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ReadableByteChannel;
import java.nio.channels.WritableByteChannel;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystem;
import java.nio.file.FileSystemException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Set;

/**
 * Copies files and trees from any file system to any other, as POSIX cp does: a file that is there
 * is written over in place, a directory that is there is added to.
 */
final class Copier {
  /** What a copy takes along and what it does to a file that is in its way. */
  record Options(
      boolean recursive, boolean followLinks, boolean preserve, boolean force, boolean noClobber) {}

  private static final int BUFFER_SIZE = 1 << 18;
  private static final int OWNER_ALL = 0700;

  /** A directory that is being filled from one of this status, or null for one not to be had. */
  private record Target(Location location, Status source, boolean isNew) {}

  private final Tool tool;
  private final Options options;
  private final Progress progress;
  private final ByteBuffer buffer = ByteBuffer.allocateDirect(BUFFER_SIZE);

  Copier(Tool tool, Options options) {
    this.tool = tool;
    this.options = options;
    this.progress = tool.progress();
  }

  /** Copies one file or tree; what fails inside a tree is told of, and the rest copied. */
  void copy(Location source, Location target) throws IOException {
    BasicFileAttributes attributes = TreeWalk.attributes(source.path(), options.followLinks());
    if (!attributes.isDirectory()) {
      copyFile(source, attributes, target);
      return;
    }
    if (!options.recursive()) {
      throw new FileSystemException(source.text(), null, "Is a directory (no -r)");
    }
    requireOutside(source, target);
    copyTree(source, target);
  }

  /** No tree can hold a copy of itself: it would have no end. */
  static void requireOutside(Location source, Location target) throws IOException {
    if (source.path().getFileSystem() != target.path().getFileSystem()) {
      return;
    }
    Path tree = source.path().toRealPath();
    Path place = target.path().toAbsolutePath();
    while (place.getParent() != null && !Files.exists(place)) {
      place = place.getParent();
    }
    if (place.toRealPath().startsWith(tree)) {
      throw new FileSystemException(
          source.text(), target.text(), "Is a directory that '" + target.text() + "' lies in");
    }
  }

  private void copyTree(Location source, Location target) {
    Deque<Target> above = new ArrayDeque<>();
    try (TreeWalk walk = TreeWalk.of(source).followingStart(options.followLinks())) {
      for (TreeWalk.Step step = walk.next(); step != null; step = walk.next()) {
        copyStep(walk, step, above, target);
      }
    }
  }

  private void copyStep(TreeWalk walk, TreeWalk.Step step, Deque<Target> above, Location root) {
    Location source = step.location();
    switch (step.event()) {
      case ENTER -> {
        if (!tool.attempt(source.text(), () -> above.push(enter(step, place(step, above, root))))) {
          above.push(new Target(null, null, false));
          walk.skip();
        }
      }
      case FILE ->
          tool.attempt(
              source.text(), () -> copyFile(source, step.attributes(), place(step, above, root)));
      case LEAVE -> {
        Target filled = above.pop();
        if (filled.location() != null) {
          tool.attempt(source.text(), () -> leave(filled));
        }
      }
      case FAIL -> tool.fail(source.text(), step.failure());
    }
  }

  private static Location place(TreeWalk.Step step, Deque<Target> above, Location root)
      throws IOException {
    return step.depth() == 0 ? root : above.element().location().namesake(step.location().path());
  }

  /** Makes a directory, which its owner can fill whatever its permissions are to be. */
  private Target enter(TreeWalk.Step step, Location target) throws IOException {
    Status source = Status.of(step.location().path(), step.depth() == 0 && options.followLinks());
    if (Files.isDirectory(target.path())) {
      return new Target(target, source, false);
    }
    Integer bits = source.permissions();
    LocatedException.at(
        target,
        () ->
            Files.createDirectory(
                target.path(),
                Permissions.forNew(target.path(), bits == null ? null : bits | OWNER_ALL)));
    return new Target(target, source, true);
  }

  private void leave(Target filled) throws IOException {
    Location target = filled.location();
    Integer bits = filled.source().permissions();
    if (options.preserve()) {
      LocatedException.at(target, () -> Preservation.apply(filled.source(), target.path()));
    } else if (filled.isNew() && bits != null && (bits & OWNER_ALL) != OWNER_ALL) {
      LocatedException.at(target, () -> takeBack(OWNER_ALL & ~bits, target.path()));
    }
  }

  private static void takeBack(int bits, Path directory) throws IOException {
    Integer given = Status.of(directory).permissions();
    if (given != null) {
      Permissions.set(directory, given & ~bits);
    }
  }

  private void copyFile(Location source, BasicFileAttributes attributes, Location target)
      throws IOException {
    boolean isThere = Files.exists(target.path(), NOFOLLOW_LINKS);
    if (isThere && options.noClobber()) {
      return;
    }
    if (isThere) {
      requireReplaceable(source, target);
    }
    progress.beginFile(source.text(), attributes.size());
    if (attributes.isSymbolicLink()) {
      copyLink(source, target, isThere);
    } else if (attributes.isRegularFile()) {
      copyRegular(source, target, isThere);
    } else {
      copySpecial(source, target);
    }
    if (options.preserve()) {
      Status status = Status.of(source.path(), !attributes.isSymbolicLink());
      LocatedException.at(target, () -> Preservation.apply(status, target.path()));
    }
  }

  private static void requireReplaceable(Location source, Location target) throws IOException {
    if (Files.exists(target.path()) && Files.isSameFile(source.path(), target.path())) {
      throw new FileSystemException(
          source.text(), target.text(), "Same file as '" + target.text() + "'");
    }
    if (Files.isDirectory(target.path())) {
      throw new LocatedException(
          target, new FileSystemException(target.text(), null, "Is a directory"));
    }
  }

  private static void copyLink(Location source, Location target, boolean isThere)
      throws IOException {
    String text = Files.readSymbolicLink(source.path()).toString();
    LocatedException.at(
        target,
        () -> {
          if (isThere) {
            Files.delete(target.path());
          }
          Files.createSymbolicLink(target.path(), target.path().getFileSystem().getPath(text));
        });
  }

  /** Special files can be made only by the provider that knows what they are. */
  private static void copySpecial(Location source, Location target) throws IOException {
    if (source.path().getFileSystem().provider() != target.path().getFileSystem().provider()) {
      throw new FileSystemException(source.text(), null, "Special file: left out");
    }
    LocatedException.at(
        target, () -> Files.copy(source.path(), target.path(), NOFOLLOW_LINKS, REPLACE_EXISTING));
  }

  private void copyRegular(Location source, Location target, boolean isThere) throws IOException {
    FileSystem fileSystem = target.path().getFileSystem();
    boolean mayShare =
        fileSystem == source.path().getFileSystem() && fileSystem != FileSystems.getDefault();
    if (mayShare && !isThere) {
      // Within one file system the provider may have a copy that moves no bytes.
      LocatedException.at(target, () -> Files.copy(source.path(), target.path()));
      return;
    }
    Integer bits = Status.of(source.path(), true).permissions();
    try (ReadableByteChannel in = Files.newByteChannel(source.path(), READ)) {
      LocatedException.at(
          target,
          () -> {
            try (WritableByteChannel out = open(target.path(), isThere, bits)) {
              transfer(in, out);
            }
          });
    }
  }

  private WritableByteChannel open(Path target, boolean isThere, Integer bits) throws IOException {
    if (isThere) {
      try {
        return Files.newByteChannel(target, WRITE, TRUNCATE_EXISTING);
      } catch (AccessDeniedException e) {
        if (!options.force()) {
          throw e;
        }
        Files.delete(target);
      } catch (NoSuchFileException e) {
        throw new FileSystemException(target.toString(), null, "Dangling symbolic link");
      }
    }
    return Files.newByteChannel(
        target, Set.of(WRITE, CREATE_NEW), Permissions.forNew(target, bits));
  }

  private void transfer(ReadableByteChannel in, WritableByteChannel out) throws IOException {
    while (in.read(buffer.clear()) >= 0) {
      buffer.flip();
      while (buffer.hasRemaining()) {
        progress.advance(out.write(buffer));
      }
    }
  }
}
