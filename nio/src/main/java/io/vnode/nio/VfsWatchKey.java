package io.vnode.nio;

import io.vnode.engine.Directory;
import io.vnode.engine.Watch;
import io.vnode.engine.WatchKind;
import java.io.IOException;
import java.nio.file.Path;
import java.nio.file.WatchEvent;
import java.nio.file.WatchKey;
import java.util.List;
import java.util.Set;

/** A {@link Watch} of the engine as {@code java.nio.file} sees it. */
final class VfsWatchKey implements WatchKey {
  private final VfsWatchService service;
  private final VfsPath path;
  private final Directory directory;
  private final Watch watch;

  /** Watches {@code directory}, which was found at {@code path}. */
  @SuppressWarnings("this-escape") // Whoever is signalled gets the key only from the queue.
  VfsWatchKey(VfsWatchService service, VfsPath path, Directory directory, Set<WatchKind> kinds)
      throws IOException {
    this.service = service;
    this.path = path;
    this.directory = directory;
    this.watch = Watch.of(directory, kinds, this::signalled);
  }

  /** Called under locks of the engine: takes none of the service's. */
  private void signalled() {
    service.signal(this);
  }

  void setKinds(Set<WatchKind> kinds) {
    watch.setKinds(kinds);
  }

  Directory directory() {
    return directory;
  }

  @Override
  public boolean isValid() {
    return watch.isValid();
  }

  @Override
  public List<WatchEvent<?>> pollEvents() {
    return watch.fetch().stream().<WatchEvent<?>>map(this::event).toList();
  }

  private Event event(Watch.Event event) {
    Path context = event.name() == null ? null : path.getFileSystem().getPath(event.name());
    return new Event(WatchKinds.of(event.kind()), context, event.count());
  }

  @Override
  public boolean reset() {
    boolean valid = watch.reset();
    if (!valid) {
      service.forget(this);
    }
    return valid;
  }

  @Override
  public void cancel() {
    watch.cancel();
    service.forget(this);
  }

  @Override
  public VfsPath watchable() {
    return path;
  }

  /** What happened {@code times} times to the name {@code context}, which is null for a loss. */
  private record Event(WatchEvent.Kind<?> what, Path context, int count)
      implements WatchEvent<Object> {

    @Override
    @SuppressWarnings("unchecked") // The kinds are of Path and, for a loss, of Object: both fit.
    public Kind<Object> kind() {
      return (Kind<Object>) what;
    }
  }
}
