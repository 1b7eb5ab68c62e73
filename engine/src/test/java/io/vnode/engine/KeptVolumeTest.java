package io.vnode.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

/** What {@link KeptVolume} promises to whoever keeps a tree elsewhere. */
class KeptVolumeTest {
  private static final int NAME_WEIGHT = 10;
  private static final int INODE_WEIGHT = 100;

  private final Kept volume = new Kept();
  private final Namespace namespace = new Namespace(volume);

  private static final class Kept extends KeptVolume {
    private int forced;
    private boolean releases;

    Kept() {
      super(
          "kept",
          VolumeOptions.DEFAULT,
          new Space(1 << 20),
          new Space(100),
          new Birth(Kind.DIRECTORY.bits() | 0755, 0, 0, 0, null));
    }

    @Override
    protected int weightOf(String name) {
      return NAME_WEIGHT;
    }

    @Override
    protected int weightOf(Inode inode) {
      return INODE_WEIGHT;
    }

    @Override
    protected boolean isReleased(Inode inode) {
      return releases;
    }

    @Override
    protected void force() {
      forced++;
    }

    TreeChanges take() throws IOException {
      return changes();
    }

    TreeChanges takeAll() throws IOException {
      return everything();
    }

    boolean hasChanged() {
      return isChanged();
    }

    void sealNow(Inode inode) throws IOException {
      sealForGood(inode, false);
    }
  }

  private static String[] names(String path) {
    return path.split("/");
  }

  private OpenFile open(String path, int how) throws IOException {
    return namespace.open(Credentials.ROOT, volume.root(), names(path), 0, how, 0644);
  }

  private Inode write(String path, String text) throws IOException {
    try (OpenFile file = open(path, OpenFile.CREATE | OpenFile.WRITE | OpenFile.TRUNCATE)) {
      file.write(ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8)));
      return file.inode();
    }
  }

  private void unlink(String path) throws IOException {
    namespace.unlink(Credentials.ROOT, volume.root(), names(path), 0);
  }

  private static List<String> namesIn(TreeChanges changes) {
    return changes.names().stream()
        .flatMap(in -> in.entries().stream())
        .map(entry -> (entry.inode() == 0 ? "-" : "+") + entry.name())
        .sorted()
        .collect(Collectors.toList());
  }

  private static String contents(ChangedInode inode) throws IOException {
    ByteBuffer bytes = ByteBuffer.allocate(100);
    inode.contents().forEach((index, piece) -> piece.load(bytes));
    return StandardCharsets.UTF_8.decode(bytes.flip()).toString();
  }

  private static void refuses(Errno errno, Executable call) {
    assertEquals(errno, assertThrows(VfsException.class, call).errno());
  }

  /** {@link KeptVolume#changes}: what has changed since, and nothing else. */
  @Test
  void changesAreWhatHasChangedSinceTheLastTime() throws IOException {
    write("a", "one");
    write("b", "two");
    TreeChanges first = volume.take();
    assertEquals(List.of("+a", "+b"), namesIn(first));
    first.kept();
    assertFalse(volume.hasChanged());
    write("b", "three");
    unlink("a");
    TreeChanges second = volume.take();
    assertEquals(List.of("-a"), namesIn(second));
    ChangedInode file =
        second.inodes().stream().filter(i -> i.contents() != null).findFirst().orElseThrow();
    assertEquals("three", contents(file));
    second.kept();
    assertTrue(volume.take().isEmpty());
  }

  /** {@link Inode#noteAccessed}: "to who keeps the tree elsewhere that is no change". */
  @Test
  void aReadIsNoChange() throws IOException {
    write("a", "one");
    volume.take().kept();
    try (OpenFile file = open("a", OpenFile.READ)) {
      file.read(ByteBuffer.allocate(10));
    }
    namespace.list(volume.root(), 0).next();
    assertFalse(volume.hasChanged());
  }

  /** {@link TreeChanges#giveUp}: "all of it is among the changes of the next time". */
  @Test
  void whatIsGivenUpComesAgain() throws IOException {
    write("a", "one");
    volume.take().giveUp();
    TreeChanges again = volume.take();
    assertEquals(List.of("+a"), namesIn(again));
    again.giveUp();
    TreeChanges all = volume.takeAll();
    assertEquals(List.of("+a"), namesIn(all));
    all.giveUp();
    assertEquals(List.of("+a"), namesIn(volume.take()));
  }

  /** {@link TreeChanges}: what was frozen stays though the file is written and removed. */
  @Test
  void whatWasGatheredStaysAsItWas() throws IOException {
    write("a", "one");
    TreeChanges changes = volume.take();
    write("a", "another");
    unlink("a");
    ChangedInode file =
        changes.inodes().stream().filter(i -> i.contents() != null).findFirst().orElseThrow();
    assertEquals("one", contents(file));
    changes.kept();
    namespace.verify();
  }

  /** {@link OpenFile#force} and a write in SYNC ask the volume. */
  @Test
  void forcingAFileForcesTheVolume() throws IOException {
    try (OpenFile file = open("a", OpenFile.CREATE | OpenFile.WRITE)) {
      file.write(ByteBuffer.wrap(new byte[1]));
      assertEquals(0, volume.forced);
      file.force(false);
      assertEquals(1, volume.forced);
      file.setStatus(OpenFile.SYNC);
      file.write(ByteBuffer.wrap(new byte[1]));
      assertEquals(2, volume.forced);
    }
  }

  /** {@link KeptVolume#weightOf}: charged while there is a name, and given back with it. */
  @Test
  void namesAndInodesWeigh() throws IOException {
    long before = volume.bytes().used();
    write("a", "");
    assertEquals(before + NAME_WEIGHT + INODE_WEIGHT, volume.bytes().used());
    namespace.link(Credentials.ROOT, volume.root(), names("a"), 0, volume.root(), names("b"), 0);
    assertEquals(before + 2 * NAME_WEIGHT + INODE_WEIGHT, volume.bytes().used());
    namespace.verify();
    unlink("a");
    unlink("b");
    assertEquals(before, volume.bytes().used());
  }

  /** {@link KeptVolume#sealForGood}: "nobody, root included". */
  @Test
  void whatIsSealedNobodyChanges() throws IOException {
    Inode file = write("a", "one");
    volume.sealNow(file);
    refuses(Errno.EPERM, () -> write("a", "two"));
    refuses(Errno.EPERM, () -> unlink("a"));
    refuses(Errno.EPERM, () -> namespace.change(Credentials.ROOT, file, new Change().flags(0)));
    refuses(Errno.EPERM, () -> namespace.change(Credentials.ROOT, file, new Change().mode(0777)));
  }

  /** {@link Volume#isReleased}: it can be removed, and neither changed nor renamed. */
  @Test
  void whatIsReleasedCanBeRemovedAndNothingElse() throws IOException {
    volume.sealNow(write("a", "one"));
    volume.releases = true;
    refuses(Errno.EPERM, () -> write("a", "two"));
    refuses(
        Errno.EPERM,
        () ->
            namespace.rename(
                Credentials.ROOT, volume.root(), names("a"), 0, volume.root(), names("b"), 0, 0));
    unlink("a");
    namespace.verify();
  }
}
