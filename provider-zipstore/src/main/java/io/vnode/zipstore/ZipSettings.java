package io.vnode.zipstore;

import io.vnode.nio.Setting;
import io.vnode.nio.SettingTable;
import io.vnode.nio.SourceFileSystemProvider;
import io.vnode.zipstore.format.NameEncoding;
import io.vnode.zipstore.format.OddEntries;
import java.util.LinkedHashMap;
import java.util.Map;

/** What is set for one archive: see the package for what the keys and values mean. */
record ZipSettings(
    NameEncoding encoding, OddEntries oddEntries, boolean verify, HeldLimits limits) {
  /** What {@code env} sets. @throws IllegalArgumentException for a key or value that is none */
  static ZipSettings of(Map<String, ?> env) {
    return env.isEmpty() ? standard() : Table.read(env);
  }

  private static ZipSettings standard() {
    return new ZipSettings(NameEncoding.CP437, OddEntries.STRICT, true, HeldLimits.standard());
  }

  /** The settings by their keys, which take a while to load and are not asked where none is set. */
  private static final class Table {
    static final Setting<NameEncoding> ENCODING =
        new Setting<>(
            "encoding",
            "the name of an encoding: write CP437 or UTF-8",
            given -> given instanceof String name ? NameEncoding.of(name) : null,
            () -> NameEncoding.CP437);

    static final Setting<OddEntries> ODD_ENTRIES =
        Setting.choice("onOddEntry", oddEntries(), OddEntries.STRICT);

    static final Setting<Boolean> VERIFY = Setting.choice("verify", verify(), true);

    static final Setting<String> OURS = SourceFileSystemProvider.asking(ZipStoreProvider.SCHEME);

    static final Setting<Long> FILE = Setting.size(HeldLimits.FILE_KEY, HeldLimits::standardFile);

    static final Setting<Long> ALL = Setting.size(HeldLimits.ALL_KEY, HeldLimits::standardAll);

    static final Setting<Long> RATIO =
        Setting.count(HeldLimits.RATIO_KEY, 1, () -> HeldLimits.RATIO);

    private static final SettingTable KEYS =
        new SettingTable(
            ZipStoreProvider.SCHEME, ENCODING, ODD_ENTRIES, VERIFY, OURS, FILE, ALL, RATIO);

    static ZipSettings read(Map<String, ?> env) {
      Map<Setting<?>, Object> values = KEYS.read(env);
      return new ZipSettings(
          SettingTable.value(values, ENCODING),
          SettingTable.value(values, ODD_ENTRIES),
          SettingTable.value(values, VERIFY),
          new HeldLimits(
              Math.min(SettingTable.value(values, FILE), Integer.MAX_VALUE - 8),
              SettingTable.value(values, ALL),
              SettingTable.value(values, RATIO)));
    }

    private static Map<String, OddEntries> oddEntries() {
      Map<String, OddEntries> words = new LinkedHashMap<>();
      words.put("strict", OddEntries.STRICT);
      words.put("first", OddEntries.FIRST);
      words.put("rename", OddEntries.RENAME);
      return words;
    }

    private static Map<String, Boolean> verify() {
      Map<String, Boolean> words = new LinkedHashMap<>();
      words.put("always", true);
      words.put("off", false);
      return words;
    }
  }
}
