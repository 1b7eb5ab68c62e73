package io.vnode.wofs;

import io.vnode.engine.AtimePolicy;
import io.vnode.engine.VolumeOptions;
import io.vnode.nio.Setting;
import io.vnode.nio.SettingTable;
import io.vnode.nio.SourceFileSystemProvider;
import io.vnode.nio.TreeSettings;
import io.vnode.nio.VfsUsers;
import io.vnode.wofs.format.Compression;
import io.vnode.wofs.format.Header;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What is set for one image: see the package for what the keys and values mean. */
final class WofsSettings {
  /** Images up to this size are read as a whole when they are mounted, unless something is set. */
  static final long LOADED_MAX = 64L << 20;

  private static final long CAPACITY = 4L << 20;
  private static final Pattern DAYS = Pattern.compile("(\\d{1,6})\\s*d");

  static final Setting<Boolean> CREATE =
      Setting.choice("create", words("true", true, "false", false), true);

  static final Setting<Long> CAPACITY_SET =
      new Setting<>(
          "capacity",
          "a capacity from 64 KiB to 16 TiB: write 4 MiB, 1 GiB",
          WofsSettings::readCapacity,
          () -> CAPACITY);

  static final Setting<WofsMode> MODE = Setting.choice("mode", modes(), WofsMode.RW);

  /** The number of a commit; zero for the last one. */
  static final Setting<Long> AT = Setting.count("at", 1, () -> 0L);

  /** Whether earlier commits are kept when the image is full. */
  static final Setting<Boolean> KEEPS =
      Setting.choice("history", words("compact", false, "keep", true), false);

  static final Setting<Compression> COMPRESSION =
      Setting.choice("compression", compressions(), Compression.NO);

  /** Whether the image is read as a whole; by its size if nothing is set. */
  static final Setting<LoadRule> LOAD = Setting.choice("load", loads(), LoadRule.BY_SIZE);

  static final Setting<Duration> COMMIT_EVERY =
      Setting.duration("commitEvery", () -> Duration.ZERO);

  static final Setting<Path> RESCUE =
      new Setting<>("rescue", "a path: write /tmp/rescue.img", WofsSettings::readPath, () -> null);

  static final Setting<Boolean> RECOVER =
      Setting.choice("recover", words("true", true, "false", false), false);

  /** For how long what is sealed cannot be removed; null for ever. */
  static final Setting<Duration> RETAIN =
      new Setting<>(
          "retain", "a duration: write 30d, 10 min, 5 s", WofsSettings::readRetention, () -> null);

  static final Setting<AtimePolicy> ATIME = TreeSettings.atime(AtimePolicy.RELATIME);

  static final Setting<String> OURS = SourceFileSystemProvider.asking(WofsProvider.SCHEME);

  private static final SettingTable ALL =
      new SettingTable(
          WofsProvider.SCHEME,
          CREATE,
          CAPACITY_SET,
          MODE,
          AT,
          KEEPS,
          COMPRESSION,
          LOAD,
          COMMIT_EVERY,
          RESCUE,
          RECOVER,
          RETAIN,
          ATIME,
          OURS,
          TreeSettings.UMASK,
          TreeSettings.USER,
          TreeSettings.GROUP,
          TreeSettings.GROUPS,
          TreeSettings.USERS,
          TreeSettings.PERMISSIONS,
          TreeSettings.CLOCK);

  /** When an image is read as a whole. */
  enum LoadRule {
    ALL,
    TOUCHED,
    BY_SIZE;

    boolean loadsAll(long size) {
      return this == ALL || (this == BY_SIZE && size <= LOADED_MAX);
    }
  }

  private final Map<Setting<?>, Object> values;

  private WofsSettings(Map<Setting<?>, Object> values) {
    this.values = values;
  }

  /** What {@code env} sets. @throws IllegalArgumentException for a key or value that is none */
  static WofsSettings of(Map<String, ?> env) {
    return new WofsSettings(ALL.read(env));
  }

  <T> T get(Setting<T> setting) {
    return SettingTable.value(values, setting);
  }

  boolean isSet(Setting<?> setting) {
    return values.containsKey(setting);
  }

  /** Whether nothing can be changed: what was is not changed, nor what cannot be read whole. */
  boolean isReadOnly() {
    return get(MODE) == WofsMode.RO || get(AT) != 0 || get(RECOVER);
  }

  VolumeOptions volumeOptions() {
    return TreeSettings.volumeOptions(values, ATIME).withReadOnly(isReadOnly());
  }

  VfsUsers users() {
    return new VfsUsers(values);
  }

  private static Long readCapacity(Object given) {
    Setting<Long> size = Setting.size("capacity", () -> CAPACITY);
    Long capacity = size.reader().apply(given);
    boolean fits =
        capacity != null && capacity >= Header.CAPACITY_MIN && capacity <= Header.CAPACITY_MAX;
    return fits ? capacity : null;
  }

  private static Path readPath(Object given) {
    if (given instanceof Path path) {
      return path;
    }
    return given instanceof String text && !text.isBlank() ? Path.of(text) : null;
  }

  private static Duration readRetention(Object given) {
    Matcher days = DAYS.matcher(given.toString().strip());
    if (days.matches()) {
      return Duration.ofDays(Long.parseLong(days.group(1)));
    }
    return Setting.duration("retain", () -> null).reader().apply(given);
  }

  private static Map<String, Boolean> words(String one, boolean first, String two, boolean second) {
    Map<String, Boolean> words = new LinkedHashMap<>();
    words.put(one, first);
    words.put(two, second);
    return words;
  }

  private static Map<String, WofsMode> modes() {
    Map<String, WofsMode> words = new LinkedHashMap<>();
    words.put("rw", WofsMode.RW);
    words.put("worm", WofsMode.WORM);
    words.put("append", WofsMode.APPEND);
    words.put("ro", WofsMode.RO);
    return words;
  }

  private static Map<String, Compression> compressions() {
    Map<String, Compression> words = new LinkedHashMap<>();
    words.put("none", Compression.NO);
    words.put("deflate", Compression.DEFLATE);
    words.put("zstd", Compression.ZSTD);
    return words;
  }

  private static Map<String, LoadRule> loads() {
    Map<String, LoadRule> words = new LinkedHashMap<>();
    words.put("all", LoadRule.ALL);
    words.put("touched", LoadRule.TOUCHED);
    return words;
  }
}
