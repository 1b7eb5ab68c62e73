package io.vnode.zipstore;

import io.vnode.nio.VfsUri;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.regex.Pattern;

/**
 * A URI of ours in its two parts.
 *
 * @param source what stands before the last {@code !/}, with its escapes: the archive
 * @param path what stands behind, without escapes: the path in it
 */
record ArchiveUri(String source, String path) {
  private static final String SEPARATOR = "!/";

  /** How deep archives may be in archives. */
  private static final int NESTING_MAX = 16;

  /** The beginning of a URI; one letter would be a drive of Windows. */
  private static final Pattern SCHEME = Pattern.compile("[A-Za-z][A-Za-z0-9+.-]+:.*");

  /** URIs of a provider that has the same separator for itself. */
  private static final String JAR = "jar:";

  /** Takes {@code uri} apart. @throws IllegalArgumentException for one that is not like ours */
  static ArchiveUri of(URI uri) {
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
      throw refused(uri, "names no archive");
    }
    if (source.split(SEPARATOR, -1).length > NESTING_MAX) {
      throw refused(uri, "is more than " + NESTING_MAX + " archives deep");
    }
    return new ArchiveUri(source, path.isEmpty() ? "/" : path);
  }

  private static IllegalArgumentException refused(URI uri, String reason) {
    return new IllegalArgumentException("URI " + uri + " " + reason);
  }

  /**
   * The archive, which is in another one that {@code provider} opens if there are two separators.
   */
  Path archive(ZipStoreProvider provider) {
    if (source.contains(SEPARATOR) && !source.startsWith(JAR)) {
      return provider.getPath(URI.create(ZipStoreProvider.SCHEME + ":" + source));
    }
    return SCHEME.matcher(source).matches()
        ? Path.of(URI.create(source))
        : Path.of(VfsUri.decode(URI.create(ZipStoreProvider.SCHEME + ":" + source), source));
  }

  /** The one way to write {@code archive} as the first part of a URI. */
  static String canonical(Path archive) {
    String uri = real(archive).toUri().toString();
    String scheme = archive.getFileSystem().provider().getScheme();
    if (scheme.equals(ZipStoreProvider.SCHEME)) {
      return uri.substring(scheme.length() + 1);
    }
    return uri.startsWith(JAR) ? uri : uri.replace("!", "%21");
  }

  private static Path real(Path archive) {
    try {
      return archive.toRealPath();
    } catch (IOException e) {
      return archive.toAbsolutePath().normalize(); // Whoever opens it will see what is wrong.
    }
  }
}
