package io.vnode.zipstore;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.vnode.nio.VfsFileSystem;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.zip.ZipException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Archives that claim what cannot be: one clear error each, and no memory for what they claim. */
class LiarsTest {
  private static final int LOCAL_SIZE = 30;

  @TempDir Path folder;

  private void assertRefused(String reason, RawZip raw, String... settings) {
    ZipException e =
        assertThrows(ZipException.class, () -> Archives.open(folder, raw, settings).close());
    assertTrue(e.getMessage().contains(reason), e.getMessage());
  }

  private void assertUnreadable(String reason, RawZip raw, String... settings) throws IOException {
    try (VfsFileSystem zip = Archives.open(folder, raw, settings)) {
      ZipException e =
          assertThrows(ZipException.class, () -> Files.readAllBytes(zip.getPath("/a")));
      assertTrue(e.getMessage().contains(reason), e.getMessage());
      assertTrue(e.getMessage().contains("/a"), e.getMessage());
    }
  }

  /** The entry "a" holds another entry, as quines and bombs do. */
  private static RawZip overlapping(boolean inOrder) {
    RawZip inner = new RawZip();
    inner.add("b", "inner");
    byte[] local = Arrays.copyOf(inner.bytes(), LOCAL_SIZE + 1 + 5);
    RawZip raw = new RawZip();
    int at = LOCAL_SIZE + 1;
    if (!inOrder) {
      raw.add("b", "inner").claimedAt(LOCAL_SIZE + 1 + 5 + at);
    }
    raw.add("a".getBytes(UTF_8), local);
    if (inOrder) {
      raw.add("b", "inner").claimedAt(at);
    }
    return raw;
  }

  @Test
  void entryWithinAnotherIsRefusedIfStrict() throws IOException {
    for (boolean inOrder : new boolean[] {true, false}) {
      assertRefused("entry 'a' overlaps the entry at", overlapping(inOrder));
      try (VfsFileSystem zip = Archives.open(folder, overlapping(inOrder), "onOddEntry", "first")) {
        assertEquals("inner", Files.readString(zip.getPath("/b")));
      }
    }
  }

  /** Only the local header says how many extra fields are in front of the bytes. */
  @Test
  void bytesThatReachIntoTheNextEntryAreRefusedWhenTheyAreRead() throws IOException {
    RawZip raw = new RawZip();
    raw.add("a", "hello");
    raw.add("b", "other");
    byte[] bytes = raw.bytes();
    bytes[28] = 3; // Three bytes of extra fields.
    try (VfsFileSystem zip = Archives.open(folder, bytes)) {
      ZipException e =
          assertThrows(ZipException.class, () -> Files.readAllBytes(zip.getPath("/a")));
      assertTrue(e.getMessage().contains("entry /a: overlaps the entry at 36"), e.getMessage());
      assertEquals("other", Files.readString(zip.getPath("/b")));
    }
  }

  @Test
  void entriesNeedNotLieInTheOrderOfTheDirectory() throws IOException {
    RawZip raw = new RawZip();
    raw.add("b", "1").claimedAt(LOCAL_SIZE + 2);
    raw.add("a", "2").claimedAt(0);
    byte[] bytes = raw.bytes();
    bytes[LOCAL_SIZE] = 'a';
    bytes[LOCAL_SIZE + 1] = '2';
    bytes[2 * LOCAL_SIZE + 2] = 'b';
    bytes[2 * LOCAL_SIZE + 3] = '1';
    try (VfsFileSystem zip = Archives.open(folder, bytes, "verify", "off")) {
      assertEquals("2", Files.readString(zip.getPath("/a")));
      assertEquals("1", Files.readString(zip.getPath("/b")));
    }
  }

  @Test
  void directoryBeyondTheFileIsRefused() {
    assertRefused("bytes does not fit", RawZip.hello().claimedDirectorySize(0x7fff_ffff));
  }

  @Test
  void fourGigaEntriesClaimedInAHundredBytesAreRefused() {
    RawZip raw = new RawZip().zip64().claimedEntries(1L << 32);
    assertTrue(raw.bytes().length < 100, "it is that short");
    assertRefused("4294967296 entries do not fit in a central directory of 0 bytes", raw);
  }

  @Test
  void nameOf65535BytesIsRefused() {
    RawZip raw = new RawZip();
    raw.add("n".repeat(0xffff), "");
    assertRefused("has a name that is too long", raw);
  }

  private static byte[] zip64(long size, long packedSize) {
    return ByteBuffer.allocate(20)
        .order(ByteOrder.LITTLE_ENDIAN)
        .putShort((short) 1)
        .putShort((short) 16)
        .putLong(size)
        .putLong(packedSize)
        .array();
  }

  /** APPNOTE 4.5.3: eight bytes for each number, which Java has a sign for. */
  @Test
  void sizesThatOverflowAreRefused() throws IOException {
    RawZip negative = new RawZip();
    negative.add("a", "hello").claimedSize(-1).extra(zip64(5, -5));
    assertRefused("18446744073709551611 is too large", negative);
    RawZip greatest = new RawZip();
    greatest.add("a", "hello").claimedSize(-1).extra(zip64(Long.MAX_VALUE, Long.MAX_VALUE));
    greatest.add("b", "other");
    assertRefused("entry 'a' overlaps the entry at 36", greatest);
    assertUnreadable("reach into the directory", greatest, "onOddEntry", "first");
  }

  /** RFC 1951: no symbol stands for more than 258 bytes, and none takes less than two bits. */
  @Test
  void deflatedBytesThatCannotBecomeSoManyAreRefused() throws IOException {
    RawZip raw = new RawZip();
    raw.add("a", "hello").method(8).unpackedSize(0x7fff_ffff);
    assertUnreadable("5 deflated bytes cannot become 2147483647", raw);
  }

  @Test
  void listingDoesNotNeedWhatCannotBeRead() throws IOException {
    RawZip raw = new RawZip();
    raw.add("a", "hello").method(8).unpackedSize(0x7fff_ffff);
    try (VfsFileSystem zip = Archives.open(folder, raw)) {
      assertEquals(List.of("/a"), Archives.paths(zip));
      assertEquals(0x7fff_ffff, Files.size(zip.getPath("/a")));
    }
  }
}
