package io.vnode.cli;

import java.io.Closeable;
import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.FileSystem;
import java.nio.file.FileSystemAlreadyExistsException;
import java.nio.file.FileSystemNotFoundException;
import java.nio.file.FileSystems;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.spi.FileSystemProvider;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The files that a command's arguments name, and the file systems opened for them, which are closed
 * with it.
 *
 * <p>An argument that begins with a scheme of two letters or more and a colon is a URI; every other
 * is a path of the host. A host file {@code ab:c} is written {@code ./ab:c}.
 */
final class Locations implements Closeable {
  private static final Pattern URI_START =
      Pattern.compile("([A-Za-z][A-Za-z0-9+.-]+):.*", Pattern.DOTALL);

  /**
   * How the file systems of a scheme are opened, which are images: a command works on one that is
   * there, and makes none by asking for it.
   */
  private static final Map<String, Map<String, String>> OF_IMAGES =
      Map.of("wofs", Map.of("create", "false"));

  private final List<FileSystem> opened = new ArrayList<>();

  Location of(String argument) throws IOException {
    if (argument.isEmpty()) {
      throw new NoSuchFileException(argument);
    }
    Matcher start = URI_START.matcher(argument);
    return start.matches()
        ? new Location(argument, path(uri(argument, start.group(1))), true)
        : new Location(argument, Path.of(argument), false);
  }

  private static URI uri(String argument, String scheme) throws IOException {
    if (FileSystemProvider.installedProviders().stream()
        .noneMatch(provider -> provider.getScheme().equalsIgnoreCase(scheme))) {
      throw new IOException(
          "no file system for scheme '"
              + scheme
              + "'; there are "
              + schemes()
              + " (a file of the host: ./"
              + argument
              + ")");
    }
    try {
      return new URI(argument);
    } catch (URISyntaxException e) {
      throw new IOException("not a URI: " + e.getReason() + " at index " + e.getIndex(), e);
    }
  }

  private static String schemes() {
    return FileSystemProvider.installedProviders().stream()
        .map(provider -> provider.getScheme().toLowerCase(Locale.ROOT))
        .distinct()
        .sorted()
        .collect(Collectors.joining(", "));
  }

  private Path path(URI uri) throws IOException {
    boolean wasOpen = isOpen(uri);
    if (!wasOpen && OF_IMAGES.containsKey(schemeOf(uri))) {
      open(uri);
      return Path.of(uri);
    }
    try {
      Path path = Path.of(uri);
      if (!wasOpen) {
        opened.add(path.getFileSystem()); // The provider has opened it for us.
      }
      return path;
    } catch (FileSystemNotFoundException e) {
      if (e.getCause() instanceof IOException failure) {
        throw failure; // The provider opens what is asked for, and has said why it cannot.
      }
      open(uri);
      return Path.of(uri);
    }
  }

  private static String schemeOf(URI uri) {
    return uri.getScheme().toLowerCase(Locale.ROOT);
  }

  /** Whether a file system answers to {@code uri} already, as that of the host always does. */
  private static boolean isOpen(URI uri) {
    try {
      return FileSystems.getFileSystem(uri).isOpen();
    } catch (FileSystemNotFoundException e) {
      return false;
    } catch (IllegalArgumentException | UnsupportedOperationException e) {
      return true;
    }
  }

  private void open(URI uri) throws IOException {
    try {
      Map<String, String> settings = OF_IMAGES.getOrDefault(schemeOf(uri), Map.of());
      opened.add(FileSystems.newFileSystem(root(uri), settings));
    } catch (FileSystemAlreadyExistsException e) {
      // Somebody else in this JVM was faster; the file system is his to close.
    } catch (FileSystemNotFoundException e) {
      throw (IOException) new NoSuchFileException(uri.toString()).initCause(e);
    }
  }

  /**
   * What names the file system itself; an opaque URI, as that of a jar, is left to its provider.
   */
  private static URI root(URI uri) {
    int end = uri.toString().lastIndexOf("!/");
    if (OF_IMAGES.containsKey(schemeOf(uri)) && end >= 0) {
      return URI.create(uri.toString().substring(0, end + 2));
    }
    String authority = uri.getRawAuthority();
    return uri.isOpaque()
        ? uri
        : URI.create(uri.getScheme() + "://" + (authority == null ? "" : authority) + "/");
  }

  /** Closes what was opened, all of it, and only then tells of a failure. */
  @Override
  public void close() throws IOException {
    IOException failure = null;
    for (FileSystem fileSystem : opened) {
      try {
        fileSystem.close();
      } catch (IOException e) {
        if (failure == null) {
          failure = e;
        } else {
          failure.addSuppressed(e);
        }
      }
    }
    opened.clear();
    if (failure != null) {
      throw failure;
    }
  }
}
