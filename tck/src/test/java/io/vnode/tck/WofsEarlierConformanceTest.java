package io.vnode.tck;

import java.io.IOException;

/** An earlier commit is a file system as any that cannot be written. */
class WofsEarlierConformanceTest extends FileSystemTck {
  @Override
  protected FileSystemUnderTest fileSystem() throws IOException {
    return Calibration.WOFS_EARLIER.fileSystem();
  }
}
