package io.vnode.tck.mutants;

import static io.vnode.tck.mutants.DelegatingPath.behind;

import java.io.IOException;
import java.nio.channels.AsynchronousFileChannel;
import java.nio.file.AccessDeniedException;
import java.nio.file.CopyOption;
import java.nio.file.Files;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.function.Function;

/** Faults of a file system where what was written stays as it is. */
final class WriteOnceMutants {
  private static final String AREA = "posix.write-once";

  private WriteOnceMutants() {}

  static final List<Mutant> ALL =
      List.of(
          writeOnce("is appended to", Appending::new),
          writeOnce("is emptied", Emptying::new),
          writeOnce("is written by who reads it as well", ReadingAndWriting::new),
          writeOnce("is written by an asynchronous channel", Asynchronous::new),
          writeOnce("is made again", MadeAgain::new),
          writeOnce("is written in a copy of it", Copying::new),
          writeOnce("is read but once", ReadOnce::new),
          writeOnce("is all that there can be", Full::new));

  /** Without a fault. */
  static Mutant none() {
    return Mutant.of("none, written once", WriteOnce::new);
  }

  private static Mutant writeOnce(String fault, Function<MutantFileSystem, MutantProvider> maker) {
    return Mutant.of("what was written once " + fault, maker, AREA);
  }

  /** A memfs that opens no file to be written that has bytes in it. */
  private static class WriteOnce extends MutantProvider {
    WriteOnce(MutantFileSystem fileSystem) {
      super(fileSystem);
    }

    /** Whether {@code options} are let through to {@code path}, which was written. */
    boolean isForgiven(Path path, Set<? extends OpenOption> options) {
      return false;
    }

    @Override
    Set<OpenOption> options(Path path, Set<OpenOption> options) throws IOException {
      requireUnwritten(path, options);
      return options;
    }

    private void requireUnwritten(Path path, Set<? extends OpenOption> options) throws IOException {
      boolean writes =
          options.contains(StandardOpenOption.WRITE) || options.contains(StandardOpenOption.APPEND);
      boolean makes = options.contains(StandardOpenOption.CREATE_NEW);
      boolean written = Files.isRegularFile(path) && Files.size(path) > 0;
      if (writes && !makes && written && !isForgiven(path, options)) {
        throw new AccessDeniedException(path.toString());
      }
    }

    @Override
    public AsynchronousFileChannel newAsynchronousFileChannel(
        Path path,
        Set<? extends OpenOption> options,
        ExecutorService executor,
        FileAttribute<?>... attributes)
        throws IOException {
      requireUnwritten(behind(path), options);
      return super.newAsynchronousFileChannel(path, options, executor, attributes);
    }
  }

  private static final class Appending extends WriteOnce {
    Appending(MutantFileSystem fileSystem) {
      super(fileSystem);
    }

    @Override
    boolean isForgiven(Path path, Set<? extends OpenOption> options) {
      return options.contains(StandardOpenOption.APPEND);
    }
  }

  private static final class Emptying extends WriteOnce {
    Emptying(MutantFileSystem fileSystem) {
      super(fileSystem);
    }

    @Override
    boolean isForgiven(Path path, Set<? extends OpenOption> options) {
      return options.contains(StandardOpenOption.TRUNCATE_EXISTING);
    }
  }

  private static final class ReadingAndWriting extends WriteOnce {
    ReadingAndWriting(MutantFileSystem fileSystem) {
      super(fileSystem);
    }

    @Override
    boolean isForgiven(Path path, Set<? extends OpenOption> options) {
      return options.contains(StandardOpenOption.READ);
    }
  }

  private static final class Asynchronous extends WriteOnce {
    Asynchronous(MutantFileSystem fileSystem) {
      super(fileSystem);
    }

    @Override
    public AsynchronousFileChannel newAsynchronousFileChannel(
        Path path,
        Set<? extends OpenOption> options,
        ExecutorService executor,
        FileAttribute<?>... attributes)
        throws IOException {
      return memfs.newAsynchronousFileChannel(behind(path), options, executor, attributes);
    }
  }

  private static final class MadeAgain extends WriteOnce {
    MadeAgain(MutantFileSystem fileSystem) {
      super(fileSystem);
    }

    @Override
    Set<OpenOption> options(Path path, Set<OpenOption> options) throws IOException {
      return options.contains(StandardOpenOption.CREATE_NEW)
          ? Set.of(
              StandardOpenOption.CREATE,
              StandardOpenOption.WRITE,
              StandardOpenOption.TRUNCATE_EXISTING)
          : super.options(path, options);
    }
  }

  private static final class Copying extends WriteOnce {
    private final Set<String> copies = ConcurrentHashMap.newKeySet();

    Copying(MutantFileSystem fileSystem) {
      super(fileSystem);
    }

    @Override
    boolean isForgiven(Path path, Set<? extends OpenOption> options) {
      return copies.contains(path.toAbsolutePath().toString());
    }

    @Override
    public void copy(Path source, Path target, CopyOption... options) throws IOException {
      super.copy(source, target, options);
      copies.add(behind(target).toAbsolutePath().toString());
    }
  }

  private static final class ReadOnce extends WriteOnce {
    private final Set<String> read = ConcurrentHashMap.newKeySet();

    ReadOnce(MutantFileSystem fileSystem) {
      super(fileSystem);
    }

    @Override
    Set<OpenOption> options(Path path, Set<OpenOption> options) throws IOException {
      boolean reads =
          !options.contains(StandardOpenOption.WRITE)
              && !options.contains(StandardOpenOption.APPEND);
      if (reads && !read.add(path.toAbsolutePath().toString())) {
        throw new AccessDeniedException(path.toString());
      }
      return super.options(path, options);
    }
  }

  private static final class Full extends WriteOnce {
    Full(MutantFileSystem fileSystem) {
      super(fileSystem);
    }

    @Override
    public void createDirectory(Path directory, FileAttribute<?>... attributes) throws IOException {
      if (Files.exists(behind(directory).resolveSibling("f"))) {
        throw new AccessDeniedException(directory.toString());
      }
      super.createDirectory(directory, attributes);
    }
  }
}
