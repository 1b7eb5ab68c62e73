package io.vnode.tck;

import static java.nio.file.StandardOpenOption.READ;

import io.vnode.tck.Capability.Site;
import java.io.IOException;
import java.nio.channels.AsynchronousFileChannel;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.nio.file.attribute.UserDefinedFileAttributeView;

/** How to find out, where nothing can be written, whether a capability is there: by reading. */
final class FixtureProbes {
  private FixtureProbes() {}

  /** Whether {@code capability} is seen in the {@link Fixture} at {@code site}. */
  static boolean offers(Capability capability, Site site) throws IOException {
    return switch (capability) {
      case HARD_LINKS -> Files.isSameFile(site.path("hard/one"), site.path("hard/two"));
      case SYMBOLIC_LINKS -> Files.isSymbolicLink(site.path("links/dangling"));
      case POSIX_PERMISSIONS -> permissions(site);
      case USER_ATTRIBUTES -> userAttributes(site);
      case FILE_CHANNELS -> fileChannels(site);
      case MAP -> map(site);
      case LOCKS -> locks(site);
      case ASYNC -> async(site);
      case CASE_SENSITIVE -> Files.notExists(site.path("FILE"));
      case NANOSECOND_TIMES -> nanosecondTimes(site);
      case READ_ONLY,
          OTHER_USERS,
          UNIX_ATTRIBUTES,
          SECURE_DIRECTORY_STREAM,
          WATCH,
          QUOTA,
          PERSISTENT,
          CLOSEABLE ->
          capability.probe().offers(site);
      default -> false; // It is about writing.
    };
  }

  private static boolean permissions(Site site) throws IOException {
    String permissions = "rw-r-----";
    return Files.getPosixFilePermissions(site.path("modes/" + permissions))
        .equals(PosixFilePermissions.fromString(permissions));
  }

  private static boolean userAttributes(Site site) throws IOException {
    return Files.getFileAttributeView(site.path("tagged"), UserDefinedFileAttributeView.class)
        .list()
        .contains(Fixture.TAG);
  }

  private static boolean fileChannels(Site site) throws IOException {
    try (FileChannel channel = FileChannel.open(site.path("file"), READ)) {
      return channel.isOpen();
    }
  }

  private static boolean map(Site site) throws IOException {
    try (FileChannel channel = FileChannel.open(site.path("file"), READ)) {
      return channel.map(FileChannel.MapMode.READ_ONLY, 0, 1).get(0) == Fixture.CONTENT.charAt(0);
    }
  }

  private static boolean locks(Site site) throws IOException {
    try (FileChannel channel = FileChannel.open(site.path("file"), READ);
        FileLock lock = channel.tryLock(0, 1, true)) {
      return lock != null && lock.isValid();
    }
  }

  private static boolean async(Site site) throws IOException {
    try (AsynchronousFileChannel channel = AsynchronousFileChannel.open(site.path("file"), READ)) {
      return channel.isOpen();
    }
  }

  private static boolean nanosecondTimes(Site site) throws IOException {
    Fixture.Entry entry = Fixture.entry("times/1000000000.123456789");
    Path path = site.path(entry.name());
    return Files.getLastModifiedTime(path).equals(Fixture.time(entry));
  }
}
