package io.vnode.tck.nio;

import static io.vnode.tck.Capability.WATCH;
import static java.nio.file.StandardWatchEventKinds.ENTRY_CREATE;
import static java.nio.file.StandardWatchEventKinds.ENTRY_DELETE;
import static java.nio.file.StandardWatchEventKinds.OVERFLOW;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.vnode.tck.Area;
import io.vnode.tck.Case;
import io.vnode.tck.Cites;
import io.vnode.tck.Errno;
import io.vnode.tck.Needs;
import io.vnode.tck.Playground;
import io.vnode.tck.TimeLimit;
import java.io.IOException;
import java.nio.file.ClosedWatchServiceException;
import java.nio.file.WatchEvent;
import java.nio.file.WatchKey;
import java.nio.file.WatchService;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** Keys of watched directories, and the services that they are queued at. */
@Area(value = "nio.watch-keys", source = "java.nio.file.WatchService")
@Needs(WATCH)
@TimeLimit(60)
final class WatchKeyChecks {
  @Cites("java.nio.file.WatchKey")
  void aKeyKnowsWhatItWatches(Playground p) throws IOException {
    p.mkdir("d");
    try (WatchService service = p.fileSystem().newWatchService()) {
      WatchKey key = p.path("d").register(service, ENTRY_CREATE);
      assertTrue(key.isValid());
      assertEquals(p.path("d"), key.watchable());
      assertEquals(List.of(), key.pollEvents());
      assertTrue(key.reset());
    }
  }

  @Cites("#poll()")
  void whereNothingHappenedThereIsNoKey(Playground p) throws Exception {
    p.mkdir("d");
    try (WatchService service = p.fileSystem().newWatchService()) {
      p.path("d").register(service, ENTRY_CREATE);
      assertNull(service.poll());
      assertNull(service.poll(1, TimeUnit.MILLISECONDS));
    }
  }

  @Cites("java.nio.file.WatchKey#pollEvents")
  void eventsAreToldOnce(Playground p) throws Exception {
    p.mkdir("d");
    try (Events events = Events.of(p, "d", ENTRY_CREATE)) {
      p.create("d/f");
      WatchKey key = events.signalled();
      assertFalse(key.pollEvents().isEmpty());
      assertEquals(List.of(), key.pollEvents());
    }
  }

  @Cites("java.nio.file.WatchKey#reset")
  void aKeyIsQueuedAgainOnlyAfterReset(Playground p) throws Exception {
    p.mkdir("d");
    try (Events events = Events.of(p, "d", ENTRY_CREATE)) {
      p.create("d/f");
      WatchKey key = events.signalled();
      key.pollEvents();
      p.create("d/g");
      assertNull(events.service().poll());
      assertTrue(key.reset());
      events.awaits("ENTRY_CREATE g");
    }
  }

  @Cites("java.nio.file.WatchKey#reset If there are pending events then the object is re-queued")
  void aKeyWithEventsLeftIsQueuedAgainByReset(Playground p) throws Exception {
    p.mkdir("d");
    try (Events events = Events.of(p, "d", ENTRY_CREATE)) {
      p.create("d/f");
      WatchKey key = events.signalled();
      assertTrue(key.reset());
      assertSame(key, events.service().poll());
      assertFalse(key.pollEvents().isEmpty());
    }
  }

  @Cites("java.nio.file.WatchKey#cancel")
  void aCancelledKeyTellsNoMore(Playground p) throws Exception {
    p.tree("d/", "e/");
    try (Events events = Events.of(p, "d", ENTRY_CREATE)) {
      WatchKey other = p.path("e").register(events.service(), ENTRY_CREATE);
      events.key().cancel();
      events.key().cancel();
      assertFalse(events.key().isValid());
      assertFalse(events.key().reset());
      p.create("d/f");
      p.create("e/last");
      assertSame(other, events.signalled());
      assertNull(events.service().poll());
    }
  }

  @Cites("java.nio.file.WatchKey#isValid")
  void theKeyOfADirectoryThatIsRemovedIsSignalledAndNotValid(Playground p) throws Exception {
    p.mkdir("d");
    try (Events events = Events.of(p, "d", ENTRY_CREATE)) {
      p.delete("d");
      WatchKey key = events.signalled();
      assertSame(events.key(), key);
      key.pollEvents();
      assertFalse(key.reset());
      assertFalse(key.isValid());
    }
  }

  @Cites("java.nio.file.Path#register(WatchService,WatchEvent.Kind[]) replaced by that of this")
  void registeringAgainAnswersTheSameKeyWithNewKinds(Playground p) throws Exception {
    p.tree("d/", "d/f=abc");
    try (Events events = Events.of(p, "d", ENTRY_CREATE)) {
      assertSame(events.key(), p.path("d").register(events.service(), ENTRY_DELETE));
      p.create("d/g");
      p.delete("d/f");
      events.awaits("ENTRY_DELETE f");
      assertEquals(List.of("ENTRY_DELETE f"), events.seen());
    }
  }

  @Cites("java.nio.file.Watchable#register")
  void twoServicesAreToldTheSame(Playground p) throws Exception {
    p.mkdir("d");
    try (Events one = Events.of(p, "d", ENTRY_CREATE);
        Events other = Events.of(p, "d", ENTRY_CREATE)) {
      assertNotEquals(one.key(), other.key());
      p.create("d/f");
      one.awaits("ENTRY_CREATE f");
      other.awaits("ENTRY_CREATE f");
    }
  }

  @Cites("#take")
  void whoWaitsIsToldWhatHappensMeanwhile(Playground p) throws Exception {
    p.mkdir("d");
    try (Events events = Events.of(p, "d", ENTRY_CREATE)) {
      CompletableFuture<WatchKey> taken = CompletableFuture.supplyAsync(() -> take(events));
      p.create("d/f");
      assertSame(events.key(), taken.get(15, TimeUnit.SECONDS));
    }
  }

  private static WatchKey take(Events events) {
    try {
      return events.service().take();
    } catch (InterruptedException e) {
      throw new CompletionException(e);
    }
  }

  // ---------------------------------------------------------------- refusals

  @Cites("java.nio.file.NotDirectoryException")
  void onlyADirectoryIsWatched(Playground p) throws IOException {
    p.tree("f=abc");
    try (WatchService service = p.fileSystem().newWatchService()) {
      p.expect(Errno.ENOTDIR, () -> p.path("f").register(service, ENTRY_CREATE));
      p.expect(Errno.ENOENT, () -> p.path("no").register(service, ENTRY_CREATE));
    }
  }

  @Cites("java.nio.file.Path#register(WatchService,WatchEvent.Kind[])")
  void kindsThatAreNoneAreRefused(Playground p) throws IOException {
    WatchEvent.Kind<?> unknown =
        new WatchEvent.Kind<Object>() {
          @Override
          public String name() {
            return "UNKNOWN";
          }

          @Override
          public Class<Object> type() {
            return Object.class;
          }
        };
    p.mkdir("d");
    try (WatchService service = p.fileSystem().newWatchService()) {
      p.refuses(IllegalArgumentException.class, () -> p.path("d").register(service));
      p.refuses(UnsupportedOperationException.class, () -> p.path("d").register(service, unknown));
      assertNotNull(p.path("d").register(service, ENTRY_CREATE, OVERFLOW));
    }
  }

  // ---------------------------------------------------------------- closing

  @Cites("java.nio.file.ClosedWatchServiceException")
  Stream<Case> everyMethodOfAClosedServiceSaysSo() {
    Map<String, Use<WatchService>> methods =
        Map.of(
            "poll", WatchService::poll,
            "poll with a limit", s -> s.poll(1, TimeUnit.SECONDS),
            "take", WatchService::take);
    return methods.entrySet().stream()
        .map(method ->
            Case.of(
                method.getKey(),
                p -> {
                  WatchService service = p.fileSystem().newWatchService();
                  service.close();
                  service.close();
                  p.refuses(ClosedWatchServiceException.class, () -> method.getValue().of(service));
                  p.refuses(
                      ClosedWatchServiceException.class,
                      () -> p.path("").register(service, ENTRY_CREATE));
                }));
  }

  @Cites("#close Any valid keys ... are cancelled")
  void theKeysOfAClosedServiceAreNotValid(Playground p) throws IOException {
    p.mkdir("d");
    WatchService service = p.fileSystem().newWatchService();
    WatchKey key = p.path("d").register(service, ENTRY_CREATE);
    service.close();
    assertFalse(key.isValid());
    assertFalse(key.reset());
  }

  @Cites("#close If a thread is currently blocked in the take or poll methods")
  void whoWaitsIsToldThatTheServiceIsClosed(Playground p) throws Exception {
    p.mkdir("d");
    try (Events events = Events.of(p, "d", ENTRY_CREATE)) {
      CompletableFuture<Object> taken =
          CompletableFuture.supplyAsync(() -> take(events)).handle((key, thrown) -> thrown);
      events.service().close();
      Throwable thrown = (Throwable) taken.get(15, TimeUnit.SECONDS);
      assertInstanceOf(ClosedWatchServiceException.class, thrown.getCause());
    }
  }
}
