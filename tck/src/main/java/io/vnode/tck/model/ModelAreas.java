package io.vnode.tck.model;

import java.util.List;

/** The areas of the model: what holds of many calls together. */
public final class ModelAreas {
  private ModelAreas() {}

  /** In the order in which they are reported. */
  public static final List<Class<?>> ALL =
      List.of(
          HistoryChecks.class, FsxChecks.class, NameStormChecks.class, ContentStormChecks.class);
}
