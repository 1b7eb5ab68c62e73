package io.vnode.mem;

import io.vnode.engine.AtimePolicy;
import io.vnode.engine.Limits;
import io.vnode.engine.Time;
import io.vnode.engine.VolumeOptions;
import io.vnode.nio.Setting;
import io.vnode.nio.SettingTable;
import java.time.InstantSource;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * What is set for one memfs: the one table of settings behind both the env map of {@code
 * FileSystems.newFileSystem} and {@link MemFs.Builder}.
 */
final class MemSettings {
  /** Inodes there must be: {@code /} and {@code /tmp}. */
  private static final long INODES_MIN = 2;

  /** Heap that an inode may take up before inodes alone could exhaust what is left for them. */
  private static final long HEAP_PER_INODE_BYTES = 1024;

  private static final Pattern NAME =
      Pattern.compile("(?!\\d+$)[^\\s:,/\\p{Cntrl}]([^:,/\\p{Cntrl}]*[^\\s:,/\\p{Cntrl}])?");

  /** Bytes of all files: by default half the heap, as tmpfs takes half the memory. */
  static final Setting<Long> CAPACITY =
      Setting.size("capacity", () -> Runtime.getRuntime().maxMemory() / 2);

  static final Setting<Long> INODES =
      Setting.count(
          "inodes", INODES_MIN, () -> Runtime.getRuntime().maxMemory() / HEAP_PER_INODE_BYTES);

  static final Setting<Long> MAX_FILE_SIZE =
      Setting.size("maxFileSize", () -> Limits.FILE_SIZE_MAX);

  static final Setting<Integer> UMASK = Setting.octal("umask", 022);

  /** Who acts. Not root unless asked for: tests that pass as root tell nothing of permissions. */
  static final Setting<String> USER =
      new Setting<>("user", "a user's name", MemSettings::readName, MemSettings::standardUser);

  /** The acting user's primary group; empty for one of the user's own name. */
  static final Setting<String> GROUP =
      new Setting<>("group", "a group's name", MemSettings::readName, () -> "");

  static final Setting<List<String>> GROUPS =
      new Setting<>(
          "groups", "a list of groups: write wheel, audio", MemSettings::readNames, List::of);

  static final Setting<List<String>> USERS =
      new Setting<>("users", "a list of users: write bob, carol", MemSettings::readNames, List::of);

  /** Whether permissions are checked. */
  static final Setting<Boolean> PERMISSIONS =
      Setting.choice("permissions", words("check", true, "ignore", false), true);

  static final Setting<AtimePolicy> ATIME =
      Setting.choice(
          "atime",
          words(
              "relatime", AtimePolicy.RELATIME,
              "strict", AtimePolicy.ALWAYS,
              "none", AtimePolicy.NEVER),
          AtimePolicy.RELATIME);

  static final Setting<Time.Source> CLOCK =
      new Setting<>(
          "clock", "a java.time.InstantSource", MemSettings::readClock, () -> Time.SYSTEM);

  /** Whether one lock guards the whole volume: slow, and the judge of the fine locks in tests. */
  static final Setting<Boolean> COARSE_LOCKS =
      Setting.choice("locks", words("fine", false, "coarse", true), false);

  /** What is in the file system from the beginning; null for {@code /tmp}. */
  static final Setting<MemSnapshot> FROM =
      new Setting<>(
          "from",
          "a snapshot, as MemFileSystem.snapshot() gives it",
          given -> given instanceof MemSnapshot snapshot ? snapshot : null,
          () -> null);

  /** What shall go wrong, or null. */
  static final Setting<Faults> FAULTS =
      new Setting<>(
          "faults",
          "an io.vnode.mem.Faults: write Faults.plan()",
          given -> given instanceof Faults faults ? faults : null,
          () -> null);

  private static final SettingTable ALL =
      new SettingTable(
          MemFsProvider.SCHEME,
          FROM,
          CAPACITY,
          INODES,
          MAX_FILE_SIZE,
          UMASK,
          USER,
          GROUP,
          GROUPS,
          USERS,
          PERMISSIONS,
          ATIME,
          CLOCK,
          COARSE_LOCKS,
          FAULTS);

  private final Map<Setting<?>, Object> values = new LinkedHashMap<>();

  /** Nothing is set. */
  MemSettings() {}

  /** What {@code env} sets. @throws IllegalArgumentException for a key or value that is none */
  static MemSettings of(Map<String, ?> env) {
    MemSettings settings = new MemSettings();
    settings.values.putAll(ALL.read(env));
    return settings;
  }

  /** Sets {@code setting}. @throws IllegalArgumentException for a value it does not take */
  void set(Setting<?> setting, Object value) {
    values.put(setting, setting.read(MemFsProvider.SCHEME, value));
  }

  <T> T get(Setting<T> setting) {
    return SettingTable.value(values, setting);
  }

  /** The env map that sets the same. */
  Map<String, Object> toEnv() {
    Map<String, Object> env = new LinkedHashMap<>();
    values.forEach((setting, value) -> env.put(setting.key(), value));
    return env;
  }

  /** The engine's share of the settings. */
  VolumeOptions volumeOptions() {
    return VolumeOptions.DEFAULT
        .withPermissions(get(PERMISSIONS))
        .withAtime(get(ATIME))
        .withClock(get(CLOCK))
        .withCoarseLocks(get(COARSE_LOCKS))
        .withFileSizeMax(get(MAX_FILE_SIZE));
  }

  /** These settings and, for what is not set here, those of {@code others}. */
  MemSettings over(MemSettings others) {
    MemSettings all = new MemSettings();
    all.values.putAll(others.values);
    all.values.putAll(values);
    return all;
  }

  /** What a file system made from a snapshot of this one shall have: not what it came from. */
  MemSettings heritage() {
    MemSettings kept = over(new MemSettings());
    kept.values.keySet().removeAll(Set.of(FROM, FAULTS));
    return kept;
  }

  /**
   * Requires that {@code snapshot} fits.
   *
   * @throws IllegalArgumentException naming the setting that is too small for it
   */
  void requireRoomFor(MemSnapshot snapshot) {
    requireRoom(CAPACITY, snapshot.bytes(), "bytes");
    requireRoom(INODES, snapshot.inodes(), "inodes");
  }

  private void requireRoom(Setting<Long> limit, long needed, String what) {
    if (needed > get(limit)) {
      throw new IllegalArgumentException(
          MemFsProvider.SCHEME
              + ": "
              + limit.key()
              + ": the snapshot needs "
              + needed
              + " "
              + what
              + " and not "
              + get(limit));
    }
  }

  private static String standardUser() {
    String name = readName(System.getProperty("user.name"));
    return name == null || name.equals("root") ? "user" : name;
  }

  private static String readName(Object given) {
    return given instanceof String name && NAME.matcher(name).matches() ? name : null;
  }

  private static List<String> readNames(Object given) {
    List<?> parts;
    if (given instanceof String text) {
      parts = text.isBlank() ? List.of() : List.of(text.strip().split("\\s*,\\s*", -1));
    } else if (given instanceof Collection<?> collection) {
      parts = List.copyOf(collection);
    } else {
      return null;
    }
    boolean sound = parts.stream().allMatch(part -> readName(part) != null);
    return sound ? parts.stream().map(String.class::cast).toList() : null;
  }

  private static Time.Source readClock(Object given) {
    if (given instanceof Time.Source source) {
      return source;
    }
    return given instanceof InstantSource source ? () -> Time.of(source.instant()) : null;
  }

  private static <T> Map<String, T> words(String one, T first, String two, T second) {
    Map<String, T> words = new LinkedHashMap<>();
    words.put(one, first);
    words.put(two, second);
    return words;
  }

  private static <T> Map<String, T> words(
      String one, T first, String two, T second, String three, T third) {
    Map<String, T> words = words(one, first, two, second);
    words.put(three, third);
    return words;
  }
}
