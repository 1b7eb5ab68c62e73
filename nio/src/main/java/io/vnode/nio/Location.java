package io.vnode.nio;

import io.vnode.engine.Change;
import io.vnode.engine.Credentials;
import io.vnode.engine.Directory;
import io.vnode.engine.Errno;
import io.vnode.engine.Inode;
import io.vnode.engine.Namespace;
import io.vnode.engine.PathWalk;
import io.vnode.engine.Stat;
import java.io.IOException;
import java.nio.file.ClosedDirectoryStreamException;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.ProviderMismatchException;

/**
 * Where an operation of the face applies: a path, and the directory of the engine that it starts
 * from.
 *
 * <p>That is the root, or the directory that a stream holds open. Every operation of the face is
 * written once, against this.
 */
final class Location {
  private static final String[] NO_NAMES = {};

  private final VfsFileSystem fileSystem;

  /** The stream that must be open for this to be a place, or null. */
  private final VfsDirectoryStream stream;

  private final Directory at;
  private final VfsPath path;
  private final String[] names;

  private Location(
      VfsFileSystem fileSystem,
      VfsDirectoryStream stream,
      Directory at,
      VfsPath path,
      String[] names) {
    this.fileSystem = fileSystem;
    this.stream = stream;
    this.at = at;
    this.path = path;
    this.names = names;
  }

  /**
   * The place of {@code path} in its file system.
   *
   * @throws ProviderMismatchException when it is no path of ours
   * @throws java.nio.file.ClosedFileSystemException when its file system is closed
   */
  static Location of(Path path) {
    VfsPath ours = ours(path);
    VfsFileSystem fileSystem = (VfsFileSystem) ours.getFileSystem();
    fileSystem.requireOpen();
    return new Location(fileSystem, null, fileSystem.root(), ours, fileSystem.names(ours));
  }

  /**
   * The place of {@code path} below the directory that {@code stream} holds open; an absolute one
   * starts anew. The empty path, which elsewhere stands for a directory, leads nowhere here.
   *
   * @throws ProviderMismatchException when it is no path of the file system of the stream
   */
  static Location in(VfsDirectoryStream stream, Path path) {
    VfsPath ours = ours(path);
    VfsFileSystem fileSystem = stream.fileSystem();
    if (ours.getFileSystem() != fileSystem) {
      throw new ProviderMismatchException("not a path of the stream's file system");
    }
    Directory at = ours.isAbsolute() ? fileSystem.root() : stream.directory();
    return new Location(fileSystem, stream, at, ours, ours.elements());
  }

  /** The place of the very directory that {@code stream} holds open, whatever its name is now. */
  static Location of(VfsDirectoryStream stream) {
    return new Location(stream.fileSystem(), stream, stream.directory(), stream.path(), NO_NAMES);
  }

  private static VfsPath ours(Path path) {
    if (path instanceof VfsPath ours) {
      return ours;
    }
    if (path == null) {
      throw new NullPointerException("path");
    }
    throw new ProviderMismatchException(
        "not a path of this provider but of " + path.getFileSystem().provider().getScheme());
  }

  /**
   * Requires that one may still start here.
   *
   * @throws ClosedDirectoryStreamException when the stream is closed
   * @throws java.nio.file.ClosedFileSystemException when the file system is
   */
  Location requireOpen() {
    if (stream != null && stream.isClosed()) {
      throw new ClosedDirectoryStreamException();
    }
    fileSystem.requireOpen();
    return this;
  }

  VfsFileSystem fileSystem() {
    return fileSystem;
  }

  Namespace namespace() {
    return fileSystem.namespace();
  }

  Credentials who() {
    return fileSystem.credentials();
  }

  /** The directory where {@link #names} start. */
  Directory at() {
    return at;
  }

  /** The path, for exceptions. */
  VfsPath path() {
    return path;
  }

  String[] names() {
    return names;
  }

  /** The inode here. @throws IOException the exception of {@code java.nio.file} for a failure */
  Inode lookup(LinkOption... options) throws IOException {
    return lookup(walkFlags(options));
  }

  /** The inode here, walked to with {@code flags}. */
  Inode lookup(int flags) throws IOException {
    requireOpen();
    try {
      return namespace().lookup(who(), at, names, flags);
    } catch (IOException e) {
      throw NioErrors.of(e, path);
    }
  }

  /** The inode here, or null when there is none to be found. */
  Inode find(LinkOption... options) throws IOException {
    try {
      return namespace().find(who(), at, names, walkFlags(options));
    } catch (IOException e) {
      throw NioErrors.of(e, path);
    }
  }

  /** All attributes of what is here, walked to with {@code flags}. */
  VfsFileAttributes stat(int flags) throws IOException {
    return stat(flags, fileSystem.newAttributes(fileSystem.principals()));
  }

  /** The attributes {@code wanted} of what is here, walked to with {@code flags}. */
  <S extends Stat> S stat(int flags, S wanted) throws IOException {
    requireOpen();
    Errno failure = tryStat(flags, wanted);
    if (failure != null) {
      throw NioErrors.ofReading(failure, path);
    }
    return wanted;
  }

  /** The attributes {@code wanted} of what is here, or null when nothing is. */
  <S extends Stat> S statIfExists(int flags, S wanted) throws IOException {
    requireOpen();
    Errno failure = tryStat(flags, wanted);
    if (failure != null && !NioErrors.isMissing(failure)) {
      throw NioErrors.of(failure, path, null);
    }
    return failure == null ? wanted : null;
  }

  /** What was walked into is a value; where the walk itself fails, that is an exception. */
  private Errno tryStat(int flags, Stat attributes) throws IOException {
    try {
      return namespace().tryStat(who(), at, names, flags, attributes);
    } catch (IOException e) {
      throw NioErrors.of(e, path);
    }
  }

  /** Changes attributes of what is here, walked to with {@code flags}. */
  void change(Change change, int flags) throws IOException {
    requireOpen();
    try {
      namespace().change(who(), at, names, flags, change);
    } catch (IOException e) {
      throw NioErrors.of(e, path);
    }
  }

  /** The flags of a walk with {@code options}. */
  static int walkFlags(LinkOption... options) {
    return followsLinks(options) ? 0 : PathWalk.NOFOLLOW;
  }

  static boolean followsLinks(LinkOption... options) {
    for (LinkOption option : options) {
      if (option == LinkOption.NOFOLLOW_LINKS) {
        return false;
      }
      if (option == null) {
        throw new NullPointerException("option");
      }
    }
    return true;
  }
}
