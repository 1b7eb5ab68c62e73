package io.vnode.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/** Files that are looked for in a view of few or many, each in its turn and in no order. */
@State(Scope.Thread)
public class ViewLookups {
  private static final long SEED = 1;

  @Param View subject;

  @Param("100000")
  int files;

  private final List<Path> paths = new ArrayList<>();
  private ManySources sources;
  private Path shown;
  private int next;

  @Setup(Level.Trial)
  public void show() throws IOException {
    sources = new ManySources(files);
    shown = subject.ofEach(sources);
    for (int i = 0; i < files; i++) {
      paths.add(shown.resolve(ManySources.name(i)));
    }
    Collections.shuffle(paths, new Random(SEED));
  }

  @Benchmark
  public BasicFileAttributes readAttributes() throws IOException {
    next = next + 1 < files ? next + 1 : 0;
    BasicFileAttributes found = Files.readAttributes(paths.get(next), BasicFileAttributes.class);
    Check.that(found.isRegularFile(), "a file is found");
    return found;
  }

  @TearDown(Level.Trial)
  public void end() throws IOException {
    subject.end(shown);
    sources.remove();
  }
}
