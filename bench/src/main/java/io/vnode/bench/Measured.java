package io.vnode.bench;

/**
 * Something that there are figures of: a {@link Task}, or the heap that a {@link HeapKind} takes.
 */
interface Measured {
  /** The name in result files. */
  String key();

  /** The name in tables. */
  String words();
}
