package io.vnode.tck.posix;

import static io.vnode.tck.Capability.OTHER_USERS;
import static io.vnode.tck.Capability.PERMISSION_ENFORCEMENT;
import static io.vnode.tck.Capability.POSIX_PERMISSIONS;
import static io.vnode.tck.Capability.UNIX_ATTRIBUTES;
import static java.nio.file.StandardOpenOption.APPEND;
import static java.nio.file.StandardOpenOption.READ;
import static java.nio.file.StandardOpenOption.TRUNCATE_EXISTING;
import static java.nio.file.StandardOpenOption.WRITE;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.vnode.tck.Allowance;
import io.vnode.tck.Area;
import io.vnode.tck.Case;
import io.vnode.tck.Cites;
import io.vnode.tck.Needs;
import io.vnode.tck.Playground;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.OpenOption;
import java.nio.file.attribute.PosixFilePermission;
import java.util.List;
import java.util.stream.Stream;

/** The bits that make a program run as its owner or group: how they are set, and how they go. */
@Area(value = "posix.set-id", source = "POSIX.1-2024 chmod()")
@Needs({POSIX_PERMISSIONS, UNIX_ATTRIBUTES})
final class SetIdChecks {
  private static final int SET_ID = 06000;

  // ---------------------------------------------------------------- set

  @Cites("[DESCRIPTION] S_ISUID, S_ISGID, S_ISVTX")
  Stream<Case> theOwnerSetsThem() {
    return Stream.of(04755, 02755, 06755, 04000, 02070, 06777)
        .map(mode ->
            Case.of(
                Integer.toOctalString(mode),
                p -> {
                  p.write("f", "program");
                  Ids.setMode(p, "f", mode);
                  assertBits(mode, p, "f");
                }));
  }

  @Cites("[DESCRIPTION] S_ISUID, S_ISGID, S_ISVTX")
  Stream<Case> aDirectoryHasThemToo() {
    return Stream.of(01777, 02755, 03775, 07777)
        .map(mode ->
            Case.of(
                Integer.toOctalString(mode),
                p -> {
                  p.mkdir("d");
                  Ids.setMode(p, "d", mode);
                  assertBits(mode, p, "d");
                }));
  }

  @Cites("[DESCRIPTION] bit S_ISGID in the file's mode shall be cleared")
  @Needs({OTHER_USERS, PERMISSION_ENFORCEMENT})
  void whoIsNotInTheGroupOfAFileCannotMakeItRunAsTheGroup(Playground p) throws IOException {
    p.write("f", "program");
    Ids.give(p, "f", p.other());
    Ids.setMode(p.other(), "f", 02755);
    assertBits(0755, p, "f");
  }

  @Cites("[DESCRIPTION] bit S_ISGID ... without appropriate privileges")
  @Needs(OTHER_USERS)
  void theSuperuserMakesAFileRunAsAnyGroup(Playground p) throws IOException {
    p.write("f", "program");
    Ids.setMode(p.superuser(), "f", 06755);
    assertBits(06755, p, "f");
  }

  // ---------------------------------------------------------------- cleared by changing contents

  /** Something done to a file that is a program of four bytes. */
  private record Use(String label, String page, Use.Body body) {
    @FunctionalInterface
    interface Body {
      void run(FileChannel channel) throws IOException;
    }

    void on(Playground p) throws IOException {
      OpenOption[] options =
          switch (label) {
            case "append" -> new OpenOption[] {APPEND};
            case "open to truncate" -> new OpenOption[] {WRITE, TRUNCATE_EXISTING};
            default -> new OpenOption[] {READ, WRITE};
          };
      try (FileChannel channel = p.open("f", options)) {
        p.run(label, () -> body.run(channel));
      }
    }
  }

  private static final List<Use> CHANGING =
      List.of(
          new Use("write", "write()", channel -> channel.write(bytes(1))),
          new Use("write at a position", "pwrite()", channel -> channel.write(bytes(1), 2)),
          new Use(
              "write of several buffers",
              "writev()",
              channel -> channel.write(new ByteBuffer[] {bytes(1), bytes(2)})),
          new Use("append", "write()", channel -> channel.write(bytes(1))),
          new Use("truncate", "ftruncate()", channel -> channel.truncate(1)),
          new Use("open to truncate", "open()", channel -> {}));

  private static final List<Use> HARMLESS =
      List.of(
          new Use("read", "read()", channel -> channel.read(bytes(1))),
          new Use("write of no bytes", "write()", channel -> channel.write(bytes(0))),
          new Use("force", "fsync()", channel -> channel.force(true)),
          new Use("open to read and write", "open()", channel -> {}));

  private static ByteBuffer bytes(int count) {
    return ByteBuffer.allocate(count);
  }

  @Cites("[DESCRIPTION] the S_ISUID and S_ISGID bits of the file mode may be cleared")
  @Needs(PERMISSION_ENFORCEMENT)
  Stream<Case> whatChangesAProgramClearsThem() {
    return CHANGING.stream()
        .flatMap(use ->
            Stream.of(04777, 02777, 06777, 06773)
                .map(mode ->
                    Case.of(
                            use.label + " " + Integer.toOctalString(mode),
                            p -> {
                              makes(p, mode);
                              use.on(p);
                              assertCleared(mode, p);
                            })
                        .cites("POSIX.1-2024 " + use.page + " S_ISUID and S_ISGID")));
  }

  @Cites("[DESCRIPTION] the S_ISUID and S_ISGID bits of the file mode may be cleared")
  @Needs({PERMISSION_ENFORCEMENT, OTHER_USERS})
  Stream<Case> whatAnotherChangesClearsThem() {
    return CHANGING.stream()
        .map(use ->
            Case.of(
                    use.label,
                    p -> {
                      makes(p, 06777);
                      use.on(p.other());
                      assertCleared(06777, p);
                    })
                .cites("POSIX.1-2024 " + use.page + " S_ISUID and S_ISGID"));
  }

  @Cites("[DESCRIPTION] nothing but a change clears them")
  @Needs(PERMISSION_ENFORCEMENT)
  Stream<Case> whatChangesNothingKeepsThem() {
    return HARMLESS.stream()
        .map(use ->
            Case.of(
                    use.label,
                    p -> {
                      makes(p, 06777);
                      use.on(p);
                      assertBits(06777, p, "f");
                    })
                .cites("POSIX.1-2024 " + use.page + " S_ISUID and S_ISGID"));
  }

  @Cites("POSIX.1-2024 rename() [DESCRIPTION] the file is what it was")
  void aNewNameKeepsThem(Playground p) throws IOException {
    makes(p, 06777);
    p.move("f", "g");
    assertBits(06777, p, "g");
  }

  // ---------------------------------------------------------------- cleared by chown

  @Cites("POSIX.1-2024 chown() [DESCRIPTION] S_ISUID and S_ISGID ... shall be cleared")
  @Needs(PERMISSION_ENFORCEMENT)
  Stream<Case> anOwnerWhoChownsAProgramClearsThem() {
    return Stream.of(06777, 06711, 06710, 04700, 04701)
        .flatMap(mode ->
            Stream.of("posix:owner", "unix:gid")
                .map(attribute ->
                    Case.of(
                        attribute + " " + Integer.toOctalString(mode),
                        p -> {
                          makes(p, mode);
                          p.set("f", attribute, p.attribute("f", attribute));
                          assertBits(mode & ~SET_ID, p, "f");
                        })));
  }

  @Cites("POSIX.1-2024 chown() [DESCRIPTION] S_ISUID and S_ISGID ... shall be cleared")
  @Needs({PERMISSION_ENFORCEMENT, OTHER_USERS})
  void anOwnerWhoTakesAProgramIntoAnotherGroupClearsThem(Playground p) throws IOException {
    makes(p, 06777);
    Ids.give(p, "f", p.other());
    Ids.setMode(p.superuser(), "f", 06777);
    p.other().set("f", "unix:gid", Ids.of(p.other())[1]);
    assertBits(0777, p, "f");
  }

  // ---------------------------------------------------------------- whose group a new file has

  @Cites("POSIX.1-2024 open() [DESCRIPTION] the group ID of the file's parent directory or ...")
  @Needs(OTHER_USERS)
  Stream<Case> theGroupOfANewFileIsThatOfItsDirectoryOrOfWhoMakesIt() {
    return Stream.of(Call.CREAT, Call.MKDIR)
        .flatMap(call ->
            Stream.of(0777, 02777)
                .map(mode ->
                    Case.of(
                        call + " in " + Integer.toOctalString(mode),
                        p -> {
                          p.mkdir("d");
                          Ids.setMode(p.superuser(), "d", mode);
                          call.at(p.other(), "d/x");
                          assertTrue(
                              List.of(Ids.number(p, "d", "gid"), Ids.of(p.other())[1])
                                  .contains(Ids.number(p, "d/x", "gid")));
                        })));
  }

  private static void makes(Playground p, int mode) throws IOException {
    p.write("f", "prog");
    Ids.setMode(p, "f", mode);
    assertBits(mode, p, "f");
  }

  /** Requires that permissions are what they were, and that the other bits are not. */
  private static void assertCleared(int before, Playground p) throws IOException {
    assertEquals(before & 0777, p.mode("f") & 0777, "permissions");
    if (!p.allows(Allowance.SET_ID_KEPT)) {
      int mayStay = (before & 0010) == 0 ? 02000 : 0; // No program of the group: a mark for locks.
      assertEquals(0, p.mode("f") & SET_ID & ~mayStay, "S_ISUID and S_ISGID");
    }
  }

  private static void assertBits(int mode, Playground p, String name) throws IOException {
    assertEquals(Integer.toOctalString(mode), Integer.toOctalString(p.mode(name) & 07777));
    assertEquals(
        (mode & 0100) != 0,
        Files.getPosixFilePermissions(p.path(name)).contains(PosixFilePermission.OWNER_EXECUTE));
  }
}
