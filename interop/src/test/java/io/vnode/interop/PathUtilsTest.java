package io.vnode.interop;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import org.apache.commons.io.file.AccumulatorPathVisitor;
import org.apache.commons.io.file.Counters.PathCounters;
import org.apache.commons.io.file.PathUtils;
import org.apache.commons.io.file.StandardDeleteOption;
import org.apache.commons.io.filefilter.SuffixFileFilter;
import org.apache.commons.io.input.ReversedLinesFileReader;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Commons IO: {@link PathUtils}, its visitors and readers. */
class PathUtilsTest extends InMemory {
  private Path tree;

  @BeforeEach
  void plant() throws IOException {
    tree = directory("/tree");
    file("/tree/one.txt", "1");
    file("/tree/d/two.txt", "22");
    file("/tree/d/e/three.bin", "333");
    directory("/tree/empty");
    Files.createSymbolicLink(tree.resolve("link"), path("one.txt"));
  }

  /** {@link PathUtils#countDirectory}. */
  @Test
  void aTreeIsCounted() throws IOException {
    PathCounters counted = PathUtils.countDirectory(tree);
    assertEquals(4, counted.getDirectoryCounter().get());
    assertEquals(4, counted.getFileCounter().get());
    assertEquals(BigInteger.valueOf(13), PathUtils.sizeOfDirectoryAsBigInteger(tree));
    assertFalse(PathUtils.isEmptyDirectory(tree));
    assertTrue(PathUtils.isEmptyDirectory(tree.resolve("empty")));
  }

  /** {@link PathUtils#copyDirectory}, {@link PathUtils#directoryAndFileContentEquals}. */
  @Test
  void aCopyEqualsItsTree() throws IOException {
    Path copy = path("/copy");
    PathUtils.copyDirectory(tree, copy);
    assertTrue(PathUtils.directoryAndFileContentEquals(tree, copy));
    Files.writeString(copy.resolve("d/e/three.bin"), "334");
    assertFalse(PathUtils.directoryAndFileContentEquals(tree, copy));
    assertTrue(PathUtils.directoryContentEquals(tree, copy));
  }

  /** The same between memory and the host, both ways; the links are followed on the first. */
  @Test
  void aTreeGoesToTheHostAndBack(@TempDir Path host) throws IOException {
    PathUtils.copyDirectory(tree, host.resolve("tree"));
    PathUtils.copyDirectory(host.resolve("tree"), path("/back"));
    assertTrue(PathUtils.directoryAndFileContentEquals(tree, path("/back")));
  }

  /** {@link PathUtils#deleteDirectory}: a link goes, and what it leads to stays. */
  @Test
  void aTreeIsDeletedAndNotWhatLinksLeadTo() throws IOException {
    Path kept = file("/kept/file", "text");
    Files.createSymbolicLink(tree.resolve("d/out"), kept.getParent());
    PathUtils.deleteDirectory(tree);
    assertFalse(Files.exists(tree));
    assertEquals("text", Files.readString(kept));
  }

  /** {@link StandardDeleteOption#OVERRIDE_READ_ONLY}: it sets permissions where it must. */
  @Test
  void aReadOnlyTreeIsDeletedWhenAsked() throws IOException {
    Path locked = tree.resolve("d");
    Files.setPosixFilePermissions(locked, PosixFilePermissions.fromString("r-xr-xr-x"));
    Files.setPosixFilePermissions(
        locked.resolve("two.txt"), PosixFilePermissions.fromString("r--r--r--"));
    PathUtils.delete(locked.resolve("two.txt"), StandardDeleteOption.OVERRIDE_READ_ONLY);
    assertFalse(Files.exists(locked.resolve("two.txt")));
    PathUtils.setReadOnly(locked, false);
  }

  /** {@link AccumulatorPathVisitor} with a filter, over {@link Files#walkFileTree}. */
  @Test
  void aVisitorAccumulatesWhatItsFilterAccepts() throws IOException {
    AccumulatorPathVisitor visitor =
        AccumulatorPathVisitor.builder()
            .setPathCounters(org.apache.commons.io.file.Counters.longPathCounters())
            .setFileFilter(new SuffixFileFilter(".txt"))
            .setDirectoryFilter(org.apache.commons.io.filefilter.TrueFileFilter.INSTANCE)
            .get();
    Files.walkFileTree(tree, visitor);
    assertEquals("[d/two.txt, one.txt]", visitor.relativizeFiles(tree, true, null).toString());
  }

  /** {@link PathUtils#isNewer} and {@link PathUtils#touch}. */
  @Test
  void timesAreComparedAndTouched() throws IOException {
    Path old = file("/old", "");
    Files.setLastModifiedTime(old, FileTime.fromMillis(1_000_000));
    assertFalse(PathUtils.isNewer(old, tree));
    PathUtils.touch(old);
    assertTrue(PathUtils.isNewer(old, 1_000_000));
    assertTrue(PathUtils.isPosix(old));
  }

  /** {@link ReversedLinesFileReader}: seeks from the end. */
  @Test
  void linesAreReadBackwards() throws IOException {
    Path lines = file("/lines", "first\nsecond\nthird\n");
    try (ReversedLinesFileReader reader = ReversedLinesFileReader.builder().setPath(lines).get()) {
      assertEquals("[third, second]", reader.readLines(2).toString());
    }
  }
}
