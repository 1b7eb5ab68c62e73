package io.vnode.projfs;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.io.TempDir;

/** Tests of one projection, of what is in a folder of the host. */
abstract class Projected {
  @TempDir Path host;

  /** What each test is about; to be opened before it. */
  ProjFileSystem projection;

  @AfterEach
  void close() throws IOException {
    projection.close();
  }

  final Path at(String path) {
    return projection.getPath(path);
  }
}
