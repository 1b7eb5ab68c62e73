package io.vnode.zipstore.pack;

import java.time.Instant;

/** The one time of all files in a reproducible archive. */
final class SourceDate {
  /** The first one that MS-DOS has. */
  private static final Instant USUAL = Instant.parse("1980-01-01T00:00:00Z");

  private static final String VARIABLE = "SOURCE_DATE_EPOCH";

  private SourceDate() {}

  /** That of the environment, as reproducible-builds.org has it, or the beginning of 1980. */
  static Instant get() {
    return of(System.getenv(VARIABLE));
  }

  /** The seconds since 1970 in {@code text}, or the beginning of 1980 for null or nothing. */
  static Instant of(String text) {
    if (text == null || text.isEmpty()) {
      return USUAL;
    }
    try {
      return Instant.ofEpochSecond(Integer.toUnsignedLong(Integer.parseUnsignedInt(text)));
    } catch (NumberFormatException e) {
      throw new IllegalStateException(
          VARIABLE + " is '" + text + "', and not a number of seconds since 1970", e);
    }
  }
}
