package io.vnode.tck.nio;

import static io.vnode.tck.Capability.POSIX_PERMISSIONS;
import static io.vnode.tck.Capability.SYMBOLIC_LINKS;
import static java.nio.charset.StandardCharsets.UTF_8;
import static java.nio.file.LinkOption.NOFOLLOW_LINKS;
import static java.nio.file.StandardCopyOption.ATOMIC_MOVE;
import static java.nio.file.StandardCopyOption.COPY_ATTRIBUTES;
import static java.nio.file.StandardCopyOption.REPLACE_EXISTING;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;

import io.vnode.tck.Area;
import io.vnode.tck.Case;
import io.vnode.tck.Cites;
import io.vnode.tck.Errno;
import io.vnode.tck.Kind;
import io.vnode.tck.Needs;
import io.vnode.tck.Playground;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.CopyOption;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.attribute.FileTime;
import java.util.List;
import java.util.stream.Stream;

/** Copies within one file system: every kind to where every kind is. */
@Area(value = "nio.copy", source = "java.nio.file.Files#copy(Path,Path,CopyOption[])")
final class CopyChecks {
  private static final FileTime THEN = FileTime.fromMillis(1_000_000_000_000L);

  // ---------------------------------------------------------------- kind by kind

  @Cites("[DESCRIPTION]")
  Stream<Case> everyKindToWhereEveryKindIs() {
    return Stream.of(Kind.values())
        .flatMap(from ->
            Stream.of(Kind.values())
                .flatMap(to ->
                    Stream.of(
                        row(from, to),
                        row(from, to, REPLACE_EXISTING),
                        row(from, to, REPLACE_EXISTING, NOFOLLOW_LINKS))))
        .filter(row -> row != null);
  }

  private static Case row(Kind from, Kind to, CopyOption... options) {
    boolean follow = !List.of(options).contains(NOFOLLOW_LINKS);
    if (!follow && !from.isLink()) {
      return null; // As without the option.
    }
    Errno refusal = refusal(from, to, follow, List.of(options).contains(REPLACE_EXISTING));
    return Case.of(
            from + " to " + to + " " + List.of(options),
            p -> {
              from.make(p, "from");
              to.make(p, "to");
              if (refusal == null) {
                p.copy("from", "to", options);
                isCopied(p, from, follow);
              } else {
                p.expect(refusal, () -> p.copy("from", "to", options));
              }
            })
        .needs(from.needs())
        .needs(to.needs());
  }

  private static Errno refusal(Kind from, Kind to, boolean follow, boolean replace) {
    if (from == Kind.NOTHING || (from == Kind.DANGLING_LINK && follow)) {
      return Errno.ENOENT;
    }
    if (from == Kind.LINK_TO_ITSELF && follow) {
      return Errno.ELOOP;
    }
    if (to == Kind.NOTHING) {
      return null;
    }
    if (!replace) {
      return Errno.EEXIST;
    }
    return to == Kind.FULL_DIRECTORY ? Errno.ENOTEMPTY : null;
  }

  private static void isCopied(Playground p, Kind from, boolean follow) throws IOException {
    if (from.isLink() && !follow) {
      assertEquals(p.readlink("from"), p.readlink("to"));
      return;
    }
    String source = from.isLink() ? Kind.targetOf("from") : "from";
    if (from == Kind.FILE || from == Kind.LINK_TO_FILE) {
      assertEquals("content of " + source, p.read("to"));
      assertEquals("content of " + source, p.read(source));
    } else {
      assertEquals(List.of(), p.list("to"));
      assertEquals(from == Kind.FULL_DIRECTORY ? List.of("inside") : List.of(), p.list(source));
    }
    assertEquals(false, p.attribute("to", "isSymbolicLink"));
  }

  @Cites("[DESCRIPTION] If source and target are the same file")
  Stream<Case> aFileOntoItselfStays() {
    return Stream.of(Kind.FILE, Kind.EMPTY_DIRECTORY, Kind.FULL_DIRECTORY)
        .map(kind ->
            Case.of(
                kind.toString(),
                p -> {
                  kind.make(p, "f");
                  p.copy("f", "f");
                  p.copy("f", "f", REPLACE_EXISTING);
                  assertEquals(true, p.exists("f"));
                }));
  }

  @Cites("[DESCRIPTION] the method completes without copying the file")
  void aFileOntoASecondNameOfItStays(Playground p) throws IOException {
    p.write("f", "abc");
    p.mkdir("d");
    p.run("copy f to d/../f", () -> Files.copy(p.path("f"), p.path("d/../f"), REPLACE_EXISTING));
    p.shows("f=abc", "d/");
  }

  // ---------------------------------------------------------------- where, and what it answers

  @Cites("[DESCRIPTION]")
  void theTargetIsAnswered(Playground p) throws IOException {
    p.write("f", "abc");
    var target = p.path("g");
    assertSame(target, Files.copy(p.path("f"), target));
    assertSame(target, Files.copy(p.path("f"), target, REPLACE_EXISTING));
  }

  @Cites("java.nio.file.NoSuchFileException")
  void whereThereIsNoDirectoryNothingIsCopiedTo(Playground p) throws IOException {
    p.tree("f=abc", "d/");
    p.expect(Errno.ENOENT, () -> p.copy("f", "no/g"));
    p.expect(Errno.ENOENT, () -> p.copy("d", "no/e"));
    p.expect(Errno.ENOTDIR_OR_ENOENT, () -> p.copy("d", "f/e"));
  }

  @Cites("[UnsupportedOperationException] if the array contains a copy option not supported")
  Stream<Case> whatIsNoOptionOfACopyIsRefused() {
    CopyOption unknown = new CopyOption() {};
    return Stream.of(ATOMIC_MOVE, unknown)
        .map(option ->
            Case.of(
                option == unknown ? "an unknown option" : option.toString(),
                p -> {
                  p.write("f", "abc");
                  p.refuses(UnsupportedOperationException.class, () -> p.copy("f", "g", option));
                  p.shows("f=abc");
                }));
  }

  @Cites("java.nio.file.StandardCopyOption#REPLACE_EXISTING")
  @Needs(SYMBOLIC_LINKS)
  void aLinkThatIsReplacedLeavesWhatItLedTo(Playground p) throws IOException {
    p.tree("f=abc", "t=target", "l -> t");
    p.copy("f", "l", REPLACE_EXISTING);
    p.shows("f=abc", "t=target", "l=abc");
  }

  // ---------------------------------------------------------------- attributes

  @Cites("java.nio.file.StandardCopyOption#COPY_ATTRIBUTES")
  Stream<Case> theModificationTimeIsCopied() {
    return Stream.of("f=abc", "f/")
        .map(drawn ->
            Case.of(
                drawn.endsWith("/") ? "directory" : "file",
                p -> {
                  p.tree(drawn);
                  p.setTimes("f", THEN, THEN);
                  p.copy("f", "g", COPY_ATTRIBUTES);
                  assertEquals(p.stat("f").lastModifiedTime(), p.stat("g").lastModifiedTime());
                }));
  }

  @Cites("java.nio.file.StandardCopyOption#COPY_ATTRIBUTES")
  @Needs(POSIX_PERMISSIONS)
  Stream<Case> permissionsAreCopied() {
    return Stream.of("rwxrwxrwx", "rw-------", "r--r--r--", "rwx-w---x")
        .map(permissions ->
            Case.of(
                permissions,
                p -> {
                  p.write("f", "abc");
                  p.chmod("f", permissions);
                  p.copy("f", "g", COPY_ATTRIBUTES);
                  assertEquals(
                      Files.getPosixFilePermissions(p.path("f")),
                      Files.getPosixFilePermissions(p.path("g")));
                }));
  }

  @Cites("[DESCRIPTION]")
  void aLargeFileIsCopiedWhole(Playground p) throws IOException {
    byte[] content = Bytes.pattern(1_000_003);
    Files.write(p.path("f"), content);
    p.copy("f", "g");
    assertEquals(-1, Files.mismatch(p.path("f"), p.path("g")));
    assertEquals(content.length, p.stat("g").size());
  }

  @Cites("[DESCRIPTION]")
  void aCopyIsAFileOfItsOwn(Playground p) throws IOException {
    p.write("f", "abcdef");
    p.copy("f", "g");
    p.write("f", "changed");
    assertEquals("abcdef", p.read("g"));
    p.copy("f", "h");
    p.write("h", "x");
    p.shows("f=changed", "g=abcdef", "h=x");
  }

  // ---------------------------------------------------------------- from and to streams

  @Cites("java.nio.file.Files#copy(InputStream,Path,CopyOption[])")
  void aStreamBecomesAFile(Playground p) throws IOException {
    assertEquals(3, Files.copy(stream("abc"), p.path("f")));
    p.refuses(FileAlreadyExistsException.class, () -> Files.copy(stream("x"), p.path("f")));
    p.shows("f=abc");
    assertEquals(1, Files.copy(stream("x"), p.path("f"), REPLACE_EXISTING));
    p.shows("f=x");
  }

  @Cites("java.nio.file.Files#copy(InputStream,Path,CopyOption[])")
  void aStreamReplacesAnEmptyDirectoryOnly(Playground p) throws IOException {
    p.tree("d/", "full/", "full/f");
    assertEquals(1, Files.copy(stream("x"), p.path("d"), REPLACE_EXISTING));
    p.refuses(
        DirectoryNotEmptyException.class,
        () -> Files.copy(stream("x"), p.path("full"), REPLACE_EXISTING));
    p.refuses(
        UnsupportedOperationException.class,
        () -> Files.copy(stream("x"), p.path("g"), COPY_ATTRIBUTES));
    p.shows("d=x", "full/", "full/f");
  }

  @Cites("java.nio.file.Files#copy(Path,OutputStream)")
  void aFileIsCopiedToAStream(Playground p) throws IOException {
    p.write("f", "abc");
    ByteArrayOutputStream target = new ByteArrayOutputStream();
    assertEquals(3, Files.copy(p.path("f"), target));
    assertEquals("abc", target.toString(UTF_8));
    p.refuses(NoSuchFileException.class, () -> Files.copy(p.path("no"), target));
  }

  private static ByteArrayInputStream stream(String text) {
    return new ByteArrayInputStream(Bytes.of(text).array());
  }
}
