package io.vnode.nio;

import io.vnode.engine.Access;
import io.vnode.engine.Directory;
import io.vnode.engine.WatchKind;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.ClosedWatchServiceException;
import java.nio.file.ProviderMismatchException;
import java.nio.file.WatchEvent;
import java.nio.file.WatchKey;
import java.nio.file.WatchService;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/**
 * The watches of directories of one file system, and the keys that have something to say.
 *
 * <p>There is no thread and no polling here: whoever changes a directory queues the event in the
 * key. A service ends with its file system.
 */
final class VfsWatchService implements WatchService, Closeable {
  /** By name, for it lies in a module that a JDK need not have, and is on its way out. */
  private static final String SENSITIVITY = "com.sun.nio.file.SensitivityWatchEventModifier";

  private final VfsFileSystem fileSystem;
  private final OpenRegistry.Entry entry;

  /** The valid keys. Keys are added and the service is closed with its monitor held. */
  private final ConcurrentMap<Directory, VfsWatchKey> keys = new ConcurrentHashMap<>();

  /** The keys that are signalled; nothing, for ever, once the service is closed. */
  private final BlockingQueue<Optional<VfsWatchKey>> signalled = new LinkedBlockingQueue<>();

  private volatile boolean closed;

  private VfsWatchService(VfsFileSystem fileSystem) {
    this.fileSystem = fileSystem;
    this.entry = new OpenRegistry.Entry(fileSystem.opened(), this);
  }

  /** A new service, which ends with {@code fileSystem}. */
  static VfsWatchService open(VfsFileSystem fileSystem) throws IOException {
    VfsWatchService service = new VfsWatchService(fileSystem);
    service.entry.enter();
    return service;
  }

  /** Registers the directory {@code path}, as {@link java.nio.file.Path#register} says. */
  static WatchKey register(
      VfsPath path,
      WatchService watcher,
      WatchEvent.Kind<?>[] events,
      WatchEvent.Modifier... modifiers)
      throws IOException {
    if (watcher == null) {
      throw new NullPointerException("watcher");
    }
    Location place = Location.of(path);
    if (!(watcher instanceof VfsWatchService service)
        || !service.fileSystem.isSameAs(place.fileSystem())) {
      throw new ProviderMismatchException("the watch service is of another file system");
    }
    Set<WatchKind> kinds = kinds(events);
    service.requireOpen();
    checkModifiers(modifiers);
    return service.register(place, kinds);
  }

  private static Set<WatchKind> kinds(WatchEvent.Kind<?>[] events) {
    Set<WatchKind> kinds = EnumSet.noneOf(WatchKind.class);
    for (WatchEvent.Kind<?> event : events) {
      if (event == null) {
        throw new NullPointerException("event");
      }
      WatchKind kind = WatchKinds.of(event);
      if (kind == null) {
        throw new UnsupportedOperationException(event.name());
      }
      kinds.add(kind);
    }
    kinds.remove(WatchKind.OVERFLOW); // It need not be asked for, and is not enough.
    if (kinds.isEmpty()) {
      throw new IllegalArgumentException("No events to register");
    }
    return kinds;
  }

  private static void checkModifiers(WatchEvent.Modifier... modifiers) {
    for (WatchEvent.Modifier modifier : modifiers) {
      if (!modifier.getClass().getName().equals(SENSITIVITY)) {
        throw new UnsupportedOperationException("Modifier not supported");
      }
    }
  }

  private synchronized WatchKey register(Location place, Set<WatchKind> kinds) throws IOException {
    requireOpen();
    try {
      Directory directory =
          place.namespace().directory(place.who(), place.at(), place.names(), 0, Access.READ);
      VfsWatchKey known = keys.get(directory);
      if (known != null) {
        known.setKinds(kinds);
        return known;
      }
      VfsWatchKey key = new VfsWatchKey(this, place.path(), directory, kinds);
      keys.put(directory, key);
      return key;
    } catch (IOException e) {
      throw NioErrors.of(e, place.path());
    }
  }

  /** Puts {@code key} among those that have something to say. */
  void signal(VfsWatchKey key) {
    signalled.add(Optional.of(key));
  }

  /** Forgets {@code key}, which is not valid any more. */
  void forget(VfsWatchKey key) {
    keys.remove(key.directory(), key);
  }

  @Override
  public WatchKey poll() {
    requireOpen();
    return checked(signalled.poll());
  }

  @Override
  public WatchKey poll(long timeout, TimeUnit unit) throws InterruptedException {
    requireOpen();
    return checked(signalled.poll(timeout, unit));
  }

  @Override
  public WatchKey take() throws InterruptedException {
    requireOpen();
    return checked(signalled.take());
  }

  /** The key that was {@code taken}; null for none in time. */
  private VfsWatchKey checked(Optional<VfsWatchKey> taken) {
    if (closed) {
      signalled.add(Optional.empty()); // For the next who waits.
      throw new ClosedWatchServiceException();
    }
    return taken == null ? null : taken.orElse(null);
  }

  private void requireOpen() {
    if (closed) {
      throw new ClosedWatchServiceException();
    }
  }

  @Override
  public void close() {
    synchronized (this) {
      if (closed) {
        return;
      }
      closed = true;
      keys.values().forEach(VfsWatchKey::cancel);
      signalled.clear();
      signalled.add(Optional.empty());
    }
    entry.leave();
  }
}
