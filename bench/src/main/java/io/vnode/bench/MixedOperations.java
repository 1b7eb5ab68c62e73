package io.vnode.bench;

import static java.nio.file.StandardCopyOption.ATOMIC_MOVE;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.SplittableRandom;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.infra.ThreadParams;

/**
 * Many threads that each make, look at, rename and delete a file, every time in another of 64
 * directories that all of them use.
 */
@State(Scope.Thread)
public class MixedOperations {
  private static final int DIRECTORIES = 64;

  /** The directories, which the threads share. */
  @State(Scope.Benchmark)
  public static class Directories {
    final Path[] all = new Path[DIRECTORIES];

    @Setup(Level.Trial)
    public void make(OpenSubject opened) throws IOException {
      for (int i = 0; i < DIRECTORIES; i++) {
        Path directory = opened.newDirectory();
        all[i] = directory;
        opened.inTheEnd(() -> Check.entries(0, directory));
      }
    }
  }

  private final Path[] made = new Path[DIRECTORIES];
  private final Path[] renamed = new Path[DIRECTORIES];
  private SplittableRandom random;

  @Setup(Level.Trial)
  public void setUp(Directories directories, ThreadParams thread) {
    random = new SplittableRandom(thread.getThreadIndex());
    for (int i = 0; i < DIRECTORIES; i++) {
      made[i] = directories.all[i].resolve("made" + thread.getThreadIndex());
      renamed[i] = directories.all[i].resolve("renamed" + thread.getThreadIndex());
    }
  }

  @Benchmark
  public void makeLookRenameDelete() throws IOException {
    int i = random.nextInt(DIRECTORIES);
    Files.createFile(made[i]);
    Check.equal(0, Files.readAttributes(made[i], BasicFileAttributes.class).size(), "the size");
    Files.move(made[i], renamed[i], ATOMIC_MOVE);
    Files.delete(renamed[i]);
  }
}
