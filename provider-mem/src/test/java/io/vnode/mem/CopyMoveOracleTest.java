package io.vnode.mem;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.io.IOException;
import java.nio.file.CopyOption;
import java.nio.file.FileSystem;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.AnnotatedElementContext;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.io.TempDirFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * {@link Files#copy(Path, Path, CopyOption...)} and {@link Files#move}, with the JDK's own provider
 * on the host as the oracle: every kind of source to every kind of target with every set of
 * options.
 */
class CopyMoveOracleTest {
  /** Microseconds: older JDKs copy no more than those. */
  private static final FileTime LONG_AGO =
      FileTime.from(Instant.ofEpochSecond(1_000_000_000, 7_000));

  /** What stands under {@code /p/source} before the operation. */
  enum Source {
    MISSING,
    FILE,
    EXECUTABLE,
    SET_ID_FILE,
    EMPTY_FILE,
    EMPTY_DIRECTORY,
    STICKY_DIRECTORY,
    FULL_DIRECTORY,
    LINK_TO_FILE,
    LINK_TO_DIRECTORY,
    LINK_TO_NOTHING,
    LINK_TO_ITSELF;

    void make(Path source) throws IOException {
      switch (this) {
        case MISSING -> {}
        case FILE -> age(write(source, "source", "rw-rw-rw-"));
        case EXECUTABLE -> age(write(source, "source", "rwxrwxrwx"));
        case SET_ID_FILE -> {
          write(source, "source", "rwxrwxrwx");
          Files.setAttribute(source, "unix:mode", 06755);
          age(source);
        }
        case EMPTY_FILE -> age(write(source, "", "r--r--r--"));
        case EMPTY_DIRECTORY -> age(Files.createDirectory(source));
        case STICKY_DIRECTORY -> {
          Files.createDirectory(source);
          Files.setAttribute(source, "unix:mode", 07777);
          age(source);
        }
        case FULL_DIRECTORY -> {
          Files.createDirectory(source);
          write(source.resolve("child"), "child", "rw-r--r--");
          Files.createDirectory(source.resolve("below"));
          age(source);
        }
        case LINK_TO_FILE -> link(source, "../other/file");
        case LINK_TO_DIRECTORY -> link(source, "../other");
        case LINK_TO_NOTHING -> link(source, "nothing");
        case LINK_TO_ITSELF -> link(source, "source");
      }
    }
  }

  /** Where it is copied or moved to, and what is there. */
  enum Target {
    MISSING("/p/target"),
    FILE("/p/target"),
    EMPTY_DIRECTORY("/p/target"),
    FULL_DIRECTORY("/p/target"),
    LINK_TO_SOURCE("/p/target"),
    LINK_TO_FILE("/p/target"),
    LINK_TO_NOTHING("/p/target"),
    HARD_LINK_OF_SOURCE("/p/target"),
    HARD_LINK_OF_LINKED_FILE("/p/target"),
    SOURCE_ITSELF("/p/source"),
    SOURCE_BY_ANOTHER_WAY("/other/up/p/./source"),
    PARENT_OF_SOURCE("/p"),
    NEW_CHILD_OF_SOURCE("/p/source/new"),
    CHILD_OF_SOURCE("/p/source/child"),
    DIRECTORY_BELOW_SOURCE("/p/source/below"),
    NEW_GRANDCHILD_OF_SOURCE("/p/source/below/new"),
    BELOW_MISSING("/missing/target"),
    BELOW_FILE("/other/file/target"),
    THE_LINKED_FILE("/other/file"),
    THE_LINKED_DIRECTORY("/other");

    final String path;

    Target(String path) {
      this.path = path;
    }

    void make(Path target, Path source) throws IOException {
      switch (this) {
        case FILE -> write(target, "target", "rw-------");
        case EMPTY_DIRECTORY -> Files.createDirectory(target);
        case FULL_DIRECTORY ->
            write(Files.createDirectory(target).resolve("file"), "full", "rw-r--r--");
        case LINK_TO_SOURCE -> link(target, "source");
        case LINK_TO_FILE -> link(target, "../other/second");
        case LINK_TO_NOTHING -> link(target, "nothing");
        case HARD_LINK_OF_SOURCE -> {
          if (Files.isRegularFile(source, LinkOption.NOFOLLOW_LINKS)
              || Files.isSymbolicLink(source)) {
            Files.createLink(target, source);
          }
        }
        case HARD_LINK_OF_LINKED_FILE ->
            Files.createLink(target, target.resolve("../../other/file").normalize());
        default -> {}
      }
    }
  }

  enum Operation {
    COPY(
        StandardCopyOption.REPLACE_EXISTING,
        StandardCopyOption.COPY_ATTRIBUTES,
        LinkOption.NOFOLLOW_LINKS),
    MOVE(StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);

    @SuppressWarnings("ImmutableEnumChecker") // A list that nobody changes.
    private final List<CopyOption> options;

    Operation(CopyOption... options) {
      this.options = List.of(options);
    }

    /** Every set of the options that it takes. */
    List<CopyOption[]> optionSets() {
      List<CopyOption[]> sets = new ArrayList<>();
      for (int set = 0; set < 1 << options.size(); set++) {
        List<CopyOption> members = new ArrayList<>();
        for (int i = 0; i < options.size(); i++) {
          if ((set & 1 << i) != 0) {
            members.add(options.get(i));
          }
        }
        sets.add(members.toArray(CopyOption[]::new));
      }
      return sets;
    }

    void run(Path source, Path target, CopyOption... options) throws IOException {
      if (this == COPY) {
        Files.copy(source, target, options);
      } else {
        Files.move(source, target, options);
      }
    }
  }

  private static Path write(Path file, String text, String permissions) throws IOException {
    Files.writeString(file, text);
    return Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(permissions));
  }

  private static void age(Path file) throws IOException {
    Files.setLastModifiedTime(file, LONG_AGO);
  }

  private static void link(Path link, String target) throws IOException {
    Files.createSymbolicLink(link, link.getFileSystem().getPath(target));
  }

  /** On a file system in memory where the host has one: thousands of trees are made. */
  static final class HostDirectory implements TempDirFactory {
    @Override
    public Path createTempDirectory(AnnotatedElementContext element, ExtensionContext extension)
        throws IOException {
      Path inMemory = Path.of("/dev/shm");
      return Files.isWritable(inMemory)
          ? Files.createTempDirectory(inMemory, "vnode")
          : Files.createTempDirectory("vnode");
    }
  }

  @TempDir(factory = HostDirectory.class)
  private static Path host;

  static Stream<Source> sources() {
    return Stream.of(Source.values());
  }

  /** The Javadoc of {@link Files#copy(Path, Path, CopyOption...)} and {@link Files#move}. */
  @ParameterizedTest
  @MethodSource("sources")
  void copyAndMoveEndAsOnTheHost(Source source) throws IOException {
    int uid = (int) Files.getAttribute(host, "unix:uid");
    List<String> differences = new ArrayList<>();
    int cases = 0;
    for (Operation operation : Operation.values()) {
      for (Target target : Target.values()) {
        for (CopyOption[] options : operation.optionSets()) {
          String what = operation + " " + source + " to " + target + " " + List.of(options);
          Path real = Files.createDirectory(host.resolve(source + "-" + cases++));
          Result expected = run(real, operation, source, target, options);
          try (FileSystem memory = MemFs.builder().user(uid == 0 ? "root" : "user").build()) {
            Path home = Files.createDirectory(memory.getPath("/home"));
            Result actual = run(home, operation, source, target, options);
            if (isLinkReplacedByItsFile(operation, source, target, options)) {
              assertEquals("linked", Files.readString(home.resolve("p/source")));
              assertFalse(Files.isSymbolicLink(home.resolve("p/source")));
            } else {
              expected.compare(actual, what, differences);
            }
            ((MemFileSystem) memory).namespace().verify();
          }
        }
      }
    }
    assertEquals(List.of(), differences, () -> String.join("\n", differences));
  }

  /**
   * Whether a link shall be replaced by a copy of the file it leads to. The JDK takes away the link
   * and then misses the file; here the file is open by then.
   */
  private static boolean isLinkReplacedByItsFile(
      Operation operation, Source source, Target target, CopyOption... options) {
    return operation == Operation.COPY
        && source == Source.LINK_TO_FILE
        && (target == Target.SOURCE_ITSELF || target == Target.SOURCE_BY_ANOTHER_WAY)
        && List.of(options).contains(StandardCopyOption.REPLACE_EXISTING)
        && !List.of(options).contains(LinkOption.NOFOLLOW_LINKS);
  }

  private static Result run(
      Path root, Operation operation, Source source, Target target, CopyOption... options)
      throws IOException {
    Path other = Files.createDirectory(root.resolve("other"));
    write(other.resolve("file"), "linked", "rw-r--r--");
    write(other.resolve("second"), "second", "rw-r--r--");
    link(other.resolve("up"), "..");
    Path from = Files.createDirectory(root.resolve("p")).resolve("source");
    source.make(from);
    Path to = root.resolve(target.path.substring(1));
    target.make(to, from);
    Map<String, String> before = tree(root);
    Exception failure = null;
    try {
      operation.run(from, to, options);
    } catch (IOException | RuntimeException e) {
      failure = e;
    }
    return new Result(root, before, tree(root), failure);
  }

  /** Every name in a tree with what it stands for, the same for equal trees wherever they lie. */
  private static Map<String, String> tree(Path root) throws IOException {
    Map<String, String> tree = new TreeMap<>();
    Map<Object, String> firstNames = new TreeMap<>(Comparator.comparing(Object::toString));
    try (Stream<Path> walk = Files.walk(root)) {
      for (Path path : (Iterable<Path>) walk.sorted()::iterator) {
        String name = root.relativize(path).toString();
        tree.put(name, describe(path, name, firstNames));
      }
    }
    return tree;
  }

  private static String describe(Path path, String name, Map<Object, String> firstNames)
      throws IOException {
    Map<String, Object> attributes =
        Files.readAttributes(path, "unix:mode,fileKey,lastModifiedTime", LinkOption.NOFOLLOW_LINKS);
    String first = firstNames.putIfAbsent(attributes.get("fileKey"), name);
    if (first != null) {
      return "same as " + first;
    }
    String mode = Integer.toOctalString((int) attributes.get("mode"));
    if (Files.isSymbolicLink(path)) {
      return mode + " -> " + Files.readSymbolicLink(path);
    }
    boolean old = attributes.get("lastModifiedTime").equals(LONG_AGO);
    String contents = Files.isDirectory(path) ? "" : " " + Files.readString(path);
    return mode + (old ? " old" : " new") + contents;
  }

  /** How one operation ended. */
  private record Result(
      Path root, Map<String, String> before, Map<String, String> after, Exception failure) {

    /** Adds what is different in {@code actual}, of which this is the oracle. */
    void compare(Result actual, String what, List<String> differences) {
      if (!before.equals(actual.before)) {
        differences.add(what + ": began with " + before + " and " + actual.before);
      } else if (!isAsPrecise(actual)) {
        differences.add(what + ": host " + text() + ", memfs " + actual.text());
      } else if (failure == null && !after.equals(actual.after)) {
        differences.add(what + ": host\n  " + after + "\nmemfs\n  " + actual.after);
      } else if (failure != null && !actual.before.equals(actual.after)) {
        // The host has taken away the target by then. Here what fails changes nothing.
        differences.add(what + ": changed " + before + " to " + actual.after);
      }
    }

    /** Whether {@code actual} failed just so, with the same exception or one that says more. */
    private boolean isAsPrecise(Result actual) {
      return failure == null
          ? actual.failure == null
          : failure.getClass().isInstance(actual.failure);
    }

    private String text() {
      return failure == null ? "succeeded" : failure.toString().replace(root.toString(), "");
    }
  }
}
