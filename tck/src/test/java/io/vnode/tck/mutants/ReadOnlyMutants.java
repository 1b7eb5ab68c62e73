package io.vnode.tck.mutants;

import java.io.IOException;
import java.nio.file.AccessMode;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.ReadOnlyFileSystemException;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileAttributeView;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFileAttributeView;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

/** Faults of a file system that cannot be written. */
final class ReadOnlyMutants {
  private static final String AREA = "posix.read-only";

  private ReadOnlyMutants() {}

  static final List<Mutant> ALL =
      List.of(
          readOnly("answers a chmod as if it were done", SilentChmod::new, AREA),
          readOnly("says that it grants writing", Granting::new, AREA),
          readOnly("opens a file to be written to be read", Lenient::new, AREA),
          readOnly("says of what is missing that nothing is made here", Hiding::new, AREA),
          readOnly("lists all but the last name", Curtailed::new, "posix.fixture"),
          readOnly("tells the permissions of the first file of all", OneMode::new, "posix.fixture"),
          readOnly("cuts times to the second", RoundTimes::new, "posix.fixture"));

  /** Without a fault. */
  static Mutant none() {
    return Mutant.readOnly("none, read-only", MutantProvider::new);
  }

  private static Mutant readOnly(
      String fault, Function<MutantFileSystem, MutantProvider> maker, String area) {
    return Mutant.readOnly("what is read-only " + fault, maker, area);
  }

  private static final class SilentChmod extends MutantProvider {
    SilentChmod(MutantFileSystem fileSystem) {
      super(fileSystem);
    }

    @Override
    <V extends FileAttributeView> V view(Path path, Class<V> type, V view) {
      return type == PosixFileAttributeView.class
          ? AttributeMutants.instead(
              type, view, (name, arguments) -> name.equals("setPermissions") ? "done" : null)
          : view;
    }
  }

  private static final class Granting extends MutantProvider {
    Granting(MutantFileSystem fileSystem) {
      super(fileSystem);
    }

    @Override
    public void checkAccess(Path path, AccessMode... modes) throws IOException {
      super.checkAccess(path);
    }
  }

  private static final class Lenient extends MutantProvider {
    Lenient(MutantFileSystem fileSystem) {
      super(fileSystem);
    }

    @Override
    Set<OpenOption> options(Path path, Set<OpenOption> options) {
      return Files.exists(path) ? Set.of(StandardOpenOption.READ) : options;
    }
  }

  private static final class Hiding extends MutantProvider {
    Hiding(MutantFileSystem fileSystem) {
      super(fileSystem);
    }

    @Override
    public DirectoryStream<Path> newDirectoryStream(
        Path directory, DirectoryStream.Filter<? super Path> filter) throws IOException {
      try {
        return super.newDirectoryStream(directory, filter);
      } catch (NoSuchFileException e) {
        throw new ReadOnlyFileSystemException();
      }
    }
  }

  private static final class Curtailed extends MutantProvider {
    Curtailed(MutantFileSystem fileSystem) {
      super(fileSystem);
    }

    @Override
    List<Path> listing(List<Path> names) {
      return names.size() < 2 ? names : names.subList(0, names.size() - 1);
    }
  }

  private static final class OneMode extends MutantProvider {
    OneMode(MutantFileSystem fileSystem) {
      super(fileSystem);
    }

    @Override
    Map<String, Object> attributes(Path path, Map<String, Object> attributes) throws IOException {
      if (attributes.containsKey("permissions")) {
        attributes.put("permissions", Files.getPosixFilePermissions(path.getRoot()));
      }
      return attributes;
    }
  }

  private static final class RoundTimes extends MutantProvider {
    RoundTimes(MutantFileSystem fileSystem) {
      super(fileSystem);
    }

    @Override
    public <A extends BasicFileAttributes> A readAttributes(
        Path path, Class<A> type, LinkOption... options) throws IOException {
      A attributes = super.readAttributes(path, type, options);
      return AttributeMutants.instead(
          type,
          attributes,
          (name, arguments) ->
              name.equals("lastModifiedTime")
                  ? FileTime.fromMillis(
                      Math.floorDiv(attributes.lastModifiedTime().toMillis(), 1000L) * 1000)
                  : null);
    }
  }
}
