package io.vnode.nio;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;

/** All that can be set for the file systems of one scheme, by its key. */
public final class SettingTable {
  private final String scheme;
  private final Map<String, Setting<?>> byKey = new TreeMap<>();

  /** The table of {@code settings}, which name {@code scheme} when they refuse a value. */
  public SettingTable(String scheme, Setting<?>... settings) {
    this.scheme = scheme;
    for (Setting<?> setting : settings) {
      byKey.put(setting.key(), setting);
    }
  }

  /** What {@code env} sets. @throws IllegalArgumentException for a key or value that is none */
  public Map<Setting<?>, Object> read(Map<String, ?> env) {
    Map<Setting<?>, Object> values = new LinkedHashMap<>();
    env.forEach((key, value) -> {
      Setting<?> setting = byKey.get(key);
      if (setting == null) {
        throw new IllegalArgumentException(
            scheme
                + ": '"
                + key
                + "' is not a setting: there are "
                + String.join(", ", byKey.keySet()));
      }
      values.put(setting, setting.read(scheme, value));
    });
    return values;
  }

  /** The value of {@code setting} among those that {@link #read} gave, or the standard one. */
  @SuppressWarnings("unchecked") // read() puts in what the setting has read.
  public static <T> T value(Map<Setting<?>, Object> values, Setting<T> setting) {
    T value = (T) values.get(setting);
    return value == null ? setting.standard().get() : value;
  }
}
