package io.vnode.tck;

import io.vnode.mem.MemFs;
import java.io.IOException;

class ThroughMemConformanceTest extends FileSystemTck {
  @Override
  protected FileSystemUnderTest fileSystem() throws IOException {
    return FileSystemUnderTest.of(
            () -> Through.of(MemFs.builder().user("root").build().getPath("/tmp")))
        .named("through")
        .detectCapabilities()
        .threadSafe(true);
  }
}
