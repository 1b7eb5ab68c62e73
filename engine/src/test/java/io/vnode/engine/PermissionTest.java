package io.vnode.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import java.io.IOException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Who may read, write and execute: POSIX "File Access Permissions", path_resolution(7). */
class PermissionTest extends EngineFixture {

  /** {@code /f} and {@code /d} of Alice and her group, of which Carol is, and Bob is not. */
  @BeforeEach
  void plant() throws IOException {
    write("/f", "f");
    mkdir("/d");
    write("/d/x", "x");
    write("/d/y", "y");
    mkdir("/d/sub");
    give("/f", ALICE);
    give("/d", ALICE);
  }

  private static Credentials user(String name) {
    return switch (name) {
      case "owner" -> ALICE;
      case "group" -> CAROL;
      case "other" -> BOB;
      default -> ROOT;
    };
  }

  // POSIX File Access Permissions: the class that fits is the only one that counts.
  @ParameterizedTest
  @CsvSource({
    "owner, 700, 7", "owner, 077, 0", "owner, 400, 4", "owner, 200, 2", "owner, 100, 1",
    "group, 070, 7", "group, 707, 0", "group, 040, 4", "group, 020, 2", "group, 010, 1",
    "other, 007, 7", "other, 770, 0", "other, 004, 4", "other, 002, 2", "other, 001, 1",
    "root, 000, 6", "root, 100, 7", "root, 010, 7", "root, 001, 7", "root, 666, 6"
  })
  void accessGrantsWhatTheModeSays(String name, String mode, int granted) throws IOException {
    chmod("/f", Integer.parseInt(mode, 8));
    for (int want = 0; want < 8; want++) {
      int wanted = want;
      Errno expected = (want & ~granted) == 0 ? null : Errno.EACCES;
      as(user(name), () -> assertEquals(expected, access("/f", wanted), "want " + wanted));
    }
  }

  // path_resolution(7): root may search any directory.
  @Test
  void rootSearchesAnyDirectory() throws IOException {
    chmod("/d", 0);
    assertEquals("x", read("/d/x"));
    assertNull(access("/d", Access.READ | Access.WRITE | Access.EXECUTE));
  }

  // open(2): EACCES "The requested access to the file is not allowed".
  @ParameterizedTest
  @CsvSource({
    "owner, 600, rw", "owner, 066, -", "owner, 466, r", "owner, 266, w",
    "group, 060, rw", "group, 606, -", "group, 646, r", "group, 626, w",
    "other, 006, rw", "other, 660, -", "other, 664, r", "other, 662, w",
    "root, 000, rw"
  })
  void openGrantsWhatTheModeSays(String name, String mode, String granted) throws IOException {
    chmod("/f", Integer.parseInt(mode, 8));
    boolean reads = granted.contains("r");
    boolean writes = granted.contains("w");
    as(
        user(name),
        () -> {
          assertEquals(reads, outcome(() -> open("/f", OpenFile.READ)) == null);
          assertEquals(writes, outcome(() -> open("/f", OpenFile.WRITE)) == null);
          assertEquals(
              reads && writes, outcome(() -> open("/f", OpenFile.READ | OpenFile.WRITE)) == null);
        });
  }

  // path_resolution(7), unlink(2), mkdir(2): read lists, execute searches, both change.
  @ParameterizedTest
  @CsvSource({
    "owner, 700, list search change",
    "owner, 500, list search",
    "owner, 400, list",
    "owner, 300, search change",
    "owner, 200, -",
    "owner, 100, search",
    "owner, 077, -",
    "group, 070, list search change",
    "group, 040, list",
    "group, 010, search",
    "group, 030, search change",
    "group, 020, -",
    "group, 707, -",
    "other, 007, list search change",
    "other, 004, list",
    "other, 001, search",
    "other, 003, search change",
    "other, 002, -",
    "other, 770, -",
    "root, 000, list search change"
  })
  void directoriesGrantWhatTheModeSays(String name, String mode, String granted)
      throws IOException {
    chmod("/d", Integer.parseInt(mode, 8));
    as(
        user(name),
        () -> {
          assertEquals(granted.contains("list"), outcome(() -> ls("/d")) == null, "list");
          assertEquals(granted.contains("search"), outcome(() -> stat("/d/x")) == null, "search");
          assertChangesOnlyWhen(granted.contains("change"));
        });
  }

  private void assertChangesOnlyWhen(boolean granted) throws IOException {
    Errno expected = granted ? null : Errno.EACCES;
    assertEquals(expected, outcome(() -> mkdir("/d/1")), "mkdir");
    assertEquals(expected, outcome(() -> write("/d/2", "")), "create");
    assertEquals(expected, outcome(() -> symlink("x", "/d/3")), "symlink");
    assertEquals(expected, outcome(() -> mknod("/d/4", Kind.FIFO.bits())), "mknod");
    assertEquals(expected, outcome(() -> link("/f", "/d/5")), "link");
    assertEquals(expected, outcome(() -> rename("/d/x", "/d/6")), "rename");
    assertEquals(expected, outcome(() -> unlink("/d/y")), "unlink");
    assertEquals(expected, outcome(() -> rmdir("/d/sub")), "rmdir");
  }

  // POSIX access: [ENOENT] and the like come from the way there.
  @Test
  void accessTellsWhyThereIsNothing() throws IOException {
    assertEquals(Errno.ENOENT, access("/missing", 0));
    assertEquals(Errno.ENOTDIR, access("/f/x", 0));
    chmod("/d", 0700);
    as(BOB, () -> assertEquals(Errno.EACCES, access("/d/x", 0)));
  }

  // POSIX open: what was permitted at open stays so for the open file.
  @Test
  void permissionIsAskedOnceWhenOpening() throws IOException {
    OpenFile[] file = new OpenFile[1];
    as(ALICE, () -> file[0] = open("/f", OpenFile.READ | OpenFile.WRITE));
    chmod("/f", 0);
    chown("/f", 0, 0);
    file[0].write(bytes("mine"));
    assertEquals("mine", contents(file[0]));
  }

  // VolumeOptions: without permissions everybody is root.
  @Test
  void withoutPermissionsEverybodyIsRoot() throws IOException {
    use(options().withPermissions(false));
    write("/f", "f");
    chmod("/f", 0);
    as(
        BOB,
        () -> {
          assertEquals("f", read("/f"));
          chown("/f", BOB.uid(), 7);
          mknod("/device", Kind.CHARACTER_DEVICE.bits());
          change("/f", new Change().flags(Inode.IMMUTABLE));
          refuses(Errno.EPERM, () -> unlink("/f"));
          change("/f", new Change().flags(0));
        });
  }
}
