package io.vnode.bench;

import java.nio.file.FileSystem;
import java.nio.file.Path;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** Paths, without a file behind them: on the host, the JDK's {@code UnixPath}. */
@State(Scope.Thread)
public class Paths {
  private static final String FIVE_NAMES = "/usr/share/doc/vnode/readme";
  private static final int NAME_COUNT = 5;

  private FileSystem fileSystem;
  private Path path;
  private Path equal;
  private Path parent;
  private String name;

  @Setup(Level.Trial)
  public void setUp(OpenSubject opened) {
    fileSystem = opened.root.getFileSystem();
    path = fileSystem.getPath(FIVE_NAMES);
    equal = fileSystem.getPath(FIVE_NAMES);
    parent = path.getParent();
    name = path.getFileName().toString();
    Check.equal(NAME_COUNT, path.getNameCount(), "the number of names");
    Check.that(parent.resolve(name).equals(path), "a name resolves against its parent");
  }

  @Benchmark
  public Path getPath() {
    Path made = fileSystem.getPath(FIVE_NAMES);
    Check.that(made.isAbsolute(), "the path is absolute");
    return made;
  }

  @Benchmark
  public int hashAndEquals() {
    Check.that(path.equals(equal), "paths of the same names are equal");
    return path.hashCode();
  }

  @Benchmark
  public Path resolve() {
    Path made = parent.resolve(name);
    Check.that(made.isAbsolute(), "the path is absolute");
    return made;
  }
}
