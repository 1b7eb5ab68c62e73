package io.vnode.mem;

import io.vnode.engine.AtimePolicy;
import io.vnode.engine.Limits;
import io.vnode.engine.VolumeOptions;
import io.vnode.nio.Setting;
import io.vnode.nio.SettingTable;
import io.vnode.nio.TreeSettings;
import io.vnode.nio.VfsUsers;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/**
 * What is set for one memfs: the one table of settings behind both the env map of {@code
 * FileSystems.newFileSystem} and {@link MemFs.Builder}.
 */
final class MemSettings {
  /** Inodes there must be: {@code /} and {@code /tmp}. */
  private static final long INODES_MIN = 2;

  /** Heap that an inode may take up before inodes alone could exhaust what is left for them. */
  private static final long HEAP_PER_INODE_BYTES = 1024;

  /** Bytes of all files: by default half the heap, as tmpfs takes half the memory. */
  static final Setting<Long> CAPACITY =
      Setting.size("capacity", () -> Runtime.getRuntime().maxMemory() / 2);

  static final Setting<Long> INODES =
      Setting.count(
          "inodes", INODES_MIN, () -> Runtime.getRuntime().maxMemory() / HEAP_PER_INODE_BYTES);

  static final Setting<Long> MAX_FILE_SIZE =
      Setting.size("maxFileSize", () -> Limits.FILE_SIZE_MAX);

  static final Setting<AtimePolicy> ATIME = TreeSettings.atime(AtimePolicy.RELATIME);

  /** Whether one lock guards the whole volume: slow, and the judge of the fine locks in tests. */
  static final Setting<Boolean> COARSE_LOCKS = Setting.choice("locks", locks(), false);

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
          TreeSettings.UMASK,
          TreeSettings.USER,
          TreeSettings.GROUP,
          TreeSettings.GROUPS,
          TreeSettings.USERS,
          TreeSettings.PERMISSIONS,
          ATIME,
          TreeSettings.CLOCK,
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

  /** The users and groups that are named. */
  VfsUsers users() {
    return new VfsUsers(values);
  }

  /** The engine's share of the settings. */
  VolumeOptions volumeOptions() {
    return TreeSettings.volumeOptions(values, ATIME)
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

  private static Map<String, Boolean> locks() {
    Map<String, Boolean> words = new LinkedHashMap<>();
    words.put("fine", false);
    words.put("coarse", true);
    return words;
  }
}
