package io.vnode.zipstore.format;

import io.vnode.engine.Time;
import java.time.DateTimeException;
import java.time.LocalDateTime;
import java.time.ZoneId;

/**
 * When an entry was modified, read and made, as the engine keeps time. Of what the extra fields say
 * the finest counts: NTFS, the extended timestamp, the old one of Unix, and else the time of
 * MS-DOS, which is local and to two seconds. What nobody says is the time of the modification.
 *
 * @param isModificationOnly whether there are others in the local header
 */
public record EntryTimes(long modified, long accessed, long born, boolean isModificationOnly) {
  static final int NTFS = 0x000a;
  static final int EXTENDED = 0x5455;
  private static final int OLD_UNIX = 0x5855;

  private static final int HAS_MODIFIED = 1;
  private static final int HAS_ACCESSED = 1 << 1;
  private static final int HAS_BORN = 1 << 2;

  static final long NTFS_PER_SECOND = 10_000_000;
  static final int NANOS_PER_NTFS = 100;

  /** From 1601, where NTFS begins to count, to 1970. */
  static final long NTFS_EPOCH_SECONDS = 11_644_473_600L;

  private static final LocalDateTime DOS_EPOCH = LocalDateTime.of(1980, 1, 1, 0, 0);

  /** The times of the entry of {@code header}, whose directory is {@code bytes}. */
  static EntryTimes of(byte[] bytes, CentralHeader header) {
    EntryTimes found = of(bytes, header.extras());
    return found == null ? all(dos(header.dosTime())) : found;
  }

  /** The times in the fields {@code extra} of {@code bytes}, or null if there are none. */
  static EntryTimes of(byte[] bytes, ExtraFields extra) {
    EntryTimes found = null;
    while (extra.next()) {
      EntryTimes times =
          switch (extra.id()) {
            case NTFS -> ntfs(bytes, extra);
            case EXTENDED -> extended(bytes, extra);
            case OLD_UNIX -> oldUnix(bytes, extra);
            default -> null;
          };
      if (times != null && (found == null || extra.id() == NTFS)) {
        found = times;
      }
    }
    return found;
  }

  /** The same for all three, as of a directory without an entry, which is as old as the archive. */
  public static EntryTimes all(long time) {
    return all(time, false);
  }

  private static EntryTimes all(long time, boolean isModificationOnly) {
    return new EntryTimes(time, time, time, isModificationOnly);
  }

  /** APPNOTE 4.5.5: four reserved bytes, then tagged attributes, of which the first has times. */
  private static EntryTimes ntfs(byte[] bytes, ExtraFields extra) {
    int at = extra.at() + 4;
    if (extra.length() < 32 || Fields.u16(bytes, at) != 1 || Fields.u16(bytes, at + 2) < 24) {
      return null;
    }
    return new EntryTimes(
        ntfs(Fields.i64(bytes, at + 4)),
        ntfs(Fields.i64(bytes, at + 12)),
        ntfs(Fields.i64(bytes, at + 20)),
        false);
  }

  private static long ntfs(long time) {
    return Time.of(
        Math.floorDiv(time, NTFS_PER_SECOND) - NTFS_EPOCH_SECONDS,
        (int) Math.floorMod(time, NTFS_PER_SECOND) * NANOS_PER_NTFS);
  }

  /**
   * A byte that says which of three times there are, and those: of modification, access and making.
   * In a central directory it says so of the local header, and only the first is there.
   */
  private static EntryTimes extended(byte[] bytes, ExtraFields extra) {
    if (extra.length() < 5 || (bytes[extra.at()] & HAS_MODIFIED) == 0) {
      return null;
    }
    int flags = bytes[extra.at()];
    long modified = unix(bytes, extra.at() + 1);
    if (extra.length() == 5) {
      return all(modified, (flags & (HAS_ACCESSED | HAS_BORN)) != 0);
    }
    int next = 5;
    long accessed = modified;
    if ((flags & HAS_ACCESSED) != 0 && next + 4 <= extra.length()) {
      accessed = unix(bytes, extra.at() + next);
      next += 4;
    }
    boolean isBirthThere = (flags & HAS_BORN) != 0 && next + 4 <= extra.length();
    long born = isBirthThere ? unix(bytes, extra.at() + next) : modified;
    return new EntryTimes(modified, accessed, born, false);
  }

  /** The time of access and that of modification. */
  private static EntryTimes oldUnix(byte[] bytes, ExtraFields extra) {
    if (extra.length() < 8) {
      return null;
    }
    long modified = unix(bytes, extra.at() + 4);
    return new EntryTimes(modified, unix(bytes, extra.at()), modified, false);
  }

  private static long unix(byte[] bytes, int at) {
    return Time.of(Fields.i32(bytes, at), 0);
  }

  /** The time of MS-DOS, in the zone of this machine; the first one there is where it is none. */
  private static long dos(int time) {
    return Time.of(local(time).atZone(ZoneId.systemDefault()).toInstant());
  }

  static LocalDateTime local(int time) {
    try {
      return LocalDateTime.of(
          1980 + (time >>> 25),
          time >>> 21 & 0xf,
          time >>> 16 & 0x1f,
          time >>> 11 & 0x1f,
          time >>> 5 & 0x3f,
          (time & 0x1f) * 2);
    } catch (DateTimeException e) {
      return DOS_EPOCH;
    }
  }
}
