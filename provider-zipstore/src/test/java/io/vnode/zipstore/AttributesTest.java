package io.vnode.zipstore;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.vnode.engine.Credentials;
import io.vnode.nio.VfsFileSystem;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.Map;
import java.util.zip.CRC32;
import java.util.zip.ZipException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Modes, owners, links and times: APPNOTE 4.4.15, 4.5 and 4.6, and Info-ZIP's extra fields. */
class AttributesTest {
  private static final Instant MOMENT = Instant.parse("2021-03-04T05:06:07Z");

  @TempDir Path folder;

  private static ByteBuffer field(int id, int length) {
    return ByteBuffer.allocate(4 + length)
        .order(ByteOrder.LITTLE_ENDIAN)
        .putShort((short) id)
        .putShort((short) length);
  }

  private static int seconds(Instant moment) {
    return (int) moment.getEpochSecond();
  }

  private static String permissions(Path path) throws IOException {
    return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
  }

  private Map<String, Object> unix(RawZip raw) throws IOException {
    try (VfsFileSystem zip = Archives.open(folder, raw)) {
      return Files.readAttributes(zip.getPath("/a"), "unix:*");
    }
  }

  private Instant modified(RawZip raw) throws IOException {
    try (VfsFileSystem zip = Archives.open(folder, raw)) {
      return Files.getLastModifiedTime(zip.getPath("/a")).toInstant();
    }
  }

  @Test
  void permissionsAreThoseOfTheArchive() throws IOException {
    RawZip raw = new RawZip();
    raw.add("a", "").mode(0100751);
    raw.add("d/", "").mode(040700);
    try (VfsFileSystem zip = Archives.open(folder, raw)) {
      assertEquals("rwxr-x--x", permissions(zip.getPath("/a")));
      assertTrue(Files.isExecutable(zip.getPath("/a")));
      assertEquals("rwx------", permissions(zip.getPath("/d")));
    }
  }

  @Test
  void permissionsThatTheArchiveDoesNotSayAllowToRead() throws IOException {
    RawZip raw = new RawZip();
    raw.add("d/a", "");
    try (VfsFileSystem zip = Archives.open(folder, raw)) {
      assertEquals("r--r--r--", permissions(zip.getPath("/d/a")));
      assertEquals("r-xr-xr-x", permissions(zip.getPath("/d")));
      assertEquals("r-xr-xr-x", permissions(zip.getPath("/")));
      assertFalse(Files.isExecutable(zip.getPath("/d/a")));
    }
  }

  @Test
  void permissionsHoldForWhoIsNotRoot() throws IOException {
    RawZip raw = new RawZip();
    raw.add("a", "secret").mode(0100600);
    try (VfsFileSystem zip = Archives.open(folder, raw);
        VfsFileSystem other = zip.as(new Credentials(7, 7))) {
      assertEquals("secret", Files.readString(zip.getPath("/a")));
      assertThrows(AccessDeniedException.class, () -> Files.readString(other.getPath("/a")));
    }
  }

  /** Extra field 0x7875 of Info-ZIP: version, and two numbers, each behind its size. */
  @Test
  void ownerIsThatOfTheUnixField() throws IOException {
    RawZip raw = new RawZip();
    byte[] owner =
        field(0x7875, 11).put((byte) 1).put((byte) 4).putInt(501).put((byte) 4).putInt(20).array();
    raw.add("a", "").extra(owner);
    assertEquals(501, unix(raw).get("uid"));
    assertEquals(20, unix(raw).get("gid"));
  }

  @Test
  void linkIsFollowedWithinTheArchive() throws IOException {
    RawZip raw = new RawZip();
    raw.add("d/link", "../a").mode(0120777);
    raw.add("out", "/../../etc/passwd").mode(0120777);
    raw.add("a", "hello");
    try (VfsFileSystem zip = Archives.open(folder, raw)) {
      Path link = zip.getPath("/d/link");
      assertTrue(Files.isSymbolicLink(link));
      assertEquals("../a", Files.readSymbolicLink(link).toString());
      assertEquals("hello", Files.readString(link));
      assertThrows(NoSuchFileException.class, () -> Files.readString(zip.getPath("/out")));
    }
  }

  @Test
  void linkThatCannotBeOneIsRefusedWhenItIsLookedUp() throws IOException {
    RawZip raw = new RawZip();
    raw.add("a", "x".repeat(5000)).mode(0120777);
    try (VfsFileSystem zip = Archives.open(folder, raw)) {
      ZipException e =
          assertThrows(ZipException.class, () -> Files.readSymbolicLink(zip.getPath("/a")));
      assertTrue(e.getMessage().contains("/a"), e.getMessage());
    }
  }

  /** APPNOTE 4.4.6: two seconds, local. */
  @Test
  void timeOfMsDosIsLocal() throws IOException {
    RawZip raw = new RawZip();
    int dos = (2021 - 1980) << 25 | 3 << 21 | 4 << 16 | 5 << 11 | 6 << 5 | 8 / 2;
    raw.add("a", "").dosTime(dos);
    LocalDateTime local = LocalDateTime.of(2021, 3, 4, 5, 6, 8);
    assertEquals(local.atZone(ZoneId.systemDefault()).toInstant(), modified(raw));
  }

  @Test
  void timeOfMsDosThatIsNoneIsItsFirst() throws IOException {
    RawZip raw = new RawZip();
    raw.add("a", "").dosTime(0);
    LocalDateTime local = LocalDateTime.of(1980, 1, 1, 0, 0);
    assertEquals(local.atZone(ZoneId.systemDefault()).toInstant(), modified(raw));
  }

  @Test
  void extendedTimestampCountsMoreThanMsDos() throws IOException {
    RawZip raw = new RawZip();
    raw.add("a", "").extra(field(0x5455, 5).put((byte) 3).putInt(seconds(MOMENT)).array());
    assertEquals(MOMENT, modified(raw));
  }

  @Test
  void oldUnixFieldHasTimesOfAccessAndModification() throws IOException {
    RawZip raw = new RawZip();
    byte[] times = field(0x5855, 8).putInt(seconds(MOMENT) + 1).putInt(seconds(MOMENT)).array();
    raw.add("a", "").extra(times);
    assertEquals(MOMENT, modified(raw));
    assertEquals(FileTime.from(MOMENT.plusSeconds(1)), unix(raw).get("lastAccessTime"));
    assertEquals(FileTime.from(MOMENT), unix(raw).get("creationTime"));
  }

  /** Info-ZIP, extra field 0x5455: the local header has three times, the directory one. */
  @Test
  void timesOfAccessAndBirthAreThoseOfTheLocalHeader() throws IOException {
    byte[] central = field(0x5455, 5).put((byte) 7).putInt(seconds(MOMENT)).array();
    byte[] local =
        field(0x5455, 13)
            .put((byte) 7)
            .putInt(seconds(MOMENT))
            .putInt(seconds(MOMENT) + 5)
            .putInt(seconds(MOMENT) - 5)
            .array();
    RawZip raw = new RawZip();
    raw.add("a", "").extra(central).localExtra(local);
    raw.add("d/", "").extra(central).localExtra(local);
    try (VfsFileSystem zip = Archives.open(folder, raw);
        VfsFileSystem other = zip.as(Credentials.ROOT)) {
      for (Path path : new Path[] {zip.getPath("/a"), zip.getPath("/d"), other.getPath("/a")}) {
        Map<String, Object> times = Files.readAttributes(path, "*");
        assertEquals(FileTime.from(MOMENT), times.get("lastModifiedTime"));
        assertEquals(FileTime.from(MOMENT.plusSeconds(5)), times.get("lastAccessTime"));
        assertEquals(FileTime.from(MOMENT.minusSeconds(5)), times.get("creationTime"));
      }
    }
  }

  @Test
  void timesThatAreNotInTheLocalHeaderEitherAreThatOfTheModification() throws IOException {
    byte[] central = field(0x5455, 5).put((byte) 7).putInt(seconds(MOMENT)).array();
    for (byte[] local : new byte[][] {{}, {0x55, 0x54, 1, 0, 7}, {1, 2, 3}}) {
      RawZip raw = new RawZip();
      raw.add("a", "").extra(central).localExtra(local);
      assertEquals(FileTime.from(MOMENT), unix(raw).get("lastAccessTime"));
      assertEquals(FileTime.from(MOMENT), unix(raw).get("creationTime"));
    }
  }

  /** APPNOTE 4.5.5. */
  @Test
  void ntfsFieldCountsMostAndToTheHundredNanoseconds() throws IOException {
    long ntfs = (MOMENT.getEpochSecond() + 11_644_473_600L) * 10_000_000 + 1234567;
    byte[] extended = field(0x5455, 5).put((byte) 1).putInt(0).array();
    byte[] times =
        field(0x000a, 32)
            .putInt(0)
            .putShort((short) 1)
            .putShort((short) 24)
            .putLong(ntfs)
            .putLong(ntfs + 10_000_000)
            .putLong(ntfs - 10_000_000)
            .array();
    byte[] both = ByteBuffer.allocate(45).put(extended).put(times).array();
    RawZip raw = new RawZip();
    raw.add("a", "").extra(both);
    Instant moment = MOMENT.plusNanos(123456700);
    assertEquals(moment, modified(raw));
    Map<String, Object> all = unix(raw);
    assertEquals(FileTime.from(moment.plusSeconds(1)), all.get("lastAccessTime"));
    assertEquals(FileTime.from(moment.minusSeconds(1)), all.get("creationTime"));
  }

  /** APPNOTE 4.6.9. */
  @Test
  void nameInTheUnicodeFieldCountsIfItBelongsToTheName() throws IOException {
    RawZip raw = new RawZip();
    byte[] name = {(byte) 0x81};
    byte[] unicode = "\u6c34".getBytes(UTF_8);
    CRC32 crc = new CRC32();
    crc.update(name);
    byte[] right = field(0x7075, 8).put((byte) 1).putInt((int) crc.getValue()).put(unicode).array();
    byte[] stale =
        field(0x7075, 8).put((byte) 1).putInt((int) crc.getValue() + 1).put(unicode).array();
    raw.add(name, new byte[0]).extra(right);
    raw.add(name, new byte[0]).extra(stale);
    try (VfsFileSystem zip = Archives.open(folder, raw)) {
      assertTrue(Files.exists(zip.getPath("/\u6c34")));
      assertTrue(Files.exists(zip.getPath("/\u00fc")));
    }
  }

  @Test
  void extraFieldThatGoesBeyondItsSpaceIsIgnored() throws IOException {
    RawZip raw = new RawZip();
    raw.add("a", "").extra(new byte[] {0x55, 0x54, (byte) 0xff, 0x7f, 1});
    LocalDateTime local = LocalDateTime.of(1980, 1, 1, 0, 0);
    assertEquals(local.atZone(ZoneId.systemDefault()).toInstant(), modified(raw));
  }
}
