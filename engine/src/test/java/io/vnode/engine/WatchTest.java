package io.vnode.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.EnumSet;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** Watches: what is told, in what order, and when it ends. Names as {@code inotify(7)} has them. */
class WatchTest extends EngineFixture {
  private final AtomicInteger signals = new AtomicInteger();

  private Watch watch(String path) throws IOException {
    return Watch.of(directory(path), EnumSet.allOf(WatchKind.class), signals::incrementAndGet);
  }

  private static List<String> told(Watch watch) {
    return watch.fetch().stream()
        .map(event -> event.kind() + " " + event.name() + " " + event.count())
        .toList();
  }

  private void makeDirectory(String path) throws IOException {
    namespace.mkdir(who, namespace.root(), PathWalk.split(path), 0, 0755);
  }

  private OpenFile openToWrite(String path) throws IOException {
    int how = OpenFile.WRITE | OpenFile.CREATE;
    return namespace.open(who, namespace.root(), PathWalk.split(path), 0, how, 0644);
  }

  /** inotify(7): IN_CREATE, IN_MODIFY, IN_DELETE, in the order in which they happen. */
  @Test
  void whatHappensToANameIsToldInOrder() throws IOException {
    Watch watch = watch("/");
    try (OpenFile file = openToWrite("/f")) {
      file.write(ByteBuffer.allocate(1));
      file.write(ByteBuffer.allocate(1));
    }
    namespace.remove(who, namespace.root(), PathWalk.split("f"), 0);
    assertEquals(List.of("CREATE f 1", "MODIFY f 2", "DELETE f 1"), told(watch));
    assertEquals(1, signals.get());
  }

  /** rename(2) with RENAME_EXCHANGE is two moves for inotify(7). */
  @Test
  void anExchangeIsTwoMoves() throws IOException {
    makeDirectory("/a");
    makeDirectory("/b");
    Watch watch = watch("/");
    rename("/a", "/b", Namespace.EXCHANGE);
    assertEquals(List.of("DELETE a 1", "CREATE b 1", "DELETE b 1", "CREATE a 1"), told(watch));
  }

  /** inotify(7) watches an inode: a rename of the directory changes nothing. */
  @Test
  void aWatchFollowsItsDirectory() throws IOException {
    makeDirectory("/a");
    makeDirectory("/b");
    Watch watch = watch("/a");
    rename("/a", "/b/a", 0);
    makeDirectory("/b/a/new");
    assertEquals(List.of("CREATE new 1"), told(watch));
    assertTrue(watch.isValid());
  }

  /** inotify(7): IN_ATTRIB of a directory, whatever path it was changed by. */
  @Test
  void aDirectoryThatIsChangedByADotIsToldByItsName() throws IOException {
    makeDirectory("/a");
    Watch watch = watch("/");
    Change change = new Change().mode(0700);
    namespace.change(who, namespace.root(), PathWalk.split("a/."), 0, change);
    assertEquals(List.of("MODIFY a 1"), told(watch));
  }

  /** The choice of docs/DECISIONS.md: what has lost the name is not told by it. */
  @Test
  void aFileThatLostItsNameIsToldByNone() throws IOException {
    try (OpenFile file = openToWrite("/f")) {
      Watch watch = watch("/");
      rename("/f", "/g", 0);
      openToWrite("/f").close();
      assertEquals(List.of("DELETE f 1", "CREATE g 1", "CREATE f 1"), told(watch));
      file.write(ByteBuffer.allocate(1));
      assertEquals(List.of(), told(watch));
    }
  }

  /** inotify(7): IN_IGNORED once the directory is gone; what was queued before stays. */
  @Test
  void aWatchEndsWithItsDirectoryAndKeepsWhatIsPending() throws IOException {
    makeDirectory("/a");
    Watch watch = watch("/a");
    makeDirectory("/a/b");
    namespace.rmdir(who, namespace.root(), PathWalk.split("a/b"), 0);
    namespace.rmdir(who, namespace.root(), PathWalk.split("a"), 0);
    assertFalse(watch.isValid());
    assertEquals(List.of("CREATE b 1", "DELETE b 1"), told(watch));
    assertFalse(watch.reset());
  }

  /** inotify(7): a directory that is renamed over is gone. */
  @Test
  void aWatchEndsWhenItsDirectoryIsReplaced() throws IOException {
    makeDirectory("/a");
    makeDirectory("/b");
    Watch watch = watch("/b");
    rename("/a", "/b", 0);
    assertFalse(watch.isValid());
    assertEquals(1, signals.get());
  }

  /** Watch.PENDING_MAX: what does not fit is counted, and what did is kept. */
  @Test
  void whatOverflowsIsCounted() throws IOException {
    Watch watch = watch("/");
    for (int i = 0; i < Watch.PENDING_MAX + 10; i++) {
      makeDirectory("/d" + i);
    }
    List<Watch.Event> events = watch.fetch();
    assertEquals(Watch.PENDING_MAX + 1, events.size());
    assertEquals(new Watch.Event(WatchKind.CREATE, "d0", 1), events.get(0));
    assertEquals(new Watch.Event(WatchKind.OVERFLOW, null, 10), events.get(Watch.PENDING_MAX));
  }

  /** inotify_add_watch(2): ENOENT for what is not there any more. */
  @Test
  void aDirectoryThatIsGoneCannotBeWatched() throws IOException {
    makeDirectory("/a");
    Directory gone = directory("/a");
    namespace.rmdir(who, namespace.root(), PathWalk.split("a"), 0);
    refuses(Errno.ENOENT, () -> Watch.of(gone, EnumSet.allOf(WatchKind.class), () -> {}));
  }

  /** A watch that was cancelled is told nothing more; others of the directory go on. */
  @Test
  void aCancelledWatchIsToldNothing() throws IOException {
    Watch cancelled = watch("/");
    Watch other = watch("/");
    cancelled.cancel();
    makeDirectory("/a");
    assertEquals(List.of(), told(cancelled));
    assertEquals(List.of("CREATE a 1"), told(other));
  }
}
