package io.vnode.nio.volume;

import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;

/**
 * A path to a directory that this process holds open, which no rename can bend: on Linux the
 * descriptor itself, {@code /proc/self/fd/7}. What {@link java.nio.file.SecureDirectoryStream} has
 * no method for can be done through it as safely.
 *
 * <p>A stream does not say which descriptors it has, so they are looked for by what they are open
 * on. If there are no more of those than one stream has, they are this one's for as long as it is
 * open. Otherwise one may belong to somebody who closes it, and is looked at again before each use.
 */
final class DescriptorPath {
  private static final String DESCRIPTORS = "/proc/self/fd";

  /** Something else that can be opened as a directory, and hardly ever is. */
  private static final String SPECIMEN = "/proc/self/fdinfo";

  private final FileSystem host;
  private final Object key;
  private volatile Found found;

  /** A descriptor that is open on the directory, and whether it can be none but ours. */
  private record Found(Path path, boolean certain) {}

  /** To the directory {@code key} of {@code host}, which is open. */
  DescriptorPath(FileSystem host, Object key) {
    this.host = host;
    this.key = key;
  }

  /** The path, or null where there is no such thing. */
  Path get() throws IOException {
    Found known = find();
    return known == null ? null : known.path;
  }

  /** The path, if it is certain to stay ours for as long as the directory is open; or null. */
  Path certain() throws IOException {
    Found known = find();
    return known == null || !known.certain ? null : known.path;
  }

  /**
   * Where the system says that the directory is now: a path without links. Null where it does not
   * say so for certain.
   */
  Path whereabouts() {
    try {
      Found known = find();
      if (known != null && !known.certain) {
        known = search(); // Whoever had it open besides may have closed it.
        found = known;
      }
      return known == null || !known.certain ? null : Files.readSymbolicLink(known.path);
    } catch (IOException e) {
      return null;
    }
  }

  private Found find() throws IOException {
    if (host != FileSystems.getDefault()) {
      return null;
    }
    Found known = found;
    if (known == null || !(known.certain || isOpenOn(known.path, key))) {
      known = search();
      found = known;
    }
    return known;
  }

  private Found search() throws IOException {
    List<Path> candidates = openOn(host, key);
    boolean certain = candidates.size() == PerStream.COUNT;
    return candidates.isEmpty() ? null : new Found(candidates.get(0), certain);
  }

  /** The descriptors that are open on the directory {@code key} of the default file system. */
  private static List<Path> openOn(FileSystem host, Object key) throws IOException {
    List<Path> found = new ArrayList<>();
    Path all = host.getPath(DESCRIPTORS);
    if (Files.isDirectory(all)) {
      Path direct = all.toRealPath(); // Saves the host a link whenever it is gone through.
      try (DirectoryStream<Path> open = Files.newDirectoryStream(direct, fd -> isOpenOn(fd, key))) {
        open.forEach(found::add);
      } catch (DirectoryIteratorException e) {
        throw e.getCause();
      }
    }
    return found;
  }

  /** How many descriptors a stream has. */
  private static final class PerStream {
    static final int COUNT = count();

    @SuppressWarnings("try") // To be open is all that the stream is for.
    private static int count() {
      Path specimen = Path.of(SPECIMEN);
      try (DirectoryStream<Path> open = Files.newDirectoryStream(specimen)) {
        Object key = Files.readAttributes(specimen, BasicFileAttributes.class).fileKey();
        return openOn(specimen.getFileSystem(), key).size();
      } catch (IOException e) {
        return 0; // So that none is ever certain.
      }
    }
  }

  private static boolean isOpenOn(Path descriptor, Object key) {
    try {
      BasicFileAttributes open = Files.readAttributes(descriptor, BasicFileAttributes.class);
      return open.isDirectory() && key.equals(open.fileKey());
    } catch (IOException e) {
      return false; // It was closed meanwhile, or is nothing that has attributes.
    }
  }
}
