package io.vnode.tck;

import java.io.IOException;

/** What the JDK's zip file system differs in where it cannot write, and nothing else. */
class ReadOnlyZipConformanceTest extends FileSystemTck {
  @Override
  protected FileSystemUnderTest fileSystem() throws IOException {
    return Calibration.READ_ONLY_ZIP.fileSystem();
  }
}
