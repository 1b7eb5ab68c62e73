package io.vnode.mem;

import static io.vnode.engine.Errno.EACCES;
import static io.vnode.engine.Errno.EIO;
import static io.vnode.engine.Errno.EMFILE;
import static io.vnode.engine.Errno.ENOENT;
import static io.vnode.engine.Errno.ENOSPC;
import static io.vnode.engine.Errno.EROFS;
import static java.nio.file.StandardOpenOption.APPEND;
import static java.nio.file.StandardOpenOption.CREATE;
import static java.nio.file.StandardOpenOption.DSYNC;
import static java.nio.file.StandardOpenOption.READ;
import static java.nio.file.StandardOpenOption.WRITE;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.vnode.engine.Gate.Operation;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.channels.AsynchronousFileChannel;
import java.nio.channels.FileChannel;
import java.nio.channels.FileChannel.MapMode;
import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileSystem;
import java.nio.file.FileSystemException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.ReadOnlyFileSystemException;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardWatchEventKinds;
import java.nio.file.WatchKey;
import java.nio.file.WatchService;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.PatternSyntaxException;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** {@link Faults}: what rules say, which operations meet them, and what is left of what failed. */
class FaultsTest {
  private final Faults faults = Faults.seeded(42);
  private final MemFileSystem fileSystem = MemFs.builder().faults(faults).build();
  private final Path file = fileSystem.getPath("/file");

  @AfterEach
  void theTreeIsSound() throws IOException {
    fileSystem.namespace().verify();
    assertEquals(0, fileSystem.namespace().root().volume().openFiles(), "files left open");
    fileSystem.close();
  }

  private static FileSystemException fails(Executable operation) {
    return assertThrows(FileSystemException.class, operation);
  }

  /** Requires that {@code operation} fails on {@code path} with what Linux says for EIO. */
  private static void assertInputOutputError(Path path, Executable operation) {
    FileSystemException failure = fails(operation);
    assertEquals("Input/output error", failure.getReason());
    assertEquals(path.toString(), failure.getFile());
  }

  private static byte[] noise(int length) {
    byte[] bytes = new byte[length];
    new Random(length).nextBytes(bytes);
    return bytes;
  }

  private List<Long> numbers() {
    return faults.happened().stream().map(Fault::nth).toList();
  }

  // ---------------------------------------------------------------- the README

  /** The example in the README. */
  @Test
  void theExampleOfTheReadmeRuns() throws IOException {
    Faults faults = Faults.seeded(42);
    faults.on("/data").write().nth(3).fail(ENOSPC);
    faults.matching("/log/**.txt").read().every(5).shorten();
    faults.anywhere().open().whenOpen(100).fail(EMFILE);
    faults.anywhere().unlink().chance(0.01).fail(EIO);
    faults.on("/slow").read().delay(Duration.ofMillis(20));
    try (MemFileSystem fs = MemFs.builder().faults(faults).build()) {
      Path data = Files.createDirectory(fs.getPath("/data"));
      Files.writeString(data.resolve("a"), "one");
      Files.writeString(data.resolve("b"), "two");
      FileSystemException full = fails(() -> Files.writeString(data.resolve("c"), "three"));
      assertEquals("/data/c: No space left on device", full.getMessage());
      assertEquals(
          "[write /data/c: ENOSPC, as no. 3 for on(\"/data\").write().nth(3).fail(ENOSPC)]",
          faults.happened().toString());
      fs.namespace().verify();
    }
  }

  // ---------------------------------------------------------------- where

  /** {@link Faults#on}: a file, or a directory and what is below it, by whole names. */
  @Test
  void aRuleOnAPathIsForItAndWhatIsBelow() throws IOException {
    faults.on("/a/b/").make().fail(EIO);
    Files.createDirectory(fileSystem.getPath("/a"));
    Files.createFile(fileSystem.getPath("/a/bc"));
    Path b = fileSystem.getPath("/a/b");
    assertInputOutputError(b, () -> Files.createDirectory(b));
    faults.pause();
    Files.createDirectory(b);
    faults.resume();
    assertInputOutputError(b.resolve("x"), () -> Files.createFile(b.resolve("x")));
  }

  /** {@link Faults#matching}: a glob of {@link FileSystem#getPathMatcher} for the whole path. */
  @Test
  void aRuleMayBeForAGlob() throws IOException {
    faults.matching("/{log,tmp}/**.txt").write().fail(EIO);
    Path log = Files.createDirectories(fileSystem.getPath("/log/deep"));
    Files.writeString(log.resolve("a.log"), "text");
    Files.writeString(fileSystem.getPath("/a.txt"), "text");
    assertThrows(IOException.class, () -> Files.writeString(log.resolve("a.txt"), "text"));
    assertThrows(PatternSyntaxException.class, () -> faults.matching("/{a"));
  }

  /** A path is the real one: links do not lead past a rule. */
  @Test
  void aRuleIsForTheFileThatALinkLeadsTo() throws IOException {
    Files.writeString(file, "text");
    Path link = Files.createSymbolicLink(fileSystem.getPath("/link"), file);
    faults.on("/file").read().fail(EIO);
    assertInputOutputError(link, () -> Files.readString(link));
  }

  /** An open file is judged by the name that it was opened by. */
  @Test
  void anOpenFileKeepsThePathThatItWasOpenedBy() throws IOException {
    Path there = fileSystem.getPath("/there");
    faults.on("/file").write().fail(EIO);
    try (FileChannel channel = FileChannel.open(file, CREATE, WRITE)) {
      Files.move(file, there);
      assertInputOutputError(file, () -> channel.write(ByteBuffer.wrap(noise(1))));
    }
    try (FileChannel channel = FileChannel.open(there, WRITE)) {
      Files.move(there, file);
      assertEquals(1, channel.write(ByteBuffer.wrap(noise(1))));
    }
  }

  /** An operation on names is judged by where the name is now. */
  @Test
  void aDirectoryThatIsMovedComesUnderOtherRules() throws IOException {
    faults.on("/b/d").make().fail(EIO);
    Path deep = Files.createDirectories(fileSystem.getPath("/a/d/e"));
    Files.createFile(deep.resolve("one"));
    Files.createDirectory(fileSystem.getPath("/b"));
    Files.move(fileSystem.getPath("/a/d"), fileSystem.getPath("/b/d"));
    Path two = fileSystem.getPath("/b/d/e/two");
    assertInputOutputError(two, () -> Files.createFile(two));
    Files.move(fileSystem.getPath("/b"), fileSystem.getPath("/c"));
    Files.createFile(fileSystem.getPath("/c/d/e/two"));
  }

  /** A name in each of two hard links: each open is judged by its own. */
  @Test
  void aFileOfTwoNamesIsJudgedByTheOneThatIsOpened() throws IOException {
    Files.writeString(file, "text");
    Path other = Files.createLink(fileSystem.getPath("/other"), file);
    faults.on("/other").read().fail(EIO);
    assertEquals("text", Files.readString(file));
    assertInputOutputError(other, () -> Files.readString(other));
  }

  // ---------------------------------------------------------------- when

  private void readTimes(int times) throws IOException {
    for (int i = 0; i < times; i++) {
      try {
        Files.readString(file);
      } catch (FileSystemException e) {
        assertEquals("Input/output error", e.getReason());
      }
    }
  }

  /** {@link FaultTrigger}: nth, every, first and after count the operations of the rule. */
  @Test
  void rulesCountTheOperationsThatTheyAreFor() throws IOException {
    Files.writeString(file, "text");
    Files.writeString(fileSystem.getPath("/other"), "text");
    faults.on("/file").open().nth(2).fail(EIO);
    Files.readString(fileSystem.getPath("/other"));
    readTimes(4);
    assertEquals(List.of(2L), numbers());
    faults.clear().anywhere().open().every(3).fail(EIO);
    readTimes(7);
    assertEquals(List.of(2L, 3L, 6L), numbers());
    faults.clear().anywhere().open().first(2).fail(EIO);
    readTimes(4);
    assertEquals(List.of(2L, 3L, 6L, 1L, 2L), numbers());
    faults.clear().anywhere().open().after(3).fail(EIO);
    readTimes(4);
    assertEquals(List.of(2L, 3L, 6L, 1L, 2L, 4L), numbers());
  }

  /** Conditions add up: all must hold. */
  @Test
  void conditionsNarrowEachOther() throws IOException {
    Files.writeString(file, "text");
    faults.anywhere().open().after(3).every(2).fail(EIO);
    readTimes(8);
    assertEquals(List.of(4L, 6L, 8L), numbers());
  }

  private static List<String> chances(long seed, boolean second) throws IOException {
    Faults faults = Faults.seeded(seed).anywhere().read().chance(0.3).fail(EIO);
    if (second) {
      faults.anywhere().open().chance(0.5).delay(Duration.ofNanos(1));
    }
    try (MemFileSystem fileSystem = MemFs.builder().faults(faults).build()) {
      Path file = Files.writeString(fileSystem.getPath("/file"), "text");
      for (int i = 0; i < 200; i++) {
        try {
          Files.readString(file);
        } catch (FileSystemException e) {
          assertEquals("Input/output error", e.getReason());
        }
      }
    }
    return faults.happened().stream()
        .filter(fault -> fault.operation() == Operation.READ)
        .map(Fault::toString)
        .toList();
  }

  /** {@link Faults#seeded}. */
  @Test
  void theSameSeedGivesTheSameFaults() throws IOException {
    List<String> once = chances(7, false);
    assertEquals(once, chances(7, false));
    assertEquals(once, chances(7, true), "a rule behind another does not change its chances");
    assertFalse(once.equals(chances(8, false)));
    assertTrue(once.size() > 30 && once.size() < 95, () -> once.size() + " of 200 at 0.3");
  }

  /** {@link FaultTrigger#whenOpen}: EMFILE of open(2), until one is closed. */
  @Test
  void asManyFilesAreOpenAtOnceAsThereAreDescriptors() throws IOException {
    Files.createDirectory(fileSystem.getPath("/data"));
    faults.on("/data").open().whenOpen(2).fail(EMFILE);
    Path third = fileSystem.getPath("/data/third");
    try (FileChannel first = FileChannel.open(fileSystem.getPath("/data/first"), CREATE, WRITE)) {
      try (FileChannel second = FileChannel.open(fileSystem.getPath("/data/first"), READ)) {
        FileSystemException refused = fails(() -> FileChannel.open(third, CREATE, WRITE));
        assertEquals("/data/third: Too many open files", refused.getMessage());
        assertTrue(Files.notExists(third), "open(2): what cannot be opened is not made");
        Files.createFile(file);
        assertEquals(0, second.size());
      }
      Files.createFile(third);
      assertEquals(0, first.size());
    }
  }

  /** The limit holds among many threads: never more are open at once. */
  @Test
  void theLimitHoldsAmongThreads() throws Exception {
    Files.createFile(file);
    faults.anywhere().open().whenOpen(3).fail(EMFILE);
    AtomicInteger open = new AtomicInteger();
    AtomicInteger most = new AtomicInteger();
    AtomicInteger refused = new AtomicInteger();
    List<Thread> threads = new ArrayList<>();
    for (int i = 0; i < 8; i++) {
      Thread thread =
          new Thread(() -> {
            for (int n = 0; n < 500; n++) {
              try (InputStream in = Files.newInputStream(file)) {
                most.accumulateAndGet(open.incrementAndGet(), Math::max);
                in.read();
                open.decrementAndGet();
              } catch (IOException e) {
                refused.incrementAndGet();
              }
            }
          });
      threads.add(thread);
      thread.start();
    }
    for (Thread thread : threads) {
      thread.join();
    }
    assertTrue(most.get() <= 3, () -> most + " were open at once");
    assertEquals(refused.get(), faults.happened().size());
    Files.newInputStream(file).close();
  }

  // ---------------------------------------------------------------- what

  /** read(2) and write(2) may do less than asked; who copes loses nothing. */
  @Test
  void shortenedTransfersDoLessAndLoseNothing() throws IOException {
    faults.anywhere().read().shorten().anywhere().write().shorten();
    byte[] bytes = noise(200_000);
    Files.write(file, bytes);
    assertArrayEquals(bytes, Files.readAllBytes(file));
    try (FileChannel channel = FileChannel.open(file)) {
      ByteBuffer buffer = ByteBuffer.allocate(1000);
      int count = channel.read(buffer);
      assertTrue(count > 0 && count < 1000, () -> "read " + count);
      assertEquals(1000, buffer.limit());
      assertEquals(count, buffer.position());
    }
    Path copy = Files.copy(file, fileSystem.getPath("/copy"));
    try (OutputStream out = Files.newOutputStream(copy, APPEND)) {
      Files.copy(file, out);
    }
    byte[] twice = Files.readAllBytes(copy);
    assertArrayEquals(bytes, java.util.Arrays.copyOf(twice, bytes.length));
    assertEquals(2 * bytes.length, twice.length);
  }

  /** {@link FaultTrigger#shortenTo}. */
  @Test
  void transfersMayBeCutToACount() throws IOException {
    faults.on("/file").write().shortenTo(3);
    try (FileChannel channel = FileChannel.open(file, CREATE, WRITE)) {
      ByteBuffer source = ByteBuffer.wrap(noise(10));
      assertEquals(3, channel.write(source));
      assertEquals(7, source.remaining());
      assertEquals(2, channel.write(ByteBuffer.wrap(noise(2))));
    }
    assertEquals(
        "[write /file: 3 of 10 bytes, as no. 1 for on(\"/file\").write().shortenTo(3)]",
        faults.happened().toString());
  }

  /** A delay lets the operation wait, and an interrupt ends the wait and not the operation. */
  @Test
  void delaysAddUpAndAnInterruptEndsThem() throws IOException {
    Files.writeString(file, "text");
    faults.on("/file").open().delay(Duration.ofMillis(20));
    faults.anywhere().open().delay(Duration.ofMillis(30));
    long before = System.nanoTime();
    assertEquals("text", Files.readString(file));
    assertTrue(System.nanoTime() - before >= 50_000_000);
    faults.clear().anywhere().open().delay(Duration.ofDays(1));
    Thread.currentThread().interrupt();
    try (InputStream in = Files.newInputStream(file)) {
      assertEquals('t', in.read());
    }
    assertTrue(Thread.interrupted());
  }

  /** The first rule that fails an operation ends it. */
  @Test
  void rulesAreAskedInOrder() throws IOException {
    faults.anywhere().make().nth(1).fail(EACCES).anywhere().make().nth(1).fail(EIO);
    assertThrows(AccessDeniedException.class, () -> Files.createFile(file));
    assertInputOutputError(file, () -> Files.createFile(file));
    Files.createFile(file);
  }

  // ---------------------------------------------------------------- which operations

  /** Every face of a file meets the faults. */
  @Test
  void streamsAndChannelsMeetThem() throws Exception {
    Files.write(file, noise(10));
    faults.on("/file").read().fail(EIO).on("/file").write().fail(EIO);
    assertInputOutputError(file, () -> Files.readAllBytes(file));
    assertInputOutputError(file, () -> Files.write(file, noise(3), APPEND));
    try (InputStream in = Files.newInputStream(file);
        FileChannel channel = FileChannel.open(file, READ, WRITE);
        AsynchronousFileChannel async = AsynchronousFileChannel.open(file, READ, WRITE)) {
      assertInputOutputError(file, () -> in.transferTo(OutputStream.nullOutputStream()));
      assertInputOutputError(file, () -> channel.read(ByteBuffer.allocate(1), 5));
      assertInputOutputError(file, () -> channel.write(new ByteBuffer[] {ByteBuffer.allocate(1)}));
      faults.on("/file").map().fail(ENOSPC);
      FileSystemException map = fails(() -> channel.map(MapMode.READ_ONLY, 0, 10));
      assertEquals("/file: No space left on device", map.getMessage());
      ExecutionException failed =
          assertThrows(ExecutionException.class, () -> async.read(ByteBuffer.allocate(1), 0).get());
      assertEquals("/file: Input/output error", failed.getCause().getMessage());
    }
    assertEquals(10, Files.size(file));
  }

  /** Directory streams, {@link Files#walk} and whatever looks names up. */
  @Test
  void listingAndLookingUpMeetThem() throws IOException {
    Path directory = Files.createDirectory(fileSystem.getPath("/directory"));
    Path entry = Files.createFile(directory.resolve("entry"));
    faults.on("/directory").list().fail(EIO);
    assertInputOutputError(directory, () -> Files.newDirectoryStream(directory));
    try (Stream<Path> walk = Files.walk(fileSystem.getPath("/"))) {
      assertThrows(java.io.UncheckedIOException.class, walk::count);
    }
    faults.clear().on("/directory/entry").lookup().fail(EIO);
    assertInputOutputError(entry, () -> Files.size(entry));
    assertFalse(Files.exists(entry));
    try (DirectoryStream<Path> entries = Files.newDirectoryStream(directory)) {
      assertEquals(entry, entries.iterator().next());
    }
  }

  /** Each change of a name fails and changes nothing. */
  @Test
  void changesOfNamesFailAndChangeNothing() throws IOException {
    Path top = Files.createDirectory(fileSystem.getPath("/top"));
    Path file = Files.writeString(top.resolve("file"), "text");
    Path other = Files.writeString(top.resolve("other"), "other");
    Path missing = top.resolve("missing");
    Path directory = Files.createDirectory(top.resolve("directory"));
    faults.anywhere().make().fail(ENOSPC).anywhere().link().fail(EIO);
    faults.anywhere().unlink().fail(EIO).anywhere().move().fail(EIO);
    Map<String, String> before = tree(top);
    assertEquals("No space left on device", fails(() -> Files.createFile(missing)).getReason());
    assertEquals("No space left on device", fails(() -> Files.copy(file, missing)).getReason());
    fails(() -> Files.createDirectory(missing));
    fails(() -> Files.createSymbolicLink(missing, file));
    fails(() -> Files.createLink(missing, file));
    assertInputOutputError(file, () -> Files.delete(file));
    assertInputOutputError(directory, () -> Files.delete(directory));
    FileSystemException move =
        fails(() -> Files.move(file, other, StandardCopyOption.REPLACE_EXISTING));
    assertEquals("/top/file -> /top/other: Input/output error", move.getMessage());
    fails(() -> Files.move(directory, missing));
    assertEquals(before, tree(top));
  }

  private Map<String, String> tree(Path top) throws IOException {
    faults.pause();
    Map<String, String> words = new TreeMap<>();
    try (Stream<Path> all = Files.walk(top)) {
      for (Path path : all.toList()) {
        Map<String, Object> told = Files.readAttributes(path, "unix:mode,nlink,size");
        words.put(path.toString(), new TreeMap<>(told) + text(path));
      }
    }
    faults.resume();
    return words;
  }

  private static String text(Path path) throws IOException {
    return Files.isRegularFile(path) ? Files.readString(path) : "";
  }

  /** write(2): EIO and ENOSPC leave the bytes that were there. */
  @Test
  void aFailedWriteOrTruncationLeavesTheOldBytes() throws IOException {
    Files.writeString(file, "old text");
    faults.on("/file").write().fail(ENOSPC).on("/file").truncate().fail(EIO);
    assertInputOutputError(file, () -> Files.writeString(file, "new"));
    try (FileChannel channel = FileChannel.open(file, WRITE)) {
      fails(() -> channel.write(ByteBuffer.wrap(noise(3))));
      assertInputOutputError(file, () -> channel.truncate(3));
      assertEquals(0, channel.position());
    }
    assertEquals("old text", Files.readString(file));
  }

  /** fsync(2), and open(2) about O_DSYNC: a write, and then a force. */
  @Test
  void forceFailsAndWhatWasWrittenIsThere() throws IOException {
    faults.anywhere().force().fail(EIO);
    try (FileChannel channel = FileChannel.open(file, CREATE, WRITE)) {
      channel.write(ByteBuffer.wrap(noise(3)));
      assertInputOutputError(file, () -> channel.force(true));
    }
    assertInputOutputError(file, () -> Files.write(file, noise(5), WRITE, DSYNC));
    assertArrayEquals(noise(5), Files.readAllBytes(file));
  }

  /** A copy within a file system is a read of the one and a write of the other. */
  @ParameterizedTest
  @ValueSource(strings = {"read /file", "write /copy"})
  void aFailedCopyRemovesWhatItHasMade(String operation) throws IOException {
    Files.write(file, noise(100_000));
    Path copy = fileSystem.getPath("/copy");
    faults.on("/file").read().fail(EIO).on("/copy").write().fail(EIO);
    if (operation.startsWith("write")) {
      faults.clear().on("/copy").write().fail(EIO);
    }
    assertEquals(
        "/file -> /copy: Input/output error", fails(() -> Files.copy(file, copy)).getMessage());
    assertTrue(Files.notExists(copy));
    String first = faults.happened().get(0).toString();
    assertTrue(first.startsWith(operation + ": EIO"), first);
  }

  /** A move to another file system is a copy and a removal: a failure leaves the source alone. */
  @Test
  void aFailedMoveToAnotherFileSystemLeavesTheSource() throws IOException {
    Files.write(file, noise(100_000));
    try (MemFileSystem there = MemFs.create()) {
      Path moved = there.getPath("/moved");
      faults.on("/file").unlink().fail(EIO);
      assertInputOutputError(file, () -> Files.move(file, moved));
      assertTrue(Files.notExists(moved));
      faults.clear().on("/file").read().nth(2).fail(EIO);
      fails(() -> Files.move(file, moved));
      assertTrue(Files.notExists(moved));
      assertArrayEquals(noise(100_000), Files.readAllBytes(file));
    }
  }

  /** {@link ReadOnlyFileSystemException}: a file system that turned read-only, as after errors. */
  @Test
  void aFileSystemMayTurnReadOnly() throws IOException {
    faults.anywhere().make().fail(EROFS);
    assertThrows(ReadOnlyFileSystemException.class, () -> Files.createFile(file));
    faults.clear();
    Files.createFile(file);
  }

  /** A change that has been made is told, even if its name cannot be looked up for that. */
  @Test
  void whatWasWrittenIsToldAlthoughLookingUpFails() throws IOException {
    Files.createFile(file);
    try (WatchService watcher = fileSystem.newWatchService();
        FileChannel channel = FileChannel.open(file, WRITE)) {
      WatchKey key =
          fileSystem.getPath("/").register(watcher, StandardWatchEventKinds.ENTRY_MODIFY);
      faults.on("/file").lookup().fail(EIO);
      assertEquals(3, channel.write(ByteBuffer.wrap(noise(3))));
      assertEquals("file", key.pollEvents().get(0).context().toString());
    }
  }

  // ---------------------------------------------------------------- the plan

  /** {@link Faults#pause} and {@link Faults#clear}, while files are open. */
  @Test
  void aPlanChangesWhileItIsInUse() throws IOException {
    try (FileChannel channel = FileChannel.open(file, CREATE, WRITE)) {
      faults.anywhere().write().fail(EIO);
      fails(() -> channel.write(ByteBuffer.wrap(noise(1))));
      faults.pause();
      channel.write(ByteBuffer.wrap(noise(1)));
      faults.resume();
      fails(() -> channel.write(ByteBuffer.wrap(noise(1))));
      faults.clear();
      channel.write(ByteBuffer.wrap(noise(1)));
    }
    assertEquals(List.of(1L, 2L), numbers());
    assertEquals("", faults.toString());
  }

  /** The setting, by the env map; and a fresh file system is whole whatever the plan. */
  @Test
  void aPlanIsSetByTheEnvMapAsWell() throws IOException {
    Faults plan = Faults.plan().anywhere().any().fail(EIO);
    try (FileSystem fresh =
        FileSystems.newFileSystem(URI.create("memfs://faulty"), Map.of("faults", plan))) {
      assertEquals(List.of(), plan.happened());
      fails(() -> Files.createFile(fresh.getPath("/tmp/file")));
      plan.clear();
      assertTrue(Files.isDirectory(fresh.getPath("/tmp")));
    }
    String refused =
        assertThrows(
                IllegalArgumentException.class,
                () ->
                    FileSystems.newFileSystem(
                        URI.create("memfs://faulty"), Map.of("faults", "many")))
            .getMessage();
    assertEquals(
        "memfs: faults: 'many' is not an io.vnode.mem.Faults: write Faults.plan()", refused);
  }

  /** What a rule does not take is refused when it is written, and says what it takes. */
  @Test
  void senselessRulesAreRefused() {
    for (String path : List.of("data", "", "/a/../b", "/a/./b", "/a//b", "/..")) {
      String message =
          assertThrows(IllegalArgumentException.class, () -> faults.on(path), path).getMessage();
      assertTrue(message.contains("'" + path + "'"), message);
    }
    FaultTrigger writes = faults.on("/").write();
    assertThrows(IllegalArgumentException.class, () -> writes.fail(ENOENT));
    assertThrows(IllegalArgumentException.class, () -> writes.nth(0));
    assertThrows(IllegalArgumentException.class, () -> writes.chance(1.5));
    assertThrows(IllegalArgumentException.class, () -> writes.chance(Double.NaN));
    assertThrows(IllegalArgumentException.class, () -> writes.shortenTo(0));
    assertThrows(IllegalArgumentException.class, () -> writes.delay(Duration.ofNanos(-1)));
    assertThrows(IllegalArgumentException.class, () -> faults.anywhere().open().shorten());
    assertThrows(IllegalArgumentException.class, () -> faults.anywhere().read().fail(EROFS));
    assertEquals("", faults.toString());
  }
}
