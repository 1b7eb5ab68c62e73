package io.vnode.engine;

/** When a read renews the access time: the {@code mount(8)} options of the same names. */
public enum AtimePolicy {
  /** When it is not after the last change, or a day old; so that a reader rarely writes. */
  RELATIME,
  /** At every read: {@code strictatime}, what POSIX asks. */
  ALWAYS,
  /** Not at all: {@code noatime}. */
  NEVER
}
