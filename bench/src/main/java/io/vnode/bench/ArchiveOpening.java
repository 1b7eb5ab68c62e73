package io.vnode.bench;

import java.io.IOException;
import java.nio.file.Path;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** Archives that are opened, looked at and closed. */
@State(Scope.Thread)
public class ArchiveOpening {
  @Param ArchiveReader subject;

  @Param("100000")
  int entries;

  /** Whether each entry has extra fields with times. */
  @Param("false")
  boolean dated;

  private Path file;

  @Setup(Level.Trial)
  public void setUp() throws IOException {
    file = SampleArchives.ofMany(entries, dated);
  }

  @Benchmark
  public OpenArchive open() throws IOException {
    try (OpenArchive archive = subject.open(file)) {
      return archive;
    }
  }

  @Benchmark
  public void openAndList() throws IOException {
    try (OpenArchive archive = subject.open(file)) {
      Check.equal(entries, archive.list(), "the number of entries");
    }
  }

  /**
   * Looks at times as well, which zipfs reads in front of each file where the directory says that
   * there are more.
   */
  @Benchmark
  public void openAndListDated() throws IOException {
    try (OpenArchive archive = subject.open(file)) {
      Check.equal(entries, archive.listDated(), "the number of entries");
    }
  }

  /** All that a program does that reads one file of an archive, its start and end included. */
  @Benchmark
  public void wholeProcess() throws IOException {
    String size = FirstOpen.runInNewJvm(subject, file, SampleArchives.name(entries - 1));
    Check.that(Integer.parseInt(size) > 0, "the file is not empty");
  }
}
