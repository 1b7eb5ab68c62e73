package io.vnode.tck.mutants;

import static io.vnode.tck.mutants.DelegatingPath.behind;
import static java.nio.file.StandardCopyOption.REPLACE_EXISTING;

import java.io.IOException;
import java.nio.channels.AsynchronousFileChannel;
import java.nio.channels.FileChannel;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.CopyOption;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.WatchService;
import java.nio.file.attribute.BasicFileAttributeView;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.FileAttributeView;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/** Faults of what is not offered: it is done otherwise, or in part, in the place of a refusal. */
final class PlainMutants {
  private PlainMutants() {}

  static final List<Mutant> ALL =
      List.of(
          plain("a hard link that is not offered is a copy", Copying::new),
          plain("a symbolic link that is not offered is a file of its target's name", Naming::new),
          plain("an atomic move that is not offered replaces the target late", Replacing::new),
          plain("an atomic move that is refused has removed the target", Removing::new),
          plain("an attribute of a view that is not offered is ignored", Ignoring::new),
          plain("attributes of a view that is not offered are those of basic", Telling::new),
          plain("a view that is not offered is there", Viewing::new),
          plain("attributes that are not offered are forgotten by what makes a file", Making::new),
          plain("a directory is made before its attributes are refused", MakingFirst::new),
          plain("a file is made before its channel is refused", Touching::new),
          plain("an asynchronous channel that is not offered is opened", Answering::new),
          mutant(
              "a watch service that is not offered sees nothing",
              PlainFileSystem::new,
              service -> service));

  /** All is refused as specified. */
  static Mutant none() {
    return plain("none", PlainFileSystem::new);
  }

  private static Mutant plain(String fault, Function<MutantFileSystem, MutantProvider> maker) {
    return mutant(fault, maker, PlainMutants::refused);
  }

  private static Mutant mutant(
      String fault,
      Function<MutantFileSystem, MutantProvider> maker,
      UnaryOperator<WatchService> watching) {
    return Mutant.of(fault, maker, watching, "nio.not-offered", "nio.views-not-offered");
  }

  private static WatchService refused(WatchService service) {
    try {
      service.close();
    } catch (IOException e) {
      throw new AssertionError(e);
    }
    throw PlainFileSystem.notOffered();
  }

  // ---------------------------------------------------------------- names

  private static final class Copying extends PlainFileSystem {
    Copying(MutantFileSystem fileSystem) {
      super(fileSystem);
    }

    @Override
    public void createLink(Path link, Path existing) throws IOException {
      copy(existing, link);
    }
  }

  private static final class Naming extends PlainFileSystem {
    Naming(MutantFileSystem fileSystem) {
      super(fileSystem);
    }

    @Override
    public void createSymbolicLink(Path link, Path target, FileAttribute<?>... attributes)
        throws IOException {
      Files.writeString(behind(link), target.toString());
    }
  }

  private static final class Replacing extends PlainFileSystem {
    Replacing(MutantFileSystem fileSystem) {
      super(fileSystem);
    }

    @Override
    public void move(Path source, Path target, CopyOption... options) throws IOException {
      if (isRefused(target, options)) {
        super.move(source, target, REPLACE_EXISTING);
      } else {
        super.move(source, target, options);
      }
    }
  }

  private static final class Removing extends PlainFileSystem {
    Removing(MutantFileSystem fileSystem) {
      super(fileSystem);
    }

    @Override
    public void move(Path source, Path target, CopyOption... options) throws IOException {
      if (isRefused(target, options)) {
        delete(target);
        throw new AtomicMoveNotSupportedException(source.toString(), target.toString(), null);
      }
      super.move(source, target, options);
    }
  }

  // ---------------------------------------------------------------- attributes

  private static final class Ignoring extends PlainFileSystem {
    Ignoring(MutantFileSystem fileSystem) {
      super(fileSystem);
    }

    @Override
    public void setAttribute(Path path, String attribute, Object value, LinkOption... options)
        throws IOException {
      if (!attribute.contains(":") || attribute.startsWith("basic:")) {
        super.setAttribute(path, attribute, value, options);
      }
    }
  }

  private static final class Telling extends PlainFileSystem {
    Telling(MutantFileSystem fileSystem) {
      super(fileSystem);
    }

    @Override
    public Map<String, Object> readAttributes(Path path, String attributes, LinkOption... options)
        throws IOException {
      String basic = attributes.endsWith(":*") ? "*" : attributes;
      return super.readAttributes(path, basic, options);
    }
  }

  private static final class Viewing extends PlainFileSystem {
    Viewing(MutantFileSystem fileSystem) {
      super(fileSystem);
    }

    @Override
    public <V extends FileAttributeView> V getFileAttributeView(
        Path path, Class<V> type, LinkOption... options) {
      return BasicFileAttributeView.class.isAssignableFrom(type)
          ? memfs.getFileAttributeView(behind(path), type, options)
          : null;
    }
  }

  private static final class Making extends PlainFileSystem {
    Making(MutantFileSystem fileSystem) {
      super(fileSystem);
    }

    @Override
    void requireNone(FileAttribute<?>... attributes) {}
  }

  private static final class MakingFirst extends PlainFileSystem {
    MakingFirst(MutantFileSystem fileSystem) {
      super(fileSystem);
    }

    @Override
    public void createDirectory(Path directory, FileAttribute<?>... attributes) throws IOException {
      super.createDirectory(directory);
      requireNone(attributes);
    }
  }

  // ---------------------------------------------------------------- channels

  private static final class Touching extends PlainFileSystem {
    Touching(MutantFileSystem fileSystem) {
      super(fileSystem);
    }

    @Override
    public FileChannel newFileChannel(
        Path path, Set<? extends OpenOption> options, FileAttribute<?>... attributes)
        throws IOException {
      newByteChannel(path, options).close();
      throw notOffered();
    }
  }

  private static final class Answering extends PlainFileSystem {
    Answering(MutantFileSystem fileSystem) {
      super(fileSystem);
    }

    @Override
    public AsynchronousFileChannel newAsynchronousFileChannel(
        Path path,
        Set<? extends OpenOption> options,
        ExecutorService executor,
        FileAttribute<?>... attributes)
        throws IOException {
      return memfs.newAsynchronousFileChannel(behind(path), options, executor);
    }
  }
}
