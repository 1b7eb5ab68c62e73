package io.vnode.cli;

import static java.nio.file.LinkOption.NOFOLLOW_LINKS;
import static java.nio.file.StandardCopyOption.ATOMIC_MOVE;
import static java.nio.file.StandardCopyOption.REPLACE_EXISTING;

import java.io.IOException;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code vnode mv}: a rename where one file system has both names, otherwise copy and remove. */
@Command(
    name = "mv",
    synopsisHeading = "",
    customSynopsis = {"Usage: vnode mv [-fn] SOURCE TARGET", "       vnode mv [-fn] SOURCE... DIR"},
    description = "Rename files, or move them to another file system.")
final class MvCommand extends Tool {
  private static final Copier.Options COPY_ALL =
      new Copier.Options(true, false, true, false, false);

  @Option(names = "-f", description = "Replace a target that is there, as always.")
  boolean force;

  @Option(names = "-n", description = "Leave a target alone that is there.")
  private boolean noClobber;

  @Parameters(arity = "2..*", hidden = true)
  private List<String> operands;

  @Override
  void run() {
    Destination.each(this, operands, (source, target) -> move(locate(source), target));
  }

  private void move(Location source, Location target) throws IOException {
    boolean isDirectory = TreeWalk.attributes(source.path(), false).isDirectory();
    boolean isThere = Files.exists(target.path(), NOFOLLOW_LINKS);
    if (isThere && noClobber) {
      return;
    }
    if (isThere) {
      requireReplaceable(source, isDirectory, target);
    }
    if (isDirectory) {
      Copier.requireOutside(source, target);
    }
    if (!rename(source.path(), target.path())) {
      copyAndRemove(source, target);
    }
  }

  private static void requireReplaceable(Location source, boolean isDirectory, Location target)
      throws IOException {
    if (Files.exists(target.path()) && Files.isSameFile(source.path(), target.path())) {
      throw new FileSystemException(
          source.text(), target.text(), "Same file as '" + target.text() + "'");
    }
    boolean targetIsDirectory = Files.isDirectory(target.path(), NOFOLLOW_LINKS);
    if (targetIsDirectory != isDirectory) {
      throw new LocatedException(
          target,
          new FileSystemException(
              target.text(), null, isDirectory ? "Not a directory" : "Is a directory"));
    }
  }

  /** Whether one step could do it. */
  private static boolean rename(Path source, Path target) throws IOException {
    if (source.getFileSystem().provider() != target.getFileSystem().provider()) {
      return false;
    }
    try {
      Files.move(source, target, ATOMIC_MOVE, REPLACE_EXISTING);
      return true;
    } catch (AtomicMoveNotSupportedException e) {
      return false;
    }
  }

  /** The source stays as it is unless every part of it has arrived. */
  private void copyAndRemove(Location source, Location target) throws IOException {
    LocatedException.at(target, () -> Files.deleteIfExists(target.path()));
    int failuresBefore = failures();
    new Copier(this, COPY_ALL).copy(source, target);
    if (failures() == failuresBefore) {
      new TreeRemoval(this, location -> {}).remove(source);
    }
  }
}
