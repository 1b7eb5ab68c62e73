package io.vnode.tck;

import java.io.IOException;

/** A portal that cannot be written holds to all that is required of it. */
class ReadOnlyPortalConformanceTest extends FileSystemTck {
  @Override
  protected FileSystemUnderTest fileSystem() throws IOException {
    return Calibration.READ_ONLY_PORTAL.fileSystem();
  }
}
