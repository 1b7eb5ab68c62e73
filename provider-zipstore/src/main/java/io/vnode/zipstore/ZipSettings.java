package io.vnode.zipstore;

import io.vnode.zipstore.format.NameEncoding;
import io.vnode.zipstore.format.OddEntries;
import java.util.Locale;
import java.util.Map;

/** What is set for one archive: see the package for what the keys and values mean. */
record ZipSettings(NameEncoding encoding, OddEntries oddEntries, boolean verify) {
  static final String PROVIDER = "provider";

  private static final ZipSettings STANDARD =
      new ZipSettings(NameEncoding.CP437, OddEntries.STRICT, true);

  /** What {@code env} sets. @throws IllegalArgumentException for a key or value that is none */
  static ZipSettings of(Map<String, ?> env) {
    ZipSettings settings = STANDARD;
    for (Map.Entry<String, ?> entry : env.entrySet()) {
      settings = settings.with(entry.getKey(), entry.getValue());
    }
    return settings;
  }

  private ZipSettings with(String key, Object value) {
    String word = value instanceof String text ? text : "";
    return switch (key) {
      case "encoding" -> new ZipSettings(encoding(value, word), oddEntries, verify);
      case "onOddEntry" -> new ZipSettings(encoding, oddEntries(value, word), verify);
      case "verify" -> new ZipSettings(encoding, oddEntries, verify(value, word));
      case PROVIDER -> {
        if (!word.equals(ZipStoreProvider.SCHEME)) {
          throw refused(key, value, ZipStoreProvider.SCHEME);
        }
        yield this;
      }
      default ->
          throw new IllegalArgumentException(
              ZipStoreProvider.SCHEME
                  + ": '"
                  + key
                  + "' is not a setting: there are encoding, onOddEntry, provider, verify");
    };
  }

  private static NameEncoding encoding(Object value, String word) {
    NameEncoding encoding = NameEncoding.of(word);
    if (encoding == null) {
      throw refused("encoding", value, "the name of an encoding: write CP437 or UTF-8");
    }
    return encoding;
  }

  private static OddEntries oddEntries(Object value, String word) {
    return switch (word.toLowerCase(Locale.ROOT)) {
      case "strict" -> OddEntries.STRICT;
      case "first" -> OddEntries.FIRST;
      case "rename" -> OddEntries.RENAME;
      default -> throw refused("onOddEntry", value, "one of strict, first, rename");
    };
  }

  private static boolean verify(Object value, String word) {
    return switch (word.toLowerCase(Locale.ROOT)) {
      case "always" -> true;
      case "off" -> false;
      default -> throw refused("verify", value, "one of always, off");
    };
  }

  private static IllegalArgumentException refused(String key, Object value, String takes) {
    return new IllegalArgumentException(
        ZipStoreProvider.SCHEME + ": " + key + ": '" + value + "' is not " + takes);
  }
}
