package io.vnode.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** Whether a file is there, and what is told of it. */
@State(Scope.Thread)
public class Lookups {
  private static final int DEPTH = 20;

  private final byte[] contents = SmallFiles.contents();
  private Path existing;
  private Path missing;
  private Path deep;

  @Setup(Level.Trial)
  public void setUp(OpenSubject opened) throws IOException {
    Path directory = opened.newDirectory();
    existing = Files.write(directory.resolve("existing"), contents);
    missing = directory.resolve("missing");
    Path bottom = directory;
    for (int i = 1; i < DEPTH; i++) {
      bottom = bottom.resolve("d" + i);
    }
    deep = Files.write(Files.createDirectories(bottom).resolve("file"), contents);
  }

  @Benchmark
  public BasicFileAttributes readAttributes() throws IOException {
    return attributesOf(existing);
  }

  @Benchmark
  public BasicFileAttributes lookupDeep() throws IOException {
    return attributesOf(deep);
  }

  private BasicFileAttributes attributesOf(Path file) throws IOException {
    BasicFileAttributes attributes = Files.readAttributes(file, BasicFileAttributes.class);
    Check.equal(contents.length, attributes.size(), "the size");
    return attributes;
  }

  @Benchmark
  public void exists() {
    Check.that(Files.exists(existing), "the file exists");
  }

  @Benchmark
  public void existsNot() {
    Check.that(!Files.exists(missing), "nothing is there");
  }
}
