package io.vnode.zipstore;

import io.vnode.nio.VfsFileSystem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Opens archives for tests. */
final class Archives {
  private Archives() {}

  static VfsFileSystem open(Path folder, RawZip zip, String... settings) throws IOException {
    return open(folder, zip.bytes(), settings);
  }

  /** Opens {@code bytes}, with settings that are keys and values in turn. */
  static VfsFileSystem open(Path folder, byte[] bytes, String... settings) throws IOException {
    Path file = Files.createTempFile(folder, "archive", ".zip");
    Files.write(file, bytes);
    Map<String, String> env = new HashMap<>();
    for (int i = 0; i < settings.length; i += 2) {
      env.put(settings[i], settings[i + 1]);
    }
    return ZipStore.open(file, env);
  }

  /** All paths below the root, as texts, each directory with a slash behind it. */
  static List<String> paths(VfsFileSystem zip) throws IOException {
    try (Stream<Path> walk = Files.walk(zip.getPath("/"))) {
      List<String> paths = new ArrayList<>();
      walk.filter(path -> path.getNameCount() > 0)
          .forEach(path -> paths.add(path + (Files.isDirectory(path) ? "/" : "")));
      paths.sort(null);
      return paths;
    }
  }
}
