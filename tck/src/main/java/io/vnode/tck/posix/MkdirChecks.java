package io.vnode.tck.posix;

import static io.vnode.tck.Capability.OTHER_USERS;
import static io.vnode.tck.Capability.PERMISSION_ENFORCEMENT;
import static io.vnode.tck.Capability.POSIX_PERMISSIONS;
import static io.vnode.tck.Capability.SYMBOLIC_LINKS;
import static io.vnode.tck.Capability.UNIX_ATTRIBUTES;
import static io.vnode.tck.Marked.Time.CHANGE;
import static io.vnode.tck.Marked.Time.MODIFICATION;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

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
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.stream.Stream;

/** {@code mkdir()}, by {@code Files.createDirectory}. */
@Area(value = "posix.mkdir", source = "POSIX.1-2024 mkdir()")
final class MkdirChecks {
  @Cites("[DESCRIPTION] The newly created directory shall be an empty directory.")
  void aNewDirectoryIsEmpty(Playground p) throws IOException {
    p.mkdir("d");
    p.shows("d/");
  }

  @Cites("[DESCRIPTION]")
  @Needs(UNIX_ATTRIBUTES)
  void aNewDirectoryHasTwoLinksAndItsParentOneMore(Playground p) throws IOException {
    if (!p.allows(Allowance.DIRECTORY_LINKS_UNCOUNTED)) {
      int before = p.nlink("");
      p.mkdir("d");
      assertEquals(2, p.nlink("d"));
      assertEquals(before + 1, p.nlink(""));
    }
  }

  @Cites("[DESCRIPTION] mark for update the last data modification and last file status change")
  void theParentIsMarkedAsChanged(Playground p) throws IOException {
    p.tree("parent/", "beside/");
    Marked marked = p.mark("parent", "beside");
    p.mkdir("parent/d");
    marked.touched("parent", MODIFICATION, CHANGE);
    marked.untouched("beside", MODIFICATION, CHANGE);
  }

  @Cites("[DESCRIPTION] mark for update the last data access ... timestamps of the directory")
  void aNewDirectoryHasTheTimesOfItsMaking(Playground p) throws IOException {
    p.write("before", "");
    p.mkdir("d");
    FileTime before = p.stat("before").lastModifiedTime();
    assertTrue(p.stat("d").lastModifiedTime().compareTo(before) >= 0);
    assertTrue(p.stat("d").lastAccessTime().compareTo(before) >= 0);
  }

  @Cites("[DESCRIPTION] file permission bits ... initialized from mode")
  @Needs(POSIX_PERMISSIONS)
  Stream<Case> permissionsAreThoseAskedForWithoutTheUmask() {
    return Stream.of("rwx------", "r-x------", "-wx------", "---------")
        .map(permissions ->
            Case.of(
                permissions.replace('-', 'o'),
                p -> {
                  var asked = PosixFilePermissions.fromString(permissions);
                  p.mkdir("d", PosixFilePermissions.asFileAttribute(asked));
                  assertEquals(asked, p.attribute("d", "posix:permissions"));
                }));
  }

  @Cites("[EEXIST] The named file exists.")
  Stream<Case> whatIsThereIsNotReplaced() {
    return Kind.things()
        .map(kind ->
            Case.of(
                    kind.toString(),
                    p -> {
                      kind.make(p, "there");
                      p.expect(Errno.EEXIST, () -> p.mkdir("there"));
                    })
                .needs(kind.needs()));
  }

  @Cites("[ENOENT] A component of the path prefix ... does not name an existing file.")
  void noDirectoryIsMadeInOneThatIsMissing(Playground p) {
    p.expect(Errno.ENOENT, () -> p.mkdir("missing/d"));
  }

  @Cites("[ENOENT] A component of the path prefix ... does not name an existing file.")
  @Needs(SYMBOLIC_LINKS)
  void noDirectoryIsMadeBehindALinkThatLeadsNowhere(Playground p) throws IOException {
    p.symlink("dangling", "missing");
    p.expect(Errno.ENOENT, () -> p.mkdir("dangling/d"));
  }

  @Cites("[ENOTDIR] A component of the path prefix names an existing file that is neither ...")
  Stream<Case> noComponentOfThePrefixIsAFile() {
    return Stream.of("f/d", "f/g/d", "sub/f/d")
        .map(path ->
            Case.of(
                path,
                p -> {
                  p.tree("f", "sub/", "sub/f");
                  p.expect(Errno.ENOTDIR_OR_ENOENT, () -> p.mkdir(path));
                }));
  }

  @Cites("[ELOOP] A loop exists in symbolic links encountered during resolution of the path")
  @Needs(SYMBOLIC_LINKS)
  void aLoopOfLinksIsNotFollowedForEver(Playground p) throws IOException {
    p.tree("a -> b", "b -> a");
    p.expect(Errno.ELOOP, () -> p.mkdir("a/d"));
  }

  @Cites("[ENAMETOOLONG] The length of a component of a pathname is longer than {NAME_MAX}.")
  void aNameMayBeAsLongAsTheLimitAndNoLonger(Playground p) throws IOException {
    String longest = "n".repeat((int) p.limit(Limit.NAME_LENGTH));
    p.mkdir(longest);
    p.expect(Errno.ENAMETOOLONG, () -> p.mkdir(longest + "n"));
  }

  @Cites("[EACCES] Search permission is denied on a component of the path prefix")
  @Needs(PERMISSION_ENFORCEMENT)
  void aDirectoryThatMayNotBeSearchedHoldsNoNewOne(Playground p) throws IOException {
    p.tree("closed/", "closed/sub/");
    p.chmod("closed", "rw-------");
    p.expect(Errno.EACCES, () -> p.mkdir("closed/sub/d"));
  }

  @Cites("[EACCES] write permission is denied on the parent directory")
  @Needs(PERMISSION_ENFORCEMENT)
  void aDirectoryThatMayNotBeWrittenHoldsNoNewOne(Playground p) throws IOException {
    p.mkdir("closed");
    p.chmod("closed", "r-x------");
    p.expect(Errno.EACCES, () -> p.mkdir("closed/d"));
  }

  @Cites("[DESCRIPTION] The directory's user ID shall be set to the process' effective user ID.")
  @Needs({OTHER_USERS, POSIX_PERMISSIONS})
  void aNewDirectoryBelongsToWhoMakesIt(Playground p) throws IOException {
    p.mkdir("open");
    p.chmod("open", "rwxrwxrwx");
    Playground other = p.other();
    other.mkdir("open/d");
    assertEquals(other.principal(), p.attribute("open/d", "posix:owner"));
  }
}
