package io.vnode.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Modes and owners: POSIX chmod, chown; chmod(2), chown(2), inode(7). */
class ChmodChownTest extends EngineFixture {
  private static final int ALICES_GROUP = 1000;
  private static final int BOBS_GROUP = 1001;

  @BeforeEach
  void plant() throws IOException {
    write("/f", "");
    give("/f", ALICE);
    mkdir("/d", 0777);
    give("/d", ALICE);
  }

  // chmod(2): all twelve bits, and not the type.
  @Test
  void chmodSetsTwelveBits() throws IOException {
    as(ALICE, () -> chmod("/f", 0107777));
    assertEquals(Kind.REGULAR.bits() | 07777, stat("/f").mode());
    as(ALICE, () -> chmod("/d", 0));
    assertEquals(Kind.DIRECTORY.bits(), stat("/d").mode());
  }

  // POSIX chmod: [EPERM] the user is not the owner and not privileged, whatever the mode allows.
  @Test
  void onlyOwnerAndRootChmod() throws IOException {
    as(ALICE, () -> chmod("/f", 0666));
    refuses(Errno.EPERM, BOB, () -> chmod("/f", 0600));
    refuses(Errno.EPERM, CAROL, () -> chmod("/f", 0666));
    chmod("/f", 0600);
    assertEquals(0600, mode("/f"));
  }

  // POSIX chmod: S_ISGID is cleared for a caller who is not in the file's group.
  @Test
  void setGidIsForMembersOfTheGroup() throws IOException {
    as(ALICE, () -> chmod("/f", 02755));
    assertEquals(02755, mode("/f"));
    change("/f", new Change().group(BOBS_GROUP));
    as(ALICE, () -> chmod("/f", 06755));
    assertEquals(04755, mode("/f"));
    chmod("/f", 02755);
    assertEquals(02755, mode("/f"));
    change("/d", new Change().group(BOBS_GROUP));
    as(ALICE, () -> chmod("/d", 02755));
    assertEquals(0755, mode("/d"));
  }

  // POSIX chmod: supplementary groups count.
  @Test
  void aSupplementaryGroupCountsForSetGid() throws IOException {
    chown("/f", CAROL.uid(), ALICES_GROUP);
    as(CAROL, () -> chmod("/f", 02755));
    assertEquals(02755, mode("/f"));
  }

  // fchmodat(2): EOPNOTSUPP for the mode of a symbolic link.
  @Test
  void aLinkHasNoModeOfItsOwn() throws IOException {
    symlink("f", "/link");
    refuses(Errno.EOPNOTSUPP, () -> lchange("/link", new Change().mode(0600)));
    chmod("/link", 0604);
    assertEquals(0604, mode("/f"));
    assertEquals(0777, mode("/link"));
  }

  // chown(2): only a privileged process changes the owner; its own no-change is allowed.
  @Test
  void onlyRootGivesFilesAway() throws IOException {
    refuses(Errno.EPERM, ALICE, () -> change("/f", new Change().owner(BOB.uid())));
    refuses(Errno.EPERM, BOB, () -> change("/f", new Change().owner(BOB.uid())));
    refuses(Errno.EPERM, BOB, () -> change("/f", new Change().owner(ALICE.uid())));
    as(ALICE, () -> change("/f", new Change().owner(ALICE.uid())));
    chown("/f", BOB.uid(), BOBS_GROUP);
    assertEquals(BOB.uid(), stat("/f").uid());
    assertEquals(BOBS_GROUP, stat("/f").gid());
  }

  // chown(2): "the owner of a file may change the group to any group of which that owner is a
  // member".
  @Test
  void ownersGiveFilesToTheirGroups() throws IOException {
    change("/f", new Change().owner(CAROL.uid()).group(CAROL.gid()));
    as(CAROL, () -> change("/f", new Change().group(ALICES_GROUP)));
    assertEquals(ALICES_GROUP, stat("/f").gid());
    refuses(Errno.EPERM, CAROL, () -> change("/f", new Change().group(BOBS_GROUP)));
    refuses(Errno.EPERM, ALICE, () -> change("/f", new Change().group(ALICES_GROUP)));
    change("/f", new Change().group(BOBS_GROUP));
    as(CAROL, () -> change("/f", new Change().group(BOBS_GROUP)));
  }

  // chown(2): the owner of a link changes with lchown.
  @Test
  void aLinkHasAnOwnerOfItsOwn() throws IOException {
    symlink("f", "/link");
    lchange("/link", new Change().owner(BOB.uid()));
    assertEquals(BOB.uid(), lstat("/link").uid());
    assertEquals(ALICE.uid(), stat("/link").uid());
    assertEquals(0777, mode("/link"));
  }

  /** The mode that {@code /f} of Alice's has after {@code mode} and {@code action} of a user. */
  private int after(int mode, int group, Credentials user, Action action) throws IOException {
    chown("/f", ALICE.uid(), group);
    chmod("/f", mode);
    as(user, action);
    return mode("/f");
  }

  // chown(2): the set-id bits are cleared, on Linux by root as well; S_ISGID
  // stays where there is no group execute, for it marks mandatory locking.
  @Test
  void chownClearsSetIdBits() throws IOException {
    Action toSelf = () -> change("/f", new Change().group(ALICES_GROUP));
    for (Credentials user : new Credentials[] {ROOT, ALICE}) {
      assertEquals(0755, after(06755, ALICES_GROUP, user, toSelf));
      assertEquals(02745, after(06745, ALICES_GROUP, user, toSelf));
      assertEquals(0755, after(04755, ALICES_GROUP, user, toSelf));
      assertEquals(01777, after(07777, ALICES_GROUP, user, toSelf));
    }
  }

  // chown(2): for an owner outside the file's group, S_ISGID goes in any case.
  @Test
  void chownByAStrangerToTheGroupClearsSetGid() throws IOException {
    Action toSelf = () -> change("/f", new Change().group(ALICES_GROUP));
    assertEquals(0745, after(02745, BOBS_GROUP, ALICE, toSelf));
    assertEquals(02745, after(02745, BOBS_GROUP, ROOT, toSelf));
  }

  // chown(2): directories keep their bits.
  @Test
  void chownLeavesDirectoriesTheirBits() throws IOException {
    chmod("/d", 07777);
    chown("/d", BOB.uid(), BOBS_GROUP);
    assertEquals(07777, mode("/d"));
  }

  // inode(7), write(2): a write by somebody unprivileged clears the set-id bits.
  @Test
  void writingClearsSetIdBits() throws IOException {
    Action write = () -> open("/f", OpenFile.WRITE).write(bytes("x"));
    assertEquals(0755, after(06755, ALICES_GROUP, ALICE, write));
    assertEquals(02745, after(06745, ALICES_GROUP, ALICE, write));
    assertEquals(0745, after(06745, BOBS_GROUP, ALICE, write));
    assertEquals(06755, after(06755, ALICES_GROUP, ROOT, write));
    assertEquals(0777, after(06777, ALICES_GROUP, BOB, write));
  }

  // truncate(2), open(2): truncating is writing.
  @Test
  void truncatingClearsSetIdBits() throws IOException {
    Action truncate = () -> truncate("/f", 7);
    Action empty = () -> open("/f", OpenFile.READ | OpenFile.WRITE | OpenFile.TRUNCATE);
    for (Action action : new Action[] {truncate, empty}) {
      assertEquals(0755, after(06755, ALICES_GROUP, ALICE, action));
      assertEquals(02745, after(06745, ALICES_GROUP, ALICE, action));
      assertEquals(06755, after(06755, ALICES_GROUP, ROOT, action));
    }
  }

  // write(2): nothing written, nothing cleared.
  @Test
  void openingOrWritingNothingClearsNothing() throws IOException {
    assertEquals(
        06755,
        after(06755, ALICES_GROUP, ALICE, () -> open("/f", OpenFile.WRITE).write(bytes(""))));
  }

  // Change: one that is reused asks the second file for what it asked the first.
  @Test
  void aChangeIsNotChangedByBeingMade() throws IOException {
    write("/g", "");
    chmod("/g", 0604);
    Change change = new Change().owner(BOB.uid());
    change("/f", change);
    change("/g", change);
    assertEquals(0604, mode("/g"));
    assertEquals(0644, mode("/f"));
  }

  // inode(7): S_ISGID on a directory; what is made in it has its group, directories the bit as
  // well.
  @Test
  void whatIsMadeInASetGidDirectoryHasItsGroup() throws IOException {
    chown("/d", ALICE.uid(), BOBS_GROUP);
    chmod("/d", 02777);
    as(ALICE, () -> mkdir("/d/sub"));
    as(ALICE, () -> file("/d/file", 0664));
    as(ALICE, () -> symlink("x", "/d/link"));
    as(ALICE, () -> mknod("/d/fifo", Kind.FIFO.bits() | 0600));
    for (String name : new String[] {"sub", "file", "link", "fifo"}) {
      assertEquals(BOBS_GROUP, lstat("/d/" + name).gid(), name);
      assertEquals(ALICE.uid(), lstat("/d/" + name).uid(), name);
    }
    assertEquals(02755, mode("/d/sub"));
    assertEquals(0664, mode("/d/file"));
    as(ALICE, () -> mkdir("/d/sub/deep"));
    assertEquals(02755, mode("/d/sub/deep"));
  }

  // inode(7): nobody gains a set-gid program of a group by making one in its directory.
  @Test
  void setGidProgramsAreNotMadeForForeignGroups() throws IOException {
    chown("/d", ALICE.uid(), BOBS_GROUP);
    chmod("/d", 02777);
    as(ALICE, () -> file("/d/program", 02775));
    as(ALICE, () -> file("/d/data", 02765));
    as(BOB, () -> file("/d/own", 02775));
    assertEquals(0775, mode("/d/program"));
    assertEquals(02765, mode("/d/data"));
    assertEquals(02775, mode("/d/own"));
  }
}
