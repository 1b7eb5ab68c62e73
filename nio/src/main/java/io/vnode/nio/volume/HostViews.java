package io.vnode.nio.volume;

import com.google.common.cache.CacheBuilder;
import com.google.common.cache.CacheLoader;
import com.google.common.cache.LoadingCache;
import io.vnode.engine.Birth;
import io.vnode.nio.FilePermissions;
import java.io.IOException;
import java.nio.file.FileSystem;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributeView;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFileAttributes;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;

/**
 * Which views of attributes a host has, the richest of which is asked.
 *
 * @param unix whether it answers to {@link HostStat#UNIX}
 * @param posix whether it has the view {@code posix}
 */
record HostViews(boolean unix, boolean posix) {
  private static final FileAttribute<?>[] NO_ATTRIBUTES = {};

  private static final LoadingCache<FileSystem, HostViews> ALL =
      CacheBuilder.newBuilder().weakKeys().build(CacheLoader.from(HostViews::find));

  static HostViews of(FileSystem host) {
    return ALL.getUnchecked(host);
  }

  private static HostViews find(FileSystem host) {
    Set<String> names = host.supportedFileAttributeViews();
    return new HostViews(names.contains("unix") && answersUnix(host), names.contains("posix"));
  }

  /** The view has no type of its own, and what it knows differs. */
  private static boolean answersUnix(FileSystem host) {
    try {
      Path root = host.getRootDirectories().iterator().next();
      return Files.readAttributes(root, HostStat.UNIX).get("fileKey") != null;
    } catch (IOException | UnsupportedOperationException | IllegalArgumentException e) {
      return false;
    }
  }

  Class<? extends BasicFileAttributeView> view() {
    return posix ? PosixFileAttributeView.class : BasicFileAttributeView.class;
  }

  /** All that the host says of what {@code path} leads to. */
  HostStat stat(Path path, LinkOption... options) throws IOException {
    return HostErrors.asking(() -> {
      if (unix) {
        return HostStat.ofUnix(Files.readAttributes(path, HostStat.UNIX, options));
      }
      Class<? extends BasicFileAttributes> type =
          posix ? PosixFileAttributes.class : BasicFileAttributes.class;
      return HostStat.of(Files.readAttributes(path, type, options));
    });
  }

  /** What a host is given with the order to make something. */
  FileAttribute<?>[] attributes(Birth birth) {
    return posix
        ? new FileAttribute<?>[] {
          PosixFilePermissions.asFileAttribute(FilePermissions.of(birth.mode()))
        }
        : NO_ATTRIBUTES;
  }
}
