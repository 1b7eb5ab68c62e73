package io.vnode.mem.format;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;

/**
 * The records of a pax extended header, which say what the fields of a tar header have no room for.
 *
 * <p>They are written here and not by the library since that takes values for text, which those of
 * extended attributes need not be, and since it does not write sparse files.
 */
final class PaxRecords {
  static final String XATTR = "SCHILY.xattr.";

  /**
   * As {@link #XATTR}, in Base64 and with an escaped name: where readers would not get the other
   * back as it was. GNU tar does not know it and says so, hence only there.
   */
  static final String XATTR_BASE64 = "LIBARCHIVE.xattr.";

  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

  PaxRecords put(String key, String value) {
    return put(key, value.getBytes(UTF_8));
  }

  /** Adds a record; its length, which stands in front, counts its own digits. */
  private PaxRecords put(String key, byte[] value) {
    byte[] start = (" " + key + "=").getBytes(UTF_8);
    int others = start.length + value.length + 1;
    int length = others + Integer.toString(others).length();
    length = others + Integer.toString(length).length();
    bytes.writeBytes(Integer.toString(length).getBytes(StandardCharsets.US_ASCII));
    bytes.writeBytes(start);
    bytes.writeBytes(value);
    bytes.write('\n');
    return this;
  }

  /** Adds a time as seconds with nine digits behind the point. */
  PaxRecords put(String key, FileTime time) {
    Instant instant = time.toInstant();
    boolean borrows = instant.getEpochSecond() < 0 && instant.getNano() > 0;
    long seconds = borrows ? instant.getEpochSecond() + 1 : instant.getEpochSecond();
    int nanos = borrows ? 1_000_000_000 - instant.getNano() : instant.getNano();
    String sign = borrows && seconds == 0 ? "-" : "";
    return put(key, String.format("%s%d.%09d", sign, seconds, nanos));
  }

  PaxRecords putXattr(String name, byte[] value) {
    if (name.indexOf('=') < 0) {
      put(XATTR + name, value);
    }
    boolean isText = Arrays.equals(value, new String(value, UTF_8).getBytes(UTF_8));
    if (name.indexOf('=') >= 0 || !isText) {
      String base64 = Base64.getEncoder().withoutPadding().encodeToString(value);
      put(XATTR_BASE64 + escaped(name), base64);
    }
    return this;
  }

  byte[] toByteArray() {
    return bytes.toByteArray();
  }

  /** {@code name} with a percent sign and two digits for each byte that is not plain. */
  private static String escaped(String name) {
    StringBuilder text = new StringBuilder();
    for (byte b : name.getBytes(UTF_8)) {
      if (b > ' ' && b < 127 && b != '%' && b != '=') {
        text.append((char) b);
      } else {
        text.append(String.format("%%%02X", b));
      }
    }
    return text.toString();
  }

  /** What {@link #escaped} was made of. */
  static String unescaped(String text) {
    ByteArrayOutputStream name = new ByteArrayOutputStream();
    for (int i = 0; i < text.length(); i++) {
      if (text.charAt(i) == '%' && i + 2 < text.length()) {
        name.write(Integer.parseInt(text.substring(i + 1, i + 3), 16));
        i += 2;
      } else {
        name.writeBytes(text.substring(i, i + 1).getBytes(UTF_8));
      }
    }
    return name.toString(UTF_8);
  }
}
