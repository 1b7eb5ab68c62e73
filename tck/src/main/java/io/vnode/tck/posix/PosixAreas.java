package io.vnode.tck.posix;

import java.util.List;

/** The areas of POSIX. */
public final class PosixAreas {
  private PosixAreas() {}

  /** In the order in which they are reported. */
  public static final List<Class<?>> ALL = List.of(MkdirChecks.class, RenameChecks.class);
}
