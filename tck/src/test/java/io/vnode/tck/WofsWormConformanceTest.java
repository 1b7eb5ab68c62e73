package io.vnode.tck;

import java.io.IOException;

/** An image where what was written is sealed holds to what is required of such. */
class WofsWormConformanceTest extends FileSystemTck {
  @Override
  protected FileSystemUnderTest fileSystem() throws IOException {
    return Calibration.WOFS_WORM.fileSystem();
  }
}
