package io.vnode.tck.nio;

import static org.junit.jupiter.api.Assertions.assertTrue;

import io.vnode.tck.Playground;
import java.io.IOException;
import java.nio.file.WatchEvent;
import java.nio.file.WatchKey;
import java.nio.file.WatchService;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** One watched directory, and what was told of it so far, as {@code ENTRY_CREATE name}. */
final class Events implements AutoCloseable {
  /** Longer than a service takes that looks every five seconds. */
  private static final long PATIENCE_SECONDS = 8;

  private final WatchService service;
  private final WatchKey key;
  private final List<String> seen = new ArrayList<>();

  private Events(WatchService service, WatchKey key) {
    this.service = service;
    this.key = key;
  }

  /** Watches the directory called {@code name}. */
  static Events of(Playground p, String name, WatchEvent.Kind<?>... kinds) throws IOException {
    WatchService service = p.fileSystem().newWatchService();
    return new Events(
        service,
        p.get("watch " + name + " " + List.of(kinds), () -> p.path(name).register(service, kinds)));
  }

  WatchService service() {
    return service;
  }

  WatchKey key() {
    return key;
  }

  List<String> seen() {
    return seen;
  }

  /** Waits for a key that has something to tell. */
  WatchKey signalled() throws InterruptedException {
    WatchKey signalled = service.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
    assertTrue(signalled != null, () -> "nothing is told; seen so far: " + seen);
    return signalled;
  }

  /** Waits for events, which are told now and never again. */
  List<WatchEvent<?>> next() throws InterruptedException {
    WatchKey signalled = signalled();
    List<WatchEvent<?>> events = signalled.pollEvents();
    events.forEach(event -> seen.add(event.kind() + " " + event.context()));
    signalled.reset();
    return events;
  }

  /** Waits until {@code event} has been told. */
  void awaits(String event) throws InterruptedException {
    awaitsAny(event);
  }

  /** Waits until one of {@code events} has been told. */
  void awaitsAny(String... events) throws InterruptedException {
    while (Stream.of(events).noneMatch(seen::contains)) {
      next();
    }
  }

  @Override
  public void close() throws IOException {
    service.close();
  }
}
