package io.vnode.tck;

import java.io.IOException;

/** A portal shows the host as it is. */
class PortalToHostConformanceTest extends FileSystemTck {
  @Override
  protected FileSystemUnderTest fileSystem() throws IOException {
    return Calibration.PORTAL_TO_HOST.fileSystem();
  }
}
