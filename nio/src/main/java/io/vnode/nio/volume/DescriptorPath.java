package io.vnode.nio.volume;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;

/**
 * A path to a directory that this process holds open, which no rename can bend: on Linux the
 * descriptor itself, {@code /proc/self/fd/7}. What {@link java.nio.file.SecureDirectoryStream} has
 * no method for can be done through it as safely.
 *
 * <p>A stream does not say which descriptor it has, so it is looked for by what it is open on,
 * once, and looked at again before each use.
 */
final class DescriptorPath {
  private static final String DESCRIPTORS = "/proc/self/fd";

  private final FileSystem host;
  private final Object key;
  private volatile Path found;

  /** To the directory {@code key} of {@code host}, which is open. */
  DescriptorPath(FileSystem host, Object key) {
    this.host = host;
    this.key = key;
  }

  /** The path, or null where there is no such thing. */
  Path get() throws IOException {
    if (host != FileSystems.getDefault()) {
      return null;
    }
    Path known = found;
    if (known == null || !isOpenOnIt(known)) {
      known = find();
      found = known;
    }
    return known;
  }

  private Path find() throws IOException {
    Path all = host.getPath(DESCRIPTORS);
    if (!Files.isDirectory(all)) {
      return null;
    }
    try (DirectoryStream<Path> descriptors = Files.newDirectoryStream(all)) {
      for (Path descriptor : descriptors) {
        if (isOpenOnIt(descriptor)) {
          return descriptor;
        }
      }
    }
    return null;
  }

  private boolean isOpenOnIt(Path descriptor) {
    try {
      BasicFileAttributes open = Files.readAttributes(descriptor, BasicFileAttributes.class);
      return open.isDirectory() && key.equals(open.fileKey());
    } catch (IOException e) {
      return false; // It was closed meanwhile, or is nothing that has attributes.
    }
  }
}
