package io.vnode.tck.nio;

import java.util.List;

/** The areas of {@code java.nio.file} and {@code java.nio.channels}. */
public final class NioAreas {
  private NioAreas() {}

  /** In the order in which they are reported. */
  public static final List<Class<?>> ALL = List.of(CapabilityChecks.class, OpenOptionChecks.class);
}
