package io.vnode.zipstore;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.vnode.nio.VfsFileSystem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.ZipException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Where an archive is in a file: APPNOTE 4.3.14 to 4.3.16, and what was put in front of it. */
class FindTheStoreTest {
  private static final byte[] SCRIPT = "#!/bin/sh\nexec true\n".repeat(50).getBytes(UTF_8);

  @TempDir Path folder;

  private void assertHello(RawZip zip) throws IOException {
    try (VfsFileSystem opened = Archives.open(folder, zip)) {
      assertEquals("hello", Files.readString(opened.getPath("/a")));
    }
  }

  private void assertRefused(String reason, byte[] bytes) {
    ZipException e = assertThrows(ZipException.class, () -> Archives.open(folder, bytes));
    assertTrue(e.getMessage().contains(reason), e.getMessage());
  }

  @Test
  void commentOf65535BytesIsPassed() throws IOException {
    assertHello(RawZip.hello().comment(new byte[0xffff]));
  }

  @Test
  void endRecordWithinACommentIsNotTheEndRecord() throws IOException {
    byte[] other = new RawZip().bytes();
    byte[] comment = new byte[other.length + 1];
    System.arraycopy(other, 0, comment, 0, other.length);
    assertHello(RawZip.hello().comment(comment));
  }

  @Test
  void offsetsMayCountFromTheBeginningOfTheFile() throws IOException {
    assertHello(RawZip.hello().prefix(SCRIPT, true));
  }

  @Test
  void offsetsMayCountFromTheBeginningOfTheArchive() throws IOException {
    assertHello(RawZip.hello().prefix(SCRIPT, false));
  }

  @Test
  void prefixThatIsAnArchiveItselfIsAPrefix() throws IOException {
    RawZip other = new RawZip();
    other.add("b", "other");
    assertHello(RawZip.hello().prefix(other.bytes(), false));
    assertHello(RawZip.hello().prefix(other.bytes(), true));
  }

  @Test
  void zip64IsFound() throws IOException {
    assertHello(RawZip.hello().zip64());
  }

  @Test
  void zip64MayHaveAPrefix() throws IOException {
    assertHello(RawZip.hello().zip64().prefix(SCRIPT, true));
    assertHello(RawZip.hello().zip64().prefix(SCRIPT, false));
  }

  @Test
  void bytesBehindAnArchiveAreIgnoredIfItIsOne() throws IOException {
    assertHello(RawZip.hello().behind(new byte[100]));
    assertHello(RawZip.hello().behind(new byte[100]).prefix(SCRIPT, false));
  }

  @Test
  void archiveWithoutEntriesIsAnEmptyDirectory() throws IOException {
    try (VfsFileSystem zip = Archives.open(folder, new RawZip())) {
      assertEquals(List.of(), Archives.paths(zip));
    }
  }

  @Test
  void fileThatIsNoArchiveIsRefused() {
    assertRefused("no end record", new byte[0]);
    assertRefused("no end record", SCRIPT);
    byte[] cut = RawZip.hello().bytes();
    assertRefused("no end record", java.util.Arrays.copyOf(cut, cut.length - 1));
  }

  @Test
  void partOfASplitArchiveIsRefused() {
    assertRefused("split archive of 3 parts", RawZip.hello().disk(2).bytes());
  }

  @Test
  void moreEntriesThanTheDirectoryHasBytesForAreRefused() {
    assertRefused("60000 entries do not fit", RawZip.hello().claimedEntries(60000).bytes());
    assertRefused(
        "4294967296 entries do not fit", RawZip.hello().zip64().claimedEntries(1L << 32).bytes());
    assertRefused(
        "18446744073709551615 entries", RawZip.hello().zip64().claimedEntries(-1).bytes());
  }

  @Test
  void otherNumberOfEntriesThanTheDirectoryHoldsIsRefused() {
    RawZip zip = RawZip.hello();
    zip.add("b", "");
    assertRefused("counts 1 entries, the directory holds 2", zip.claimedEntries(1).bytes());
  }

  @Test
  void directoryThatIsLargerThanTheFileIsRefused() {
    assertRefused("bytes does not fit", RawZip.hello().claimedDirectorySize(1 << 30).bytes());
    assertRefused(
        "bytes does not fit", RawZip.hello().zip64().claimedDirectorySize(1L << 62).bytes());
  }

  @Test
  void directoryThatIsNotWhereItShouldBeIsRefused() {
    assertRefused("no central directory", RawZip.hello().claimedDirectorySize(46).bytes());
  }
}
