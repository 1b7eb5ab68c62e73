package io.vnode.nio;

import io.vnode.engine.AtimePolicy;
import io.vnode.engine.Time;
import io.vnode.engine.VolumeOptions;
import java.time.InstantSource;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * The settings of file systems whose tree is in memory: who acts, what is checked, what time it is.
 */
public final class TreeSettings {
  private static final Pattern NAME =
      Pattern.compile("(?!\\d+$)[^\\s:,/\\p{Cntrl}]([^:,/\\p{Cntrl}]*[^\\s:,/\\p{Cntrl}])?");

  public static final Setting<Integer> UMASK = Setting.octal("umask", 022);

  /** Who acts. Not root unless asked for: tests that pass as root tell nothing of permissions. */
  public static final Setting<String> USER =
      new Setting<>("user", "a user's name", TreeSettings::readName, TreeSettings::standardUser);

  /** The acting user's primary group; empty for one of the user's own name. */
  public static final Setting<String> GROUP =
      new Setting<>("group", "a group's name", TreeSettings::readName, () -> "");

  public static final Setting<List<String>> GROUPS =
      new Setting<>(
          "groups", "a list of groups: write wheel, audio", TreeSettings::readNames, List::of);

  public static final Setting<List<String>> USERS =
      new Setting<>(
          "users", "a list of users: write bob, carol", TreeSettings::readNames, List::of);

  /** Whether permissions are checked. */
  public static final Setting<Boolean> PERMISSIONS =
      Setting.choice("permissions", permissions(), true);

  public static final Setting<Time.Source> CLOCK =
      new Setting<>(
          "clock", "a java.time.InstantSource", TreeSettings::readClock, () -> Time.SYSTEM);

  private TreeSettings() {}

  /** When a read renews the access time; {@code standard} where nothing is set. */
  public static Setting<AtimePolicy> atime(AtimePolicy standard) {
    Map<String, AtimePolicy> words = new LinkedHashMap<>();
    words.put("relatime", AtimePolicy.RELATIME);
    words.put("strict", AtimePolicy.ALWAYS);
    words.put("none", AtimePolicy.NEVER);
    return Setting.choice("atime", words, standard);
  }

  /** What the engine is told of {@code values}. */
  public static VolumeOptions volumeOptions(
      Map<Setting<?>, Object> values, Setting<AtimePolicy> atime) {
    return VolumeOptions.DEFAULT
        .withPermissions(SettingTable.value(values, PERMISSIONS))
        .withAtime(SettingTable.value(values, atime))
        .withClock(SettingTable.value(values, CLOCK));
  }

  private static Map<String, Boolean> permissions() {
    Map<String, Boolean> words = new LinkedHashMap<>();
    words.put("check", true);
    words.put("ignore", false);
    return words;
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
}
