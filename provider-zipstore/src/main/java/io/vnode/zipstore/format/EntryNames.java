package io.vnode.zipstore.format;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.vnode.engine.Limits;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.zip.CRC32;
import java.util.zip.ZipException;

/**
 * What the name of an entry is, and what is done if it is odd. Plain names, which are nearly all,
 * never get here.
 */
final class EntryNames {
  /** Bytes of one name. */
  static final int NAME_MAX = Limits.NAME_MAX;

  /** Bytes of a path: the engine's, less the slash in front and what C would put behind. */
  static final int PATH_MAX = Limits.PATH_MAX - 2;

  private static final int UNICODE_PATH = 0x7075;

  private static final long ONES = 0x0101_0101_0101_0101L;
  private static final long HIGH_BITS = ONES << 7;
  private static final long SLASHES = ONES * '/';
  private static final long BACKSLASHES = ONES * '\\';

  private final NameEncoding encoding;
  private final OddEntries odd;

  EntryNames(NameEncoding encoding, OddEntries odd) {
    this.encoding = encoding;
    this.odd = odd;
  }

  /**
   * Whether what is left of a name from {@code from} on is the last of its names and {@linkplain
   * #isPlain plain}. Looks at eight bytes at once.
   */
  static boolean isPlainLast(byte[] bytes, int from, int to) {
    int length = to - from;
    if (length <= 0 || length > NAME_MAX || bytes[from] == '.') {
      return false;
    }
    int at = from;
    long odd = 0;
    for (; to - at >= Long.BYTES; at += Long.BYTES) {
      odd |= oddBytes(Fields.i64(bytes, at));
    }
    long filler = (ONES * 'x') << ((to - at) * Byte.SIZE);
    odd |= oddBytes(Fields.last(bytes, at, to) | filler);
    return (odd & HIGH_BITS) == 0;
  }

  /** The highest bit of a byte is set if one is zero, beyond ASCII, a slash or a backslash. */
  private static long oddBytes(long bytes) {
    return bytes | zeros(bytes) | zeros(bytes ^ SLASHES) | zeros(bytes ^ BACKSLASHES);
  }

  private static long zeros(long bytes) {
    return (bytes - ONES) & ~bytes;
  }

  /**
   * Whether what is left of a name from {@code from} on is made of names in ASCII that begin with
   * no dot, between single slashes.
   */
  static boolean isPlain(byte[] bytes, int from, int to) {
    int length = 0;
    for (int i = from; i < to; i++) {
      byte c = bytes[i];
      if (c == '/') {
        if (length == 0) {
          return false;
        }
        length = 0;
      } else if (c <= 0 || c == '\\' || (c == '.' && length == 0) || ++length > NAME_MAX) {
        return false;
      }
    }
    return true;
  }

  /**
   * The path of an entry in UTF-8: names between slashes, with one behind it if it is a directory;
   * empty for the root. Null if the entry is to be left out.
   *
   * @throws ZipException if the archive is to be refused
   */
  byte[] path(byte[] directory, CentralHeader header) throws ZipException {
    byte[] utf8 = utf8(directory, header);
    if (utf8 == null) {
      utf8 =
          refuse(header, "is no name in its encoding")
              ? null
              : NameEncoding.CP437.toUtf8(directory, header.nameAt(), header.nameLength());
    }
    String path = utf8 == null ? null : sound(new String(utf8, UTF_8), header);
    return path == null ? null : path.getBytes(UTF_8);
  }

  private byte[] utf8(byte[] directory, CentralHeader header) {
    int at = header.nameAt();
    int length = header.nameLength();
    if ((header.flags() & CentralHeader.FLAG_UTF_8) != 0) {
      return isUtf8(directory, at, length) ? Arrays.copyOfRange(directory, at, at + length) : null;
    }
    byte[] unicode = unicodePath(directory, header);
    return unicode != null ? unicode : encoding.toUtf8(directory, at, length);
  }

  private static boolean isUtf8(byte[] bytes, int from, int length) {
    try {
      UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes, from, length));
      return true;
    } catch (CharacterCodingException e) {
      return false;
    }
  }

  /** The name in the field of Info-ZIP, if that was made for this very name (APPNOTE 4.6.9). */
  private static byte[] unicodePath(byte[] directory, CentralHeader header) {
    ExtraFields extra = header.extras();
    while (extra.next()) {
      if (extra.id() == UNICODE_PATH && extra.length() > 5) {
        CRC32 crc = new CRC32();
        crc.update(directory, header.nameAt(), header.nameLength());
        int from = extra.at() + 5;
        int length = extra.length() - 5;
        if (Fields.u32(directory, extra.at() + 1) == crc.getValue()
            && isUtf8(directory, from, length)) {
          return Arrays.copyOfRange(directory, from, from + length);
        }
      }
    }
    return null;
  }

  /** The path without empty names and dots, and with nothing in it that is odd. */
  private String sound(String path, CentralHeader header) throws ZipException {
    String text = path;
    if (text.indexOf(0) >= 0) {
      if (refuse(header, "has a NUL in its name")) {
        return null;
      }
      text = text.replace("\0", "%00");
    }
    if (text.indexOf('\\') >= 0 && header.unixMode() == 0) {
      if (refuse(header, "has a backslash in its name")) {
        return null;
      }
      text = text.replace('\\', '/');
    }
    if (text.startsWith("/") && refuse(header, "has an absolute name")) {
      return null;
    }
    return joined(text, header);
  }

  private String joined(String text, CentralHeader header) throws ZipException {
    List<String> names = new ArrayList<>();
    for (String name : text.split("/", -1)) {
      if (name.equals("..")) {
        if (refuse(header, "has '..' in its name")) {
          return null;
        }
        names.add("%2E%2E");
      } else if (!name.isEmpty() && !name.equals(".")) {
        names.add(name);
      }
    }
    boolean isDirectory = text.endsWith("/");
    if (names.isEmpty() && !isDirectory) {
      return leftOut(header, "has no name");
    }
    String path = String.join("/", names) + (isDirectory && !names.isEmpty() ? "/" : "");
    boolean fits =
        names.stream().allMatch(name -> size(name) <= NAME_MAX) && size(path) <= PATH_MAX;
    return fits ? path : leftOut(header, "has a name that is too long");
  }

  private static int size(String name) {
    return name.getBytes(UTF_8).length;
  }

  /** Null, as there is no name that the entry could get instead. */
  private String leftOut(CentralHeader header, String reason) throws ZipException {
    if (odd == OddEntries.STRICT) {
      throw refusal(header, reason);
    }
    return null;
  }

  /** Whether the entry is to be left out for {@code reason}, and not renamed. */
  boolean refuse(CentralHeader header, String reason) throws ZipException {
    if (odd == OddEntries.STRICT) {
      throw refusal(header, reason);
    }
    return odd == OddEntries.FIRST;
  }

  private static ZipException refusal(CentralHeader header, String reason) {
    return new ZipException(
        "entry " + header.printableName() + " " + reason + " (see the option onOddEntry)");
  }
}
