package io.vnode.projfs;

import io.vnode.nio.Setting;
import io.vnode.nio.SettingTable;
import io.vnode.nio.SourceFileSystemProvider;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * What is set for one projection: see the package for what the keys and values mean.
 *
 * @param strict whether every directory must be declared
 * @param lazy whether sources may come later
 * @param links whether links in portals are followed
 * @param security whether owners and permissions can be changed
 * @param userAttributes whether user attributes are those of the sources
 * @param cache for how long attributes in portals are taken to be what they were
 * @param rehearsal whether no change is made that would be, as {@link Rehearsal} has it
 * @param variables what stands for {@code ${NAME}}
 */
record ProjSettings(
    boolean strict,
    boolean lazy,
    boolean links,
    boolean security,
    boolean userAttributes,
    Duration cache,
    boolean rehearsal,
    Map<String, String> variables) {
  private static final Setting<Boolean> STRICT =
      Setting.choice("strict", words("on", "off"), false);

  private static final Setting<Boolean> LAZY = Setting.choice("lazy", words("on", "off"), false);

  private static final Setting<Boolean> LINKS =
      Setting.choice("symlinks", words("resolve", "refuse"), true);

  private static final Setting<Boolean> SECURITY =
      Setting.choice("security", words("allow", "refuse"), false);

  private static final Setting<Boolean> USER_ATTRIBUTES =
      Setting.choice("userAttributes", words("allow", "refuse"), false);

  private static final Setting<Duration> CACHE = Setting.duration("cache", () -> Duration.ZERO);

  private static final Setting<String> OURS =
      SourceFileSystemProvider.asking(ProjFsProvider.SCHEME);

  private static final SettingTable KEYS =
      new SettingTable(
          ProjFsProvider.SCHEME, STRICT, LAZY, LINKS, SECURITY, USER_ATTRIBUTES, CACHE, OURS);

  /** The name of a variable; what is in lower case is meant to be a setting. */
  private static final Pattern VARIABLE = Pattern.compile("[A-Z_][A-Z0-9_]*");

  private static Map<String, Boolean> words(String yes, String no) {
    Map<String, Boolean> words = new LinkedHashMap<>();
    words.put(yes, true);
    words.put(no, false);
    return words;
  }

  static boolean isVariable(String key) {
    return VARIABLE.matcher(key).matches();
  }

  /** These, for a projection in which nothing is changed. */
  ProjSettings asRehearsal() {
    return new ProjSettings(strict, lazy, links, security, userAttributes, cache, true, variables);
  }

  /** Called before a source is changed. @throws Rehearsed if it is not to be */
  void beforeChange() throws Rehearsed {
    if (rehearsal) {
      throw new Rehearsed();
    }
  }

  /** What {@code env} sets. @throws IllegalArgumentException for a key or value that is none */
  static ProjSettings of(Map<String, ?> env) {
    Map<String, Object> settings = new TreeMap<>();
    Map<String, String> variables = new TreeMap<>();
    env.forEach((key, value) -> {
      if (isVariable(key)) {
        variables.put(key, String.valueOf(value));
      } else {
        settings.put(key, value);
      }
    });
    Map<Setting<?>, Object> values = KEYS.read(settings);
    return new ProjSettings(
        SettingTable.value(values, STRICT),
        SettingTable.value(values, LAZY),
        SettingTable.value(values, LINKS),
        SettingTable.value(values, SECURITY),
        SettingTable.value(values, USER_ATTRIBUTES),
        SettingTable.value(values, CACHE),
        false,
        Map.copyOf(variables));
  }
}
