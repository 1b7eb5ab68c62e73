package io.vnode.nio;

import com.google.common.collect.ImmutableBiMap;
import io.vnode.engine.WatchKind;
import java.nio.file.StandardWatchEventKinds;
import java.nio.file.WatchEvent;

/** The one table of kinds of events, as {@code java.nio.file} and as the engine has them. */
public final class WatchKinds {
  private static final ImmutableBiMap<WatchEvent.Kind<?>, WatchKind> ALL =
      ImmutableBiMap.of(
          StandardWatchEventKinds.ENTRY_CREATE, WatchKind.CREATE,
          StandardWatchEventKinds.ENTRY_DELETE, WatchKind.DELETE,
          StandardWatchEventKinds.ENTRY_MODIFY, WatchKind.MODIFY,
          StandardWatchEventKinds.OVERFLOW, WatchKind.OVERFLOW);

  private WatchKinds() {}

  /** The engine's kind, or null for one that it does not have. */
  public static WatchKind of(WatchEvent.Kind<?> kind) {
    return ALL.get(kind);
  }

  /** The kind of {@code java.nio.file}. */
  public static WatchEvent.Kind<?> of(WatchKind kind) {
    return ALL.inverse().get(kind);
  }
}
