package io.vnode.tck;

import java.io.IOException;

/** An image that is mounted to be read holds to all that is required of one. */
class WofsReadOnlyConformanceTest extends FileSystemTck {
  @Override
  protected FileSystemUnderTest fileSystem() throws IOException {
    return Calibration.WOFS_READ_ONLY.fileSystem();
  }
}
