package io.vnode.nio.volume;

import com.google.common.cache.CacheBuilder;
import com.google.common.cache.CacheLoader;
import com.google.common.cache.LoadingCache;
import io.vnode.engine.Birth;
import io.vnode.engine.Kind;
import io.vnode.engine.Stat;
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
import java.util.Map;
import java.util.Set;

/**
 * Which views of attributes a host has, the richest of which is asked.
 *
 * @param unix whether it has the view {@code unix}
 * @param typed whether the mode in that has the type of the file in it
 * @param posix whether it has the view {@code posix}
 */
record HostViews(boolean unix, boolean typed, boolean posix) {
  private static final String NAMES =
      "unix:fileKey,mode,nlink,size,lastAccessTime,lastModifiedTime,ctime,creationTime";
  private static final String OWNERS = ",uid,gid,rdev";
  private static final String TYPES = ",isDirectory,isSymbolicLink,isRegularFile";

  private static final FileAttribute<?>[] NO_ATTRIBUTES = {};

  private static final LoadingCache<FileSystem, HostViews> ALL =
      CacheBuilder.newBuilder().weakKeys().build(CacheLoader.from(HostViews::find));

  static HostViews of(FileSystem host) {
    return ALL.getUnchecked(host);
  }

  private static HostViews find(FileSystem host) {
    Set<String> names = host.supportedFileAttributeViews();
    Map<String, Object> answer = names.contains("unix") ? askUnix(host) : Map.of();
    boolean unix = answer.get("fileKey") != null;
    boolean typed = answer.get("mode") instanceof Integer mode && Kind.of(mode) != null;
    return new HostViews(unix, typed, names.contains("posix"));
  }

  /** The view has no type of its own, and what it knows differs. */
  private static Map<String, Object> askUnix(FileSystem host) {
    try {
      Path root = host.getRootDirectories().iterator().next();
      return Files.readAttributes(root, NAMES + OWNERS + TYPES);
    } catch (IOException | UnsupportedOperationException | IllegalArgumentException e) {
      return Map.of();
    }
  }

  Class<? extends BasicFileAttributeView> view() {
    return posix ? PosixFileAttributeView.class : BasicFileAttributeView.class;
  }

  /** What the host says in {@code detail} of what {@code path} leads to. */
  HostStat stat(Path path, Stat.Detail detail, LinkOption... options) throws IOException {
    return HostErrors.asking(() -> {
      if (unix) {
        return HostStat.ofUnix(Files.readAttributes(path, names(detail), options));
      }
      Class<? extends BasicFileAttributes> type =
          posix ? PosixFileAttributes.class : BasicFileAttributes.class;
      return HostStat.of(Files.readAttributes(path, type, options));
    });
  }

  /** What is asked of the view {@code unix}: every name takes its time. */
  private String names(Stat.Detail detail) {
    String names = detail == Stat.Detail.ALL ? NAMES + OWNERS : NAMES;
    return typed ? names : names + TYPES;
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
