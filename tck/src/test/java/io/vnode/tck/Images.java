package io.vnode.tck;

import io.vnode.nio.TreeCopy;
import io.vnode.wofs.WofsFileSystem;
import java.io.IOException;
import java.nio.file.FileSystem;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** File systems in images, each in one of its own. */
final class Images {
  private static final Map<String, String> USERS =
      Map.of("user", "alice", "users", "bob", "capacity", "64 MiB");

  /** The areas that neither change, rename nor remove what was written. */
  private static final String[] WITHOUT_CHANGES = {
    "nio.attribute-names",
    "nio.capabilities",
    "nio.closing",
    "nio.dos",
    "nio.file-systems",
    "nio.globs",
    "nio.opening",
    "nio.path-oracle",
    "nio.path-pairs",
    "nio.paths",
    "nio.same-file",
    "nio.temp-files",
    "nio.uris",
    "nio.views-not-offered",
    "posix.attributes",
    "posix.link",
    "posix.ownership",
    "posix.permissions",
    "posix.room",
    "posix.search",
    "posix.set-id",
    "posix.sticky",
    "posix.write-once"
  };

  /** Where the image is of what is mounted. */
  private static final Map<FileSystem, Path> IMAGES = new ConcurrentHashMap<>();

  private Images() {}

  /** New ones, which last: they can be opened again. */
  static FileSystemUnderTest writable(Map<String, String> settings) {
    Map<String, String> env = new HashMap<>(USERS);
    env.putAll(settings);
    return FileSystemUnderTest.of(() -> mount(TemporaryFiles.unused("tck.img"), env))
        .as((fs, user) -> ((WofsFileSystem) fs).as(user), "alice", "bob", "root")
        .detectCapabilities()
        .reopening(mounted -> {
          mounted.close();
          return mount(IMAGES.remove(mounted), env);
        })
        .limit(Limit.NAME_LENGTH, 255)
        .limit(Limit.PATH_LENGTH, 4096)
        .limit(Limit.LINKS_FOLLOWED, 40)
        .timeGranularity(Duration.ofNanos(1000))
        .threadSafe(true);
  }

  /** New ones where what was written is sealed, and neither renamed nor removed any more. */
  static FileSystemUnderTest sealing() {
    return writable(Map.of("mode", "worm")).freshEach(true).heldTo(WITHOUT_CHANGES);
  }

  private static FileSystem mount(Path image, Map<String, String> env) throws IOException {
    FileSystem mounted = WofsFileSystem.mount(image, env);
    IMAGES.put(mounted, image);
    return mounted;
  }

  /** What is mounted with {@code settings} of an image that holds a copy of {@code fixture}. */
  static FileSystem of(Path fixture, Map<String, String> settings) throws IOException {
    Path image = TemporaryFiles.unused("fixture.img");
    try (FileSystem filled = WofsFileSystem.mount(image, Map.of("user", "root"))) {
      TreeCopy.copy(fixture, filled.getPath("/"));
    }
    try (FileSystem later = WofsFileSystem.mount(image, Map.of("user", "root"))) {
      Files.writeString(later.getPath("/later"), "not to be seen");
      if (!settings.containsKey("at")) {
        Files.delete(later.getPath("/later"));
      }
    }
    Map<String, String> env = new HashMap<>(settings);
    env.put("user", "root");
    return WofsFileSystem.mount(image, env);
  }
}
