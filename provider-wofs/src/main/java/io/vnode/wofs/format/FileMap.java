package io.vnode.wofs.format;

import java.util.List;

/**
 * What is in a file: where its pieces are. What lies between them is a hole.
 *
 * @param size bytes in the file
 * @param runs its pieces, in their order
 */
record FileMap(long size, List<Run> runs) {
  static final FileMap EMPTY = new FileMap(0, List.of());
}
