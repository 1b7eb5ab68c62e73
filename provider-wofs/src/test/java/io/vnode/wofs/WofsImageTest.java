package io.vnode.wofs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.vnode.wofs.WofsRegion.Kind;
import io.vnode.wofs.format.Forged;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What an image tells of itself, as issue 8, point 8, asks for. */
class WofsImageTest {
  /** So that nothing but what was written makes a difference. */
  private static final InstantSource STOPPED = () -> Instant.EPOCH;

  @TempDir Path directory;
  private Path image;

  @BeforeEach
  void makeAnImage() throws IOException {
    image = directory.resolve("disk.img");
    Sample.make(image, Map.of());
  }

  private static List<String> texts(List<WofsChange> changes) {
    return changes.stream()
        .map(change ->
            change.kind()
                + " "
                + (change.from() == null ? "" : change.from() + " > ")
                + change.path()
                + " "
                + change.size())
        .toList();
  }

  private List<String> changes(long number) throws IOException {
    try (WofsImage opened = WofsImage.open(image)) {
      return texts(opened.changes(number));
    }
  }

  /** WOFS-FORMAT, the log: each commit begins where the one before ends. */
  @Test
  void commitsFollowEachOther() throws IOException {
    try (WofsImage opened = WofsImage.open(image)) {
      assertEquals(Sample.COMMITS, opened.commits().size());
      long end = 4096;
      for (WofsCommit commit : opened.commits()) {
        assertEquals(end, commit.start());
        end += commit.length();
      }
      assertEquals(end, opened.end());
      assertEquals(Files.size(image), end);
      assertTrue(opened.commits().get(0).isBase());
      assertFalse(opened.commits().get(1).isBase());
    }
  }

  /** The first commit has added all that it has. */
  @Test
  void theFirstCommitAddsEverything() throws IOException {
    List<String> changes = changes(1);
    assertEquals("ADDED / 0", changes.get(0));
    assertTrue(changes.contains("ADDED /a/b/c/hard 50000"));
    assertTrue(changes.contains("ADDED /soft 11"));
    assertTrue(changes.stream().allMatch(change -> change.startsWith("ADDED ")));
  }

  /** Issue 8: "changed paths and sizes"; a time of a directory is no change of its own. */
  @Test
  void laterCommitsTellWhatHasChanged() throws IOException {
    assertEquals(
        List.of(
            "ATTRIBUTES /a 0",
            "ADDED /a/b/new 3",
            "ATTRIBUTES /a/text 99000",
            "ADDED /holes 400000"),
        changes(2));
    assertEquals(
        List.of(
            "ATTRIBUTES /a/text 99000", "ATTRIBUTES /moved 0", "RENAMED /empty > /moved/c/empty 0"),
        changes(4));
  }

  /** What is in a directory goes with it; what was removed before, does not. */
  @Test
  void aRenamedDirectoryIsOneChange() throws IOException {
    assertEquals(
        List.of(
            "REMOVED /a/b/doomed 12",
            "MODIFIED /a/noise 40001",
            "RENAMED /a/b > /moved 0",
            "MODIFIED /moved/c/hard 40001"),
        changes(3));
  }

  /** The seed's own question: what is different between two images. */
  @Test
  void twoImagesWithTheSameTreeDoNotDiffer() throws IOException {
    Path compacted = directory.resolve("compacted.img");
    Files.copy(image, compacted);
    try (WofsFileSystem fs = WofsFileSystem.mount(compacted, Map.of("compression", "deflate"))) {
      fs.compact();
    }
    try (WofsImage one = WofsImage.open(image);
        WofsImage other = WofsImage.open(compacted)) {
      assertEquals(List.of(), one.diff(4, other, 5));
      assertEquals(texts(one.changes(3)), texts(one.diff(2, one, 3)));
      assertEquals(
          List.of("ADDED /holes 400000"),
          texts(one.diff(1, other, 5)).stream()
              .filter(change -> change.contains("holes"))
              .toList());
    }
  }

  /** A copy that went its own way gives numbers anew, which is no rename. */
  @Test
  void inodesOfDivergedImagesAreNotTakenForEachOther() throws IOException {
    Path copy = directory.resolve("copy.img");
    Files.copy(image, copy);
    for (Path one : List.of(image, copy)) {
      try (WofsFileSystem fs = WofsFileSystem.mount(one, Map.of())) {
        Files.writeString(fs.getPath("/of " + one.getFileName()), "x");
      }
    }
    try (WofsImage one = WofsImage.open(image);
        WofsImage other = WofsImage.open(copy)) {
      assertEquals(
          List.of("ADDED /of copy.img 1", "REMOVED /of disk.img 1"), texts(one.diff(5, other, 5)));
    }
  }

  @Test
  void aCommitThatIsNotThereIsNamed() throws IOException {
    try (WofsImage opened = WofsImage.open(image)) {
      assertEquals(
          image + " has no commit 5: there are 1 to 4",
          assertThrows(IllegalArgumentException.class, () -> opened.changes(5)).getMessage());
    }
  }

  // ---------------------------------------------------------------- regions

  /** Every byte up to the capacity is of one region. */
  @Test
  void regionsFollowEachOtherUpToTheCapacity() throws IOException {
    try (WofsImage opened = WofsImage.open(image)) {
      List<WofsRegion> regions = opened.regions();
      long at = 0;
      for (WofsRegion region : regions) {
        assertEquals(at, region.start());
        assertTrue(region.length() > 0);
        at = region.end();
      }
      assertEquals(opened.capacity(), at);
      assertEquals(Kind.HEADER, regions.get(0).kind());
      assertEquals(Kind.FREE, regions.get(regions.size() - 1).kind());
    }
  }

  private static long bytes(WofsImage image, Kind kind) throws IOException {
    return image.regions().stream()
        .filter(region -> region.kind() == kind)
        .mapToLong(WofsRegion::length)
        .sum();
  }

  /** Three pieces of the file that changed, and one that was deleted; a compaction drops them. */
  @Test
  void whatOnlyEarlierCommitsHaveIsDeadUntilItIsCompacted() throws IOException {
    long live;
    try (WofsImage opened = WofsImage.open(image)) {
      live = bytes(opened, Kind.LIVE);
      assertTrue(bytes(opened, Kind.DEAD) >= 12 + 16_384);
    }
    try (WofsFileSystem fs = WofsFileSystem.mount(image, Map.of())) {
      fs.compact();
    }
    try (WofsImage opened = WofsImage.open(image)) {
      assertEquals(0, bytes(opened, Kind.DEAD));
      assertEquals(live, bytes(opened, Kind.LIVE));
    }
  }

  // ---------------------------------------------------------------- checking

  private WofsCheck verify() throws IOException {
    try (WofsImage opened = WofsImage.open(image)) {
      return opened.verify(new WofsCheckListener() {});
    }
  }

  @Test
  void aSoundImageIsSound() throws IOException {
    WofsCheck check = verify();
    assertEquals(List.of(), check.damages());
    assertEquals(Sample.COMMITS, check.commits());
  }

  /** WOFS-FORMAT: one byte of anything, padding among it, is under some checksum. */
  @Test
  void aByteChangedInAnyRegionIsFound() throws IOException {
    byte[] sound = Files.readAllBytes(image);
    List<WofsRegion> regions;
    try (WofsImage opened = WofsImage.open(image)) {
      regions = opened.regions();
    }
    for (WofsRegion region : regions) {
      if (region.kind() == Kind.HEADER || region.kind() == Kind.FREE) {
        continue;
      }
      byte[] changed = sound.clone();
      changed[(int) (region.start() + region.length() / 2)] ^= 0x10;
      Files.write(image, changed);
      assertFalse(verify().isSound(), region::toString);
    }
  }

  /** WOFS-FORMAT, reading the log: a commit is one by its first seal, and it can be told. */
  @Test
  void aSecondSealThatACrashHasCutOffIsTold() throws IOException {
    byte[] sound = Files.readAllBytes(image);
    Files.write(image, Arrays.copyOf(sound, sound.length - 100));
    List<WofsFormatException> damages = verify().damages();
    assertEquals(1, damages.size());
    assertTrue(damages.get(0).getMessage().contains("second seal of commit 4 was never written"));
    try (WofsImage opened = WofsImage.open(image)) {
      assertEquals(0, opened.unfinished());
      assertEquals(
          opened.capacity(), opened.regions().stream().mapToLong(WofsRegion::length).sum());
    }
  }

  /** WOFS-FORMAT, header: who knows less may read, and only that. */
  @Test
  void anImageWithAnUnknownCompatibleFeatureIsReadAndNotWritten() throws IOException {
    Files.write(image, Forged.withCompatibleFeature(Files.readAllBytes(image), 5));
    assertEquals(1, verify().damages().size(), "the header is under the hash of the first commit");
    WofsFormatException refused =
        assertThrows(
            WofsFormatException.class, () -> WofsFileSystem.mount(image, Map.of()).close());
    assertTrue(refused.getMessage().contains("at 24: has the feature compatible-5, "));
    try (WofsFileSystem fs = WofsFileSystem.mount(image, Map.of("mode", "ro"))) {
      assertEquals("new", Files.readString(fs.getPath("/moved/new")));
    }
  }

  /** The chain is there for intent: a history that was replaced from some commit on. */
  @Test
  void aCommitFromAnotherHistoryBreaksTheChain() throws IOException {
    Path other = directory.resolve("other.img");
    Files.copy(image, other);
    for (Path one : List.of(image, other)) {
      for (String text : List.of(one == other ? "another" : "the one", "x")) {
        try (WofsFileSystem fs = WofsFileSystem.mount(one, Map.of("clock", STOPPED))) {
          Files.writeString(fs.getPath("/file"), text);
        }
      }
    }
    splice(other);
    WofsCheck check = verify();
    assertEquals(1, check.damages().size(), check::toString);
    assertTrue(check.damages().get(0).getMessage().contains("commit 6 is not what its hash says"));
  }

  /** Puts the last commit of {@code other} in the place of ours: it is sound, and fits. */
  private void splice(Path other) throws IOException {
    byte[] ours = Files.readAllBytes(image);
    byte[] theirs = Files.readAllBytes(other);
    try (WofsImage opened = WofsImage.open(image)) {
      int start = (int) opened.commits().get(5).start();
      System.arraycopy(theirs, start, ours, start, ours.length - start);
    }
    Files.write(image, ours);
  }

  /** Progress: each commit by its number, and no more bytes than were announced. */
  @Test
  void whoListensIsToldOfEachCommit() throws IOException {
    List<Long> numbers = new ArrayList<>();
    long[] left = {0};
    try (WofsImage opened = WofsImage.open(image)) {
      opened.verify(
          new WofsCheckListener() {
            @Override
            public void begin(long number, long bytes) {
              numbers.add(number);
              left[0] = bytes;
            }

            @Override
            public void advance(long bytes) {
              left[0] -= bytes;
              assertTrue(left[0] >= 0);
            }
          });
    }
    assertEquals(List.of(1L, 2L, 3L, 4L), numbers);
  }

  /** A header is all there is to begin with. */
  @Test
  void whatIsNoImageIsRefused() throws IOException {
    Files.writeString(image, "no image".repeat(1000));
    WofsFormatException refused =
        assertThrows(WofsFormatException.class, () -> WofsImage.open(image));
    assertTrue(refused.getMessage().contains("does not begin as a wofs image"));
  }
}
