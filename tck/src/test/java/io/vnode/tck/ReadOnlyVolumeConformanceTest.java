package io.vnode.tck;

import java.io.IOException;

/** A volume of the engine that cannot be written holds to all that is required of it. */
class ReadOnlyVolumeConformanceTest extends FileSystemTck {
  @Override
  protected FileSystemUnderTest fileSystem() throws IOException {
    return Calibration.READ_ONLY_MEM.fileSystem();
  }
}
