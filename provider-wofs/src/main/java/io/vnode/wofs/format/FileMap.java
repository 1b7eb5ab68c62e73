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

  /** Something done to each piece, the {@code index}-th from the beginning of the file. */
  @FunctionalInterface
  interface Action<E extends Exception> {
    void run(long index, ImageBlock piece) throws E;
  }

  /** Runs {@code action} for each piece, as {@code image} has it, in the order of the file. */
  <E extends Exception> void forEach(ImageSource image, Action<E> action) throws E {
    for (Run run : runs) {
      long offset = run.offset();
      for (int i = 0; i < run.count(); i++) {
        action.run(
            run.index() + i,
            new ImageBlock(image, offset, run.length(i), run.stored(i), run.crc(i), run.method()));
        offset += run.stored(i);
      }
    }
  }
}
