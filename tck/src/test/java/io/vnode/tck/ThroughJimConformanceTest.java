package io.vnode.tck;

import java.io.IOException;

class ThroughJimConformanceTest extends FileSystemTck {
  @Override
  protected FileSystemUnderTest fileSystem() throws IOException {
    return FileSystemUnderTest.of(() ->
            Through.of(
                com.google.common.jimfs.Jimfs.newFileSystem(
                        com.google.common.jimfs.Configuration.unix().toBuilder()
                            .setAttributeViews("basic", "owner", "posix", "unix")
                            .build())
                    .getPath("/work")))
        .named("through")
        .detectCapabilities()
        .threadSafe(true);
  }
}
