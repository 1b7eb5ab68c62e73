package io.vnode.tck;

import java.io.IOException;
import java.nio.file.Files;

class ThroughHostConformanceTest extends FileSystemTck {
  @Override
  protected FileSystemUnderTest fileSystem() throws IOException {
    return FileSystemUnderTest.of(
            () -> Through.of(Files.createDirectory(TemporaryFiles.unused("through"))))
        .named("through")
        .detectCapabilities()
        .threadSafe(true);
  }
}
