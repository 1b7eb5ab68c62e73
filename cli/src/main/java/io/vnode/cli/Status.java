package io.vnode.cli;

import static java.nio.file.LinkOption.NOFOLLOW_LINKS;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermission;
import java.security.Principal;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * What a file system tells of one file, asked all at once through the {@link RichestView}. What
 * that view does not tell is null here.
 */
final class Status {
  static final String UNKNOWN = "?";

  private static final LinkOption[] FOLLOW = {};
  private static final LinkOption[] NO_FOLLOW = {NOFOLLOW_LINKS};
  private static final String MODE_LETTERS = "rwxrwxrwx";

  /** The size of the blocks that {@code unix:blocks} counts, whatever those of the device. */
  static final int BLOCK_SIZE = 512;

  private final String view;
  private final Map<String, Object> values;

  private Status(String view, Map<String, Object> values) {
    this.view = view;
    this.values = values;
  }

  /** That of the file itself, be it a symbolic link. */
  static Status of(Path path) throws IOException {
    return of(path, false);
  }

  static Status of(Path path, boolean followLinks) throws IOException {
    RichestView view = RichestView.of(path);
    Map<String, Object> values =
        Files.readAttributes(path, view.all(), followLinks ? FOLLOW : NO_FOLLOW);
    return new Status(view.name(), new TreeMap<>(values));
  }

  String view() {
    return view;
  }

  /** Everything the view told, by name, in the order of the names. */
  Map<String, Object> values() {
    return values;
  }

  FileKind kind() {
    if (values.get("mode") instanceof Integer mode) {
      return FileKind.ofMode(mode);
    }
    return FileKind.of(is("isRegularFile"), is("isDirectory"), is("isSymbolicLink"));
  }

  private boolean is(String name) {
    return Boolean.TRUE.equals(values.get(name));
  }

  long size() {
    return number("size");
  }

  /** The bytes that the contents take up, where the file system tells. */
  Long allocated() {
    Long blocks = number("blocks");
    return blocks == null ? null : blocks * BLOCK_SIZE;
  }

  Long number(String name) {
    return values.get(name) instanceof Number number ? (Long) number.longValue() : null;
  }

  FileTime time(String name) {
    return (FileTime) values.get(name);
  }

  FileTime modified() {
    return time("lastModifiedTime");
  }

  String owner() {
    return principal("owner");
  }

  String group() {
    return principal("group");
  }

  private String principal(String name) {
    return values.get(name) instanceof Principal principal ? principal.getName() : null;
  }

  /** Permissions with set-uid, set-gid and sticky bits, where the view tells of them. */
  Integer permissions() {
    if (values.get("mode") instanceof Integer mode) {
      return mode & 07777;
    }
    if (!(values.get("permissions") instanceof Set<?> permissions)) {
      return null;
    }
    int bits = 0;
    for (PosixFilePermission permission : PosixFilePermission.values()) {
      bits = bits << 1 | (permissions.contains(permission) ? 1 : 0);
    }
    return bits;
  }

  /** Type and permissions as {@code drwxr-xr-x}. */
  String modeText() {
    Integer bits = permissions();
    if (bits == null) {
      return kind().listed + UNKNOWN.repeat(MODE_LETTERS.length());
    }
    StringBuilder text = new StringBuilder().append(kind().listed);
    for (int i = 0; i < MODE_LETTERS.length(); i++) {
      boolean set = (bits >> (MODE_LETTERS.length() - 1 - i) & 1) != 0;
      text.append(set ? MODE_LETTERS.charAt(i) : '-');
    }
    markSpecial(text, 3, (bits & 04000) != 0, 's');
    markSpecial(text, 6, (bits & 02000) != 0, 's');
    markSpecial(text, 9, (bits & 01000) != 0, 't');
    return text.toString();
  }

  /** Shows a special bit in the place of an execute bit: small where both are set. */
  private static void markSpecial(StringBuilder text, int at, boolean set, char letter) {
    if (set) {
      text.setCharAt(at, text.charAt(at) == 'x' ? letter : Character.toUpperCase(letter));
    }
  }

  /** A device's major number, as glibc takes it from {@code rdev}. */
  static long major(long device) {
    return (device >>> 8 & 0xFFF) | (device >>> 32 & ~0xFFFL);
  }

  /** A device's minor number. */
  static long minor(long device) {
    return (device & 0xFF) | (device >>> 12 & 0xFFFFFF00L);
  }

  /** The members of an open JSON object. */
  void members(Json json) {
    json.member("type", kind().json()).member("size", size()).member("allocated", allocated());
    Integer permissions = permissions();
    json.member("mode", permissions == null ? null : String.format("%04o", permissions))
        .member("owner", owner())
        .member("group", group())
        .member("uid", number("uid"))
        .member("gid", number("gid"))
        .member("inode", number("ino"))
        .member("links", number("nlink"))
        .member("modified", time("lastModifiedTime"))
        .member("accessed", time("lastAccessTime"))
        .member("changed", time("ctime"))
        .member("created", time("creationTime"));
  }
}
