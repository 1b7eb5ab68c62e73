package io.vnode.projfs;

import static io.vnode.projfs.ProjAccess.READ_WRITE;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * What is in a portal stays in it, and what is not stays out, while a program of the host swaps
 * directories and links for one another. {@code -Dvnode.race.tries=1000000} tries as often.
 */
@Timeout(600)
class NoWayOutTest {
  private static final int TRIES = Integer.getInteger("vnode.race.tries", 6_000);
  private static final int USERS = 3;
  private static final String OUTSIDE = "outside";

  @TempDir Path host;
  private Path portal;
  private Path outside;

  @BeforeEach
  void makeTrees() throws IOException {
    portal = Files.createDirectory(host.resolve("portal"));
    outside = Files.createDirectory(host.resolve("outside"));
    for (Path directory : List.of(portal.resolve("d"), outside)) {
      Files.createDirectories(directory.resolve("sub"));
      Files.writeString(directory.resolve("f"), directory.equals(outside) ? OUTSIDE : "inside");
      Files.createFile(directory.resolve("shared"));
      Files.writeString(directory.resolve("sub/f"), directory.equals(outside) ? OUTSIDE : "inside");
      Files.createSymbolicLink(
          directory.resolve("l"), Path.of(directory.equals(outside) ? OUTSIDE : "inside"));
    }
    Files.createSymbolicLink(portal.resolve("link"), outside);
  }

  /** All that can be seen of what is not in the portal, times among it. */
  private String seen(Path tree) throws IOException {
    List<String> all = new ArrayList<>();
    try (Stream<Path> paths = Files.walk(tree)) {
      for (Path path : paths.sorted().toList()) {
        var stat =
            Files.readAttributes(
                path,
                "unix:mode,nlink,size,lastModifiedTime,ctime",
                java.nio.file.LinkOption.NOFOLLOW_LINKS);
        all.add(
            path
                + " "
                + new java.util.TreeMap<>(stat)
                + (Files.isRegularFile(path, java.nio.file.LinkOption.NOFOLLOW_LINKS)
                    ? Files.readString(path)
                    : ""));
      }
    }
    return String.join("\n", all);
  }

  /** Lets the directory and the link trade places, until it is interrupted. */
  private void swap() {
    Path directory = portal.resolve("d");
    Path link = portal.resolve("link");
    Path third = portal.resolve("third");
    try {
      while (!Thread.currentThread().isInterrupted()) {
        Files.move(directory, third, StandardCopyOption.ATOMIC_MOVE);
        Files.move(link, directory, StandardCopyOption.ATOMIC_MOVE);
        Files.move(directory, link, StandardCopyOption.ATOMIC_MOVE);
        Files.move(third, directory, StandardCopyOption.ATOMIC_MOVE);
      }
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  private interface Deed {
    void run() throws IOException;
  }

  /** One of all the things that can be done by a name below what is swapped. */
  private Deed deed(Path d, Random random, AtomicInteger seenInside) {
    Path mine = d.resolve("new" + random.nextInt(4));
    return switch (random.nextInt(14)) {
      case 0, 1 ->
          () -> {
            assertEquals("inside", Files.readString(d.resolve("f")));
            seenInside.incrementAndGet();
          };
      case 2 -> () -> assertEquals("inside", Files.readString(d.resolve("sub/f")));
      case 3 -> () -> assertEquals("inside", Files.readSymbolicLink(d.resolve("l")).toString());
      case 4 -> () -> assertEquals("inside".length(), Files.size(d.resolve("f")));
      case 5 -> () -> Files.writeString(mine, "new");
      case 6 -> () -> Files.createDirectory(mine);
      case 7 -> () -> Files.createSymbolicLink(mine, d.getFileSystem().getPath("x"));
      case 8 -> () -> Files.createLink(mine, d.resolve("shared"));
      case 9 -> () -> Files.delete(mine);
      case 10 -> () -> Files.move(mine, d.resolve("sub/" + mine.getFileName()));
      case 11 -> () -> Files.delete(d.resolve("sub/" + mine.getFileName()));
      case 12 -> () -> Files.setLastModifiedTime(d.resolve("l"), FileTime.fromMillis(0));
      default ->
          () -> {
            try (Stream<Path> names = Files.list(d)) {
              names.forEach(name -> assertNotEquals("only-outside", name.getFileName().toString()));
            }
          };
    };
  }

  /** Tries deeds; that one fails because nothing is there for the moment is what is expected. */
  private int use(Path d, long seed, AtomicInteger seenInside) {
    Random random = new Random(seed);
    int failed = 0;
    for (int i = 0; i < TRIES / USERS; i++) {
      try {
        deed(d, random, seenInside).run();
      } catch (IOException
          | java.io.UncheckedIOException
          | java.nio.file.DirectoryIteratorException e) {
        failed++;
      }
    }
    return failed;
  }

  @Test
  void nothingOutsideIsReadOrChangedHoweverFastDirectoriesAndLinksAreSwapped() throws Exception {
    Files.createFile(outside.resolve("only-outside"));
    String before = seen(outside);
    ExecutorService threads = Executors.newFixedThreadPool(USERS + 1);
    AtomicInteger seenInside = new AtomicInteger();
    try (ProjFileSystem projection = ProjFs.builder().portal("/p", portal, READ_WRITE).build()) {
      Future<?> swapper = threads.submit(this::swap);
      List<Future<Integer>> users = new ArrayList<>();
      for (int i = 0; i < USERS; i++) {
        long seed = 1000L + i;
        users.add(threads.submit(() -> use(projection.getPath("/p/d"), seed, seenInside)));
      }
      int failed = 0;
      for (Future<Integer> user : users) {
        failed += get(user);
      }
      assertTrue(!swapper.isDone(), "the swapper gave up");
      assertTrue(failed > 0, "nothing was ever swapped away");
      assertTrue(seenInside.get() > 0, "nothing was ever there");
    } finally {
      threads.shutdownNow();
    }
    // Who still swaps makes anew what is removed after the test.
    assertTrue(threads.awaitTermination(1, TimeUnit.MINUTES), "the swapper does not end");
    assertEquals(before, seen(outside));
    try (Stream<Path> left = Files.list(portal)) {
      assertEquals(
          List.of(),
          left.filter(path -> path.getFileName().toString().startsWith(".vnode-")).toList());
    }
  }

  private static int get(Future<Integer> user) throws Exception {
    try {
      return user.get();
    } catch (ExecutionException e) {
      if (e.getCause() instanceof AssertionError wrong) {
        throw wrong;
      }
      throw e;
    }
  }
}
