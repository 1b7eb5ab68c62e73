package io.vnode.projfs;

import io.vnode.nio.VfsUri;
import java.net.URI;
import java.nio.file.Path;

/** Where sources are that are given as text: relative to a directory, or at a URI. */
final class Sources {
  private final Path base;

  /** Relative to {@code base}. */
  Sources(Path base) {
    this.base = base;
  }

  /**
   * The path that {@code source} is, or is the text of.
   *
   * @throws IllegalArgumentException for a text that is none, also as InvalidPathException
   * @throws java.nio.file.FileSystemNotFoundException for a URI below one that is not open
   */
  Path path(Object source) {
    if (source instanceof Path path) {
      return path;
    }
    String text = (String) source;
    return VfsUri.isUri(text) ? Path.of(URI.create(text)) : base.resolve(text);
  }
}
