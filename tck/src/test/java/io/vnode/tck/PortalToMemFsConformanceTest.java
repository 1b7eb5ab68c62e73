package io.vnode.tck;

import java.io.IOException;

/** A portal shows a memfs as it is. */
class PortalToMemFsConformanceTest extends FileSystemTck {
  @Override
  protected FileSystemUnderTest fileSystem() throws IOException {
    return Calibration.PORTAL_TO_MEMFS.fileSystem();
  }
}
