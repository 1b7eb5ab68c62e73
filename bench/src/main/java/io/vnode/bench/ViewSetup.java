package io.vnode.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/** A view of many files, set up from nothing until they can be seen. */
@State(Scope.Thread)
public class ViewSetup {
  @Param View subject;

  @Param("100000")
  int files;

  private ManySources sources;
  private Path shown;

  @Setup(Level.Trial)
  public void makeSources() throws IOException {
    sources = new ManySources(files);
  }

  @Benchmark
  public void show() throws IOException {
    shown = subject.ofEach(sources);
    Path last = shown.resolve(ManySources.name(files - 1));
    Check.that(Files.isRegularFile(last), "the last file is shown");
  }

  @TearDown(Level.Invocation)
  public void end() throws IOException {
    subject.end(shown);
  }

  @TearDown(Level.Trial)
  public void removeSources() throws IOException {
    sources.remove();
  }
}
