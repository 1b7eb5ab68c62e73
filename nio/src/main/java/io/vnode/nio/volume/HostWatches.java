package io.vnode.nio.volume;

import com.google.common.collect.HashMultimap;
import com.google.common.collect.SetMultimap;
import io.vnode.nio.WatchKinds;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.ClosedWatchServiceException;
import java.nio.file.FileSystem;
import java.nio.file.WatchEvent;
import java.nio.file.WatchKey;
import java.nio.file.WatchService;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * The directories of a volume that somebody watches, and what the host reports of them: whoever has
 * changed something there, it is reported once. A thread hands it on for as long as there are some.
 *
 * <p>Its monitor is a leaf: nothing of the engine is called under it.
 */
final class HostWatches implements Closeable {
  /**
   * How often directories are looked at that seem to be there: the host does not report the end of
   * one for as long as somebody, and be it this volume, has it open.
   */
  private static final int LOOK_SECONDS = 1;

  private final FileSystem host;

  /** Two of ours may be one at the host, of which the first has lost its name. Guarded by this. */
  private final SetMultimap<WatchKey, NioDirectory> watched = HashMultimap.create();

  /** Null while nothing is watched. Guarded by this. */
  private WatchService service;

  HostWatches(FileSystem host) {
    this.host = host;
  }

  /**
   * Has {@code directory} watched. @return what {@link #end} is to be given, or null if it cannot
   */
  synchronized WatchKey begin(NioDirectory directory) throws IOException {
    if (service == null) {
      service = open();
    }
    WatchService watcher = service;
    if (watcher == null) {
      return null;
    }
    try {
      WatchKey key = directory.ask(here -> here.watch(watcher));
      watched.put(key, directory);
      return key;
    } finally {
      stopIfIdle();
    }
  }

  /** A service whose events are handed on; null where the host has none. */
  private WatchService open() throws IOException {
    WatchService opened;
    try {
      opened = host.newWatchService();
    } catch (UnsupportedOperationException e) {
      return null;
    }
    Thread thread = new Thread(() -> handOn(opened), "vnode-host-watch");
    thread.setDaemon(true);
    thread.start();
    return opened;
  }

  /** Ends what {@link #begin} answered {@code key} for. */
  synchronized void end(WatchKey key, NioDirectory directory) {
    watched.remove(key, directory);
    if (!watched.containsKey(key)) {
      key.cancel();
    }
    stopIfIdle();
  }

  private void handOn(WatchService from) {
    try {
      while (true) {
        WatchKey key = from.poll(LOOK_SECONDS, TimeUnit.SECONDS);
        if (key != null) {
          handOn(key);
        } else {
          all().stream().filter(NioDirectory::isRemovedAtHost).forEach(NioDirectory::gone);
        }
      }
    } catch (ClosedWatchServiceException | InterruptedException e) {
      // Nothing is watched any more.
    }
  }

  private void handOn(WatchKey key) {
    List<WatchEvent<?>> events = key.pollEvents();
    List<NioDirectory> directories = directories(key);
    events.forEach(event -> directories.forEach(directory -> report(event, directory)));
    if (!key.reset()) {
      directories.forEach(NioDirectory::gone);
    }
  }

  private synchronized List<NioDirectory> all() {
    return List.copyOf(watched.values());
  }

  private synchronized List<NioDirectory> directories(WatchKey key) {
    return List.copyOf(watched.get(key));
  }

  private static void report(WatchEvent<?> event, NioDirectory directory) {
    String name = event.context() == null ? null : event.context().toString();
    if (name == null || !HeldDirectory.isPassing(name)) {
      for (int i = 0; i < event.count(); i++) {
        directory.reported(WatchKinds.of(event.kind()), name);
      }
    }
  }

  /** Ends all watches: the volume is no more. */
  @Override
  public void close() {
    List<NioDirectory> left = all();
    left.forEach(NioDirectory::gone);
  }

  private void stopIfIdle() {
    if (watched.isEmpty() && service != null) {
      try {
        service.close();
      } catch (IOException e) {
        // It was only listened to.
      }
      service = null;
    }
  }
}
