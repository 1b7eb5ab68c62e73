package io.vnode.tck;

import io.vnode.mem.MemFileSystem;
import io.vnode.mem.MemFs;
import java.time.Duration;

/** memfs offers everything, and keeps to it. */
class MemFsConformanceTest extends FileSystemTck {
  @Override
  protected FileSystemUnderTest fileSystem() {
    return FileSystemUnderTest.of(() -> MemFs.builder().user("alice").users("bob").build())
        .detectCapabilities()
        .threadSafe(true)
        .as((fs, user) -> ((MemFileSystem) fs).as(user), "alice", "bob", "root")
        .limit(Limit.NAME_LENGTH, 255)
        .timeGranularity(Duration.ofNanos(1000));
  }
}
