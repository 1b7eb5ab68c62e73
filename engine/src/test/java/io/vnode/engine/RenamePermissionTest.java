package io.vnode.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Who may rename what, and how deep: rename(2), {@link Limits#DEPTH_MAX}. */
class RenamePermissionTest extends EngineFixture {

  /**
   * <pre>
   * /from/f, /from/dir/   of Alice's; /from is open to all
   * /to/                  open to all
   * /to/g                 of Bob's
   * /closed/h             of root's
   * </pre>
   */
  @BeforeEach
  void plant() throws IOException {
    mkdir("/from", 0777);
    mkdir("/to", 0777);
    mkdir("/closed");
    as(ALICE, () -> write("/from/f", ""));
    as(ALICE, () -> mkdir("/from/dir"));
    as(BOB, () -> write("/to/g", ""));
    write("/closed/h", "");
  }

  // rename(2): EACCES "write permission is denied for the directory containing oldpath or newpath".
  @Test
  void bothDirectoriesMustBeWritable() throws IOException {
    refuses(Errno.EACCES, ALICE, () -> rename("/from/f", "/closed/f"));
    refuses(Errno.EACCES, ALICE, () -> rename("/from/f", "/closed/h"));
    refuses(Errno.EACCES, ALICE, () -> rename("/closed/h", "/to/h"));
    refuses(Errno.EACCES, ALICE, () -> rename("/closed/h", "/closed/i"));
    as(ALICE, () -> rename("/from/f", "/to/f"));
  }

  // rename(2): what is renamed or replaced needs no permission itself, if it is no directory.
  @Test
  void filesThemselvesAreNotAsked() throws IOException {
    chmod("/from/f", 0);
    chmod("/to/g", 0);
    as(CAROL, () -> rename("/from/f", "/to/g"));
    assertEquals("dir", ls("/from"));
  }

  // rename(2): EACCES "oldpath is a directory and does not allow write permission (needed to update
  // the .. entry)".
  @Test
  void aDirectoryThatMovesMustBeWritable() throws IOException {
    chmod("/from/dir", 0555);
    refuses(Errno.EACCES, ALICE, () -> rename("/from/dir", "/to/dir"));
    refuses(Errno.EACCES, BOB, () -> rename("/from/dir", "/to/dir"));
    as(ALICE, () -> rename("/from/dir", "/from/other"));
    rename("/from/other", "/to/dir");
  }

  // rename(2): EPERM, the old directory is sticky.
  @Test
  void stickyGuardsTheOldName() throws IOException {
    chmod("/from", 01777);
    refuses(Errno.EPERM, BOB, () -> rename("/from/f", "/to/f"));
    refuses(Errno.EPERM, BOB, () -> rename("/from/f", "/from/x"));
    refuses(Errno.EPERM, CAROL, () -> rename("/from/f", "/from/x"));
    as(ALICE, () -> rename("/from/f", "/to/f"));
  }

  // rename(2): EPERM, the new directory is sticky, for a file that is replaced.
  @Test
  void stickyGuardsWhatIsReplaced() throws IOException {
    chmod("/to", 01777);
    refuses(Errno.EPERM, ALICE, () -> rename("/from/f", "/to/g"));
    as(ALICE, () -> rename("/from/f", "/to/free"));
    as(BOB, () -> write("/from/mine", ""));
    as(BOB, () -> rename("/from/mine", "/to/g"));
  }

  // rename(2): the owner of a sticky directory and root are above it.
  @Test
  void theOwnerOfAStickyDirectoryMayRename() throws IOException {
    chmod("/from", 01777);
    give("/from", BOB);
    as(BOB, () -> rename("/from/f", "/to/f"));
    chmod("/to", 01777);
    rename("/to/f", "/to/g");
  }

  // Limits.DEPTH_MAX: a tree that moves must fit below its new parent.
  @Test
  void aTreeMovesOnlyWhereItFits() throws IOException {
    use(options().withDepthMax(4));
    mkdir("/a");
    mkdir("/a/b");
    mkdir("/tree");
    mkdir("/tree/one");
    mkdir("/tree/one/two");
    refuses(Errno.ENAMETOOLONG, () -> rename("/tree", "/a/b/tree"));
    rename("/tree", "/a/tree");
    refuses(Errno.ENAMETOOLONG, () -> mkdir("/a/tree/one/two/three"));
  }

  // As above: only directories count, and what is gone counts no more.
  @Test
  void theHeightOfATreeIsMeasuredWhenInDoubt() throws IOException {
    use(options().withDepthMax(3));
    mkdir("/a");
    mkdir("/a/b");
    mkdir("/tree");
    mkdir("/tree/one");
    write("/tree/file", "");
    refuses(Errno.ENAMETOOLONG, () -> rename("/tree", "/a/b/tree"));
    rmdir("/tree/one");
    rename("/tree", "/a/b/tree");
  }

  // As above, for both sides of an exchange.
  @Test
  void anExchangeMustFitBothWays() throws IOException {
    use(options().withDepthMax(3));
    mkdir("/a");
    mkdir("/a/b");
    write("/a/b/f", "");
    mkdir("/tree");
    mkdir("/tree/one");
    refuses(Errno.ENAMETOOLONG, () -> rename("/tree", "/a/b/f", Namespace.EXCHANGE));
    refuses(Errno.ENAMETOOLONG, () -> rename("/a/b/f", "/tree", Namespace.EXCHANGE));
    rename("/tree/one", "/a/b/f", Namespace.EXCHANGE);
  }
}
