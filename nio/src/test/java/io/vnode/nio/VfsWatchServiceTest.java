package io.vnode.nio;

import static java.nio.file.StandardWatchEventKinds.ENTRY_CREATE;
import static java.nio.file.StandardWatchEventKinds.ENTRY_DELETE;
import static java.nio.file.StandardWatchEventKinds.ENTRY_MODIFY;
import static java.nio.file.StandardWatchEventKinds.OVERFLOW;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.vnode.engine.Credentials;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.ClosedFileSystemException;
import java.nio.file.ClosedWatchServiceException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.nio.file.ProviderMismatchException;
import java.nio.file.WatchEvent;
import java.nio.file.WatchKey;
import java.nio.file.WatchService;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** {@link WatchService}, {@link WatchKey} and {@link Path#register} as their Javadoc has them. */
class VfsWatchServiceTest {
  private static final WatchEvent.Modifier[] NO_MODIFIERS = {};

  private final VfsFileSystem fileSystem = TreeFileSystem.unlimited();
  private final Path directory = fileSystem.getPath("/d");
  private WatchService service;

  @BeforeEach
  void open() throws IOException {
    Files.createDirectory(directory);
    service = fileSystem.newWatchService();
  }

  @AfterEach
  void closeLeavesNothing() throws IOException {
    fileSystem.close();
    assertEquals(0, fileSystem.opened().size());
    fileSystem.namespace().verify();
  }

  private static List<String> told(WatchKey key) {
    return key.pollEvents().stream()
        .map(event -> event.kind() + " " + event.context() + " " + event.count())
        .toList();
  }

  /** WatchKey: ready, signalled by an event, ready again after a reset. */
  @Test
  void aKeyIsQueuedOnceUntilItIsReset() throws Exception {
    WatchKey key = directory.register(service, ENTRY_CREATE);
    assertNull(service.poll());
    Files.createFile(directory.resolve("a"));
    Files.createFile(directory.resolve("b"));
    assertSame(key, service.take());
    assertNull(service.poll());
    assertEquals(List.of("ENTRY_CREATE a 1", "ENTRY_CREATE b 1"), told(key));
    Files.createFile(directory.resolve("c"));
    assertNull(service.poll());
    assertTrue(key.reset());
    assertSame(key, service.poll(1, TimeUnit.SECONDS));
    assertTrue(key.reset());
    assertSame(key, service.poll());
    assertEquals(List.of("ENTRY_CREATE c 1"), told(key));
    assertTrue(key.reset());
    assertNull(service.poll(1, TimeUnit.MILLISECONDS));
    assertSame(directory, key.watchable());
  }

  /** Watchable.register: "if this object is already registered ... the event set is replaced". */
  @Test
  void registeringAgainReplacesTheKinds() throws IOException {
    WatchKey key = directory.register(service, ENTRY_CREATE);
    assertSame(key, directory.register(service, ENTRY_DELETE, OVERFLOW));
    Files.delete(Files.createFile(directory.resolve("a")));
    assertEquals(List.of("ENTRY_DELETE a 1"), told(key));
    Path link = Files.createSymbolicLink(fileSystem.getPath("/l"), directory);
    assertSame(key, link.register(service, ENTRY_CREATE));
  }

  /** WatchEvent.count: more than one for a repeated event. */
  @Test
  void whatIsRepeatedIsCounted() throws IOException {
    Path file = Files.createFile(directory.resolve("a"));
    Path other = Files.createFile(directory.resolve("b"));
    WatchKey key = directory.register(service, ENTRY_MODIFY);
    for (int i = 0; i < 3; i++) {
      Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
      Files.setPosixFilePermissions(other, PosixFilePermissions.fromString("rw-------"));
    }
    assertEquals(List.of("ENTRY_MODIFY a 3", "ENTRY_MODIFY b 3"), told(key));
  }

  /** StandardWatchEventKinds.OVERFLOW: "events may have been lost", after what was not. */
  @Test
  void whatDoesNotFitOverflows() throws IOException {
    WatchKey key = directory.register(service, ENTRY_CREATE);
    for (int i = 0; i < 600; i++) {
      Files.createFile(directory.resolve("f" + i));
    }
    List<String> told = told(key);
    assertEquals(513, told.size());
    assertEquals("ENTRY_CREATE f511 1", told.get(511));
    assertEquals("OVERFLOW null 88", told.get(512));
  }

  /** Path.register: its exceptions. */
  @Test
  void whatCannotBeRegisteredIsRefused() throws IOException {
    Path file = Files.createFile(fileSystem.getPath("/f"));
    WatchEvent.Kind<?>[] kinds = {ENTRY_CREATE};
    WatchEvent.Kind<?> unknown = new UnknownKind();
    assertThrows(NotDirectoryException.class, () -> file.register(service, ENTRY_CREATE));
    assertThrows(
        NoSuchFileException.class, () -> fileSystem.getPath("/no").register(service, ENTRY_CREATE));
    assertThrows(IllegalArgumentException.class, () -> directory.register(service));
    assertThrows(IllegalArgumentException.class, () -> directory.register(service, OVERFLOW));
    assertThrows(
        NullPointerException.class, () -> directory.register(service, (WatchEvent.Kind<?>) null));
    assertThrows(NullPointerException.class, () -> directory.register(null, kinds, NO_MODIFIERS));
    assertThrows(UnsupportedOperationException.class, () -> directory.register(service, unknown));
    WatchEvent.Modifier modifier = () -> "x";
    assertThrows(
        UnsupportedOperationException.class, () -> directory.register(service, kinds, modifier));
    assertThrows(
        NullPointerException.class,
        () -> directory.register(service, kinds, (WatchEvent.Modifier) null));
  }

  private static final class UnknownKind implements WatchEvent.Kind<Object> {
    @Override
    public String name() {
      return "UNKNOWN";
    }

    @Override
    public Class<Object> type() {
      return Object.class;
    }
  }

  /** ProviderMismatchException: a service watches what is of its own file system. */
  @Test
  void aServiceWatchesItsOwnFileSystemOnly() throws IOException {
    try (WatchService host = FileSystems.getDefault().newWatchService();
        VfsFileSystem other = TreeFileSystem.unlimited()) {
      assertThrows(ProviderMismatchException.class, () -> directory.register(host, ENTRY_CREATE));
      assertThrows(
          ProviderMismatchException.class,
          () -> other.getPath("/").register(service, ENTRY_CREATE));
    }
  }

  /** inotify_add_watch(2): EACCES without read permission; a view's service watches as its user. */
  @Test
  void whoMayNotListMayNotWatch() throws IOException {
    Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString("rwx--x--x"));
    VfsFileSystem view = fileSystem.as(new Credentials(1000, 1000));
    Path viewed = view.getPath("/d");
    assertThrows(AccessDeniedException.class, () -> viewed.register(service, ENTRY_CREATE));
    assertTrue(view.getPath("/").register(service, ENTRY_CREATE).isValid());
  }

  /** WatchKey.reset: false once the directory is gone; what is pending can still be polled. */
  @Test
  void aKeyIsInvalidWhenItsDirectoryIsRemoved() throws Exception {
    WatchKey key = directory.register(service, ENTRY_CREATE, ENTRY_DELETE);
    Files.delete(Files.createFile(directory.resolve("a")));
    Files.delete(directory);
    assertFalse(key.isValid());
    assertSame(key, service.take());
    assertEquals(List.of("ENTRY_CREATE a 1", "ENTRY_DELETE a 1"), told(key));
    assertFalse(key.reset());
    Files.createDirectory(directory);
    assertNotSame(key, directory.register(service, ENTRY_CREATE));
  }

  /** WatchKey.cancel: "no further events"; those before stay, and it may be registered anew. */
  @Test
  void aCancelledKeyKeepsWhatIsPending() throws IOException {
    WatchKey key = directory.register(service, ENTRY_CREATE);
    Files.createFile(directory.resolve("a"));
    key.cancel();
    key.cancel();
    Files.createFile(directory.resolve("b"));
    assertFalse(key.isValid());
    assertSame(key, service.poll());
    assertEquals(List.of("ENTRY_CREATE a 1"), told(key));
    assertFalse(key.reset());
    assertNotSame(key, directory.register(service, ENTRY_CREATE));
  }

  /** WatchService.close: whoever waits gets ClosedWatchServiceException, and who comes later. */
  @Test
  void closingTheFileSystemEndsTheServiceForAllWhoWait() throws Exception {
    WatchKey key = directory.register(service, ENTRY_CREATE);
    ExecutorService executor = Executors.newFixedThreadPool(2, TestThreads::daemon);
    List<Future<WatchKey>> waiting =
        List.of(
            executor.submit(service::take), executor.submit(() -> service.poll(1, TimeUnit.DAYS)));
    fileSystem.close();
    for (Future<WatchKey> one : waiting) {
      Throwable end =
          assertThrows(ExecutionException.class, () -> one.get(20, TimeUnit.SECONDS)).getCause();
      assertInstanceOf(ClosedWatchServiceException.class, end);
    }
    executor.shutdown();
    assertFalse(key.isValid());
    assertFalse(key.reset());
    assertThrows(ClosedWatchServiceException.class, service::poll);
    assertThrows(ClosedFileSystemException.class, fileSystem::newWatchService);
  }

  /** ClosedWatchServiceException: from all of a service that was closed. */
  @Test
  void aClosedServiceRegistersNothing() throws IOException {
    service.close();
    service.close();
    assertThrows(
        ClosedWatchServiceException.class, () -> directory.register(service, ENTRY_CREATE));
    assertThrows(ClosedWatchServiceException.class, service::take);
  }

  /** Every name that is made is told or counted as lost, and what one thread does is in order. */
  @Test
  void whatHappensAtOnceIsAllToldOrCounted() throws Exception {
    int threads = 4;
    int rounds = 2000;
    WatchKey key = directory.register(service, ENTRY_CREATE, ENTRY_DELETE);
    ExecutorService executor = Executors.newFixedThreadPool(threads, TestThreads::daemon);
    List<Future<?>> running = new ArrayList<>();
    for (int t = 0; t < threads; t++) {
      Path file = directory.resolve("f" + t);
      running.add(
          executor.submit(() -> {
            for (int i = 0; i < rounds; i++) {
              Files.delete(Files.createFile(file));
            }
            return null;
          }));
    }
    long told = 0;
    while (told < 2L * threads * rounds) {
      WatchKey taken = service.poll(20, TimeUnit.SECONDS);
      assertSame(key, taken, "events were lost, " + told + " were told");
      told += taken.pollEvents().stream().mapToLong(WatchEvent::count).sum();
      assertTrue(taken.reset());
    }
    for (Future<?> one : running) {
      one.get();
    }
    executor.shutdown();
    assertEquals(2L * threads * rounds, told);
    assertNull(service.poll());
  }
}
