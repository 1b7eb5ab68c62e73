package io.vnode.tck;

import java.io.IOException;

/** An archive holds to all that is required of a file system that cannot be written. */
class ZipStoreConformanceTest extends FileSystemTck {
  @Override
  protected FileSystemUnderTest fileSystem() throws IOException {
    return Calibration.ZIP_STORE.fileSystem();
  }
}
