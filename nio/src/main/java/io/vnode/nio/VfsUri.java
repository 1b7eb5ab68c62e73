package io.vnode.nio;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.util.Locale;
import java.util.function.Supplier;
import java.util.regex.Pattern;

/**
 * The address of a file system, {@code scheme://authority} or, of one inside an archive, {@code
 * scheme:archive!}, and the rules by which URIs below it stand for paths.
 *
 * <p>The authority is whatever the user wrote: empty, with a port, or one that is no host name, as
 * {@code memfs://my_files/a}, for which {@link URI#getHost} is null. Addresses are equal when their
 * URIs are, so the case of a host name does not count.
 *
 * <p>A URI's path is that of the file, in UTF-8, with percent escapes. Neither query nor fragment
 * has a meaning; both are refused rather than dropped, because most often they are a {@code ?} or
 * {@code #} of a file's name that was not escaped.
 */
public final class VfsUri implements Comparable<VfsUri> {
  /** What may stand in a URI's path as it is, beside letters and digits: RFC 2396, section 3.3. */
  private static final String PLAIN_PUNCTUATION = "/-_.!~*'():@&=+$,;";

  /** What stands behind the archive in the address of a file system inside one. */
  private static final String ARCHIVE_END = "!";

  private static final char[] HEX = "0123456789ABCDEF".toCharArray();

  /**
   * The scheme of an address that is still to be found out, and what gives the archive; or null.
   */
  private final String lateScheme;

  private final Supplier<String> late;

  /** Null until somebody asks for an address that is still to be found out. */
  private volatile Address known;

  /** What stands in front of each path, and the URI of the root. */
  private record Address(String prefix, URI root) {
    static Address of(String prefix) {
      return new Address(prefix, URI.create(prefix + "/"));
    }
  }

  private VfsUri(String prefix) {
    this.lateScheme = null;
    this.late = null;
    this.known = Address.of(prefix);
  }

  private VfsUri(String lateScheme, Supplier<String> late) {
    this.lateScheme = lateScheme;
    this.late = late;
  }

  private Address address() {
    Address address = known;
    if (address == null) {
      address = Address.of(archivePrefix(lateScheme, late.get()));
      known = address;
    }
    return address;
  }

  /** Whether somebody has asked for the address: if not, it is in no table. */
  boolean isKnown() {
    return known != null;
  }

  private URI root() {
    return address().root;
  }

  /** The address that {@code uri} begins with. */
  static VfsUri of(URI uri) {
    requirePathOnly(uri);
    String scheme = uri.getScheme().toLowerCase(Locale.ROOT);
    String authority = uri.getRawAuthority();
    return new VfsUri(scheme + "://" + (authority == null ? "" : authority));
  }

  /**
   * The address of the file system inside {@code archive}, which is what stands between the colon
   * and the last exclamation mark; in the paths behind it those marks are escaped.
   */
  public static VfsUri ofArchive(String scheme, String archive) {
    return new VfsUri(archivePrefix(scheme, archive));
  }

  private static String archivePrefix(String scheme, String archive) {
    return scheme + ":" + archive + ARCHIVE_END;
  }

  /**
   * The same, for an archive whose name takes time to find out and may never be asked for: {@code
   * archive} is called when it is, by any thread, and must always give the same.
   */
  public static VfsUri ofArchive(String scheme, Supplier<String> archive) {
    return new VfsUri(scheme, archive);
  }

  /** Whether {@code text} begins as a URI does, and not as a path. */
  public static boolean isUri(String text) {
    return Beginning.OF_URI.matcher(text).matches();
  }

  /** What is compiled when a text is looked at, and not by who opens a path. */
  private static final class Beginning {
    /** One letter would be a drive of Windows. */
    static final Pattern OF_URI = Pattern.compile("[A-Za-z][A-Za-z0-9+.-]+:.*");
  }

  /** The path of {@code uri} without escapes; that of {@code memfs://name} is {@code /}. */
  static String path(URI uri) {
    requirePathOnly(uri);
    String path = uri.getRawPath();
    return path.isEmpty() ? "/" : decode(uri, path);
  }

  private static void requirePathOnly(URI uri) {
    if (!uri.isAbsolute()) {
      throw refused(uri, "has no scheme");
    }
    if (uri.isOpaque()) {
      throw refused(uri, "has no path: write " + uri.getScheme() + "://name/path");
    }
    if (uri.getRawQuery() != null) {
      throw refused(uri, "has a query: write a '?' of a name as %3F");
    }
    if (uri.getRawFragment() != null) {
      throw refused(uri, "has a fragment: write a '#' of a name as %23");
    }
  }

  private static IllegalArgumentException refused(URI uri, String reason) {
    return new IllegalArgumentException("URI " + uri + " " + reason);
  }

  String scheme() {
    return root().getScheme();
  }

  /** The URI of the file with this {@code path}, an absolute one without escapes. */
  URI resolve(String path) {
    String encoded = encode(path);
    String prefix = address().prefix;
    return URI.create(
        prefix + (prefix.endsWith(ARCHIVE_END) ? encoded.replace("!", "%21") : encoded));
  }

  private static String encode(String path) {
    StringBuilder encoded = new StringBuilder(path.length() + 16);
    for (byte b : path.getBytes(UTF_8)) {
      if (isPlain((char) (b & 0xff))) {
        encoded.append((char) b);
      } else {
        encoded.append('%').append(HEX[(b >> 4) & 0xf]).append(HEX[b & 0xf]);
      }
    }
    return encoded.toString();
  }

  private static boolean isPlain(char c) {
    return (c >= 'a' && c <= 'z')
        || (c >= 'A' && c <= 'Z')
        || (c >= '0' && c <= '9')
        || PLAIN_PUNCTUATION.indexOf(c) >= 0;
  }

  /**
   * The text that {@code path}, a part of {@code uri}, stands for.
   *
   * @throws IllegalArgumentException for escapes that are not UTF-8
   */
  public static String decode(URI uri, String path) {
    StringBuilder decoded = new StringBuilder(path.length());
    int at = 0;
    for (int escape = path.indexOf('%'); escape >= 0; escape = path.indexOf('%', at)) {
      decoded.append(path, at, escape);
      at = endOfEscapes(path, escape);
      decoded.append(decodeEscapes(uri, path.substring(escape, at)));
    }
    return decoded.append(path, at, path.length()).toString();
  }

  private static int endOfEscapes(String path, int from) {
    int end = from;
    while (end < path.length() && path.charAt(end) == '%') {
      end += 3;
    }
    return end;
  }

  /** Decodes a run of escapes; {@link URI} has seen to it that each is complete. */
  private static CharSequence decodeEscapes(URI uri, String escapes) {
    byte[] utf8 = new byte[escapes.length() / 3];
    for (int i = 0; i < utf8.length; i++) {
      utf8[i] = (byte) Integer.parseInt(escapes, 3 * i + 1, 3 * i + 3, 16);
    }
    try {
      return UTF_8.newDecoder().decode(ByteBuffer.wrap(utf8));
    } catch (CharacterCodingException e) {
      throw new IllegalArgumentException("URI " + uri + " has escapes that are not UTF-8", e);
    }
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof VfsUri that && root().equals(that.root());
  }

  @Override
  public int hashCode() {
    return root().hashCode();
  }

  @Override
  public int compareTo(VfsUri other) {
    return root().compareTo(other.root());
  }

  /** The address as a URI begins: {@code memfs://name}. */
  @Override
  public String toString() {
    return address().prefix;
  }
}
