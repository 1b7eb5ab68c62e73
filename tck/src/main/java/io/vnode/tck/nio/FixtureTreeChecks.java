package io.vnode.tck.nio;

import static io.vnode.tck.Capability.POSIX_PERMISSIONS;
import static io.vnode.tck.Capability.SYMBOLIC_LINKS;
import static io.vnode.tck.Capability.UNIX_ATTRIBUTES;
import static io.vnode.tck.Capability.USER_ATTRIBUTES;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.vnode.tck.Area;
import io.vnode.tck.Case;
import io.vnode.tck.Cites;
import io.vnode.tck.Fixture;
import io.vnode.tck.Needs;
import io.vnode.tck.Playground;
import io.vnode.tck.Populated;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileVisitOption;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFileAttributes;
import java.nio.file.attribute.UserDefinedFileAttributeView;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.BiPredicate;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Names and attributes of a tree that is only read, in every manner in which to ask for them. */
@Area(value = "nio.fixture.trees", source = "java.nio.file.Files", writes = false)
@Populated
final class FixtureTreeChecks {
  private static final Set<String> ENDS = Set.of("a.b.c", ".hidden");

  // ---------------------------------------------------------------- walks

  private static Set<String> expected(Playground p, Predicate<Fixture.Entry> wanted) {
    return Fixture.entries(p::offers).stream()
        .filter(wanted)
        .map(Fixture.Entry::name)
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private static long depth(Fixture.Entry entry) {
    return entry.name().chars().filter(c -> c == '/').count() + 1;
  }

  /** What is found of the playground, by name, and without the playground itself. */
  private static Set<String> found(Playground p, Stream<Path> paths) {
    Path root = p.path("");
    return paths
        .filter(path -> !path.equals(root))
        .map(path -> root.relativize(path).toString())
        .collect(Collectors.toCollection(TreeSet::new));
  }

  @Cites("#walk(Path,int,FileVisitOption[])")
  Stream<Case> aWalkGoesAsDeepAsItIsTold() {
    return Stream.of(0, 1, 2, 3, 100).map(depth -> Case.of("" + depth, p -> walks(p, depth)));
  }

  private static void walks(Playground p, int depth) throws IOException {
    try (Stream<Path> walk = Files.walk(p.path(""), depth)) {
      assertEquals(expected(p, entry -> depth(entry) <= depth), found(p, walk));
    }
  }

  @Cites("#walk(Path,FileVisitOption[])")
  void aDirectoryComesBeforeWhatIsInIt(Playground p) throws IOException {
    try (Stream<Path> walk = Files.walk(p.path("deep"))) {
      assertEquals(
          Stream.of("deep", "deep/a", "deep/a/b", "deep/a/b/c", "deep/a/b/c/d", "deep/a/b/c/d/leaf")
              .map(p::path)
              .toList(),
          walk.toList());
    }
  }

  @Cites("#walk(Path,FileVisitOption[]) [FOLLOW_LINKS]")
  @Needs(SYMBOLIC_LINKS)
  void aWalkThatFollowsLinksGoesThroughThem(Playground p) throws IOException {
    Set<String> expected = expected(p, entry -> entry.name().startsWith("links"));
    expected.add("links/to-directory/inside");
    expected.add("links/to-directory/e");
    try (Stream<Path> walk = Files.walk(p.path("links"), FileVisitOption.FOLLOW_LINKS)) {
      assertEquals(expected, found(p, walk));
    }
  }

  @Cites("#walkFileTree(Path,FileVisitor)")
  void aVisitorEntersEachDirectoryAndLeavesIt(Playground p) throws IOException {
    List<String> log = new ArrayList<>();
    Files.walkFileTree(p.path("deep/a/b/c"), new Logging(log, FileVisitResult.CONTINUE));
    assertEquals(List.of("enter c", "enter d", "visit leaf", "leave d", "leave c"), log);
  }

  @Cites("java.nio.file.FileVisitResult#SKIP_SUBTREE")
  void aVisitorThatSkipsADirectoryDoesNotLeaveIt(Playground p) throws IOException {
    List<String> log = new ArrayList<>();
    Files.walkFileTree(p.path("deep"), new Logging(log, FileVisitResult.SKIP_SUBTREE));
    assertEquals(List.of("enter deep"), log);
  }

  /** Says where it is; directories are answered with {@code entering}. */
  private static final class Logging extends SimpleFileVisitor<Path> {
    private final List<String> log;
    private final FileVisitResult entering;

    Logging(List<String> log, FileVisitResult entering) {
      this.log = log;
      this.entering = entering;
    }

    @Override
    public FileVisitResult preVisitDirectory(Path directory, BasicFileAttributes attributes) {
      log.add("enter " + directory.getFileName());
      return entering;
    }

    @Override
    public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
      log.add("visit " + file.getFileName());
      return FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult postVisitDirectory(Path directory, IOException failure) {
      log.add("leave " + directory.getFileName());
      return FileVisitResult.CONTINUE;
    }
  }

  @Cites("#find")
  void filesAreFoundByTheirAttributes(Playground p) throws IOException {
    BiPredicate<Path, BasicFileAttributes> large =
        (path, attributes) -> attributes.isRegularFile() && attributes.size() > 1000;
    try (Stream<Path> found = Files.find(p.path(""), 9, large)) {
      assertEquals(Set.of("large", "zeros"), found(p, found));
    }
  }

  // ---------------------------------------------------------------- lists

  @Cites("#newDirectoryStream(Path)")
  Stream<Case> aDirectoryHoldsItsNamesAndNoOthers() {
    return Stream.of("d/", "d/e/", "deep/", "many/", "names/", "times/")
        .map(directory ->
            Case.of(
                directory,
                p -> {
                  try (DirectoryStream<Path> stream = Files.newDirectoryStream(p.path(directory))) {
                    Set<Path> expected =
                        Fixture.in(directory).stream()
                            .map(entry -> p.path(entry.name()))
                            .collect(Collectors.toSet());
                    List<Path> listed = new ArrayList<>();
                    stream.forEach(listed::add);
                    assertEquals(expected, Set.copyOf(listed));
                    assertEquals(expected.size(), listed.size(), "names, each once");
                  }
                }));
  }

  @Cites("#newDirectoryStream(Path,String)")
  Stream<Case> aGlobPicksNames() {
    return Stream.of(
        glob("beginning", "many/", "0*", name -> name.startsWith("0")),
        glob("set", "many/", "?[13579]", name -> (name.charAt(1) & 1) == 1),
        glob("not in a range", "many/", "{1,2}[!0-7]", name -> name.matches("[12][89]")),
        glob("half a name", "many/", "0", name -> false),
        glob("group of ends", "names/", "*.{b.c,hidden}", ENDS::contains),
        glob("bracket", "names/", "\\[*", name -> name.equals("[set]")),
        glob("brace", "names/", "\\{a,b\\}", name -> name.equals("{a,b}")),
        glob("beyond ASCII", "names/", "*\u672c*", name -> name.contains("\u672c")),
        glob("dot", "names/", ".*", name -> name.startsWith(".")),
        glob("nothing there", "d/e/", "*", name -> true));
  }

  private static Case glob(String label, String directory, String glob, Predicate<String> picks) {
    return Case.of(
        label,
        p -> {
          Set<String> expected =
              Fixture.in(directory).stream()
                  .map(entry -> entry.name().substring(directory.length()))
                  .filter(picks)
                  .collect(Collectors.toCollection(TreeSet::new));
          Set<String> picked = new TreeSet<>();
          try (DirectoryStream<Path> stream = Files.newDirectoryStream(p.path(directory), glob)) {
            stream.forEach(path -> picked.add(path.getFileName().toString()));
          }
          assertEquals(expected, picked);
        });
  }

  @Cites("java.nio.file.DirectoryStream.Filter#accept")
  void aFilterThatFailsEndsTheList(Playground p) throws IOException {
    DirectoryStream.Filter<Path> failing =
        path -> {
          throw new IOException("no");
        };
    try (DirectoryStream<Path> stream = Files.newDirectoryStream(p.path("many"), failing)) {
      p.refuses(
          DirectoryIteratorException.class, () -> stream.iterator().forEachRemaining(path -> {}));
    }
  }

  @Cites("java.nio.file.DirectoryStream#iterator [IllegalStateException]")
  void aDirectoryIsListedOnceAStream(Playground p) throws IOException {
    try (DirectoryStream<Path> stream = Files.newDirectoryStream(p.path("many"))) {
      Iterator<Path> names = stream.iterator();
      names.next();
      p.refusesToTell(IllegalStateException.class, stream::iterator);
      assertTrue(names.hasNext());
    }
  }

  // ---------------------------------------------------------------- attributes

  @Cites("#readAttributes(Path,String,LinkOption[])")
  Stream<Case> attributesHaveNames() {
    return Stream.of(
        Case.of("size", p -> assertEquals(12L, p.attribute("file", "size"))),
        Case.of("basic size", p -> assertEquals(0L, p.attribute("empty", "basic:size"))),
        Case.of("kind", p -> assertEquals(true, p.attribute("d/e", "isDirectory"))),
        Case.of("two", p -> assertEquals(Set.of("size", "isOther"), names(p, "size,isOther"))),
        Case.of("all", p -> assertTrue(names(p, "*").containsAll(Set.of("size", "creationTime")))),
        Case.of("posix", p -> assertTrue(names(p, "posix:*").contains("permissions")))
            .needs(POSIX_PERMISSIONS),
        Case.of("unix", p -> assertTrue(names(p, "unix:*").containsAll(Set.of("ino", "nlink"))))
            .needs(UNIX_ATTRIBUTES),
        Case.of("link", p -> assertEquals(true, p.attribute("links/far", "isSymbolicLink")))
            .needs(SYMBOLIC_LINKS));
  }

  private static Set<String> names(Playground p, String attributes) throws IOException {
    Map<String, Object> read = Files.readAttributes(p.path("file"), attributes);
    return read.keySet();
  }

  @Cites("#readAttributes(Path,Class,LinkOption[])")
  @Needs(POSIX_PERMISSIONS)
  void ownerGroupAndPermissionsAreReadAtOnce(Playground p) throws IOException {
    Path path = p.path("modes/rwxr-xr-x");
    PosixFileAttributes attributes = Files.readAttributes(path, PosixFileAttributes.class);
    assertEquals(Files.getPosixFilePermissions(path), attributes.permissions());
    assertEquals(Files.getOwner(path), attributes.owner());
    assertEquals(Files.getAttribute(path, "posix:group"), attributes.group());
  }

  @Cites("java.nio.file.attribute.UserDefinedFileAttributeView")
  @Needs(USER_ATTRIBUTES)
  void anAttributeOfOnesOwnIsRead(Playground p) throws IOException {
    UserDefinedFileAttributeView view =
        Files.getFileAttributeView(p.path("tagged"), UserDefinedFileAttributeView.class);
    assertEquals(List.of(Fixture.TAG), view.list());
    ByteBuffer value = ByteBuffer.allocate(view.size(Fixture.TAG));
    view.read(Fixture.TAG, value);
    assertEquals(Fixture.TAG_VALUE, StandardCharsets.UTF_8.decode(value.flip()).toString());
    assertFalse(
        Files.getFileAttributeView(p.path("file"), UserDefinedFileAttributeView.class)
            .list()
            .contains(Fixture.TAG));
  }

  @Cites("#isRegularFile")
  Stream<Case> whatItIsIsAnswered() {
    return Stream.of("file", "empty", "d", "d/e", "missing")
        .map(name ->
            Case.of(
                name,
                p -> {
                  Path path = p.path(name);
                  boolean directory = name.startsWith("d");
                  boolean file = name.equals("file") || name.equals("empty");
                  assertEquals(directory, Files.isDirectory(path), "a directory");
                  assertEquals(file, Files.isRegularFile(path), "a file");
                  assertEquals(directory || file, Files.exists(path), "there");
                  assertEquals(!directory && !file, Files.notExists(path), "not there");
                  assertEquals(directory || file, Files.isReadable(path), "readable");
                }));
  }

  @Cites("#isSameFile")
  void twoWaysToAFileLeadToOneFile(Playground p) throws IOException {
    Path around = p.path("d").resolve("..").resolve("file");
    assertTrue(Files.isSameFile(around, p.path("file")));
    assertFalse(Files.isSameFile(p.path("d/inside"), p.path("file")));
    assertTrue(Files.isSameFile(p.path("d"), p.path("d/e").resolve("..")));
  }

  // ---------------------------------------------------------------- out of it

  /** A place on the host, for copies. */
  private static void copied(Playground p, String name, Outside outside) throws IOException {
    Path directory = Files.createTempDirectory("tck-copy-");
    Path copy = directory.resolve("copy");
    try {
      outside.look(p.path(name), copy);
    } finally {
      Files.deleteIfExists(copy);
      Files.delete(directory);
    }
  }

  /** Copies, and looks at the copy. */
  @FunctionalInterface
  private interface Outside {
    void look(Path source, Path copy) throws IOException;
  }

  @Cites("#copy(Path,Path,CopyOption[])")
  Stream<Case> aFileIsCopiedToAnotherFileSystem() {
    return Stream.of("file", "empty", "large", "zeros", "deep/a/b/c/d/leaf")
        .map(name ->
            Case.of(
                name,
                p ->
                    copied(
                        p,
                        name,
                        (source, copy) -> {
                          assertEquals(copy, Files.copy(source, copy));
                          assertEquals(
                              Fixture.entry(name).text(),
                              Files.readString(copy, StandardCharsets.ISO_8859_1));
                          assertEquals(-1, Files.mismatch(source, copy));
                        })));
  }

  @Cites("java.nio.file.StandardCopyOption#COPY_ATTRIBUTES")
  Stream<Case> itsTimeOfModificationGoesAlong() {
    return Fixture.in("times/").stream()
        .map(entry ->
            Case.of(
                entry.text(),
                p ->
                    copied(
                        p,
                        entry.name(),
                        (source, copy) -> {
                          Files.copy(source, copy, StandardCopyOption.COPY_ATTRIBUTES);
                          assertEquals(
                              Files.getLastModifiedTime(source).toMillis(),
                              Files.getLastModifiedTime(copy).toMillis());
                        })));
  }

  @Cites("#copy(Path,Path,CopyOption[]) [directory]")
  void aDirectoryIsCopiedWithoutWhatIsInIt(Playground p) throws IOException {
    copied(
        p,
        "d",
        (source, copy) -> {
          Files.copy(source, copy);
          assertTrue(Files.isDirectory(copy));
          try (Stream<Path> inside = Files.list(copy)) {
            assertEquals(List.of(), inside.toList());
          }
        });
  }
}
