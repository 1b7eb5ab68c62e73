package io.vnode.tck.mutants;

import static io.vnode.tck.mutants.DelegatingPath.behind;
import static java.nio.file.StandardCopyOption.ATOMIC_MOVE;
import static java.nio.file.StandardCopyOption.REPLACE_EXISTING;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.CopyOption;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.FileTime;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;

/** Faults of what makes, moves, removes and lists names. */
final class NameMutants {
  private NameMutants() {}

  static final List<Mutant> ALL =
      Stream.of(making(), removing(), moving(), listing()).flatMap(List::stream).toList();

  private static FileTime modified(Path path) throws IOException {
    return Files.getLastModifiedTime(path, LinkOption.NOFOLLOW_LINKS);
  }

  private static List<Mutant> making() {
    return List.of(
        Mutant.of(
            "mkdir leaves the modification time of the parent", UntouchingMkdir::new, "posix"),
        Mutant.of("mkdir of what exists succeeds", ObligingMkdir::new, "posix.mkdir"),
        Mutant.of("mkdir does not ask for write permission", MkdirAsRoot::new, "posix.mkdir"),
        Mutant.of("mkdir forgets the permissions asked for", CarelessMkdir::new, "posix", "model"),
        Mutant.of(
            "a symbolic link's target is made absolute", AbsoluteLinks::new, "posix", "model"),
        Mutant.of(
            "a hard link to a symbolic link follows it", FollowingLink::new, "posix", "model"));
  }

  private static final class UntouchingMkdir extends MutantProvider {
    UntouchingMkdir(MutantFileSystem fileSystem) {
      super(fileSystem);
    }

    @Override
    public void createDirectory(Path directory, FileAttribute<?>... attributes) throws IOException {
      Path parent = fileSystem.asRoot(behind(directory)).getParent();
      FileTime before = Files.exists(parent) ? modified(parent) : null;
      super.createDirectory(directory, attributes);
      if (before != null) {
        Files.setLastModifiedTime(parent, before);
      }
    }
  }

  private static final class ObligingMkdir extends MutantProvider {
    ObligingMkdir(MutantFileSystem fileSystem) {
      super(fileSystem);
    }

    @Override
    public void createDirectory(Path directory, FileAttribute<?>... attributes) throws IOException {
      try {
        super.createDirectory(directory, attributes);
      } catch (FileAlreadyExistsException e) {
        // The fault.
      }
    }
  }

  private static final class MkdirAsRoot extends MutantProvider {
    MkdirAsRoot(MutantFileSystem fileSystem) {
      super(fileSystem);
    }

    @Override
    public void createDirectory(Path directory, FileAttribute<?>... attributes) throws IOException {
      try {
        super.createDirectory(directory, attributes);
      } catch (AccessDeniedException e) {
        Files.createDirectory(fileSystem.asRoot(behind(directory)), attributes);
      }
    }
  }

  private static final class CarelessMkdir extends MutantProvider {
    CarelessMkdir(MutantFileSystem fileSystem) {
      super(fileSystem);
    }

    @Override
    public void createDirectory(Path directory, FileAttribute<?>... attributes) throws IOException {
      super.createDirectory(directory);
    }
  }

  private static final class AbsoluteLinks extends MutantProvider {
    AbsoluteLinks(MutantFileSystem fileSystem) {
      super(fileSystem);
    }

    @Override
    public void createSymbolicLink(Path link, Path target, FileAttribute<?>... attributes)
        throws IOException {
      Path parent = behind(link).toAbsolutePath().getParent();
      super.createSymbolicLink(link, parent.resolve(behind(target)), attributes);
    }
  }

  private static final class FollowingLink extends MutantProvider {
    FollowingLink(MutantFileSystem fileSystem) {
      super(fileSystem);
    }

    @Override
    public void createLink(Path link, Path existing) throws IOException {
      super.createLink(link, behind(existing).toRealPath());
    }
  }

  // ---------------------------------------------------------------- removing

  private static List<Mutant> removing() {
    return List.of(
        Mutant.of(
            "delete takes a full directory with all that is in it",
            FullDelete::new,
            "posix",
            "model"),
        Mutant.of("delete ignores the sticky bit", UnstickyDelete::new, "posix", "model"),
        Mutant.of("delete of nothing succeeds", ObligingDelete::new, "posix", "model"),
        Mutant.of("delete follows a symbolic link", FollowingDelete::new, "posix", "model"),
        Mutant.of(
            "delete leaves the modification time of the parent",
            UntouchingDelete::new,
            "posix",
            "model"),
        Mutant.of("deleteIfExists of nothing fails", StrictDelete::new, "nio", "model"));
  }

  private static final class FullDelete extends MutantProvider {
    FullDelete(MutantFileSystem fileSystem) {
      super(fileSystem);
    }

    @Override
    public void delete(Path path) throws IOException {
      try {
        super.delete(path);
      } catch (DirectoryNotEmptyException e) {
        try (DirectoryStream<Path> names = newDirectoryStream(path, name -> true)) {
          for (Path name : names) {
            delete(name);
          }
        }
        super.delete(path);
      }
    }
  }

  private static final class UnstickyDelete extends MutantProvider {
    UnstickyDelete(MutantFileSystem fileSystem) {
      super(fileSystem);
    }

    @Override
    public void delete(Path path) throws IOException {
      try {
        super.delete(path);
      } catch (FileSystemException e) {
        if (!"Operation not permitted".equals(e.getReason())) {
          throw e;
        }
        Files.delete(fileSystem.asRoot(behind(path)));
      }
    }
  }

  private static final class ObligingDelete extends MutantProvider {
    ObligingDelete(MutantFileSystem fileSystem) {
      super(fileSystem);
    }

    @Override
    public void delete(Path path) throws IOException {
      try {
        super.delete(path);
      } catch (NoSuchFileException e) {
        // The fault.
      }
    }
  }

  private static final class FollowingDelete extends MutantProvider {
    FollowingDelete(MutantFileSystem fileSystem) {
      super(fileSystem);
    }

    @Override
    public void delete(Path path) throws IOException {
      Path name = behind(path);
      super.delete(Files.isSymbolicLink(name) && Files.exists(name) ? name.toRealPath() : name);
    }
  }

  private static final class UntouchingDelete extends MutantProvider {
    UntouchingDelete(MutantFileSystem fileSystem) {
      super(fileSystem);
    }

    @Override
    public void delete(Path path) throws IOException {
      Path parent = fileSystem.asRoot(behind(path)).getParent();
      FileTime before = Files.exists(parent) ? modified(parent) : null;
      super.delete(path);
      if (before != null) {
        Files.setLastModifiedTime(parent, before);
      }
    }
  }

  private static final class StrictDelete extends MutantProvider {
    StrictDelete(MutantFileSystem fileSystem) {
      super(fileSystem);
    }

    @Override
    public boolean deleteIfExists(Path path) throws IOException {
      delete(path);
      return true;
    }
  }

  // ---------------------------------------------------------------- moving

  private static List<Mutant> moving() {
    return List.of(
        Mutant.of("a rename removes the target first", GapMove::new, "model.storms.names"),
        Mutant.of("a rename removes the source late", DoublingMove::new, "posix.rename", "model"),
        Mutant.of("a rename is a copy and a delete", CopyingMove::new, "posix.rename", "model"),
        Mutant.of(
            "a move replaces what it was not told to", EagerMove::new, "posix", "nio", "model"),
        Mutant.of(
            "a rename leaves the modification time of the new parent",
            UntouchingMove::new,
            "posix.rename"),
        Mutant.of(
            "a rename over another name of the file removes the source",
            LosingMove::new,
            "posix.rename",
            "model"),
        Mutant.of("a rename ignores the sticky bit", UnstickyMove::new, "posix.rename", "model"));
  }

  private static final class GapMove extends MutantProvider {
    GapMove(MutantFileSystem fileSystem) {
      super(fileSystem);
    }

    @Override
    public void move(Path source, Path target, CopyOption... options) throws IOException {
      if (List.of(options).contains(ATOMIC_MOVE) && Files.isRegularFile(behind(target))) {
        deleteIfExists(target);
        LockSupport.parkNanos(1);
      }
      super.move(source, target, options);
    }
  }

  private static final class DoublingMove extends MutantProvider {
    DoublingMove(MutantFileSystem fileSystem) {
      super(fileSystem);
    }

    @Override
    public void move(Path source, Path target, CopyOption... options) throws IOException {
      boolean plain =
          options.length == 0 && Files.isRegularFile(behind(source), LinkOption.NOFOLLOW_LINKS);
      if (plain && Files.notExists(behind(target), LinkOption.NOFOLLOW_LINKS)) {
        createLink(target, source);
        LockSupport.parkNanos(1);
        deleteIfExists(source);
      } else {
        super.move(source, target, options);
      }
    }
  }

  private static final class CopyingMove extends MutantProvider {
    CopyingMove(MutantFileSystem fileSystem) {
      super(fileSystem);
    }

    @Override
    public void move(Path source, Path target, CopyOption... options) throws IOException {
      Path from = behind(source);
      if (Files.isRegularFile(from, LinkOption.NOFOLLOW_LINKS) && Files.notExists(behind(target))) {
        copy(source, target, LinkOption.NOFOLLOW_LINKS);
        delete(source);
      } else {
        super.move(source, target, options);
      }
    }
  }

  private static final class EagerMove extends MutantProvider {
    EagerMove(MutantFileSystem fileSystem) {
      super(fileSystem);
    }

    @Override
    public void move(Path source, Path target, CopyOption... options) throws IOException {
      super.move(
          source, target, options.length == 0 ? new CopyOption[] {REPLACE_EXISTING} : options);
    }
  }

  private static final class UntouchingMove extends MutantProvider {
    UntouchingMove(MutantFileSystem fileSystem) {
      super(fileSystem);
    }

    @Override
    public void move(Path source, Path target, CopyOption... options) throws IOException {
      Path parent = fileSystem.asRoot(behind(target)).getParent();
      FileTime before = Files.exists(parent) ? modified(parent) : null;
      super.move(source, target, options);
      if (before != null) {
        Files.setLastModifiedTime(parent, before);
      }
    }
  }

  private static final class LosingMove extends MutantProvider {
    LosingMove(MutantFileSystem fileSystem) {
      super(fileSystem);
    }

    @Override
    public void move(Path source, Path target, CopyOption... options) throws IOException {
      Path from = behind(source);
      Path to = behind(target);
      boolean twoNames =
          !from.equals(to)
              && Files.isRegularFile(from, LinkOption.NOFOLLOW_LINKS)
              && Files.isRegularFile(to, LinkOption.NOFOLLOW_LINKS)
              && Files.isSameFile(from, to);
      if (twoNames) {
        delete(source);
      } else {
        super.move(source, target, options);
      }
    }
  }

  private static final class UnstickyMove extends MutantProvider {
    UnstickyMove(MutantFileSystem fileSystem) {
      super(fileSystem);
    }

    @Override
    public void move(Path source, Path target, CopyOption... options) throws IOException {
      try {
        super.move(source, target, options);
      } catch (FileSystemException e) {
        if (!"Operation not permitted".equals(e.getReason())) {
          throw e;
        }
        Files.move(fileSystem.asRoot(behind(source)), fileSystem.asRoot(behind(target)), options);
      }
    }
  }

  // ---------------------------------------------------------------- listing

  private static List<Mutant> listing() {
    return List.of(
        Mutant.of("a listing shows an entry twice", RepeatingListing::new, "posix", "nio"),
        Mutant.of(
            "a listing of more than two stops early", ShortListing::new, "posix", "nio", "model"),
        Mutant.of(
            "a listing holds what has gone meanwhile back",
            BlinkingListing::new,
            "nio",
            "model.storms"));
  }

  private static final class RepeatingListing extends MutantProvider {
    RepeatingListing(MutantFileSystem fileSystem) {
      super(fileSystem);
    }

    @Override
    List<Path> listing(List<Path> names) {
      if (names.size() > 2) {
        names.add(names.get(0));
      }
      return names;
    }
  }

  private static final class ShortListing extends MutantProvider {
    ShortListing(MutantFileSystem fileSystem) {
      super(fileSystem);
    }

    @Override
    List<Path> listing(List<Path> names) {
      return names.size() > 2 ? names.subList(0, names.size() - 1) : names;
    }
  }

  /** Loses an entry that stays, whenever the directory has changed while it was read. */
  private static final class BlinkingListing extends MutantProvider {
    BlinkingListing(MutantFileSystem fileSystem) {
      super(fileSystem);
    }

    @Override
    List<Path> listing(List<Path> names) {
      boolean changed =
          names.stream().anyMatch(name -> Files.notExists(name, LinkOption.NOFOLLOW_LINKS));
      return changed ? names.subList(1, names.size()) : names;
    }
  }
}
