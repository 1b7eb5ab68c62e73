package io.vnode.tck;

import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;

class HostConformanceTest extends FileSystemTck {
  @TempDir Path temporary;

  @Override
  protected FileSystemUnderTest fileSystem() {
    return FileSystemUnderTest.of(temporary)
        .detectCapabilities()
        .threadSafe(true)
        .limit(Limit.NAME_LENGTH, 255);
  }
}
