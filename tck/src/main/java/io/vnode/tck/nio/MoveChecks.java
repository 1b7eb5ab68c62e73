package io.vnode.tck.nio;

import static io.vnode.tck.Capability.OPEN_UNLINKED;
import static java.nio.file.LinkOption.NOFOLLOW_LINKS;
import static java.nio.file.StandardCopyOption.COPY_ATTRIBUTES;
import static java.nio.file.StandardCopyOption.REPLACE_EXISTING;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;

import io.vnode.tck.Area;
import io.vnode.tck.Capability;
import io.vnode.tck.Case;
import io.vnode.tck.Cites;
import io.vnode.tck.Errno;
import io.vnode.tck.Kind;
import io.vnode.tck.Needs;
import io.vnode.tck.Playground;
import java.io.IOException;
import java.nio.file.CopyOption;
import java.nio.file.Files;
import java.nio.file.attribute.FileTime;
import java.util.List;
import java.util.stream.Stream;

/** Moves within one file system that need not be atomic: every kind to where every kind is. */
@Area(value = "nio.move", source = "java.nio.file.Files#move")
final class MoveChecks {
  private static final FileTime THEN = FileTime.fromMillis(1_000_000_000_000L);

  @Cites("[DESCRIPTION]")
  Stream<Case> everyKindToWhereEveryKindIs() {
    return Stream.of(Kind.values())
        .flatMap(from ->
            Stream.of(Kind.values())
                .flatMap(to -> Stream.of(row(from, to), row(from, to, REPLACE_EXISTING))));
  }

  private static Case row(Kind from, Kind to, CopyOption... options) {
    Errno refusal = refusal(from, to, options.length > 0);
    return Case.of(
            from + " to " + to + " " + List.of(options),
            p -> {
              from.make(p, "from");
              to.make(p, "to");
              if (refusal == null) {
                moves(p, from, options);
              } else {
                p.expect(refusal, () -> p.move("from", "to", options));
              }
            })
        .needs(from.needs())
        .needs(to.needs());
  }

  private static Errno refusal(Kind from, Kind to, boolean replace) {
    if (from == Kind.NOTHING) {
      return Errno.ENOENT;
    }
    if (to == Kind.NOTHING) {
      return null;
    }
    if (!replace) {
      return Errno.EEXIST;
    }
    return to == Kind.FULL_DIRECTORY ? Errno.ENOTEMPTY : null;
  }

  private static void moves(Playground p, Kind from, CopyOption... options) throws IOException {
    String text = from.isLink() ? p.readlink("from") : "";
    p.move("from", "to", options);
    assertEquals(false, p.exists("from"), "there is still something called 'from'");
    switch (from) {
      case FILE -> assertEquals("content of from", p.read("to"));
      case EMPTY_DIRECTORY -> assertEquals(List.of(), p.list("to"));
      case FULL_DIRECTORY -> assertEquals(List.of("inside"), p.list("to"));
      default -> assertEquals(text, p.readlink("to"));
    }
  }

  @Cites("[DESCRIPTION] If the file is the same file then this method has no effect")
  Stream<Case> aFileOntoItselfStays() {
    return Stream.of(
            Kind.FILE,
            Kind.EMPTY_DIRECTORY,
            Kind.FULL_DIRECTORY,
            Kind.LINK_TO_FILE,
            Kind.LINK_TO_DIRECTORY)
        .map(kind ->
            Case.of(
                    kind.toString(),
                    p -> {
                      kind.make(p, "f");
                      p.move("f", "f");
                      p.move("f", "f", REPLACE_EXISTING);
                      assertEquals(true, p.exists("f"));
                    })
                .needs(kind.needs()));
  }

  @Cites("[DESCRIPTION]")
  void theTargetIsAnswered(Playground p) throws IOException {
    p.write("f", "abc");
    var target = p.path("g");
    assertSame(target, Files.move(p.path("f"), target));
  }

  @Cites("[DESCRIPTION] the file may be a directory and not empty, when renamed")
  void aTreeMovesWhole(Playground p) throws IOException {
    p.tree("d/", "d/f=1", "d/e/", "d/e/g=2", "to/");
    p.move("d", "to/d");
    p.shows("to/", "to/d/", "to/d/f=1", "to/d/e/", "to/d/e/g=2");
  }

  @Cites("[DESCRIPTION] move ... the last-modified-time is copied to the new file")
  Stream<Case> timesMoveToo() {
    return Stream.of("f=abc", "f/")
        .map(drawn ->
            Case.of(
                drawn.endsWith("/") ? "directory" : "file",
                p -> {
                  p.tree(drawn, "d/");
                  p.setTimes("f", THEN, THEN);
                  FileTime modified = p.stat("f").lastModifiedTime();
                  p.move("f", "d/g");
                  assertEquals(modified, p.stat("d/g").lastModifiedTime());
                }));
  }

  @Cites("java.nio.file.NoSuchFileException")
  void whereThereIsNoDirectoryNothingIsMovedTo(Playground p) throws IOException {
    p.tree("f=abc", "d/");
    p.expect(Errno.ENOENT, () -> p.move("f", "no/g"));
    p.expect(Errno.ENOENT, () -> p.move("d", "no/e"));
    p.expect(Errno.ENOTDIR_OR_ENOENT, () -> p.move("d", "f/e"));
  }

  @Cites("POSIX.1-2024 rename() [EINVAL]")
  Stream<Case> noDirectoryMovesIntoItself() {
    return Stream.of("d/new", "d/e/new")
        .map(to ->
            Case.of(
                to,
                p -> {
                  p.tree("d/", "d/e/");
                  p.expect(Errno.EINVAL, () -> p.move("d", to));
                }));
  }

  @Cites("[UnsupportedOperationException] if the array contains a copy option not supported")
  Stream<Case> whatIsNoOptionOfAMoveIsRefused() {
    CopyOption unknown = new CopyOption() {};
    return Stream.of(COPY_ATTRIBUTES, unknown)
        .map(option ->
            Case.of(
                option == unknown ? "an unknown option" : option.toString(),
                p -> {
                  p.write("f", "abc");
                  p.refuses(UnsupportedOperationException.class, () -> p.move("f", "g", option));
                  p.shows("f=abc");
                }));
  }

  @Cites("java.nio.file.LinkOption#NOFOLLOW_LINKS")
  @Needs(Capability.SYMBOLIC_LINKS)
  void aLinkIsMovedAndNotFollowed(Playground p) throws IOException {
    p.tree("d/", "d/f=abc", "l -> d");
    p.move("l", "m");
    p.move("m", "n", NOFOLLOW_LINKS);
    p.shows("d/", "d/f=abc", "n -> d");
  }

  @Cites("java.nio.file.StandardCopyOption#REPLACE_EXISTING")
  @Needs(OPEN_UNLINKED)
  void aFileThatIsReplacedLivesWhileItIsOpen(Playground p) throws IOException {
    p.tree("f=new", "g=old");
    try (var channel = Files.newByteChannel(p.path("g"))) {
      p.move("f", "g", REPLACE_EXISTING);
      assertEquals("old", Bytes.read(channel, 5));
    }
    p.shows("g=new");
  }
}
