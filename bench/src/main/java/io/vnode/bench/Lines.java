package io.vnode.bench;

import static io.vnode.bench.ArchiveReader.JAVA_UTIL_ZIP;
import static io.vnode.bench.ArchiveReader.ZIPFS;
import static io.vnode.bench.Goal.atMost;
import static io.vnode.bench.Goal.atMostMore;
import static io.vnode.bench.Goal.atMostTimes;
import static io.vnode.bench.Goal.speedup;
import static io.vnode.bench.Line.beside;
import static io.vnode.bench.Line.besideArraycopy;
import static io.vnode.bench.Line.besideJimfs;
import static io.vnode.bench.Line.besideReader;
import static io.vnode.bench.Line.besideStore;
import static io.vnode.bench.Line.besideUnixPath;
import static io.vnode.bench.Line.besideView;
import static io.vnode.bench.Line.inSandbox;
import static io.vnode.bench.Line.mounted;
import static io.vnode.bench.Line.ofOurs;
import static io.vnode.bench.Line.ofProjections;
import static io.vnode.bench.Line.space;
import static io.vnode.bench.Line.twoThreads;
import static io.vnode.bench.View.DIRECT;
import static io.vnode.bench.View.SYMLINKS;

import java.util.List;

/**
 * The table: what memfs, zipstore, projfs, wofs and WASI are meant to reach, chapter by chapter.
 */
final class Lines {
  private static final double MICROSECOND = 1e3;
  private static final double MILLISECOND = 1e6;
  private static final double SECOND = 1e9;

  /** The release whose {@code Files.exists} no longer needs an exception to say no. */
  private static final int EXISTS_WITHOUT_EXCEPTION = 20;

  /** What a projection may cost beside the host is said of JDK 17, whose own cost is the least. */
  private static final int NEWER_THAN_17 = 18;

  /** Bytes of heap that an entry of an open archive may take. */
  private static final double ARCHIVE_ENTRY = 130;

  private static final List<Line> NAMES =
      List.of(
          besideJimfs(Work.CREATE_DELETE, atMostTimes(0.5)),
          besideJimfs(Work.CREATE_WRITE_DELETE, atMostTimes(0.5)),
          besideJimfs(Work.MKDIR_RMDIR, atMostTimes(0.5)),
          twoThreads(Work.CREATE_DELETE, 1.8),
          twoThreads(Work.CREATE_WRITE_DELETE, 1.8),
          twoThreads(Work.MKDIR_RMDIR, 1.8),
          besideJimfs(Work.RENAME, atMostTimes(0.6)),
          besideJimfs(Work.RENAME_ACROSS, atMostTimes(0.8)),
          besideJimfs(Work.MIXED_64, speedup(3)));

  private static final List<Line> LOOKUPS =
      List.of(
          besideJimfs(Work.READ_ATTRIBUTES, atMostTimes(0.8)),
          allocated(Work.READ_ATTRIBUTES, atMost(112)),
          besideJimfs(Work.EXISTS, atMostTimes(1)),
          allocated(Work.EXISTS, atMost(48)),
          besideJimfs(Work.EXISTS_NOT, atMostTimes(0.2).before(EXISTS_WITHOUT_EXCEPTION)),
          besideJimfs(Work.EXISTS_NOT, atMost(150).from(EXISTS_WITHOUT_EXCEPTION)),
          allocated(Work.EXISTS_NOT, atMost(64).from(EXISTS_WITHOUT_EXCEPTION)),
          besideJimfs(Work.LOOKUP_DEEP, atMostTimes(1)),
          besideUnixPath(Work.GET_PATH, 1.5),
          besideUnixPath(Work.HASH_EQUALS, 1.2),
          besideUnixPath(Work.RESOLVE, 2));

  private static final List<Line> CONTENTS =
      List.of(
          besideJimfs(Work.OVERWRITE, atMostTimes(0.8)),
          besideJimfs(Work.OPEN_CLOSE, atMostTimes(0.8)),
          besideJimfs(Work.READ_ALL, atMostTimes(0.5)),
          besideArraycopy(Work.READ_STREAM, Work.MEMORY_READ, 1.15),
          besideJimfs(Work.READ_STREAM, atMostTimes(1)),
          besideArraycopy(Work.OVERWRITE_STREAM, Work.MEMORY_OVERWRITE, 1.15),
          besideJimfs(Work.OVERWRITE_STREAM, atMostTimes(1)),
          besideArraycopy(Work.WRITE_STREAM, Work.MEMORY_WRITE, 1.15),
          besideJimfs(Work.WRITE_STREAM, atMostTimes(1)),
          besideArraycopy(Work.READ_BLOCK, Work.MEMORY_READ_BLOCK, 1.15),
          besideJimfs(Work.READ_BLOCK, atMostTimes(0.7)),
          besideArraycopy(Work.WRITE_BLOCK, Work.MEMORY_WRITE_BLOCK, 1.15),
          besideJimfs(Work.WRITE_BLOCK, atMostTimes(0.7)),
          ofOurs(
              Work.READERS_AND_WRITER.words,
              Task.of(Work.READERS_AND_WRITER),
              Task.of(Work.READ_BLOCK),
              "one reader",
              speedup(1.7)),
          besideJimfs(Work.COPY, atMost(MILLISECOND)));

  private static final List<Line> LARGE_DIRECTORIES =
      List.of(
          besideJimfs(Work.LIST_100_000, atMostTimes(0.15)),
          besideJimfs(Work.FIRST_OF_100_000, atMost(5 * MICROSECOND)),
          ofOurs(
              "first name of 100,000: beside 100",
              Task.of(Work.FIRST_OF_100_000),
              Task.of(Work.FIRST_OF_100),
              "that of 100",
              atMostTimes(1.5)),
          besideJimfs(Work.WALK, atMostTimes(0.5)),
          besideJimfs(Work.CREATE_IN_LARGE, atMost(1.5 * SECOND)),
          ofOurs(
              "a million files in one directory: growth",
              Task.of(Work.CREATE_IN_LARGE),
              Task.of(Work.CREATE_IN_SMALL),
              "1,000 a directory",
              atMostTimes(1.5)),
          heap(HeapKind.FILE_AMONG_ALL, 350));

  private static final List<Line> HEAP =
      List.of(
          heap(HeapKind.EMPTY_FILE, 220),
          heap(HeapKind.ONE_BYTE_FILE, 240),
          heap(HeapKind.TEN_KIB_FILE, 10.6 * 1024),
          heap(HeapKind.EMPTY_DIRECTORY, 300),
          heap(HeapKind.SYMLINK, 220));

  private static final List<Line> ARCHIVES =
      List.of(
          besideReader(ZIPFS, Work.OPEN_ARCHIVE, speedup(4)),
          besideReader(JAVA_UTIL_ZIP, Work.OPEN_ARCHIVE, atMostTimes(1)),
          besideReader(ZIPFS, Work.LIST_ARCHIVE, speedup(20)),
          besideReader(JAVA_UTIL_ZIP, Work.LIST_SMALL_ARCHIVE, atMostTimes(1)),
          besideReader(
              ZIPFS, ArchiveHeap.ENTRY, ArchiveHeap.ENTRY, Metric.HEAP, atMost(ARCHIVE_ENTRY)),
          besideReader(ZIPFS, Work.STORED_BLOCK, atMost(5 * MICROSECOND)),
          besideReader(ZIPFS, Work.STORED_BLOCK, speedup(10_000)),
          besideReader(ZIPFS, Work.DEFLATED_FIRST_TOUCH, speedup(3)),
          besideReader(ZIPFS, Work.DEFLATED_BLOCK, atMost(MILLISECOND)),
          besideReader(ZIPFS, Work.DEFLATED_BLOCK, speedup(500)),
          besideReader(ZIPFS, Work.DEFLATED_STREAM, speedup(1.5)),
          besideReader(ZIPFS, Work.STORED_STREAM, atMostTimes(1)),
          besideReader(
              ZIPFS,
              Task.of(Work.MAPPED_STREAM),
              Task.of(Work.STORED_STREAM),
              Metric.TIME,
              speedup(2)),
          besideReader(ZIPFS, Work.SMALL_ARCHIVED, atMostTimes(1)),
          besideReader(JAVA_UTIL_ZIP, Work.FIRST_OPEN, atMostMore(20 * MILLISECOND)));

  private static final List<Line> PROJECTIONS =
      List.of(
          besideView(DIRECT, Work.VIEWED_ATTRIBUTES, atMostTimes(1.6).before(NEWER_THAN_17)),
          besideView(SYMLINKS, Work.VIEWED_ATTRIBUTES, atMostTimes(1.6).before(NEWER_THAN_17)),
          besideView(DIRECT, Work.VIEWED_OPEN_CLOSE, atMostTimes(1.6).before(NEWER_THAN_17)),
          besideView(SYMLINKS, Work.VIEWED_OPEN_CLOSE, atMostTimes(1.6).before(NEWER_THAN_17)),
          besideView(DIRECT, Work.VIEWED_READ, atMostTimes(1.03)),
          besideView(DIRECT, Work.VIEWED_WRITE, atMostTimes(1.03)),
          besideView(SYMLINKS, Work.SHOW_100_000, Work.LINK_100_000, atMost(300 * MILLISECOND)),
          besideView(SYMLINKS, Work.SHOW_100_000, Work.LINK_100_000, speedup(20)),
          ofProjections(ProjectionHeap.ENTRY, Metric.HEAP, atMost(200)),
          ofProjections(
              "readAttributes of one of 100,000: beside 10",
              Work.FIND_AMONG_100_000,
              Work.FIND_AMONG_10,
              "one of 10",
              atMostTimes(1.5)));

  private static final List<Line> IMAGES =
      List.of(
          mounted(Work.READ_BLOCK, atMostTimes(1.15)),
          mounted(Work.WRITE_BLOCK, atMostTimes(1.15)),
          mounted(Work.READ_STREAM, atMostTimes(1.15)),
          mounted(Work.OVERWRITE_STREAM, atMostTimes(1.15)),
          mounted(Work.WRITE_STREAM, atMostTimes(1.15)),
          besideStore(Store.ZIPFS, Work.MOUNT_4, atMost(5 * MILLISECOND)),
          besideStore(Store.HOST, Work.MOUNT_1024, Work.READ_METADATA, atMostTimes(1.3)),
          besideStore(Store.HOST, Work.UNMOUNT_CHANGED, Work.FORCED_WRITE, atMostTimes(3)),
          besideStore(Store.ZIPFS, Work.UNMOUNT_CHANGED, Work.CLOSE_CHANGED, speedup(1000)),
          besideStore(Store.ZIPFS, Work.PACK, speedup(2)),
          space(SpaceKind.PAGED, atMost(SpaceKind.PAGED.share(0.03))),
          space(SpaceKind.SMALL, atMost(80)));

  private static final List<Line> GUESTS =
      List.of(
          inMemory(GuestCall.STAT, 0.5),
          inMemory(GuestCall.FSTAT, 0.5),
          inMemory(GuestCall.READDIR, 0.5),
          inMemory(GuestCall.RENAME, 0.5),
          inMemory(GuestCall.CREATE, 0.7),
          inMemory(GuestCall.OPEN, 0.7),
          besideChannel(GuestCall.READ_SMALL),
          besideChannel(GuestCall.WRITE_SMALL),
          besideChannel(GuestCall.READ_LARGE),
          besideChannel(GuestCall.WRITE_LARGE),
          onHost(GuestCall.STAT, 0.5),
          onHost(GuestCall.FSTAT, 0.5),
          onHost(GuestCall.READDIR, 0.5));

  /** Lines under a common title, and whose figures they are about. */
  record Chapter(String title, String ours, List<Line> lines) {}

  static final List<Chapter> CHAPTERS =
      List.of(
          new Chapter("Names", Subject.MEMFS.title(), NAMES),
          new Chapter("Lookups and paths", Subject.MEMFS.title(), LOOKUPS),
          new Chapter("Contents", Subject.MEMFS.title(), CONTENTS),
          new Chapter("Large directories", Subject.MEMFS.title(), LARGE_DIRECTORIES),
          new Chapter("Heap for each object, name included", Subject.MEMFS.title(), HEAP),
          new Chapter("Archives that are read", ArchiveReader.ZIPSTORE.title(), ARCHIVES),
          new Chapter("Projections", View.PROJFS.title(), PROJECTIONS),
          new Chapter("Images", Store.WOFS.title(), IMAGES),
          new Chapter("Calls of programs for WASI", "wasi", GUESTS));

  private Lines() {}

  static List<Line> all() {
    return CHAPTERS.stream().flatMap(chapter -> chapter.lines().stream()).toList();
  }

  /** Those of the chapters that are about {@code subject}. */
  static List<Line> of(String subject) {
    return CHAPTERS.stream()
        .filter(chapter -> chapter.ours().equals(subject))
        .flatMap(chapter -> chapter.lines().stream())
        .toList();
  }

  private static Line inMemory(GuestCall call, double bound) {
    return inSandbox(call, Sandbox.OURS_IN_MEMORY, Sandbox.CHICORY_IN_MEMORY, atMostTimes(bound));
  }

  private static Line besideChannel(GuestCall call) {
    return inSandbox(call, Sandbox.OURS_IN_MEMORY, Sandbox.CHANNEL, atMostTimes(1.5));
  }

  private static Line onHost(GuestCall call, double bound) {
    return inSandbox(call, Sandbox.OURS_ON_HOST, Sandbox.CHICORY_ON_HOST, atMostTimes(bound));
  }

  private static Line allocated(Work work, Goal goal) {
    return beside(Subject.JIMFS, Task.of(work), Metric.ALLOCATED, goal);
  }

  private static Line heap(HeapKind kind, double bytes) {
    return beside(Subject.JIMFS, kind, Metric.HEAP, atMost(bytes));
  }
}
