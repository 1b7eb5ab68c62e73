package io.vnode.tck;

import java.io.IOException;

/** The host is the reference: what fails there is wrong in the suite, unless its list says why. */
class HostConformanceTest extends FileSystemTck {
  @Override
  protected FileSystemUnderTest fileSystem() throws IOException {
    return Calibration.HOST.fileSystem();
  }
}
