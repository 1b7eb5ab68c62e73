package io.vnode.mem;

import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.management.ThreadMXBean;
import io.vnode.nio.VfsFileSystem;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import org.junit.jupiter.api.Test;

/** What it costs to ask as somebody else, so that a server can do it for each call. */
class ViewCostTest {
  private static final int ROUNDS = 20_000;
  private static final int BYTES_MAX = 256;

  /** {@link MemFileSystem#as(String, String...)}: the view, its registry and its first path. */
  @Test
  void aViewCostsAFewObjects() throws IOException {
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    try (MemFileSystem memory = MemFs.builder().user("alice").users("bob").build()) {
      assertTrue(
          uidsOfViews(memory) > 0); // What classes and their first use cost is not of a view.
      long before = threads.getCurrentThreadAllocatedBytes();
      long uids = uidsOfViews(memory);
      long bytes = (threads.getCurrentThreadAllocatedBytes() - before) / ROUNDS;
      assertTrue(bytes <= BYTES_MAX, bytes + " bytes a view, of " + uids / ROUNDS);
    }
  }

  private static long uidsOfViews(MemFileSystem memory) {
    long uids = 0;
    for (int i = 0; i < ROUNDS; i++) {
      VfsFileSystem view = memory.as("bob");
      uids += view.credentials().uid();
    }
    return uids;
  }
}
