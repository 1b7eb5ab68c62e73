package io.vnode.tck.nio;

import static io.vnode.tck.Capability.FILE_CHANNELS;
import static io.vnode.tck.Capability.HARD_LINKS;
import static io.vnode.tck.Capability.LOCKS;
import static java.nio.file.StandardOpenOption.READ;
import static java.nio.file.StandardOpenOption.WRITE;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.vnode.tck.Area;
import io.vnode.tck.Case;
import io.vnode.tck.Cites;
import io.vnode.tck.Needs;
import io.vnode.tck.Playground;
import java.io.IOException;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.util.stream.Stream;

/** Regions of files that one program keeps from others. */
@Area(value = "nio.locks", source = "java.nio.channels.FileLock")
@Needs({LOCKS, FILE_CHANNELS})
final class LockChecks {
  private static FileChannel open(Playground p) throws IOException {
    return p.open("f", READ, WRITE);
  }

  // ---------------------------------------------------------------- what a lock is

  @Cites("java.nio.channels.FileChannel#lock()")
  void aLockOfAllHasNoEnd(Playground p) throws IOException {
    p.write("f", "abc");
    try (FileChannel channel = open(p);
        FileLock lock = channel.lock()) {
      assertEquals(0, lock.position());
      assertEquals(Long.MAX_VALUE, lock.size());
      assertFalse(lock.isShared());
      assertTrue(lock.isValid());
      assertSame(channel, lock.channel());
      assertSame(channel, lock.acquiredBy());
    }
  }

  @Cites("java.nio.channels.FileChannel#tryLock()")
  void aLockThatIsFreeIsGivenAtOnce(Playground p) throws IOException {
    p.write("f", "abc");
    try (FileChannel channel = open(p);
        FileLock lock = channel.tryLock()) {
      assertNotNull(lock);
      assertEquals(Long.MAX_VALUE, lock.size());
      assertFalse(lock.isShared());
    }
  }

  @Cites("[The lock is held until it is released, or its channel is closed]")
  void aLockOutlivesTheNextOne(Playground p) throws IOException {
    p.write("f", "abc");
    try (FileChannel channel = open(p);
        FileChannel other = open(p);
        FileLock lock = channel.tryLock(0, 1, false)) {
      channel.tryLock(1, 1, false).release();
      channel.tryLock(2, 1, false);
      assertTrue(lock.isValid());
      p.refuses(OverlappingFileLockException.class, () -> other.tryLock(0, 1, false));
    }
  }

  @Cites("java.nio.channels.FileChannel#lock(long,long,boolean)")
  Stream<Case> aLockKnowsItsRegion() {
    return Stream.of(true, false)
        .map(shared ->
            Case.of(
                shared ? "shared" : "exclusive",
                p -> {
                  p.write("f", "abc");
                  try (FileChannel channel = open(p);
                      FileLock lock = channel.lock(5, 7, shared);
                      FileLock tried = channel.tryLock(20, 1, shared)) {
                    assertEquals(5, lock.position());
                    assertEquals(7, lock.size());
                    assertEquals(shared, lock.isShared());
                    assertEquals(20, tried.position());
                    assertEquals(1, tried.size());
                    assertEquals(shared, tried.isShared());
                  }
                }));
  }

  @Cites("java.nio.channels.FileChannel#lock(long,long,boolean)")
  void aLockBehindTheEndDoesNotLetTheFileGrow(Playground p) throws IOException {
    p.write("f", "abc");
    try (FileChannel channel = open(p);
        FileLock lock = channel.lock(1L << 40, 10, false)) {
      assertTrue(lock.isValid());
      assertEquals(3, channel.size());
    }
    p.shows("f=abc");
  }

  /** Of a lock from 10, 5 long: another region, and whether they overlap. */
  private record Region(long position, long size, boolean overlaps) {
    static Stream<Region> all() {
      return Stream.of(
          new Region(10, 5, true),
          new Region(8, 3, true),
          new Region(14, 9, true),
          new Region(0, 100, true),
          new Region(12, 1, true),
          new Region(0, Long.MAX_VALUE, true),
          new Region(0, 10, false),
          new Region(15, 5, false),
          new Region(9, 1, false),
          new Region(15, Long.MAX_VALUE - 15, false),
          new Region(100, 1, false));
    }

    String label() {
      return size + " bytes at " + position;
    }
  }

  @Cites("#overlaps")
  Stream<Case> aLockKnowsWhatItOverlaps() {
    return Region.all()
        .map(region ->
            Case.of(
                region.label(),
                p -> {
                  p.write("f", "abc");
                  try (FileChannel channel = open(p);
                      FileLock lock = channel.lock(10, 5, false)) {
                    assertEquals(region.overlaps, lock.overlaps(region.position, region.size));
                  }
                }));
  }

  // ---------------------------------------------------------------- overlapping

  @Cites("java.nio.channels.OverlappingFileLockException")
  Stream<Case> noTwoLocksOfOneProgramOverlap() {
    return Region.all().flatMap(region -> Stream.of(locks(region, true), locks(region, false)));
  }

  private static Case locks(Region region, boolean same) {
    return Case.of(
        region.label() + (same ? " by the same channel" : " by another"),
        p -> {
          p.write("f", "abc");
          try (FileChannel channel = open(p);
              FileChannel other = open(p);
              FileLock first = channel.lock(10, 5, false)) {
            FileChannel asking = same ? channel : other;
            if (region.overlaps) {
              p.refuses(
                  OverlappingFileLockException.class,
                  () -> asking.lock(region.position, region.size, false));
              p.refuses(
                  OverlappingFileLockException.class,
                  () -> asking.tryLock(region.position, region.size, false));
            } else {
              asking.lock(region.position, region.size, false).close();
              asking.tryLock(region.position, region.size, false).close();
            }
            assertTrue(first.isValid());
          }
        });
  }

  @Cites("java.nio.channels.OverlappingFileLockException")
  Stream<Case> sharedLocksOfOneProgramOverlapNoneEither() {
    return Stream.of(true, false)
        .flatMap(first ->
            Stream.of(true, false)
                .filter(second -> first || second)
                .map(second ->
                    Case.of(
                        (first ? "shared" : "exclusive")
                            + " then "
                            + (second ? "shared" : "exclusive"),
                        p -> {
                          p.write("f", "abc");
                          try (FileChannel channel = open(p);
                              FileChannel other = open(p);
                              FileLock lock = channel.lock(0, 5, first)) {
                            p.refuses(
                                OverlappingFileLockException.class,
                                () -> other.tryLock(2, 5, second));
                            assertTrue(lock.isValid());
                          }
                        })));
  }

  @Cites("[Platform dependencies] locks are held on behalf of the entire virtual machine")
  @Needs(HARD_LINKS)
  void aFileIsLockedByAnyNameOfIt(Playground p) throws IOException {
    p.tree("f=abc", "g == f");
    try (FileChannel channel = open(p);
        FileChannel other = p.open("g", READ, WRITE);
        FileLock lock = channel.lock()) {
      p.refuses(OverlappingFileLockException.class, other::tryLock);
      assertTrue(lock.isValid());
    }
  }

  @Cites("[Platform dependencies]")
  void anotherFileIsNotLocked(Playground p) throws IOException {
    p.tree("f=abc", "g=abc");
    try (FileChannel channel = open(p);
        FileChannel other = p.open("g", READ, WRITE);
        FileLock lock = channel.lock();
        FileLock second = other.tryLock()) {
      assertTrue(lock.isValid() && second.isValid());
    }
  }

  @Cites("[Platform dependencies]")
  void aLockStaysWithAFileThatIsRenamed(Playground p) throws IOException {
    p.write("f", "abc");
    try (FileChannel channel = open(p);
        FileLock lock = channel.lock()) {
      p.move("f", "g");
      p.write("f", "new");
      try (FileChannel old = p.open("g", WRITE);
          FileChannel fresh = open(p);
          FileLock free = fresh.tryLock()) {
        assertTrue(free.isValid());
        p.refuses(OverlappingFileLockException.class, old::tryLock);
      }
      assertTrue(lock.isValid());
    }
  }

  // ---------------------------------------------------------------- the end of a lock

  @Cites("#release")
  void whatIsReleasedIsFree(Playground p) throws IOException {
    p.write("f", "abc");
    try (FileChannel channel = open(p);
        FileChannel other = open(p)) {
      FileLock lock = channel.lock();
      lock.release();
      assertFalse(lock.isValid());
      try (FileLock next = other.tryLock()) {
        assertTrue(next.isValid());
        assertFalse(lock.isValid());
      }
    }
  }

  @Cites("#release")
  void releasingTwiceIsReleasingOnce(Playground p) throws IOException {
    p.write("f", "abc");
    try (FileChannel channel = open(p);
        FileChannel other = open(p)) {
      FileLock lock = channel.lock();
      lock.release();
      try (FileLock next = other.tryLock()) {
        lock.release();
        lock.close();
        assertTrue(next.isValid());
        p.refuses(OverlappingFileLockException.class, channel::tryLock);
      }
    }
  }

  @Cites("#isValid")
  void closingTheChannelEndsItsLocks(Playground p) throws IOException {
    p.write("f", "abc");
    FileChannel channel = open(p);
    FileLock lock = channel.lock(0, 5, false);
    FileLock second = channel.lock(10, 5, true);
    channel.close();
    assertFalse(lock.isValid());
    assertFalse(second.isValid());
    try (FileChannel other = open(p);
        FileLock next = other.tryLock()) {
      assertTrue(next.isValid());
    }
  }

  @Cites("#release ClosedChannelException")
  void aLockOfAClosedChannelCannotBeReleased(Playground p) throws IOException {
    p.write("f", "abc");
    FileChannel channel = open(p);
    FileLock lock = channel.lock();
    channel.close();
    p.refuses(ClosedChannelException.class, lock::release);
  }

  @Cites("#release")
  void oneLockOfSeveralIsReleased(Playground p) throws IOException {
    p.write("f", "abc");
    try (FileChannel channel = open(p);
        FileLock first = channel.lock(0, 5, false)) {
      channel.lock(5, 5, false).release();
      assertTrue(first.isValid());
      channel.lock(5, 5, false).release();
      p.refuses(OverlappingFileLockException.class, () -> channel.tryLock(4, 1, false));
    }
  }

  // ---------------------------------------------------------------- regions that cannot be

  @Cites("java.nio.channels.FileChannel#lock(long,long,boolean) IllegalArgumentException")
  Stream<Case> aRegionThatCannotBeIsRefused() {
    return Stream.of(
            new Region(-1, 5, false),
            new Region(0, -1, false),
            new Region(1, Long.MAX_VALUE, false),
            new Region(Long.MAX_VALUE, 1, false))
        .map(region ->
            Case.of(
                region.label(),
                p -> {
                  p.write("f", "abc");
                  try (FileChannel channel = open(p)) {
                    p.refuses(
                        IllegalArgumentException.class,
                        () -> channel.lock(region.position, region.size, false));
                    p.refuses(
                        IllegalArgumentException.class,
                        () -> channel.tryLock(region.position, region.size, true));
                    channel.lock().close();
                  }
                }));
  }
}
