package io.vnode.tck;

import java.io.IOException;

/** An image that is written offers what memfs does, and lasts. */
class WofsConformanceTest extends FileSystemTck {
  @Override
  protected FileSystemUnderTest fileSystem() throws IOException {
    return Calibration.WOFS.fileSystem();
  }
}
