package io.vnode.tck;

import com.google.common.io.MoreFiles;
import io.vnode.mem.MemFileSystem;
import io.vnode.mem.MemFs;
import io.vnode.zipstore.ZipStore;
import java.io.IOException;
import java.nio.file.FileSystem;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** What the store in a zip looks like that was packed from the {@link Fixture}. */
final class PackedFixture {
  /** Hard links and extended attributes, which no zip can hold, and what a memfs begins with. */
  private static final List<String> LEFT_OUT = List.of("hard", "tagged", "tmp");

  private PackedFixture() {}

  /** A file system over a zip of {@code fixture}. */
  static FileSystem of(Path fixture) throws IOException {
    Path archive = TemporaryFiles.unused("fixture.zip");
    try (MemFileSystem tree = MemFs.builder().user("root").load(fixture)) {
      for (String name : LEFT_OUT) {
        MoreFiles.deleteRecursively(tree.getPath("/", name));
      }
      MemFs.save(tree.getPath("/"), archive);
    }
    return ZipStore.open(archive, Map.of());
  }
}
