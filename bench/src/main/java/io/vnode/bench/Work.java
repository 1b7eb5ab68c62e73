package io.vnode.bench;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/** A benchmark with its parameters: one kind of work that every subject is given. */
enum Work {
  CREATE_DELETE("create + delete", EntryOperations.class, "createAndDelete"),
  CREATE_WRITE_DELETE(
      "create + write 100 B + delete", EntryOperations.class, "createWriteAndDelete"),
  MKDIR_RMDIR("mkdir + rmdir", EntryOperations.class, "mkdirAndRmdir"),
  RENAME("rename there and back", EntryOperations.class, "renameThereAndBack"),
  RENAME_ACROSS(
      "rename to another directory and back", EntryOperations.class, "renameAcrossAndBack"),
  OVERWRITE("overwrite 100 B", SmallFiles.class, "overwrite"),
  OPEN_CLOSE("open + close", SmallFiles.class, "openAndClose"),
  READ_ALL("readAllBytes of 100 B", SmallFiles.class, "readAllBytes"),
  READ_ATTRIBUTES("readAttributes", Lookups.class, "readAttributes"),
  EXISTS("exists", Lookups.class, "exists"),
  EXISTS_NOT("exists, missing", Lookups.class, "existsNot"),
  LOOKUP_DEEP("lookup 20 levels deep", Lookups.class, "lookupDeep"),
  GET_PATH("getPath, 5 names", Paths.class, "getPath"),
  HASH_EQUALS("Path hash + equals", Paths.class, "hashAndEquals"),
  RESOLVE("Path.resolve", Paths.class, "resolve"),
  LIST_100_000("list 100,000 names", Listings.class, "listAll"),
  FIRST_OF_100_000("first name of 100,000", Listings.class, "firstName"),
  FIRST_OF_100("first name of 100", Listings.class, "firstName", Map.of("files", "100")),
  WALK("Files.walk of 100,000 files", Walks.class, "walk"),
  READ_STREAM("read 256 MiB in order", Streams.class, "read"),
  OVERWRITE_STREAM("overwrite 256 MiB in order", Streams.class, "overwrite"),
  WRITE_STREAM("write 256 MiB anew", Streams.class, "writeAnew"),
  MEMORY_READ("arraycopy for the read", MemoryCopies.class, "read"),
  MEMORY_OVERWRITE("arraycopy for the overwrite", MemoryCopies.class, "overwrite"),
  MEMORY_WRITE("arraycopy into new memory", MemoryCopies.class, "writeAnew"),
  MEMORY_READ_BLOCK("arraycopy for the read of 4 KiB", RandomCopies.class, "read"),
  MEMORY_WRITE_BLOCK("arraycopy for the write of 4 KiB", RandomCopies.class, "write"),
  READ_BLOCK("read 4 KiB anywhere in 256 MiB", RandomBlocks.class, "read"),
  WRITE_BLOCK("write 4 KiB anywhere in 256 MiB", RandomBlocks.class, "write"),
  READERS_AND_WRITER(
      "two readers and a writer, 4 KiB each", RandomBlocks.class, "twoReadersAndAWriter"),
  COPY("copy a file of 256 MiB", Copies.class, "copy"),
  CREATE_IN_SMALL(
      "a million files, 1,000 a directory",
      MassCreation.class,
      "create",
      Map.of("filesEach", "1000")),
  CREATE_IN_LARGE(
      "a million files in one directory",
      MassCreation.class,
      "create",
      Map.of("filesEach", "1000000")),
  MIXED_64("64 threads in 64 directories", MixedOperations.class, "makeLookRenameDelete"),
  OPEN_ARCHIVE("open an archive of 100,000 entries", ArchiveOpening.class, "open"),
  LIST_ARCHIVE(
      "open and list 100,000 entries with times",
      ArchiveOpening.class,
      "openAndListDated",
      Map.of("dated", "true")),
  LIST_SMALL_ARCHIVE(
      "open and list 10 entries", ArchiveOpening.class, "openAndList", Map.of("entries", "10")),
  FIRST_OPEN(
      "first open in a new JVM, whole process",
      ArchiveOpening.class,
      "wholeProcess",
      Map.of("entries", "10")),
  STORED_BLOCK("4 KiB anywhere in a stored file of 256 MiB", ArchiveReading.class, "storedBlock"),
  DEFLATED_FIRST_TOUCH(
      "the same, deflated: in the middle, first touch", ArchiveReading.class, "deflatedFirstTouch"),
  DEFLATED_BLOCK("the same, deflated: anywhere, again", ArchiveReading.class, "deflatedBlock"),
  DEFLATED_STREAM("256 MiB deflated in order", ArchiveReading.class, "deflatedStream"),
  STORED_STREAM("256 MiB stored in order", ArchiveReading.class, "storedStream"),
  MAPPED_STREAM("256 MiB stored in order, mapped", ArchiveReading.class, "mappedStream"),
  SMALL_ARCHIVED("one of 10,000 small deflated files", ArchiveSmallFiles.class, "read"),
  VIEWED_ATTRIBUTES("readAttributes, three directories down", ViewedFile.class, "readAttributes"),
  VIEWED_OPEN_CLOSE("open + close, three directories down", ViewedFile.class, "openAndClose"),
  VIEWED_READ("read 64 KiB anywhere in an open file", ViewedFile.class, "read"),
  VIEWED_WRITE("write 64 KiB anywhere in an open file", ViewedFile.class, "write"),
  SHOW_100_000("show 100,000 files, each by itself", ViewSetup.class, "show"),
  LINK_100_000("make a link to each of 100,000 files", ViewSetup.class, "show"),
  FIND_AMONG_100_000("readAttributes of one of 100,000", ViewLookups.class, "readAttributes"),
  FIND_AMONG_10(
      "readAttributes of one of 10", ViewLookups.class, "readAttributes", Map.of("files", "10")),
  PACK("pack 10,000 files of 10 KiB", Packing.class, "pack"),
  MOUNT_4(
      "mount an image of 4 MiB",
      ImageMounting.class,
      "mount",
      Map.of("mebibytes", "3", "files", "300")),
  MOUNT_1024("mount an image of 1 GiB, 10,000 files", ImageMounting.class, "mount"),
  READ_METADATA("read the metadata of that", MetadataReading.class, "read"),
  UNMOUNT_CHANGED("unmount 1 GiB after a change of 4 KiB", ImageChanging.class, "unmount"),
  CLOSE_CHANGED("close 1 GiB after a change of 4 KiB", ImageChanging.class, "unmount"),
  FORCED_WRITE("one write of 16 KiB, forced", ForcedWrites.class, "append");

  /** The subject of {@link #BARE}, which work on no file system. */
  static final String ARRAYCOPY = "arraycopy";

  private static final List<Class<?>> BARE = List.of(MemoryCopies.class, RandomCopies.class);

  private static final List<Class<?>> LARGE_FILES =
      List.of(Streams.class, RandomBlocks.class, Copies.class);
  private static final List<Class<?>> SMALL_OPERATIONS =
      List.of(EntryOperations.class, SmallFiles.class, Lookups.class);

  private static final List<Class<?>> ARCHIVES =
      List.of(ArchiveOpening.class, ArchiveReading.class, ArchiveSmallFiles.class);

  private static final List<Class<?>> ON_THE_DISK =
      List.of(MetadataReading.class, ForcedWrites.class);

  private static final List<Class<?>> STORES =
      List.of(Packing.class, ImageMounting.class, ImageChanging.class);

  private static final Set<Work> SLOW_TO_WARM_UP =
      EnumSet.of(DEFLATED_BLOCK, LIST_SMALL_ARCHIVE, SMALL_ARCHIVED);

  /** Those of which a heap holds files of hundreds of MiB, or a million. */
  private static final List<Class<?>> LARGE_HEAPS =
      Stream.of(LARGE_FILES, BARE, ARCHIVES, STORES, List.of(MassCreation.class))
          .<Class<?>>flatMap(List::stream)
          .toList();

  private static final Set<Work> SINGLE_SHOTS = EnumSet.of(FIRST_OPEN, LINK_100_000, CLOSE_CHANGED);

  private static final List<Class<?>> VIEWS =
      List.of(ViewedFile.class, ViewSetup.class, ViewLookups.class);

  final String words;
  final Class<?> benchmark;
  final Map<String, String> parameters;
  private final String method;

  Work(String words, Class<?> benchmark, String method) {
    this(words, benchmark, method, Map.of());
  }

  Work(String words, Class<?> benchmark, String method, Map<String, String> parameters) {
    this.words = words;
    this.benchmark = benchmark;
    this.method = method;
    this.parameters = parameters;
  }

  /** The name of the benchmark to JMH. */
  String benchmarkName() {
    return benchmark.getName() + "." + method;
  }

  /** Whether it is done once in each iteration, and not again and again for a time. */
  boolean isSingleShot() {
    return benchmark == MassCreation.class || SINGLE_SHOTS.contains(this);
  }

  /**
   * Whether a short warm-up leaves much to the compiler: of many layers, or of few calls a second.
   */
  boolean isSlowToWarmUp() {
    return SMALL_OPERATIONS.contains(benchmark) || SLOW_TO_WARM_UP.contains(this);
  }

  /** The heap of the JVM that does it: no larger than needed, as it takes time to be had. */
  String heapSize() {
    return LARGE_HEAPS.contains(benchmark) ? "4g" : "1g";
  }

  /** Whether it is about trees that are kept in one file, beside the disk they are on. */
  boolean isOfImages() {
    return STORES.contains(benchmark) || ON_THE_DISK.contains(benchmark);
  }

  /** Whether it knows no subject. */
  private boolean isBare() {
    return BARE.contains(benchmark) || ON_THE_DISK.contains(benchmark);
  }

  /** The numbers of threads that it is measured with. */
  List<Integer> threadCounts() {
    if (this == MIXED_64) {
      return List.of(64);
    }
    if (this == READERS_AND_WRITER) {
      return List.of(3);
    }
    return SMALL_OPERATIONS.contains(benchmark) ? List.of(1, 2) : List.of(1);
  }

  /** The names of those that can do it. */
  List<String> subjects() {
    if (BARE.contains(benchmark)) {
      return List.of(ARRAYCOPY);
    }
    if (this == MAPPED_STREAM) {
      return List.of(ArchiveReader.ZIPSTORE.title());
    }
    if (ARCHIVES.contains(benchmark)) {
      return Stream.of(ArchiveReader.values()).map(ArchiveReader::title).toList();
    }
    if (ON_THE_DISK.contains(benchmark)) {
      return List.of(Store.HOST.title());
    }
    if (this == UNMOUNT_CHANGED) {
      return List.of(Store.WOFS.title());
    }
    if (this == CLOSE_CHANGED) {
      return List.of(Store.ZIPFS.title());
    }
    if (benchmark == ImageMounting.class) {
      return List.of(Store.WOFS.title(), Store.ZIPFS.title());
    }
    if (benchmark == Packing.class) {
      return Store.titles();
    }
    if (this == SHOW_100_000) {
      return List.of(View.PROJFS.title());
    }
    if (this == LINK_100_000) {
      return List.of(View.SYMLINKS.title());
    }
    if (VIEWS.contains(benchmark)) {
      return Stream.of(View.values()).map(View::title).toList();
    }
    return Arrays.stream(Subject.values())
        .filter(subject -> obstacle(subject).isEmpty())
        .map(Subject::title)
        .toList();
  }

  /** What JMH is to be told of {@code subject}, which is one of ours; null for nothing. */
  String parameter(String subject) {
    if (ARCHIVES.contains(benchmark)) {
      return ArchiveReader.of(subject).name();
    }
    if (VIEWS.contains(benchmark)) {
      return View.of(subject).name();
    }
    if (STORES.contains(benchmark)) {
      return Store.of(subject).name();
    }
    return isBare() ? null : Subject.of(subject).name();
  }

  /** Why {@code subject} is not measured at it; empty when it is. */
  String obstacle(Subject subject) {
    if (subject == Subject.MEMORYFILESYSTEM && LARGE_FILES.contains(benchmark)) {
      return "its files end at 16 MiB";
    }
    if (benchmark == MassCreation.class) {
      return switch (subject) {
        case MEMORYFILESYSTEM -> "a million files take 5 GB of heap";
        case HOST -> "the figure would be that of the disk, and takes minutes";
        default -> "";
      };
    }
    return "";
  }
}
