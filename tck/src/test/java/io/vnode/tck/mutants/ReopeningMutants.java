package io.vnode.tck.mutants;

import static java.nio.file.LinkOption.NOFOLLOW_LINKS;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.nio.file.attribute.UserDefinedFileAttributeView;
import java.text.Normalizer;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** Faults of what a file system leaves behind when it is closed. */
final class ReopeningMutants {
  private static final String AREA = "posix.persistent";

  private ReopeningMutants() {}

  static final List<Mutant> ALL =
      List.of(
          reopened("modes are lost", ReopeningMutants::loseMode),
          reopened("the names of one file become files of their own", ReopeningMutants::split),
          reopened("empty directories are lost", ReopeningMutants::dropEmptyDirectory),
          reopened("times are cut to the second", ReopeningMutants::cutTime),
          reopened("attributes of one's own are lost", ReopeningMutants::loseAttributes),
          reopened("names are put into a normal form", ReopeningMutants::normalize),
          reopened("files are filled up with zeroes to a block", ReopeningMutants::fillBlock));

  private static Mutant reopened(String fault, Mutant.Damage toEach) {
    return Mutant.reopened(fault + " when it is opened again", root -> damage(root, toEach), AREA);
  }

  /** Does {@code toEach} to all that checks have made, what is in a directory before it. */
  private static void damage(Path root, Mutant.Damage toEach) throws IOException {
    Path top = root.toAbsolutePath();
    List<Path> paths;
    try (Stream<Path> walk = Files.walk(top)) {
      paths =
          walk.filter(path -> path.getNameCount() > top.getNameCount() + 1)
              .filter(path -> !Files.isSymbolicLink(path))
              .sorted(Comparator.reverseOrder())
              .toList();
    }
    for (Path path : paths) {
      toEach.to(path);
    }
  }

  private static void loseMode(Path path) throws IOException {
    Files.setPosixFilePermissions(path, PosixFilePermissions.fromString("rwxr-xr-x"));
  }

  private static void split(Path path) throws IOException {
    if (Files.isRegularFile(path) && (Integer) Files.getAttribute(path, "unix:nlink") > 1) {
      byte[] bytes = Files.readAllBytes(path);
      Files.delete(path);
      Files.write(path, bytes);
    }
  }

  private static void dropEmptyDirectory(Path path) throws IOException {
    if (Files.isDirectory(path, NOFOLLOW_LINKS)) {
      try (Stream<Path> inside = Files.list(path)) {
        if (inside.findAny().isPresent()) {
          return;
        }
      }
      Files.delete(path);
    }
  }

  private static void cutTime(Path path) throws IOException {
    long millis = Files.getLastModifiedTime(path).toMillis();
    Files.setLastModifiedTime(path, FileTime.fromMillis(Math.floorDiv(millis, 1000L) * 1000));
  }

  private static void loseAttributes(Path path) throws IOException {
    UserDefinedFileAttributeView view =
        Files.getFileAttributeView(path, UserDefinedFileAttributeView.class);
    for (String name : view.list()) {
      view.delete(name);
    }
  }

  private static void normalize(Path path) throws IOException {
    String name = path.getFileName().toString();
    String normal = Normalizer.normalize(name, Normalizer.Form.NFC);
    if (!normal.equals(name)) {
      Files.move(path, path.resolveSibling(normal));
    }
  }

  private static void fillBlock(Path path) throws IOException {
    if (Files.isRegularFile(path) && Files.size(path) % 512 != 0) {
      byte[] bytes = Files.readAllBytes(path);
      Files.write(path, Arrays.copyOf(bytes, (bytes.length + 511) / 512 * 512));
    }
  }
}
