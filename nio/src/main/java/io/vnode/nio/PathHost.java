package io.vnode.nio;

import java.io.IOException;
import java.nio.file.FileSystem;
import java.nio.file.WatchEvent;
import java.nio.file.WatchKey;
import java.nio.file.WatchService;

/**
 * What a {@link VfsPath} needs of the file system it belongs to, and no more: a path is text, and
 * whoever answers for files stands behind this.
 *
 * <p>Two paths belong together when they have the same host object.
 */
interface PathHost {

  /** The host as {@link VfsPath#getFileSystem} shows it. */
  FileSystem fileSystem();

  PathSyntax syntax();

  /** The scheme and authority of every URI of this file system. */
  VfsUri address();

  /** Where relative paths start: an absolute path of this host. */
  VfsPath workingDirectory();

  /**
   * The absolute path of the existing file that {@code path} leads to, without {@code .} and {@code
   * ..}, and without symbolic links if {@code followLinks}.
   */
  VfsPath realPath(VfsPath path, boolean followLinks) throws IOException;

  /**
   * Whether {@code path} leads to a directory, links followed; false for what cannot be found out,
   * as in a file system that is closed.
   */
  boolean isDirectory(VfsPath path);

  WatchKey register(
      VfsPath path,
      WatchService watcher,
      WatchEvent.Kind<?>[] events,
      WatchEvent.Modifier... modifiers)
      throws IOException;
}
