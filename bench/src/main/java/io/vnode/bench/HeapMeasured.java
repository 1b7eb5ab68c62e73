package io.vnode.bench;

import java.io.IOException;

/** Something whose weight on the heap is measured in a way of its own. */
interface HeapMeasured extends Measured {
  /** The bytes of each, as {@code subject} has it, in a JVM that does nothing else. */
  double measureInNewJvm(String subject) throws IOException;
}
