package io.vnode.nio;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.SecureDirectoryStream;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributeView;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Every operation of an open directory on everything there can be in it, here and on the host. */
class SecureDirectoryStreamOracleTest {

  private enum Verb {
    LIST,
    LIST_NOFOLLOW,
    READ,
    READ_NOFOLLOW,
    CREATE,
    CREATE_NEW,
    DELETE_FILE,
    DELETE_DIRECTORY,
    MOVE_TO_NOTHING,
    MOVE_OVER_FILE,
    MOVE_OVER_DIRECTORY,
    MOVE_OVER_FULL_DIRECTORY,
    STAT,
    STAT_NOFOLLOW,
    MOVE_DIRECTORY_OVER_IT
  }

  /** What on the host would wait for somebody at the other end of a fifo. */
  private static final Set<Verb> OPENING =
      Set.of(Verb.LIST, Verb.LIST_NOFOLLOW, Verb.READ, Verb.READ_NOFOLLOW, Verb.CREATE);

  /** What an operation came to, a value or the class of an exception, and what is there then. */
  private record Result(Object outcome, List<String> tree) {

    /** Whether this is the same, or a class of ours that says more than the host's plain one. */
    boolean isAsGoodAs(Result host) {
      return tree.equals(host.tree) && (outcome.equals(host.outcome) || refines(host.outcome));
    }

    private boolean refines(Object plain) {
      return (plain == IOException.class || plain == FileSystemException.class)
          && outcome instanceof Class<?> ours
          && FileSystemException.class.isAssignableFrom(ours);
    }
  }

  @TempDir Path temporary;

  /** {@link SecureDirectoryStream}: outcome, and what is there afterwards. */
  @Test
  void everyOperationDoesWhatItDoesOnTheHost() throws IOException {
    List<String> differences = new ArrayList<>();
    try (VfsFileSystem fileSystem = TreeFileSystem.unlimited()) {
      for (TreeKind kind : TreeKind.values()) {
        for (Verb verb : Verb.values()) {
          if (kind == TreeKind.FIFO && OPENING.contains(verb)) {
            continue;
          }
          String test = kind + "-" + verb;
          Result here = run(fileSystem.getPath("/" + test), kind, verb);
          Result there = run(temporary.resolve(test), kind, verb);
          if (!here.isAsGoodAs(there)) {
            differences.add(test + ":\n  " + here + "\n  " + there);
          }
        }
      }
    }
    assertEquals(List.of(), differences);
  }

  private static Result run(Path base, TreeKind kind, Verb verb) throws IOException {
    Path from = Files.createDirectories(base.resolve("from"));
    Path to = Files.createDirectory(base.resolve("to"));
    Files.createFile(to.resolve("file"));
    Files.createDirectories(to.resolve("empty"));
    Files.createDirectories(to.resolve("full/sub"));
    Path path = from.relativize(kind.make(from));
    Object outcome;
    try (SecureDirectoryStream<Path> source = open(from);
        SecureDirectoryStream<Path> target = open(to)) {
      outcome = outcome(operation(source, path, target, verb));
    }
    List<String> tree = new ArrayList<>(tree(from));
    tree.addAll(tree(to));
    return new Result(outcome, tree);
  }

  private static SecureDirectoryStream<Path> open(Path directory) throws IOException {
    return (SecureDirectoryStream<Path>)
        directory.getFileSystem().provider().newDirectoryStream(directory, entry -> true);
  }

  private static Callable<?> operation(
      SecureDirectoryStream<Path> source,
      Path path,
      SecureDirectoryStream<Path> target,
      Verb verb) {
    return switch (verb) {
      case LIST -> () -> list(source.newDirectoryStream(path));
      case LIST_NOFOLLOW -> () -> list(source.newDirectoryStream(path, LinkOption.NOFOLLOW_LINKS));
      case READ -> () -> open(source, path, StandardOpenOption.READ);
      case READ_NOFOLLOW ->
          () -> open(source, path, StandardOpenOption.READ, LinkOption.NOFOLLOW_LINKS);
      case CREATE -> () -> open(source, path, StandardOpenOption.WRITE, StandardOpenOption.CREATE);
      case CREATE_NEW ->
          () -> open(source, path, StandardOpenOption.WRITE, StandardOpenOption.CREATE_NEW);
      case DELETE_FILE -> () -> done(() -> source.deleteFile(path));
      case DELETE_DIRECTORY -> () -> done(() -> source.deleteDirectory(path));
      case MOVE_TO_NOTHING -> () -> move(source, path, target, "new");
      case MOVE_OVER_FILE -> () -> move(source, path, target, "file");
      case MOVE_OVER_DIRECTORY -> () -> move(source, path, target, "empty");
      case MOVE_OVER_FULL_DIRECTORY -> () -> move(source, path, target, "full");
      case MOVE_DIRECTORY_OVER_IT ->
          () -> done(() -> target.move(name(path, "full"), source, path));
      case STAT -> () -> stat(source, path);
      case STAT_NOFOLLOW -> () -> stat(source, path, LinkOption.NOFOLLOW_LINKS);
    };
  }

  private interface Action {
    void run() throws IOException;
  }

  private static String done(Action action) throws IOException {
    action.run();
    return "done";
  }

  private static Path name(Path path, String name) {
    return path.getFileSystem().getPath(name);
  }

  private static String move(
      SecureDirectoryStream<Path> source, Path path, SecureDirectoryStream<Path> target, String to)
      throws IOException {
    return done(() -> source.move(path, target, name(path, to)));
  }

  private static Set<String> list(SecureDirectoryStream<Path> stream) throws IOException {
    try (stream) {
      Set<String> found = new TreeSet<>();
      stream.forEach(
          entry -> found.add(entry.subpath(entry.getNameCount() - 3, entry.getNameCount()) + ""));
      return found;
    }
  }

  private static String open(SecureDirectoryStream<Path> stream, Path path, OpenOption... options)
      throws IOException {
    stream.newByteChannel(path, Set.of(options)).close();
    return "opened";
  }

  private static String stat(SecureDirectoryStream<Path> stream, Path path, LinkOption... options)
      throws IOException {
    BasicFileAttributes attributes =
        stream.getFileAttributeView(path, BasicFileAttributeView.class, options).readAttributes();
    return attributes.isDirectory() + " " + attributes.isSymbolicLink();
  }

  private static Object outcome(Callable<?> operation) {
    try {
      return operation.call();
    } catch (Exception e) {
      return e.getClass();
    }
  }

  private static List<String> tree(Path top) throws IOException {
    try (Stream<Path> all = Files.walk(top)) {
      Path base = top.getParent();
      return all.map(path -> base.relativize(path) + kind(path)).sorted().toList();
    }
  }

  private static String kind(Path path) {
    if (Files.isSymbolicLink(path)) {
      return "@";
    }
    return Files.isDirectory(path) ? "/" : "";
  }
}
