package io.vnode.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.EnumSet;
import java.util.List;
import org.junit.jupiter.api.Test;

/** {@link TreeSnapshot}: a tree as it was, put back into its volume or into others. */
class SnapshotTest extends EngineFixture {
  private static final int UNIT = Block.UNIT;

  /** One of everything that a tree can hold. */
  private void fill() throws IOException {
    mkdir("d");
    write("d/small", "contents");
    tick();
    give("d/small", ALICE);
    chmod("d/small", 04751);
    setXattr("d/small", "user.colour", new byte[] {1, 2});
    change("d/small", new Change().accessed(5).modified(6).born(7));
    tick();
    link("d/small", "other");
    symlink("d/small", "soft");
    mknod("fifo", Kind.FIFO.bits() | 0640);
    mknod("device", Kind.CHARACTER_DEVICE.bits() | 0600, 0x105);
    write("gone", "");
    try (OpenFile sparse = open("sparse", OpenFile.CREATE | OpenFile.WRITE)) {
      sparse.write(bytes("far out"), 100L * Block.SIZE);
      sparse.truncate(200L * Block.SIZE);
    }
    unlink("gone");
    mkdir("d/e", 01777);
    chattr("d/e", Inode.APPEND_ONLY);
    setXattr("/", "user.top", new byte[100]);
    chmod("/", 0711);
  }

  private String text() throws IOException {
    return TreeText.of(namespace);
  }

  private Namespace restored(TreeSnapshot snapshot) throws IOException {
    Namespace other = new Namespace(volume(options(), NO_LIMIT, NO_LIMIT));
    other.restore(snapshot);
    other.verify();
    return other;
  }

  private void fillWith(String path, int bytes) throws IOException {
    try (OpenFile file = open(path, OpenFile.CREATE | OpenFile.WRITE)) {
      file.write(ByteBuffer.allocate(bytes));
    }
  }

  // ---------------------------------------------------------------- what is in it

  @Test
  void allThatATreeCanHoldIsInAnotherVolumeAsItWas() throws IOException {
    fill();
    String before = text();
    TreeSnapshot snapshot = namespace.snapshot();
    tick();
    Namespace other = restored(snapshot);
    assertEquals(before, TreeText.of(other));
    assertEquals(before, text(), "the volume itself has not changed");
    assertEquals(stat("d/small").allocated(), 8);
    assertTrue(before.contains("far out"));
  }

  @Test
  void aRestoreUndoesWhateverWasDoneSince() throws IOException {
    changeAndRestore();
  }

  @Test
  void aRestoreDoesSoWithOneLockForTheVolume() throws IOException {
    use(options().withCoarseLocks(true));
    changeAndRestore();
  }

  private void changeAndRestore() throws IOException {
    fill();
    String before = text();
    TreeSnapshot snapshot = namespace.snapshot();
    tick();
    write("other", "changed");
    truncate("sparse", 5);
    rename("soft", "d/soft");
    unlink("fifo");
    mkdir("new");
    rename("d", "new/d");
    chmod("/", 0700);
    setXattr("/", "user.top", null);
    tick();
    namespace.restore(snapshot);
    assertEquals(before, text());
  }

  @Test
  void aListingGoesOnInTheCopyWhereItStoodInTheOriginal() throws IOException {
    for (int i = 0; i < 10; i++) {
      write("f" + i, "");
    }
    DirectoryCursor cursor = namespace.list(namespace.root(), 0);
    cursor.next();
    long cookie = cursor.next().cookie();
    unlink("f0");
    Directory copy = restored(namespace.snapshot()).root();
    assertEquals("f2", copy.list(cookie).next().name());
  }

  @Test
  void whatIsMadeAfterARestoreGetsTheNumbersItWouldHaveGotThen() throws IOException {
    write("a", "");
    TreeSnapshot snapshot = namespace.snapshot();
    write("b", "");
    long expected = at("b").number();
    for (int i = 0; i < 3; i++) {
      namespace.restore(snapshot);
      write("c", "");
      assertEquals(expected, at("c").number());
    }
  }

  @Test
  void anEmptyTreeCanBeTakenAndPutBack() throws IOException {
    TreeSnapshot empty = namespace.snapshot();
    assertEquals(1, empty.inodes());
    assertEquals(0, empty.bytes());
    fill();
    namespace.restore(empty);
    assertEquals("", ls("/"));
    assertEquals(1, volume.inodes().used());
    assertEquals(0, volume.bytes().used());
  }

  @Test
  void twoSnapshotsOfOneTreeKnowNothingOfEachOther() throws IOException {
    write("f", "one");
    TreeSnapshot first = namespace.snapshot();
    write("f", "two");
    TreeSnapshot second = namespace.snapshot();
    write("f", "three");
    namespace.restore(first);
    assertEquals("one", read("f"));
    first.close();
    namespace.restore(second);
    assertEquals("two", read("f"));
  }

  @Test
  void aSnapshotOfWhatCameFromASnapshotIsOneLikeAnyOther() throws IOException {
    fill();
    String before = text();
    Namespace child = restored(namespace.snapshot());
    Namespace grandchild = restored(child.snapshot());
    assertEquals(before, TreeText.of(grandchild));
  }

  @Test
  void theDeepestTreeIsCopiedAndTakenApart() throws IOException {
    TreeSnapshot empty = namespace.snapshot();
    for (int i = 0; i < Limits.DEPTH_MAX; i++) {
      cwd = mkdir("d");
    }
    write("f", "deep");
    cwd = namespace.root();
    Namespace other = restored(namespace.snapshot());
    assertEquals(Limits.DEPTH_MAX, other.root().height());
    namespace.restore(empty);
    assertEquals("", ls("/"));
  }

  @Test
  void aFileWithoutANameIsNotInASnapshot() throws IOException {
    OpenFile open = open("f", OpenFile.CREATE | OpenFile.WRITE);
    open.write(bytes("text"));
    unlink("f");
    assertEquals(1, namespace.snapshot().inodes());
  }

  // ---------------------------------------------------------------- what it costs

  @Test
  void aSnapshotTakesNoSpaceUntilWhatItHoldsIsWritten() throws IOException {
    fillWith("f", 10 * Block.SIZE);
    long used = volume.bytes().used();
    TreeSnapshot snapshot = namespace.snapshot();
    assertEquals(used, volume.bytes().used());
    assertEquals(used, snapshot.bytes());
    try (OpenFile file = open("f", OpenFile.WRITE)) {
      file.write(bytes("x"), 0);
    }
    assertEquals(used + Block.SIZE, volume.bytes().used());
    namespace.verify();
    snapshot.close();
    assertEquals(used, volume.bytes().used());
    namespace.verify();
    snapshot.close();
    assertEquals(used, volume.bytes().used());
  }

  @Test
  void whatOnlyASnapshotHoldsStaysChargedUntilItIsClosed() throws IOException {
    use(options(), 2 * Block.SIZE, NO_LIMIT);
    fillWith("f", 2 * Block.SIZE);
    TreeSnapshot snapshot = namespace.snapshot();
    unlink("f");
    refuses(Errno.ENOSPC, () -> fillWith("g", 1));
    snapshot.close();
    fillWith("g", 1);
  }

  @Test
  void aSnapshotThatNobodyCanReachGivesBackWhatItHeld() throws Exception {
    fillWith("f", Block.SIZE);
    namespace.snapshot();
    unlink("f");
    for (int i = 0; i < 600 && volume.bytes().used() > 0; i++) {
      System.gc();
      Thread.sleep(10);
    }
    assertEquals(0, volume.bytes().used());
  }

  @Test
  void anotherVolumeIsChargedForAllThatItHolds() throws IOException {
    fill();
    TreeSnapshot snapshot = namespace.snapshot();
    TreeVolume other = volume(options(), NO_LIMIT, NO_LIMIT);
    new Namespace(other).restore(snapshot);
    assertEquals(volume.bytes().used(), other.bytes().used());
    assertEquals(snapshot.bytes(), other.bytes().used());
    assertEquals(volume.inodes().used(), other.inodes().used());
    assertEquals(snapshot.inodes(), other.inodes().used());
  }

  @Test
  void copiesThatShareTheirBlocksShareThemInAnotherVolume() throws IOException {
    fillWith("f", 3 * Block.SIZE + 1);
    for (String name : List.of("g", "h")) {
      try (OpenFile from = open("f", OpenFile.READ);
          OpenFile to = open(name, OpenFile.CREATE | OpenFile.WRITE)) {
        ContentCopy.run(from, to);
      }
    }
    truncate("h", Block.SIZE + 1);
    TreeVolume other = volume(options(), NO_LIMIT, NO_LIMIT);
    Namespace copy = new Namespace(other);
    copy.restore(namespace.snapshot());
    copy.verify();
    assertEquals(3 * Block.SIZE + UNIT, other.bytes().used());
  }

  @Test
  void eachOfManyVolumesWritesItsOwnAndOutlivesTheSnapshot() throws IOException {
    fillWith("f", 2 * Block.SIZE);
    TreeSnapshot snapshot = namespace.snapshot();
    Namespace one = restored(snapshot);
    Namespace two = restored(snapshot);
    snapshot.close();
    String[] f = {"f"};
    try (OpenFile file = one.open(ROOT, one.root(), f, 0, OpenFile.WRITE, 0)) {
      file.write(bytes("one"), 0);
    }
    try (OpenFile file = open("f", OpenFile.WRITE)) {
      file.write(bytes("own"), 0);
    }
    try (OpenFile file = two.open(ROOT, two.root(), f, 0, OpenFile.READ, 0)) {
      assertEquals("\0\0\0", contents(file).substring(0, 3));
    }
    one.unlink(ROOT, one.root(), f, 0);
    one.verify();
    two.verify();
    assertEquals(0, ((TreeVolume) one.root().volume()).bytes().used());
  }

  @Test
  void aThousandRestoresLeaveAsMuchInUseAsOne() throws IOException {
    fill();
    TreeSnapshot own = namespace.snapshot();
    TreeSnapshot foreign = restored(own).snapshot();
    long bytes = volume.bytes().used();
    long inodes = volume.inodes().used();
    for (int i = 0; i < 1000; i++) {
      namespace.restore(i % 2 == 0 ? own : foreign);
      write("more" + i, "text");
      write("d/small", "written");
    }
    namespace.restore(own);
    assertEquals(bytes, volume.bytes().used());
    assertEquals(inodes, volume.inodes().used());
  }

  @Test
  void aFullVolumeCanBeRestored() throws IOException {
    use(options(), 2 * Block.SIZE, 3);
    fillWith("f", Block.SIZE);
    setXattr("f", "user.a", new byte[Block.SIZE - 10]);
    TreeSnapshot snapshot = namespace.snapshot();
    refuses(Errno.ENOSPC, () -> fillWith("g", Block.SIZE));
    unlink("g");
    write("h", "");
    String full = ls("/");
    namespace.restore(snapshot);
    assertEquals("f", ls("/"));
    assertNotSame("f", full);
    namespace.verify();
  }

  @Test
  void aSnapshotThatDoesNotFitChangesNothing() throws IOException {
    fill();
    TreeSnapshot snapshot = namespace.snapshot();
    long bytes = snapshot.bytes();
    use(options(), bytes - 1, NO_LIMIT);
    write("f", "");
    refuses(Errno.ENOSPC, () -> namespace.restore(snapshot));
    assertEquals("f", ls("/"));
    assertEquals(0, volume.bytes().used());
    use(options(), NO_LIMIT, snapshot.inodes() - 1);
    refuses(Errno.ENOSPC, () -> namespace.restore(snapshot));
    assertEquals(0, volume.bytes().used());
    use(options(), bytes, snapshot.inodes());
    namespace.restore(snapshot);
    assertEquals(0, volume.bytes().free());
  }

  // ---------------------------------------------------------------- what was open

  @Test
  void whatIsOpenLivesWithoutANameUntilItIsClosed() throws IOException {
    write("f", "one");
    TreeSnapshot snapshot = namespace.snapshot();
    OpenFile open = open("f", OpenFile.READ | OpenFile.WRITE);
    namespace.restore(snapshot);
    open.write(bytes("own"), 0);
    assertEquals("own", contents(open));
    assertEquals("one", read("f"));
    assertEquals(0, open.inode().links());
    namespace.verify();
    open.close();
    assertEquals(3, volume.bytes().used());
  }

  @Test
  void aDirectoryOfTheOldTreeIsDeadAndTheRootIsNot() throws IOException {
    Directory old = mkdir("d");
    write("d/f", "");
    Directory root = namespace.root();
    namespace.restore(namespace.snapshot());
    assertTrue(old.isDead());
    assertTrue(old.isEmpty());
    cwd = old;
    refuses(Errno.ENOENT, () -> mkdir("e"));
    refuses(Errno.ENOENT, () -> at("f"));
    cwd = root;
    assertSame(root, namespace.root());
    write("d/g", "");
    assertEquals("f g", ls("d"));
    assertSame(root, directory("d").parent());
  }

  @Test
  void watchesEndWithTheOldTree() throws IOException {
    Directory old = mkdir("d");
    int[] signals = {0};
    EnumSet<WatchKind> all = EnumSet.allOf(WatchKind.class);
    Watch onRoot = Watch.of(namespace.root(), all, () -> signals[0]++);
    Watch onOld = Watch.of(old, all, () -> signals[0]++);
    namespace.restore(namespace.snapshot());
    assertFalse(onRoot.isValid());
    assertFalse(onOld.isValid());
    assertEquals(2, signals[0]);
    assertEquals(List.of(), onRoot.fetch());
    Watch anew = Watch.of(namespace.root(), all, () -> {});
    write("f", "");
    assertFalse(anew.fetch().isEmpty());
  }

  // ---------------------------------------------------------------- what cannot be

  @Test
  void aClosedSnapshotIsNoMore() throws IOException {
    write("f", "");
    TreeSnapshot snapshot = namespace.snapshot();
    snapshot.close();
    assertThrows(IllegalStateException.class, () -> namespace.restore(snapshot));
    assertEquals("f", ls("/"));
  }

  @Test
  void aVolumeInWhichAnotherIsMountedIsNotReplaced() throws IOException {
    mkdir("d");
    TreeSnapshot snapshot = namespace.snapshot();
    String[] d = {"d"};
    TreeVolume other = volume(options(), NO_LIMIT, NO_LIMIT);
    namespace.mount(ROOT, other, namespace.root(), d, 0);
    write("d/hidden", "");
    assertEquals(2, namespace.snapshot().inodes(), "what is mounted is not in it");
    refuses(Errno.EBUSY, () -> namespace.restore(snapshot));
    namespace.verify();
    namespace.unmount(ROOT, namespace.root(), d, 0);
    namespace.restore(snapshot);
  }

  @Test
  void aReadOnlyVolumeIsNotReplaced() throws IOException {
    TreeSnapshot snapshot = namespace.snapshot();
    use(options().withReadOnly(true));
    refuses(Errno.EROFS, () -> namespace.restore(snapshot));
  }
}
