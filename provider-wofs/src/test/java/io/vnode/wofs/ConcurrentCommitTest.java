package io.vnode.wofs;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * A commit is of one moment, whoever changes the tree meanwhile: each of its images is mounted, and
 * holds what was true at every moment.
 */
class ConcurrentCommitTest {
  private static final int DIRECTORIES = 4;
  private static final int FILES = 12;
  private static final int THREADS = 3;
  private static final int COMMITS = Integer.getInteger("vnode.commits", 60);

  /** What is renamed between directories has one name at each moment, in each commit. */
  @Test
  void whatIsRenamedMeanwhileIsInEachCommitOnce() throws Exception {
    MemorySite site = new MemorySite(null);
    try (WofsFileSystem fs = Trees.mount(site, Map.of("capacity", "64 MiB"))) {
      for (int d = 0; d < DIRECTORIES; d++) {
        Files.createDirectory(fs.getPath("/d" + d));
      }
      for (int f = 0; f < FILES; f++) {
        Files.writeString(fs.getPath("/d0/f" + f), "f" + f);
      }
      commitAmong(site, fs, random -> rename(fs, random), ConcurrentCommitTest::checkOnce);
    }
  }

  /** What is made is there with what it was made of: directories before what is in them. */
  @Test
  void whatIsMadeMeanwhileIsInACommitWithAllThatCameBefore() throws Exception {
    MemorySite site = new MemorySite(null);
    try (WofsFileSystem fs = Trees.mount(site, Map.of("capacity", "64 MiB"))) {
      commitAmong(site, fs, random -> makePair(fs, random), ConcurrentCommitTest::checkPairs);
    }
  }

  private interface Step {
    void run(Random random) throws IOException;
  }

  private interface Check {
    void run(WofsFileSystem committed) throws IOException;
  }

  private static void commitAmong(MemorySite site, WofsFileSystem fs, Step step, Check check)
      throws Exception {
    fs.commit();
    AtomicBoolean over = new AtomicBoolean();
    ExecutorService threads = Executors.newFixedThreadPool(THREADS);
    List<Future<?>> working = new ArrayList<>();
    for (int i = 0; i < THREADS; i++) {
      Random random = new Random(i);
      working.add(
          threads.submit(() -> {
            while (!over.get()) {
              step.run(random);
            }
            return null;
          }));
    }
    try {
      for (int i = 0; i < COMMITS; i++) {
        fs.commit();
        try (WofsFileSystem committed =
            Trees.mount(new MemorySite(site.bytes()), Map.of("mode", "ro"))) {
          check.run(committed);
          committed.namespace().verify();
        }
      }
    } finally {
      over.set(true);
      threads.shutdown();
    }
    for (Future<?> one : working) {
      one.get();
    }
    fs.namespace().verify();
  }

  private static void rename(WofsFileSystem fs, Random random) throws IOException {
    String file = "f" + random.nextInt(FILES);
    Path from = fs.getPath("/d" + random.nextInt(DIRECTORIES), file);
    Path to = fs.getPath("/d" + random.nextInt(DIRECTORIES), file);
    try {
      Files.move(from, to, StandardCopyOption.ATOMIC_MOVE);
    } catch (java.nio.file.NoSuchFileException e) {
      // It is somewhere else.
    }
  }

  private static void checkOnce(WofsFileSystem committed) throws IOException {
    for (int f = 0; f < FILES; f++) {
      int found = 0;
      for (int d = 0; d < DIRECTORIES; d++) {
        Path path = committed.getPath("/d" + d + "/f" + f);
        if (Files.exists(path)) {
          found++;
          assertEquals("f" + f, Files.readString(path));
        }
      }
      assertEquals(1, found, "names of f" + f);
    }
  }

  /** Makes {@code x} before {@code y}, and removes {@code y} before {@code x}. */
  private static void makePair(WofsFileSystem fs, Random random) throws IOException {
    long name = random.nextLong();
    Path one = fs.getPath("/x" + name);
    Path other = fs.getPath("/y" + name);
    Files.createDirectory(one);
    Files.writeString(one.resolve("in"), "in", UTF_8);
    Files.createLink(other, one.resolve("in"));
    Files.delete(other);
    Files.delete(one.resolve("in"));
    Files.delete(one);
  }

  private static void checkPairs(WofsFileSystem committed) throws IOException {
    try (Stream<Path> all = Files.list(committed.getPath("/"))) {
      for (Path path : all.toList()) {
        String name = path.getFileName().toString();
        if (name.startsWith("y")) {
          Path in = committed.getPath("/x" + name.substring(1) + "/in");
          assertTrue(Files.exists(in), () -> name + " without what it is a link to");
          assertTrue(Files.isSameFile(in, path));
        }
      }
    }
  }
}
