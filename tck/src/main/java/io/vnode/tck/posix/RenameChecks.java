package io.vnode.tck.posix;

import static io.vnode.tck.Capability.ATOMIC_RENAME_OVER;
import static io.vnode.tck.Capability.HARD_LINKS;
import static io.vnode.tck.Capability.OPEN_UNLINKED;
import static io.vnode.tck.Capability.OTHER_USERS;
import static io.vnode.tck.Capability.PERMISSION_ENFORCEMENT;
import static io.vnode.tck.Capability.SYMBOLIC_LINKS;
import static io.vnode.tck.Capability.UNIX_ATTRIBUTES;
import static io.vnode.tck.Marked.Time.ACCESS;
import static io.vnode.tck.Marked.Time.CHANGE;
import static io.vnode.tck.Marked.Time.MODIFICATION;
import static java.nio.charset.StandardCharsets.UTF_8;
import static java.nio.file.StandardCopyOption.ATOMIC_MOVE;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.vnode.tck.Allowance;
import io.vnode.tck.Area;
import io.vnode.tck.Case;
import io.vnode.tck.Cites;
import io.vnode.tck.Errno;
import io.vnode.tck.Kind;
import io.vnode.tck.Limit;
import io.vnode.tck.Marked;
import io.vnode.tck.Needs;
import io.vnode.tck.Playground;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** {@code rename()}, by {@code Files.move} with {@code ATOMIC_MOVE}. */
@Area(value = "posix.rename", source = "POSIX.1-2024 rename()")
final class RenameChecks {
  // ---------------------------------------------------------------- what is there already

  @Cites("[DESCRIPTION]")
  Stream<Case> everyKindOverEveryKind() {
    return Stream.of(Kind.values())
        .flatMap(from -> Stream.of(Kind.values()).map(to -> over(from, to)));
  }

  private static Case over(Kind from, Kind to) {
    Errno refusal = refusal(from, to);
    Case row =
        Case.of(
                from + " over " + to,
                p -> {
                  from.make(p, "from");
                  to.make(p, "to");
                  if (refusal == null) {
                    moves(p, from);
                  } else {
                    p.expect(refusal, () -> rename(p, "from", "to"));
                  }
                })
            .needs(from.needs())
            .needs(to.needs())
            .needs(
                from == Kind.NOTHING || to == Kind.NOTHING ? Set.of() : Set.of(ATOMIC_RENAME_OVER));
    return refusal == null ? row : row.cites("[" + refusal + "]");
  }

  /** The error of a rename, or null where it succeeds. */
  private static Errno refusal(Kind from, Kind to) {
    if (from == Kind.NOTHING) {
      return Errno.ENOENT;
    }
    if (to == Kind.NOTHING) {
      return null;
    }
    if (from.isDirectory() != to.isDirectory()) {
      return from.isDirectory() ? Errno.ENOTDIR : Errno.EISDIR;
    }
    return to == Kind.FULL_DIRECTORY ? Errno.ENOTEMPTY_OR_EEXIST : null;
  }

  /** Requires that {@code to} becomes what {@code from} was, whatever is around them. */
  private static void moves(Playground p, Kind from) throws IOException {
    var before = p.stat("from");
    rename(p, "from", "to");
    assertEquals(false, p.exists("from"), "there is still something called 'from'");
    assertEquals(before.fileKey(), p.stat("to").fileKey(), "what 'to' is");
    switch (from) {
      case FILE -> assertEquals("content of from", p.read("to"));
      case FULL_DIRECTORY -> assertEquals("", p.read("to/inside"));
      case EMPTY_DIRECTORY -> assertEquals(List.of(), p.list("to"));
      case LINK_TO_ITSELF -> assertEquals("from", text(p, "to"));
      default -> assertEquals(Kind.targetOf("from"), text(p, "to"));
    }
  }

  private static String text(Playground p, String link) throws IOException {
    return p.attribute(link, "isSymbolicLink").equals(true) ? p.readlink(link) : "no link";
  }

  @Cites("[DESCRIPTION] resolve to either the same existing directory entry or ... the same file")
  @Needs(HARD_LINKS)
  void twoNamesOfOneFileBothStay(Playground p) throws IOException {
    p.tree("f=x", "g == f");
    rename(p, "f", "g");
    p.shows("f=x", "g == f");
  }

  @Cites("[DESCRIPTION] resolve to either the same existing directory entry or ... the same file")
  void aNameOverItselfStays(Playground p) throws IOException {
    p.tree("f=x", "d/", "d/g");
    rename(p, "f", "f");
    rename(p, "d", "d");
    p.shows("f=x", "d/", "d/g");
  }

  @Cites("[DESCRIPTION] If the old argument points to a symbolic link, the link shall be renamed")
  @Needs({SYMBOLIC_LINKS, ATOMIC_RENAME_OVER})
  void aLinkThatIsReplacedLeavesWhatItLedTo(Playground p) throws IOException {
    p.tree("target=t", "link -> target", "f=x");
    rename(p, "f", "link");
    p.shows("target=t", "link=x");
  }

  @Cites("[DESCRIPTION] the file's contents shall be ... until all references ... are closed")
  @Needs({OPEN_UNLINKED, ATOMIC_RENAME_OVER})
  void aFileThatIsReplacedLivesWhileItIsOpen(Playground p) throws IOException {
    p.tree("old=old", "new=new");
    try (FileChannel channel = p.open("old", StandardOpenOption.READ)) {
      rename(p, "new", "old");
      ByteBuffer content = ByteBuffer.allocate(3);
      channel.read(content);
      assertEquals("old", UTF_8.decode(content.flip()).toString());
    }
  }

  // ---------------------------------------------------------------- where it leads

  @Cites("[EINVAL] The old pathname names an ancestor directory of the new pathname.")
  Stream<Case> noDirectoryMovesIntoItself() {
    return Stream.of("d/new", "d/e/new", "d/e/g/new")
        .map(to ->
            Case.of(
                to,
                p -> {
                  p.tree("d/", "d/e/", "d/e/g/");
                  p.expect(Errno.EINVAL, () -> rename(p, "d", to));
                }));
  }

  @Cites("[ENOTEMPTY] The link named by new is a directory that is not an empty directory")
  void noDirectoryReplacesOneItIsIn(Playground p) throws IOException {
    p.tree("d/", "d/e/");
    p.expect(Errno.ENOTEMPTY_OR_EEXIST, () -> rename(p, "d/e", "d"));
  }

  @Cites("[ENOENT] ... or a component of the path prefix of new does not exist")
  void aDirectoryThatIsMissingTakesNothing(Playground p) throws IOException {
    p.write("f", "x");
    p.expect(Errno.ENOENT, () -> rename(p, "f", "missing/f"));
    p.expect(Errno.ENOENT, () -> rename(p, "missing/f", "g"));
  }

  @Cites("[ENOTDIR] A component of either path prefix names an existing file that is neither ...")
  void noComponentOfEitherPrefixIsAFile(Playground p) throws IOException {
    p.tree("f", "g");
    p.expect(Errno.ENOTDIR_OR_ENOENT, () -> rename(p, "f/x", "new"));
    p.expect(Errno.ENOTDIR_OR_ENOENT, () -> rename(p, "g", "f/x"));
  }

  @Cites("[ELOOP] A loop exists in symbolic links encountered during resolution of the path")
  @Needs(SYMBOLIC_LINKS)
  void aLoopOfLinksLeadsNowhere(Playground p) throws IOException {
    p.tree("a -> b", "b -> a", "f");
    p.expect(Errno.ELOOP, () -> rename(p, "a/x", "new"));
    p.expect(Errno.ELOOP, () -> rename(p, "f", "a/x"));
  }

  @Cites("[ENAMETOOLONG] The length of a component of a pathname is longer than {NAME_MAX}.")
  void aNewNameMayBeAsLongAsTheLimitAndNoLonger(Playground p) throws IOException {
    String longest = "n".repeat((int) p.limit(Limit.NAME_LENGTH));
    p.write("f", "x");
    p.expect(Errno.ENAMETOOLONG, () -> rename(p, "f", longest + "n"));
    rename(p, "f", longest);
    p.shows(longest + "=x");
  }

  // ---------------------------------------------------------------- what it touches

  @Cites("[DESCRIPTION] mark for update the last data modification ... of the parent directory")
  Stream<Case> bothParentsAreMarkedAsChanged() {
    return Stream.of("file", "directory")
        .map(kind ->
            Case.of(
                kind,
                p -> {
                  p.tree("from/", "to/", "beside/", "from/directory/", "from/file=x");
                  Marked marked = p.mark("from", "to", "beside");
                  rename(p, "from/" + kind, "to/new");
                  marked.touched("from", MODIFICATION, CHANGE);
                  marked.touched("to", MODIFICATION, CHANGE);
                  marked.untouched("beside", ACCESS, MODIFICATION, CHANGE);
                }));
  }

  @Cites("[DESCRIPTION]")
  void whatMovesKeepsItsModificationTime(Playground p) throws IOException {
    p.tree("f=x", "to/");
    Marked marked = p.mark("f");
    rename(p, "f", "to/g");
    marked.moved("f", "to/g").untouched("to/g", MODIFICATION);
  }

  @Cites("[DESCRIPTION] the link named new shall be removed")
  @Needs({HARD_LINKS, UNIX_ATTRIBUTES, ATOMIC_RENAME_OVER})
  void aFileThatIsReplacedHasALinkLess(Playground p) throws IOException {
    p.tree("f=new", "g=old", "other == g");
    Marked marked = p.mark("other");
    rename(p, "f", "g");
    assertEquals(1, p.nlink("other"));
    marked.touched("other", CHANGE);
    p.shows("g=new", "other=old");
  }

  @Cites("[DESCRIPTION]")
  @Needs(UNIX_ATTRIBUTES)
  void aDirectoryThatMovesTakesItsParentsLinkAlong(Playground p) throws IOException {
    if (!p.allows(Allowance.DIRECTORY_LINKS_UNCOUNTED)) {
      p.tree("from/", "to/", "from/d/");
      rename(p, "from/d", "to/d");
      assertEquals(2, p.nlink("from"));
      assertEquals(3, p.nlink("to"));
    }
  }

  // ---------------------------------------------------------------- permissions

  @Cites("[EACCES] ... search ... or writing is denied to a directory containing old or new")
  @Needs(PERMISSION_ENFORCEMENT)
  Stream<Case> bothParentsMustBeSearchableAndWritable() {
    return Stream.of("from r-x", "from rw-", "to r-x", "to rw-")
        .map(row ->
            Case.of(
                row,
                p -> {
                  String[] closed = row.split(" ", 2);
                  p.tree("from/", "from/f=x", "to/");
                  p.chmod(closed[0], closed[1] + "------");
                  p.expect(Errno.EACCES, () -> rename(p, "from/f", "to/f"));
                }));
  }

  @Cites("[EPERM] The S_ISVTX flag is set on the directory containing ... old")
  @Needs({OTHER_USERS, PERMISSION_ENFORCEMENT, UNIX_ATTRIBUTES})
  void nobodyTakesAnothersFileOutOfAStickyDirectory(Playground p) throws IOException {
    p.tree("sticky/", "sticky/f=x", "open/");
    p.chmod("open", "rwxrwxrwx");
    p.superuser().set("sticky", "unix:mode", 01777);
    Playground other = p.other();
    p.expectAny(new Errno[] {Errno.EPERM, Errno.EACCES}, () -> rename(other, "sticky/f", "open/f"));
    rename(p, "sticky/f", "open/f");
  }

  private static void rename(Playground p, String from, String to) throws IOException {
    p.move(from, to, ATOMIC_MOVE);
  }
}
