package io.vnode.tck;

import java.util.Locale;

/** Whose requirements a check holds a file system to. An id begins with the layer's name. */
public enum Layer {
  /** POSIX, of the call that a method of {@code Files} makes. */
  POSIX,

  /** The Javadoc of {@code java.nio.file} and {@code java.nio.channels}. */
  NIO,

  /** A model: histories of many calls, in one thread or several. */
  MODEL;

  /**
   * Whether a check of this layer tries what chance or the scheduler gives it: where its sentence
   * is false it mostly fails, and not always.
   */
  public boolean isByChance() {
    return this == MODEL;
  }

  /** As ids have it. */
  public String id() {
    return name().toLowerCase(Locale.ROOT);
  }
}
