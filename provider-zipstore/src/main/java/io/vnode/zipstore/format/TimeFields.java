package io.vnode.zipstore.format;

import io.vnode.engine.Time;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;

/**
 * The times of an entry as they are written: in two seconds of MS-DOS, which every reader knows,
 * and in an extra field, by which they are exact to the second and mean the same everywhere.
 *
 * <p>That field is the extended timestamp of Unix. It has 32 bits, from 1901 to 2038: for a
 * modification before or after there is the field of NTFS in its place.
 */
final class TimeFields {
  private static final int DOS_YEAR_MIN = 1980;
  private static final int DOS_YEAR_MAX = 2107;

  /** The field of NTFS: reserved, the tag of the times and their length, and three times. */
  private static final int NTFS_SIZE = 32;

  private static final int NTFS_TIMES = 1;

  private final EntryHead head;
  private final ZoneId zone;

  /** Those of {@code head}, of which that of MS-DOS is in {@code zone}. */
  TimeFields(EntryHead head, ZoneId zone) {
    this.head = head;
    this.zone = zone;
  }

  /** Time and date of the modification as MS-DOS has them: the nearest that there is. */
  int dos() {
    LocalDateTime time = LocalDateTime.ofInstant(Time.toInstant(head.modified()), zone);
    if (time.getYear() < DOS_YEAR_MIN) {
      return dos(LocalDateTime.of(DOS_YEAR_MIN, 1, 1, 0, 0));
    }
    if (time.getYear() > DOS_YEAR_MAX) {
      return dos(LocalDateTime.of(DOS_YEAR_MAX, 12, 31, 23, 59, 58));
    }
    return dos(time);
  }

  private static int dos(LocalDateTime time) {
    return (time.getYear() - DOS_YEAR_MIN) << 25
        | time.getMonthValue() << 21
        | time.getDayOfMonth() << 16
        | time.getHour() << 11
        | time.getMinute() << 5
        | time.getSecond() / 2;
  }

  /** Adds the field for the local header, which has all times that are known. */
  void addLocal(FieldWriter out) {
    if (!isShort(head.modified())) {
      addNtfs(out);
      return;
    }
    out.u16(EntryTimes.EXTENDED).u16(1 + 4 * Integer.bitCount(known())).u8(known());
    out.u32(seconds(head.modified()));
    if (isSaid(head.accessed())) {
      out.u32(seconds(head.accessed()));
    }
    if (isSaid(head.born())) {
      out.u32(seconds(head.born()));
    }
  }

  /**
   * Adds the field for the directory. The extended timestamp has one time there, and a word on
   * which ones the local header has.
   */
  void addCentral(FieldWriter out) {
    if (isShort(head.modified())) {
      out.u16(EntryTimes.EXTENDED).u16(5).u8(known()).u32(seconds(head.modified()));
    } else {
      addNtfs(out);
    }
  }

  /** A bit for each of the three times. */
  private int known() {
    return 1 | (isSaid(head.accessed()) ? 2 : 0) | (isSaid(head.born()) ? 4 : 0);
  }

  /** Whether a time is worth its bytes: what is not said is the time of the modification. */
  private boolean isSaid(long time) {
    return seconds(time) != seconds(head.modified()) && isShort(time);
  }

  private static boolean isShort(long time) {
    return seconds(time) == (int) seconds(time);
  }

  private static long seconds(long time) {
    return Time.toInstant(time).getEpochSecond();
  }

  private void addNtfs(FieldWriter out) {
    out.u16(EntryTimes.NTFS).u16(NTFS_SIZE).u32(0).u16(NTFS_TIMES).u16(3 * Long.BYTES);
    out.i64(ntfs(head.modified())).i64(ntfs(head.accessed())).i64(ntfs(head.born()));
  }

  private static long ntfs(long time) {
    Instant instant = Time.toInstant(time);
    return (instant.getEpochSecond() + EntryTimes.NTFS_EPOCH_SECONDS) * EntryTimes.NTFS_PER_SECOND
        + instant.getNano() / EntryTimes.NANOS_PER_NTFS;
  }
}
