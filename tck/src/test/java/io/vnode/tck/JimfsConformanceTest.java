package io.vnode.tck;

import java.io.IOException;

/** What jimfs is known to differ in, and nothing else. */
class JimfsConformanceTest extends FileSystemTck {
  @Override
  protected FileSystemUnderTest fileSystem() throws IOException {
    return Calibration.JIMFS.fileSystem();
  }
}
