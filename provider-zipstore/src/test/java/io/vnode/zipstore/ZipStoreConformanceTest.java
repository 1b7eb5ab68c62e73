package io.vnode.zipstore;

import com.google.common.io.MoreFiles;
import io.vnode.mem.MemFileSystem;
import io.vnode.mem.MemFs;
import io.vnode.tck.FileSystemTck;
import io.vnode.tck.FileSystemUnderTest;
import io.vnode.tck.Limit;
import java.io.IOException;
import java.nio.file.FileSystem;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.io.TempDir;

/** An archive holds to all that is required of a file system that cannot be written. */
class ZipStoreConformanceTest extends FileSystemTck {
  /** Hard links and extended attributes, which no zip can hold, and what a memfs begins with. */
  private static final List<String> LEFT_OUT = List.of("hard", "tagged", "tmp");

  @TempDir static Path folder;

  @Override
  protected FileSystemUnderTest fileSystem() {
    return FileSystemUnderTest.populated(ZipStoreConformanceTest::packed)
        .named("zipstore")
        .detectCapabilities()
        .limit(Limit.NAME_LENGTH, 255)
        .threadSafe(true);
  }

  private static FileSystem packed(Path fixture) throws IOException {
    Path archive = Files.createTempDirectory(folder, "packed").resolve("fixture.zip");
    try (MemFileSystem tree = MemFs.builder().user("root").load(fixture)) {
      for (String name : LEFT_OUT) {
        MoreFiles.deleteRecursively(tree.getPath("/", name));
      }
      MemFs.save(tree.getPath("/"), archive);
    }
    return ZipStore.open(archive, Map.of());
  }
}
