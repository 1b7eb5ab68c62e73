package io.vnode.nio;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;

/**
 * A URI into a file system that is made of one file, in its parts.
 *
 * @param scheme that of the file system
 * @param source what stands before the last {@code !/}, with its escapes: the file
 * @param path what stands behind, without escapes: the path in the file system
 */
record SourceUri(String scheme, String source, String path) {
  private static final String SEPARATOR = "!/";

  /** How deep such files may be in such file systems. */
  private static final int NESTING_MAX = 16;

  /** URIs of a provider that has the same separator for itself. */
  private static final String JAR = "jar:";

  /** Takes {@code uri} apart. @throws IllegalArgumentException for one that is not like ours */
  static SourceUri of(URI uri) {
    if (uri.getRawFragment() != null) {
      throw refused(uri, "has a fragment: write a '#' of a name as %23");
    }
    String text = uri.getRawSchemeSpecificPart();
    if (text.indexOf('?') >= 0) {
      throw refused(uri, "has a query: write a '?' of a name as %3F");
    }
    int separator = text.endsWith("!") ? text.length() - 1 : text.lastIndexOf(SEPARATOR);
    String source = separator < 0 ? text : text.substring(0, separator);
    String path = separator < 0 ? "" : VfsUri.decode(uri, text.substring(separator + 1));
    if (source.isEmpty()) {
      throw refused(uri, "names no file");
    }
    if (source.split(SEPARATOR, -1).length > NESTING_MAX) {
      throw refused(uri, "is more than " + NESTING_MAX + " files deep");
    }
    return new SourceUri(uri.getScheme(), source, path.isEmpty() ? "/" : path);
  }

  private static IllegalArgumentException refused(URI uri, String reason) {
    return new IllegalArgumentException("URI " + uri + " " + reason);
  }

  /**
   * The file, which is in another such file system that {@code provider} opens if there are two
   * separators.
   */
  Path file(VfsFileSystemProvider provider) {
    if (source.contains(SEPARATOR) && !source.startsWith(JAR)) {
      return provider.getPath(URI.create(scheme + ":" + source));
    }
    return VfsUri.isUri(source)
        ? Path.of(URI.create(source))
        : Path.of(VfsUri.decode(URI.create(scheme + ":" + source), source));
  }

  /** The one way to write {@code file} as the first part of a URI of {@code scheme}. */
  static String canonical(String scheme, Path file) {
    String uri = real(file).toUri().toString();
    if (file.getFileSystem().provider().getScheme().equals(scheme)) {
      return uri.substring(scheme.length() + 1);
    }
    return uri.startsWith(JAR) ? uri : uri.replace("!", "%21");
  }

  private static Path real(Path file) {
    try {
      return file.toRealPath();
    } catch (IOException e) {
      return file.toAbsolutePath().normalize(); // Whoever opens it will see what is wrong.
    }
  }
}
