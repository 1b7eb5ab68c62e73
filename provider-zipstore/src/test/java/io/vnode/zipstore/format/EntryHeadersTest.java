package io.vnode.zipstore.format;

import static io.vnode.testkit.Property.forAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.vnode.engine.Time;
import io.vnode.testkit.Gen;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.ZipException;
import org.junit.jupiter.api.Test;

/** Headers as they are written, read back. */
class EntryHeadersTest {
  private static final long GIB = 1L << 30;

  private static EntryHead head(String name, String modified) {
    long time = Time.of(Instant.parse(modified));
    return new EntryHead(name, 0100644, 0, 0, time, time, time);
  }

  private static EntryHeaders headers(String name, String modified) {
    return new EntryHeaders(head(name, modified), ZoneOffset.UTC);
  }

  private static CentralHeader central(String name, EntrySum sum, long at) {
    return new CentralHeader(headers(name, "2020-01-02T03:04:06Z").central(sum, at), 0);
  }

  private static List<Integer> ids(ExtraFields extra) {
    List<Integer> ids = new ArrayList<>();
    while (extra.next()) {
      ids.add(extra.id());
    }
    return ids;
  }

  /** APPNOTE 4.5.3: a number is in the zip64 field if it does not fit, and only then. */
  @Test
  void numbersOfAnySizeAreReadAsTheyWereWritten() {
    Gen<Long> numbers =
        Gen.oneOf(
            Gen.longs(0, 100),
            Gen.of(4 * GIB - 2, 4 * GIB - 1, 4 * GIB, 1L << 62),
            Gen.longs(0, Long.MAX_VALUE));
    forAll(
        500,
        numbers,
        numbers,
        numbers,
        (size, packedSize, at) -> {
          CentralHeader read = central("a", new EntrySum(8, 7, packedSize, size), at);
          assertEquals(List.of(size, packedSize, at), numbers(read));
          boolean isWide = Math.max(at, Math.max(size, packedSize)) >= Fields.MAGIC_32;
          assertEquals(isWide, ids(read.extras()).contains(CentralHeader.ZIP64));
        });
  }

  private static List<Long> numbers(CentralHeader header) throws ZipException {
    return List.of(header.size(), header.packedSize(), header.localAt());
  }

  @Test
  void paddingLeadsToAMultipleWhereverTheHeaderIs() {
    forAll(
        500,
        Gen.ints(0, 15),
        Gen.longs(0, 5 * GIB),
        Gen.strings(1, 40, "a", "\u00e9", "/"),
        (power, at, name) -> {
          int align = 1 << power;
          byte[] local =
              headers(name, "2020-01-02T03:04:06Z")
                  .local(new EntrySum(0, 1, 2, 2), false, at, align);
          assertEquals(0, (at + local.length) % align);
          ExtraFields extra = new ExtraFields(local, nameEnd(local), Fields.u16(local, 28));
          List<Integer> ids = ids(extra);
          assertTrue(ids.equals(List.of(0x5455)) || ids.equals(List.of(0x5455, 0xd935)), "" + ids);
        });
  }

  private static int nameEnd(byte[] local) {
    return LocalHeader.SIZE + Fields.u16(local, 26);
  }

  /** It is written before the sum is known, and again when it is. */
  @Test
  void localHeaderIsAsLongWhateverTheSum() {
    for (boolean isWide : new boolean[] {false, true}) {
      EntryHeaders headers = headers("name", "2020-01-02T03:04:06Z");
      assertEquals(
          headers.local(new EntrySum(8, 0, 0, 0), isWide, 77, 4096).length,
          headers.local(new EntrySum(8, -1, 1 << 30, 1 << 30), isWide, 77, 4096).length);
    }
  }

  /** APPNOTE 4.5.3: in a local header both sizes are in the zip64 field. */
  @Test
  void localHeaderHasBothSizesInTheWideField() {
    byte[] local =
        headers("n", "2020-01-02T03:04:06Z").local(new EntrySum(8, 0, 99, 5 * GIB), true, 0, 1);
    assertEquals(Fields.MAGIC_32, Fields.u32(local, 18));
    assertEquals(Fields.MAGIC_32, Fields.u32(local, 22));
    ExtraFields extra = new ExtraFields(local, nameEnd(local), Fields.u16(local, 28));
    assertTrue(extra.next());
    assertEquals(CentralHeader.ZIP64, extra.id());
    assertEquals(5 * GIB, Fields.i64(local, extra.at()));
    assertEquals(99, Fields.i64(local, extra.at() + 8));
  }

  /** APPNOTE appendix D: bit 11 says that a name is in UTF-8, which ASCII is anyway. */
  @Test
  void namesAreMarkedAsUtf8WhereThatSaysSomething() {
    EntrySum sum = new EntrySum(0, 0, 0, 0);
    assertEquals(0, central("plain", sum, 0).flags());
    assertEquals(CentralHeader.FLAG_UTF_8, central("\u00e9t\u00e9", sum, 0).flags());
  }

  @Test
  void timesAreReadToTheSecondWhateverTheyAre() {
    forAll(
        500,
        Gen.longs(Instant.parse("1700-01-01T00:00:00Z").getEpochSecond(), 9_000_000_000L),
        seconds -> {
          String time = Instant.ofEpochSecond(seconds).toString();
          byte[] bytes = headers("a", time).central(new EntrySum(0, 0, 0, 0), 0);
          EntryTimes read = EntryTimes.of(bytes, new CentralHeader(bytes, 0));
          assertEquals(time, Time.toInstant(read.modified()).toString());
        });
  }

  @Test
  void timeOfMsDosIsTheNearestThatItHas() {
    EntrySum sum = new EntrySum(0, 0, 0, 0);
    String[][] times = {
      {"1979-12-31T23:59:59Z", "1980-01-01T00:00:00"},
      {"2020-02-29T13:14:15Z", "2020-02-29T13:14:14"},
      {"2108-01-01T00:00:00Z", "2107-12-31T23:59:58"},
    };
    for (String[] time : times) {
      int dos = new CentralHeader(headers("a", time[0]).central(sum, 0), 0).dosTime();
      assertEquals(LocalDateTime.parse(time[1]), EntryTimes.local(dos));
    }
  }

  @Test
  void timeOfMsDosIsThatOfTheClockOnTheWall() {
    EntryHead head = head("a", "2020-01-01T12:00:02Z");
    byte[] bytes = new EntryHeaders(head, ZoneId.of("+05:30")).central(new EntrySum(0, 0, 0, 0), 0);
    assertEquals(
        "2020-01-01T17:30:02", EntryTimes.local(new CentralHeader(bytes, 0).dosTime()).toString());
  }

  /** Info-ZIP's extrafld.txt: the local header has all times, in the order of their bits. */
  @Test
  void localHeaderHasTimesOfAccessAndBirth() {
    EntryHead head = new EntryHead("a", 0100644, 0, 0, time(1000), time(2000), time(500));
    byte[] local =
        new EntryHeaders(head, ZoneOffset.UTC).local(new EntrySum(0, 0, 0, 0), false, 0, 1);
    ExtraFields extra = new ExtraFields(local, nameEnd(local), Fields.u16(local, 28));
    assertTrue(extra.next());
    assertEquals(0x5455, extra.id());
    assertEquals(7, Fields.u8(local, extra.at()));
    assertEquals(
        List.of(1000, 2000, 500),
        List.of(
            Fields.i32(local, extra.at() + 1),
            Fields.i32(local, extra.at() + 5),
            Fields.i32(local, extra.at() + 9)));
  }

  private static long time(long seconds) {
    return Time.of(seconds, 0);
  }

  @Test
  void ownerIsReadAsItWasWritten() throws ZipException {
    EntryHead head = new EntryHead("a", 0100644, 1000, -2, 0, 0, 0);
    byte[] bytes = new EntryHeaders(head, ZoneOffset.UTC).central(new EntrySum(0, 0, 0, 0), 0);
    EntryFacts read = EntryFacts.of(bytes, new CentralHeader(bytes, 0), false);
    assertEquals(List.of(1000, -2), List.of(read.uid(), read.gid()));
  }

  /** APPNOTE 4.4.21: what the end record cannot count is in the zip64 one. */
  @Test
  void endIsWideWhereItMustBe() {
    byte[] comment = {};
    assertEquals(22, EndWriter.bytes(0xfffe, 4 * GIB - 2, 4 * GIB - 2, comment).length);
    assertEquals(98, EndWriter.bytes(0xffff, 1, 1, comment).length);
    assertEquals(98, EndWriter.bytes(1, 4 * GIB - 1, 1, comment).length);
    assertEquals(98, EndWriter.bytes(1, 1, 4 * GIB - 1, comment).length);
  }
}
