package io.vnode.tck;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystem;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.nio.file.attribute.UserDefinedFileAttributeView;
import java.time.Instant;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * The tree that checks find which are {@link Populated}: files of several sizes, odd names, a full
 * directory, an empty one and a deep one; and as far as a file system offers them links, names of
 * one file, permissions, and attributes of one's own.
 *
 * <p>What cannot be written is packed with it, from a copy on the host.
 */
public final class Fixture {
  /** What is in {@code file} and {@code d/inside}. */
  public static final String CONTENT = "hello, tree\n";

  /** An attribute of one's own that {@code tagged} has, and its value. */
  public static final String TAG = "tck.tag";

  public static final String TAG_VALUE = "a value";

  /** How an entry is made. */
  public enum Type {
    DIRECTORY,
    FILE,

    /** A symbolic link. */
    LINK,

    /** A further name of a file. */
    NAME
  }

  /**
   * A name of the tree.
   *
   * @param text the bytes of a file, one a character; the text of a link; the file that it names
   * @param needs what a file system offers that has it, or null
   */
  public record Entry(String name, Type type, String text, Capability needs) {
    public byte[] bytes() {
      return text.getBytes(StandardCharsets.ISO_8859_1);
    }
  }

  private static final List<Entry> ENTRIES =
      Stream.of(plain(), oddNames(), many(), modes(), times(), links(), namesOfOneFile())
          .flatMap(entries -> entries)
          .toList();

  private static Path onHost;

  private Fixture() {}

  /** What is there where {@code offered} is, directories before what is in them. */
  public static List<Entry> entries(Predicate<Capability> offered) {
    return ENTRIES.stream()
        .filter(entry -> entry.needs == null || offered.test(entry.needs))
        .toList();
  }

  /** The entry called {@code name}. */
  public static Entry entry(String name) {
    return ENTRIES.stream().filter(entry -> entry.name.equals(name)).findFirst().orElseThrow();
  }

  /** Those directly in {@code directory}, which ends with a slash. */
  public static List<Entry> in(String directory) {
    return ENTRIES.stream()
        .filter(entry -> entry.name.startsWith(directory))
        .filter(entry -> entry.name.indexOf('/', directory.length()) < 0)
        .toList();
  }

  /** The time that the name of a file in {@code times/} says, in seconds. */
  public static FileTime time(Entry entry) {
    BigDecimal seconds = new BigDecimal(entry.name.substring("times/".length()));
    return FileTime.from(
        Instant.ofEpochSecond(
            seconds.longValue(), seconds.remainder(BigDecimal.ONE).movePointRight(9).intValue()));
  }

  // ---------------------------------------------------------------- what is in it

  private static Entry file(String name, String content) {
    return new Entry(name, Type.FILE, content, null);
  }

  private static Entry directory(String name) {
    return new Entry(name, Type.DIRECTORY, "", null);
  }

  private static Stream<Entry> plain() {
    StringBuilder large = new StringBuilder();
    IntStream.range(0, 150_007).forEach(i -> large.append((char) ((i * 31 + i / 251) & 0xff)));
    return Stream.of(
        file("file", CONTENT),
        file("empty", ""),
        file("large", large.toString()),
        file("zeros", "\0".repeat(1 << 16) + "x"),
        directory("d"),
        file("d/inside", CONTENT),
        directory("d/e"),
        directory("deep"),
        directory("deep/a"),
        directory("deep/a/b"),
        directory("deep/a/b/c"),
        directory("deep/a/b/c/d"),
        file("deep/a/b/c/d/leaf", "leaf"),
        new Entry("tagged", Type.FILE, "tagged", Capability.USER_ATTRIBUTES));
  }

  private static Stream<Entry> oddNames() {
    List<String> names =
        List.of(
            " ",
            "with space",
            ".hidden",
            "...",
            "-dash",
            "a.b.c",
            "[set]",
            "{a,b}",
            "100%",
            "a+b&c=d;e#f",
            "it's",
            "~",
            "\u00e9t\u00e9",
            "e\u0301",
            "\u65e5\u672c\u8a9e",
            "\ud83c\udf32",
            "x".repeat(100));
    return Stream.concat(
        Stream.of(directory("names")),
        names.stream().map(name -> file("names/" + name, "odd " + names.indexOf(name))));
  }

  private static Stream<Entry> many() {
    return Stream.concat(
        Stream.of(directory("many")),
        IntStream.range(0, 40).mapToObj(i -> file("many/%02d".formatted(i), "")));
  }

  /** Files that say in their names what is permitted. */
  private static Stream<Entry> modes() {
    Stream<String> names =
        Stream.of("rw-r-----", "rwxr-xr-x", "r--------", "rw-rw-rw-", "rwx--x--x", "r-xr-x---");
    return Stream.concat(
        Stream.of(new Entry("modes", Type.DIRECTORY, "", Capability.POSIX_PERMISSIONS)),
        names.map(
            name -> new Entry("modes/" + name, Type.FILE, name, Capability.POSIX_PERMISSIONS)));
  }

  /** Files that say in their names when they were modified. */
  private static Stream<Entry> times() {
    Stream<String> names =
        Stream.of("0", "946684799", "1000000000.123456789", "1700000001", "4000000000");
    return Stream.concat(
        Stream.of(directory("times")), names.map(name -> file("times/" + name, name)));
  }

  private static Stream<Entry> links() {
    return Stream.of(
            new Entry("links", Type.DIRECTORY, "", null),
            new Entry("links/to-file", Type.LINK, "../file", null),
            new Entry("links/to-directory", Type.LINK, "../d", null),
            new Entry("links/to-link", Type.LINK, "to-file", null),
            new Entry("links/far", Type.LINK, "../links/../deep/a/b/c/d/leaf", null),
            new Entry("links/dangling", Type.LINK, "nothing/here", null),
            new Entry("links/to-itself", Type.LINK, "to-itself", null))
        .map(link -> new Entry(link.name, link.type, link.text, Capability.SYMBOLIC_LINKS));
  }

  private static Stream<Entry> namesOfOneFile() {
    return Stream.of(
            directory("hard"),
            file("hard/one", "one file"),
            new Entry("hard/two", Type.NAME, "hard/one", null),
            directory("hard/below"),
            new Entry("hard/below/three", Type.NAME, "hard/one", null))
        .map(name -> new Entry(name.name, name.type, name.text, Capability.HARD_LINKS));
  }

  // ---------------------------------------------------------------- making it

  /** The directory of the host that holds it, with all that the host offers. */
  static synchronized Path onHost() throws IOException {
    if (onHost == null) {
      Path made = Files.createDirectory(TemporaryFiles.unused("fixture"));
      make(made, Fixture::isOfferedByHost);
      onHost = made;
    }
    return onHost;
  }

  private static boolean isOfferedByHost(Capability capability) {
    try {
      Path probed = Files.createDirectory(TemporaryFiles.unused(capability.name()));
      FileSystemUnderTest host = FileSystemUnderTest.of(probed);
      return capability.isOfferedAt(new Capability.Site(host, probed.getFileSystem(), probed));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Makes it in {@code directory}, as far as {@code offered} goes. */
  static void make(Path directory, Predicate<Capability> offered) throws IOException {
    List<Entry> entries = entries(offered);
    for (Entry entry : entries) {
      make(directory, entry);
    }
    for (Entry entry : entries) {
      setAttributes(directory.resolve(entry.name), entry);
    }
  }

  private static void make(Path directory, Entry entry) throws IOException {
    FileSystem fileSystem = directory.getFileSystem();
    Path path = directory.resolve(entry.name);
    switch (entry.type) {
      case DIRECTORY -> Files.createDirectory(path);
      case FILE -> Files.write(path, entry.bytes());
      case LINK -> Files.createSymbolicLink(path, fileSystem.getPath(entry.text));
      case NAME -> Files.createLink(path, directory.resolve(entry.text));
    }
  }

  private static void setAttributes(Path path, Entry entry) throws IOException {
    if (entry.type != Type.FILE) {
      return;
    }
    if (entry.name.startsWith("modes/")) {
      Files.setPosixFilePermissions(path, PosixFilePermissions.fromString(entry.text));
    } else if (entry.name.startsWith("times/")) {
      Files.setLastModifiedTime(path, time(entry));
    } else if (entry.name.equals("tagged")) {
      Files.getFileAttributeView(path, UserDefinedFileAttributeView.class)
          .write(TAG, StandardCharsets.UTF_8.encode(TAG_VALUE));
    }
  }
}
