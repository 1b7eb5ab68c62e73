package io.vnode.tck.posix;

import static io.vnode.tck.Capability.HARD_LINKS;
import static io.vnode.tck.Capability.OTHER_USERS;
import static io.vnode.tck.Capability.POSIX_PERMISSIONS;
import static io.vnode.tck.Capability.SYMBOLIC_LINKS;
import static io.vnode.tck.Capability.UNIX_ATTRIBUTES;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import io.vnode.tck.Area;
import io.vnode.tck.Case;
import io.vnode.tck.Cites;
import io.vnode.tck.Kind;
import io.vnode.tck.Needs;
import io.vnode.tck.Playground;
import java.io.IOException;
import java.nio.file.LinkOption;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;
import java.util.stream.Stream;

/** {@code chmod()} and {@code chown()}, and what {@code stat()} tells of them. */
@Area(value = "posix.attributes", source = "POSIX.1-2024 chmod()")
@Needs(POSIX_PERMISSIONS)
final class AttributeChecks {
  // ---------------------------------------------------------------- permissions

  @Cites("[DESCRIPTION] set the access permission bits of the file ... to the bits of mode")
  Stream<Case> eachPermissionIsSetAlone() {
    return Stream.of(PosixFilePermission.values())
        .flatMap(permission ->
            Stream.of(Kind.FILE, Kind.EMPTY_DIRECTORY)
                .map(kind ->
                    Case.of(
                        permission.name().replace('_', ' ') + " of " + kind,
                        p -> sets(p, kind, Set.of(permission)))));
  }

  @Cites("[DESCRIPTION] set the access permission bits of the file ... to the bits of mode")
  Stream<Case> severalPermissionsAreSet() {
    return Stream.of("---------", "rwxrwxrwx", "rw-r--r--", "r-xr-x--x")
        .flatMap(text ->
            Stream.of(Kind.FILE, Kind.EMPTY_DIRECTORY)
                .map(kind ->
                    Case.of(
                        text.replace('-', 'o') + " of " + kind,
                        p -> sets(p, kind, PosixFilePermissions.fromString(text)))));
  }

  private static void sets(Playground p, Kind kind, Set<PosixFilePermission> permissions)
      throws IOException {
    kind.make(p, "x");
    p.chmod("x", PosixFilePermissions.toString(permissions));
    assertEquals(permissions, p.attribute("x", "posix:permissions"));
    if (p.offers(UNIX_ATTRIBUTES)) {
      assertEquals(bits(permissions), p.mode("x") & 0777);
    }
  }

  private static int bits(Set<PosixFilePermission> permissions) {
    String text = PosixFilePermissions.toString(permissions);
    return Integer.parseInt(text.replaceAll("[rwx]", "1").replace('-', '0'), 2);
  }

  @Cites("[DESCRIPTION] chmod() changes S_ISUID, S_ISGID, S_ISVTX and the permissions alone")
  @Needs(UNIX_ATTRIBUTES)
  Stream<Case> theTypeOfAFileStays() {
    return Stream.of(Kind.FILE, Kind.EMPTY_DIRECTORY)
        .map(kind ->
            Case.of(
                kind.toString(),
                p -> {
                  kind.make(p, "x");
                  int type = p.mode("x") & 0170000;
                  assertEquals(kind == Kind.FILE ? 0100000 : 0040000, type);
                  Ids.setMode(p, "x", 0751);
                  assertEquals(type | 0751, p.mode("x"));
                }));
  }

  @Cites("POSIX.1-2024 <sys/stat.h> S_IFLNK")
  @Needs({UNIX_ATTRIBUTES, SYMBOLIC_LINKS})
  void theTypeOfALinkIsItsOwn(Playground p) throws IOException {
    p.symlink("l", "missing");
    assertEquals(0120000, p.mode("l") & 0170000);
  }

  @Cites("[DESCRIPTION] a symbolic link at the end is followed")
  @Needs(SYMBOLIC_LINKS)
  Stream<Case> throughALinkThePermissionsOfItsTargetAreSet() {
    return Stream.of(Kind.LINK_TO_FILE, Kind.LINK_TO_DIRECTORY)
        .map(kind ->
            Case.of(
                kind.toString(),
                p -> {
                  kind.make(p, "l");
                  Object before = p.attribute("l", "posix:permissions");
                  p.chmod("l", "r-x--x---");
                  assertEquals(
                      PosixFilePermissions.fromString("r-x--x---"),
                      p.attribute(Kind.targetOf("l"), "posix:permissions"));
                  assertEquals(before, p.attribute("l", "posix:permissions"));
                }));
  }

  @Cites("[DESCRIPTION] what is in a directory has permissions of its own")
  void theContentsOfADirectoryKeepTheirPermissions(Playground p) throws IOException {
    p.tree("d/", "d/f=x");
    p.chmod("d/f", "rw-r-----");
    p.chmod("d", "rwx--x--x");
    assertEquals(
        PosixFilePermissions.fromString("rw-r-----"), p.attribute("d/f", "posix:permissions"));
  }

  @Cites("POSIX.1-2024 open() [DESCRIPTION] S_IRWXU ... modified by the file mode creation mask")
  Stream<Case> aNewFileHasThePermissionsAskedForWithoutTheUmask() {
    return Stream.of("rwx------", "rw-------", "r--------", "---------", "-wx------")
        .map(text ->
            Case.of(
                text.replace('-', 'o'),
                p -> {
                  var asked = PosixFilePermissions.fromString(text);
                  p.create("f", PosixFilePermissions.asFileAttribute(asked));
                  assertEquals(asked, p.attribute("f", "posix:permissions"));
                }));
  }

  @Cites("POSIX.1-2024 open() [DESCRIPTION] O_CREAT has no effect on a file that exists")
  void aFileThatIsThereKeepsItsPermissionsWhenItIsWritten(Playground p) throws IOException {
    p.write("f", "x");
    p.chmod("f", "rwxr-x--x");
    p.write("f", "y");
    assertEquals(
        PosixFilePermissions.fromString("rwxr-x--x"), p.attribute("f", "posix:permissions"));
  }

  // ---------------------------------------------------------------- owners

  @Cites("POSIX.1-2024 chown() [DESCRIPTION] change the user and group ownership of a file")
  @Needs({OTHER_USERS, UNIX_ATTRIBUTES})
  Stream<Case> theSuperuserGivesFilesToAnybody() {
    return Stream.of(Kind.FILE, Kind.EMPTY_DIRECTORY, Kind.DANGLING_LINK)
        .flatMap(kind ->
            Stream.of("uid", "gid")
                .map(id -> Case.of(kind + " " + id, p -> gives(p, kind, id)).needs(kind.needs())));
  }

  /** Requires that one number changes, and the other does not. */
  private static void gives(Playground p, Kind kind, String id) throws IOException {
    kind.make(p, "x");
    String other = id.equals("uid") ? "gid" : "uid";
    int before = Ids.number(p, "x", other);
    p.superuser().set("x", "unix:" + id, 4711, LinkOption.NOFOLLOW_LINKS);
    assertEquals(4711, Ids.number(p, "x", id));
    assertEquals(before, Ids.number(p, "x", other));
  }

  @Cites("POSIX.1-2024 chown() [DESCRIPTION] a symbolic link at the end is followed")
  @Needs({OTHER_USERS, SYMBOLIC_LINKS})
  void throughALinkItsTargetIsGiven(Playground p) throws IOException {
    p.tree("f=x", "l -> f");
    Object before = p.attribute("l", "posix:owner");
    p.superuser().set("l", "posix:owner", p.other().principal());
    assertEquals(p.other().principal(), p.attribute("f", "posix:owner"));
    assertEquals(before, p.attribute("l", "posix:owner"));
  }

  @Cites("POSIX.1-2024 lchown() [DESCRIPTION] the ownership of the symbolic link itself")
  @Needs({OTHER_USERS, SYMBOLIC_LINKS})
  void aLinkIsGivenAndItsTargetIsNot(Playground p) throws IOException {
    p.tree("f=x", "l -> f");
    Ids.give(p, "l", p.other());
    assertEquals(p.other().principal(), p.attribute("l", "posix:owner"));
    assertNotEquals(p.other().principal(), p.attribute("f", "posix:owner"));
  }

  @Cites("POSIX.1-2024 chown() [DESCRIPTION] what is in a directory has an owner of its own")
  @Needs(OTHER_USERS)
  void theContentsOfADirectoryAreNotGivenAlong(Playground p) throws IOException {
    p.tree("d/", "d/f=x");
    Object before = p.attribute("d/f", "posix:owner");
    Ids.give(p, "d", p.other());
    assertEquals(before, p.attribute("d/f", "posix:owner"));
  }

  @Cites("POSIX.1-2024 open() [DESCRIPTION] The user ID of the file shall be set to the effective")
  @Needs(OTHER_USERS)
  Stream<Case> whatIsMadeBelongsToWhoMakesIt() {
    return Stream.of(Call.CREAT, Call.MKDIR, Call.SYMLINK)
        .map(call ->
            Case.of(
                    call.toString(),
                    p -> {
                      Call.prepare(p);
                      Playground other = p.other();
                      call.at(other, "aside/x");
                      assertEquals(other.principal(), p.attribute("aside/x", "posix:owner"));
                    })
                .needs(call.needs())
                .cites(call.cites("DESCRIPTION")));
  }

  @Cites("POSIX.1-2024 link() [DESCRIPTION] a further name changes no owner")
  @Needs({OTHER_USERS, HARD_LINKS})
  void aFileThatGetsANameFromAnotherKeepsItsOwner(Playground p) throws IOException {
    Call.prepare(p);
    Object before = p.attribute("aside/f", "posix:owner");
    p.other().link("aside/g", "aside/f");
    assertEquals(before, p.attribute("aside/g", "posix:owner"));
  }

  @Cites("POSIX.1-2024 <sys/stat.h> st_uid, st_gid")
  @Needs(UNIX_ATTRIBUTES)
  void whatOneUserMakesHasOneNumber(Playground p) throws IOException {
    p.tree("f", "d/", "d/g");
    assertEquals(Ids.number(p, "f", "uid"), Ids.number(p, "d", "uid"));
    assertEquals(Ids.number(p, "f", "uid"), Ids.number(p, "d/g", "uid"));
  }
}
