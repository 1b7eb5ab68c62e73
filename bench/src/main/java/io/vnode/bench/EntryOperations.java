package io.vnode.bench;

import static java.nio.file.StandardCopyOption.ATOMIC_MOVE;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/**
 * Names that come, go and change, in directories that no other thread uses.
 *
 * <p>Each step fails unless the one before it was done: what was not made cannot be deleted, what
 * was not deleted cannot be made again, and a name that did not move cannot move back.
 */
@State(Scope.Thread)
public class EntryOperations {
  private static final byte[] CONTENTS = SmallFiles.contents();

  private Path directory;
  private Path other;
  private Path existing;
  private Path renamed;
  private Path elsewhere;
  private Path fresh;

  @Setup(Level.Trial)
  public void setUp(OpenSubject opened) throws IOException {
    directory = opened.newDirectory();
    other = opened.newDirectory();
    existing = Files.write(directory.resolve("existing"), CONTENTS);
    renamed = directory.resolve("renamed");
    elsewhere = other.resolve("existing");
    fresh = directory.resolve("fresh");
    opened.inTheEnd(this::check);
  }

  private void check() throws IOException {
    Check.entries(1, directory);
    Check.entries(0, other);
    Check.holds(existing, CONTENTS);
  }

  @Benchmark
  public void createAndDelete() throws IOException {
    Files.createFile(fresh);
    Files.delete(fresh);
  }

  @Benchmark
  public void createWriteAndDelete() throws IOException {
    Files.write(fresh, CONTENTS);
    Files.delete(fresh);
  }

  @Benchmark
  public void mkdirAndRmdir() throws IOException {
    Files.createDirectory(fresh);
    Files.delete(fresh);
  }

  @Benchmark
  public void renameThereAndBack() throws IOException {
    Files.move(existing, renamed, ATOMIC_MOVE);
    Files.move(renamed, existing, ATOMIC_MOVE);
  }

  @Benchmark
  public void renameAcrossAndBack() throws IOException {
    Files.move(existing, elsewhere, ATOMIC_MOVE);
    Files.move(elsewhere, existing, ATOMIC_MOVE);
  }
}
