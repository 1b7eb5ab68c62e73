package io.vnode.tck;

import java.io.IOException;

/** memfs offers nearly everything, and keeps to it. */
class MemFsConformanceTest extends FileSystemTck {
  @Override
  protected FileSystemUnderTest fileSystem() throws IOException {
    return Calibration.MEMFS.fileSystem();
  }
}
