package io.vnode.tck.posix;

import static io.vnode.tck.Capability.SECURE_DIRECTORY_STREAM;
import static io.vnode.tck.Capability.SYMBOLIC_LINKS;
import static io.vnode.tck.Capability.UNIX_ATTRIBUTES;
import static java.nio.file.StandardCopyOption.ATOMIC_MOVE;
import static java.nio.file.StandardOpenOption.CREATE_NEW;
import static java.nio.file.StandardOpenOption.WRITE;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import io.vnode.tck.Allowance;
import io.vnode.tck.Area;
import io.vnode.tck.Case;
import io.vnode.tck.Cites;
import io.vnode.tck.Errno;
import io.vnode.tck.Kind;
import io.vnode.tck.Needs;
import io.vnode.tck.Playground;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SecureDirectoryStream;
import java.util.Set;
import java.util.stream.Stream;

/** {@code rmdir()}, by {@code Files.delete} of a directory, and the names dot and dot-dot. */
@Area(value = "posix.rmdir", source = "POSIX.1-2024 rmdir()")
final class DirectoryChecks {
  @Cites("[DESCRIPTION] The directory shall be removed only if it is an empty directory.")
  void anEmptyDirectoryIsRemoved(Playground p) throws IOException {
    p.tree("d/", "d/e/");
    p.delete("d/e");
    p.shows("d/");
  }

  @Cites("[ENOTEMPTY] The path argument names a directory that is not an empty directory")
  Stream<Case> aDirectoryThatHoldsAnythingStays() {
    return Kind.things()
        .filter(kind -> !kind.isLink() || kind == Kind.DANGLING_LINK)
        .map(kind ->
            Case.of(
                    kind.toString(),
                    p -> {
                      p.mkdir("d");
                      if (kind == Kind.DANGLING_LINK) {
                        p.symlink("d/x", "missing");
                      } else {
                        kind.make(p, "d/x");
                      }
                      p.expect(Errno.ENOTEMPTY, () -> p.delete("d"));
                    })
                .needs(kind.needs()));
  }

  @Cites("[DESCRIPTION] ... an empty directory")
  Stream<Case> aDirectoryThatWasEmptiedIsRemoved() {
    return Stream.of("delete", "move")
        .map(how ->
            Case.of(
                how,
                p -> {
                  p.tree("d/", "d/f=x", "e/");
                  if (how.equals("move")) {
                    p.move("d/f", "e/f", ATOMIC_MOVE);
                  } else {
                    p.delete("d/f");
                  }
                  p.delete("d");
                  assertFalse(p.exists("d"));
                }));
  }

  @Cites("[DESCRIPTION] link count")
  @Needs(UNIX_ATTRIBUTES)
  void theParentHasALinkLess(Playground p) throws IOException {
    if (!p.allows(Allowance.DIRECTORY_LINKS_UNCOUNTED)) {
      p.tree("d/", "d/e/", "d/g/");
      assertEquals(4, p.nlink("d"));
      p.delete("d/e");
      assertEquals(3, p.nlink("d"));
    }
  }

  @Cites("[DESCRIPTION] its name is free")
  Stream<Case> itsNameIsFreeForAnything() {
    return Kind.things()
        .map(kind ->
            Case.of(
                    kind.toString(),
                    p -> {
                      p.mkdir("x");
                      p.delete("x");
                      kind.make(p, "x");
                      assertEquals(kind.isDirectory(), p.stat("x").isDirectory());
                    })
                .needs(kind.needs()));
  }

  @Cites("[DESCRIPTION] the names dot and dot-dot shall be removed before rmdir() returns")
  void aDirectoryThatIsRemovedWhileItIsReadHasNoMoreNames(Playground p) throws IOException {
    p.mkdir("d");
    try (DirectoryStream<Path> stream = Files.newDirectoryStream(p.path("d"))) {
      p.delete("d");
      assertFalse(stream.iterator().hasNext());
    }
  }

  @Cites("[DESCRIPTION] no new entries may be created in the directory")
  @Needs(SECURE_DIRECTORY_STREAM)
  void aDirectoryThatIsRemovedWhileItIsOpenTakesNoNewName(Playground p) throws IOException {
    p.mkdir("d");
    try (DirectoryStream<Path> stream = Files.newDirectoryStream(p.path("d"))) {
      p.delete("d");
      Path name = p.fileSystem().getPath("new");
      p.refuses(
          NoSuchFileException.class,
          () ->
              ((SecureDirectoryStream<Path>) stream)
                  .newByteChannel(name, Set.of(CREATE_NEW, WRITE))
                  .close());
    }
  }

  // ---------------------------------------------------------------- dot and dot-dot

  @Cites("[EINVAL] The path argument contains a last component that is dot.")
  void noDirectoryIsRemovedAsDot(Playground p) throws IOException {
    p.mkdir("d");
    p.expect(Errno.EINVAL, () -> p.delete("d/."));
  }

  @Cites("[ENOTEMPTY] ... or there are hard links to the directory other than dot")
  void noDirectoryIsRemovedAsDotDot(Playground p) throws IOException {
    p.tree("d/", "d/e/");
    p.expectAny(
        new Errno[] {Errno.ENOTEMPTY_OR_EEXIST, Errno.EINVAL, Errno.EBUSY},
        () -> p.delete("d/e/.."));
  }

  @Cites("POSIX.1-2024 mkdir() [EEXIST] The named file exists.")
  Stream<Case> dotAndDotDotAreAlwaysThere() {
    return Stream.of(Call.MKDIR, Call.CREAT, Call.SYMLINK, Call.LINK_TO)
        .flatMap(call ->
            Stream.of("d/.", "d/e/..")
                .map(path ->
                    Case.of(
                            call + " " + path,
                            p -> {
                              Call.prepare(p);
                              p.tree("d/", "d/e/");
                              p.expectAny(
                                  new Errno[] {Errno.EEXIST, Errno.EISDIR}, () -> call.at(p, path));
                            })
                        .needs(call.needs())
                        .cites(call.cites("EEXIST"))));
  }

  @Cites("POSIX.1-2024 rename() [EINVAL] [EBUSY] the last component is dot or dot-dot")
  Stream<Case> nothingIsRenamedFromOrToDotOrDotDot() {
    return Stream.of("d/.", "d/e/..")
        .flatMap(dot ->
            Stream.of(
                Case.of("from " + dot, p -> refusesToRename(p, dot, "new")),
                Case.of("to " + dot, p -> refusesToRename(p, "other", dot))));
  }

  private static void refusesToRename(Playground p, String from, String to) throws IOException {
    p.tree("d/", "d/e/", "other/");
    p.expectAny(
        new Errno[] {Errno.EINVAL, Errno.EBUSY, Errno.ENOTEMPTY_OR_EEXIST},
        () -> p.move(from, to, ATOMIC_MOVE));
  }

  @Cites("POSIX.1-2024 4.16 Pathname Resolution [DESCRIPTION] dot ... dot-dot")
  Stream<Case> dotAndDotDotLeadToTheDirectoryAndItsParent() {
    return Stream.of("d/.", "d/e/..", "d/e/g/../..", "./d", "d/././.", "d/e/../e/..", "d/link/..")
        .map(path -> {
          Case row = Case.of(path.replace("..", "up").replace(".", "here"), p -> leadsToD(p, path));
          return path.contains("link") ? row.needs(SYMBOLIC_LINKS) : row;
        });
  }

  private static void leadsToD(Playground p, String path) throws IOException {
    p.tree("d/", "d/e/", "d/e/g/");
    if (path.contains("link")) {
      p.symlink("d/link", "e");
    }
    assertEquals(true, Files.isSameFile(p.path("d"), p.path(path)));
    assertEquals(p.list("d"), p.list(path));
    assertEquals(p.stat("d").fileKey(), p.stat(path).fileKey());
  }
}
