package io.vnode.tck.model;

import static java.nio.file.LinkOption.NOFOLLOW_LINKS;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFileAttributes;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;

/**
 * What the specifications leave to a file system and a history must know before it begins, found
 * out by trying. Immutable.
 *
 * @param unix whether the view {@code unix} tells mode, links and owners: whoever has it is held to
 *     what Linux does where {@code java.nio.file} leaves it open
 * @param posix whether there are permissions
 * @param setsMode whether {@code unix:mode} can be set
 * @param uid the owner of what is made, or 1
 * @param gid its group, or 1
 * @param umask the permissions that what is made does not get
 * @param file the permissions of a file for which none were asked
 * @param directory those of a directory
 * @param link those of a symbolic link
 * @param copiesMode whether a copy has the permissions of its source less the umask
 * @param countsDirectories whether a directory in it is a link of a directory
 * @param keys whether names of one file can be told to be that
 * @param executes whether what has the permission may be executed
 */
record Manners(
    boolean unix,
    boolean posix,
    boolean setsMode,
    int uid,
    int gid,
    int umask,
    int file,
    int directory,
    int link,
    boolean copiesMode,
    boolean countsDirectories,
    boolean keys,
    boolean executes) {

  private static final int ALL = 0777;

  /** Those of the file system that {@code folder}, which is empty, is in. */
  static Manners of(Path folder) throws IOException {
    Path file = Files.createFile(folder.resolve("file"));
    Path directory = Files.createDirectory(folder.resolve("directory"));
    boolean posix = answers(() -> mode(file));
    boolean unix = answers(() -> Files.readAttributes(file, "unix:mode,nlink,uid,gid,ctime"));
    Manners found =
        new Manners(
            unix,
            posix,
            unix && answers(() -> Files.setAttribute(file, "unix:mode", 0644)),
            unix ? (Integer) Files.getAttribute(file, "unix:uid") : 1,
            unix ? (Integer) Files.getAttribute(file, "unix:gid") : 1,
            posix ? ALL & ~mode(Files.createFile(folder.resolve("all"), Replay.asked(ALL))) : 0,
            posix ? mode(Files.createFile(folder.resolve("plain"))) : 0,
            posix ? mode(directory) : 0,
            posix ? link(folder.resolve("link")) : 0,
            posix && copiesMode(folder),
            unix && Files.getAttribute(folder, "unix:nlink").equals(3),
            Files.readAttributes(file, BasicFileAttributes.class).fileKey() != null,
            posix && executes(file));
    for (String name : Set.of("file", "directory", "all", "plain", "link", "copy")) {
      Files.deleteIfExists(folder.resolve(name));
    }
    return found;
  }

  private interface Question {
    Object ask() throws IOException;
  }

  private static boolean answers(Question question) throws IOException {
    try {
      return question.ask() != null;
    } catch (UnsupportedOperationException | IllegalArgumentException e) {
      return false;
    }
  }

  private static int link(Path link) throws IOException {
    try {
      return mode(Files.createSymbolicLink(link, link.getFileName()));
    } catch (UnsupportedOperationException e) {
      return ALL;
    }
  }

  private static boolean copiesMode(Path folder) throws IOException {
    Path source = folder.resolve("all");
    Path copy = folder.resolve("copy");
    Files.copy(source, copy);
    return mode(copy) == mode(source);
  }

  private static boolean executes(Path file) throws IOException {
    Files.setPosixFilePermissions(file, Replay.permissions(0700));
    return Files.isExecutable(file);
  }

  private static int mode(Path path) throws IOException {
    return mode(Files.readAttributes(path, PosixFileAttributes.class, NOFOLLOW_LINKS));
  }

  /** The permissions as a number. */
  static int mode(PosixFileAttributes attributes) {
    String letters = PosixFilePermissions.toString(attributes.permissions());
    int mode = 0;
    for (int i = 0; i < letters.length(); i++) {
      mode |= letters.charAt(i) == '-' ? 0 : 0400 >> i;
    }
    return mode;
  }

  /** The permissions of a new file of {@code kind} for which {@code source} was asked by a copy. */
  int ofCopy(NaiveNode.Kind kind, int source) {
    return switch (kind) {
      case LINK -> link;
      case FILE -> copiesMode ? source & ~umask : file;
      case DIRECTORY -> copiesMode ? source & ~umask & 01777 : directory;
    };
  }

  /** Takes out of {@code words} what this file system does not tell, or leaves to itself. */
  String blur(String words) {
    String blurred = words;
    if (!unix) {
      blurred = blurred.replaceFirst("^(\\d{6}) nlink=\\d+ uid=\\d+ gid=\\d+", "$1");
    }
    if (!posix) {
      blurred = blurred.replaceFirst("^(\\d\\d)\\d{4} size", "$10000 size");
    }
    if (!countsDirectories) {
      blurred = blurred.replaceFirst("^(04\\d+) nlink=\\d+", "$1");
    }
    if (!executes) {
      blurred = blurred.replaceFirst("^([r-][w-])[x-]$", "$1");
    }
    return blurred;
  }
}
