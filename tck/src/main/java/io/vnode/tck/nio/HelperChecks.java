package io.vnode.tck.nio;

import static io.vnode.tck.Capability.SYMBOLIC_LINKS;
import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_16LE;
import static java.nio.charset.StandardCharsets.UTF_8;
import static java.nio.file.LinkOption.NOFOLLOW_LINKS;
import static java.nio.file.StandardOpenOption.APPEND;
import static java.nio.file.StandardOpenOption.CREATE_NEW;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.vnode.tck.Area;
import io.vnode.tck.Capability;
import io.vnode.tck.Case;
import io.vnode.tck.Cites;
import io.vnode.tck.Errno;
import io.vnode.tck.Kind;
import io.vnode.tck.Needs;
import io.vnode.tck.Playground;
import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.MalformedInputException;
import java.nio.charset.UnmappableCharacterException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** What {@code Files} does in one call: whole contents, lines, questions, nested directories. */
@Area(value = "nio.helpers", source = "java.nio.file.Files")
final class HelperChecks {
  private static final String TEXT = "a\u00e9\u4e2d\ud83d\ude00\nline\n";

  // ---------------------------------------------------------------- contents

  @Cites("#readString(Path,Charset)")
  Stream<Case> aTextIsWrittenAndReadInAnyCharset() {
    return Map.of(UTF_8, TEXT, UTF_16LE, TEXT, ISO_8859_1, "a\u00e9\n").entrySet().stream()
        .map(row ->
            Case.of(
                row.getKey().name(),
                p -> {
                  Charset charset = row.getKey();
                  Files.writeString(p.path("f"), row.getValue(), charset);
                  assertArrayEquals(
                      row.getValue().getBytes(charset), Files.readAllBytes(p.path("f")));
                  assertEquals(row.getValue(), Files.readString(p.path("f"), charset));
                }));
  }

  @Cites("#readString(Path) MalformedInputException")
  void whatIsNoTextIsNotRead(Playground p) throws IOException {
    Files.write(p.path("f"), new byte[] {'a', (byte) 0xff, 'b'});
    p.refuses(MalformedInputException.class, () -> Files.readString(p.path("f")));
    p.refuses(MalformedInputException.class, () -> Files.readAllLines(p.path("f")));
  }

  @Cites("#writeString(Path,CharSequence,Charset,OpenOption[]) CharacterCodingException")
  void whatACharsetLacksIsNotWritten(Playground p) throws IOException {
    p.refuses(
        UnmappableCharacterException.class,
        () -> Files.writeString(p.path("f"), "\u4e2d", ISO_8859_1));
    assertFalse(p.exists("f"));
  }

  @Cites("#readAllLines(Path)")
  Stream<Case> linesEndInAnyManner() {
    return Map.of(
            "", List.<String>of(),
            "\n", List.of(""),
            "a", List.of("a"),
            "a\n", List.of("a"),
            "a\nb", List.of("a", "b"),
            "a\r\nb\rc\n", List.of("a", "b", "c"),
            "a\n\nb\n", List.of("a", "", "b"))
        .entrySet()
        .stream()
        .map(row ->
            Case.of(
                row.getKey().isEmpty()
                    ? "empty"
                    : row.getKey().replace("\n", " lf ").replace("\r", " cr "),
                p -> {
                  Files.writeString(p.path("f"), row.getKey());
                  assertEquals(row.getValue(), Files.readAllLines(p.path("f")));
                  try (Stream<String> lines = Files.lines(p.path("f"))) {
                    assertEquals(row.getValue(), lines.toList());
                  }
                }));
  }

  @Cites("#lines(Path,Charset)")
  void manyLinesAreReadInTheirOrder(Playground p) throws IOException {
    List<String> lines = Stream.iterate(0, i -> i + 1).limit(5_000).map(i -> "line " + i).toList();
    Files.write(p.path("f"), lines);
    try (Stream<String> read = Files.lines(p.path("f"))) {
      assertEquals(lines, read.toList());
    }
    try (Stream<String> read = Files.lines(p.path("f"))) {
      assertEquals(5_000, read.parallel().distinct().count());
    }
  }

  @Cites("#write(Path,Iterable,OpenOption[])")
  void linesAreWrittenWithEnds(Playground p) throws IOException {
    Files.write(p.path("f"), List.of("a", "b"));
    assertEquals("a" + System.lineSeparator() + "b" + System.lineSeparator(), p.read("f"));
    Files.write(p.path("f"), List.of("c"), APPEND);
    assertEquals(List.of("a", "b", "c"), Files.readAllLines(p.path("f")));
  }

  @Cites("#write(Path,byte[],OpenOption[])")
  void writingReplacesAppendsOrMakes(Playground p) throws IOException {
    byte[] one = {'1'};
    Path file = p.path("f");
    assertEquals(file, Files.write(file, one, CREATE_NEW));
    p.expect(Errno.EEXIST, () -> Files.write(file, one, CREATE_NEW));
    Files.write(file, one, APPEND);
    assertEquals("11", p.read("f"));
    Files.write(file, one);
    assertEquals("1", p.read("f"));
    Files.write(file, new byte[0]);
    assertEquals("", p.read("f"));
  }

  @Cites("#newBufferedReader(Path)")
  void aReaderAndAWriterOfLines(Playground p) throws IOException {
    try (BufferedWriter writer = Files.newBufferedWriter(p.path("f"))) {
      writer.write(TEXT);
    }
    try (BufferedReader reader = Files.newBufferedReader(p.path("f"))) {
      assertEquals("a\u00e9\u4e2d\ud83d\ude00", reader.readLine());
      assertEquals("line", reader.readLine());
      assertNull(reader.readLine());
    }
  }

  @Cites("#readAllBytes")
  Stream<Case> whatCannotBeReadIsRefused() {
    return Map.of(
            Kind.NOTHING, Errno.ENOENT,
            Kind.EMPTY_DIRECTORY, Errno.EISDIR,
            Kind.DANGLING_LINK, Errno.ENOENT,
            Kind.LINK_TO_ITSELF, Errno.ELOOP)
        .entrySet()
        .stream()
        .map(row ->
            Case.of(
                    row.getKey().toString(),
                    p -> {
                      row.getKey().make(p, "f");
                      p.expect(row.getValue(), () -> Files.readAllBytes(p.path("f")));
                      p.expect(row.getValue(), () -> Files.readString(p.path("f")));
                    })
                .needs(row.getKey().needs()));
  }

  // ---------------------------------------------------------------- questions

  @Cites("#exists")
  Stream<Case> everyQuestionAboutEveryKind() {
    return Stream.of(Kind.values())
        .map(kind ->
            Case.of(
                    kind.toString(),
                    p -> {
                      kind.make(p, "f");
                      asks(p.path("f"), kind);
                    })
                .needs(kind.needs()));
  }

  private static void asks(Path path, Kind kind) throws IOException {
    boolean file = kind == Kind.FILE || kind == Kind.LINK_TO_FILE;
    boolean directory = kind.isDirectory() || kind == Kind.LINK_TO_DIRECTORY;
    assertEquals(file || directory, Files.exists(path), "exists");
    assertEquals(kind != Kind.NOTHING, Files.exists(path, NOFOLLOW_LINKS), "exists itself");
    assertEquals(kind == Kind.NOTHING, Files.notExists(path, NOFOLLOW_LINKS), "not itself");
    assertEquals(file, Files.isRegularFile(path), "is a file");
    assertEquals(kind == Kind.FILE, Files.isRegularFile(path, NOFOLLOW_LINKS), "is one itself");
    assertEquals(directory, Files.isDirectory(path), "is a directory");
    assertEquals(kind.isDirectory(), Files.isDirectory(path, NOFOLLOW_LINKS), "is one itself");
    assertEquals(kind.isLink(), Files.isSymbolicLink(path), "is a link");
    assertEquals(file || directory, Files.isReadable(path), "is readable");
    assertEquals(file || directory, Files.isWritable(path), "is writable");
    if (kind == Kind.NOTHING || kind == Kind.DANGLING_LINK) {
      assertTrue(Files.notExists(path));
      assertFalse(Files.isExecutable(path));
    }
  }

  @Cites("#isExecutable")
  @Needs({Capability.POSIX_PERMISSIONS, Capability.PERMISSION_ENFORCEMENT})
  Stream<Case> whatIsPermittedIsAnswered() {
    return Stream.of("---------", "r--------", "-w-------", "--x------", "rwx------", "---rwxrwx")
        .map(permissions ->
            Case.of(
                permissions.replace("-", "o"),
                p -> {
                  p.write("f", "abc");
                  p.chmod("f", permissions);
                  Path path = p.path("f");
                  assertEquals(permissions.charAt(0) == 'r', Files.isReadable(path));
                  assertEquals(permissions.charAt(1) == 'w', Files.isWritable(path));
                  assertEquals(permissions.charAt(2) == 'x', Files.isExecutable(path));
                  p.chmod("f", "rw-------");
                }));
  }

  @Cites("#size")
  void theSizeIsThatOfTheContent(Playground p) throws IOException {
    p.write("f", "abc");
    assertEquals(3, Files.size(p.path("f")));
    p.expect(Errno.ENOENT, () -> Files.size(p.path("no")));
  }

  @Cites("#isHidden")
  void anOrdinaryNameIsNotHidden(Playground p) throws IOException {
    p.write("f", "abc");
    assertFalse(Files.isHidden(p.path("f")));
  }

  @Cites("#deleteIfExists")
  void whatIsNotThereNeedNotBeDeleted(Playground p) throws IOException {
    p.tree("f", "d/", "full/", "full/g");
    assertTrue(Files.deleteIfExists(p.path("f")));
    assertFalse(Files.deleteIfExists(p.path("f")));
    assertTrue(Files.deleteIfExists(p.path("d")));
    assertFalse(Files.deleteIfExists(p.path("no/f")));
    p.expect(Errno.ENOTEMPTY, () -> Files.deleteIfExists(p.path("full")));
  }

  // ---------------------------------------------------------------- nested directories

  @Cites("#createDirectories")
  void allThatIsMissingIsMade(Playground p) throws IOException {
    assertEquals(p.path("a/b/c"), Files.createDirectories(p.path("a/b/c")));
    Files.createDirectories(p.path("a/b/c"));
    Files.createDirectories(p.path("a/x"));
    p.shows("a/", "a/b/", "a/b/c/", "a/x/");
  }

  @Cites("#createDirectories FileAlreadyExistsException if dir exists but is not a directory")
  void whereThereIsAFileNoDirectoryIsMade(Playground p) throws IOException {
    p.write("f", "abc");
    p.expect(Errno.EEXIST, () -> Files.createDirectories(p.path("f")));
    p.refuses(IOException.class, () -> Files.createDirectories(p.path("f/d/e")));
    p.shows("f=abc");
  }

  @Cites("#createDirectories")
  @Needs(SYMBOLIC_LINKS)
  void aLinkToADirectoryIsOne(Playground p) throws IOException {
    p.tree("d/", "l -> d", "no -> nowhere");
    Files.createDirectories(p.path("l"));
    Files.createDirectories(p.path("l/e/g"));
    p.refuses(IOException.class, () -> Files.createDirectories(p.path("no")));
    p.shows("d/", "d/e/", "d/e/g/", "l -> d", "no -> nowhere");
  }
}
