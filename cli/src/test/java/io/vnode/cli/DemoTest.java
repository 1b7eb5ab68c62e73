package io.vnode.cli;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

/** What the tour says is what happens. */
class DemoTest {
  @Test
  void theTourFitsTwoScreensAndShowsNoDifference() {
    Shell.Result demo = Shell.ok("demo");
    assertTrue(demo.lines().size() < 80, () -> "lines: " + demo.lines().size());
    demo.lines().forEach(line -> assertTrue(line.length() <= 100, line));
    assertFalse(demo.out().contains("DIFFERENT"), demo.out());
  }

  @Test
  void theTourMeetsWhatItIsAbout() {
    String demo = Shell.ok("demo").out().replaceAll(" +", " ");
    for (String outcome :
        new String[] {
          "AccessDeniedException",
          "Operation not permitted",
          "No space left on device",
          "/srv/data",
          "1,099,511,627,777",
          "DirectoryNotEmptyException",
          "ENTRY_CREATE f, ENTRY_DELETE f",
          "OverlappingFileLockException",
          "(snapshot = fs.snapshot()).inodes() 13"
        }) {
      assertTrue(demo.contains(outcome), outcome);
    }
  }
}
