package io.vnode.cli;

import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Path;

/**
 * The files that packing reads and writes, as the command line names them: what is packed is walked
 * by its real path, and told of by that.
 */
final class PackLocations {
  private final Location directory;
  private final Location out;
  private final Location executable;
  private final Path realDirectory;

  /** For {@code directory} packed to {@code out}, behind {@code executable} unless that is null. */
  PackLocations(Location directory, Location out, Location executable) throws IOException {
    this.directory = directory;
    this.out = out;
    this.executable = executable;
    this.realDirectory = directory.path().toRealPath();
  }

  /** A file in what is packed. */
  Location inDirectory(Path file) {
    Location location = directory;
    if (!file.equals(realDirectory)) {
      for (Path name : realDirectory.relativize(file)) {
        location = location.entry(location.path().resolve(name));
      }
    }
    return location;
  }

  /** The file that {@code failure} is about; what is nowhere else is about the archive. */
  Location of(FileSystemException failure) {
    String file = failure.getFile();
    if (executable != null && executable.path().toString().equals(file)) {
      return executable;
    }
    if (directory.path().toString().equals(file)) {
      return directory;
    }
    if (file != null && isInDirectory(file)) {
      return inDirectory(realDirectory.getFileSystem().getPath(file));
    }
    return out;
  }

  private boolean isInDirectory(String file) {
    return !file.equals(out.path().toString())
        && file.startsWith(realDirectory.toString())
        && realDirectory.getFileSystem().getPath(file).startsWith(realDirectory);
  }
}
