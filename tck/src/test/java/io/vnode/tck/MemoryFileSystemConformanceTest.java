package io.vnode.tck;

import java.io.IOException;

/** What memoryfilesystem is known to differ in, and nothing else. */
class MemoryFileSystemConformanceTest extends FileSystemTck {
  @Override
  protected FileSystemUnderTest fileSystem() throws IOException {
    return Calibration.MEMORY.fileSystem();
  }
}
