package io.vnode.tck;

import java.io.IOException;

/** What the JDK's zip file system is known to differ in, and nothing else. */
class ZipConformanceTest extends FileSystemTck {
  @Override
  protected FileSystemUnderTest fileSystem() throws IOException {
    return Calibration.ZIP.fileSystem();
  }
}
