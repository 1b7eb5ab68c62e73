package io.vnode.nio;

import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalLong;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One thing that can be set: its key, how a value is read, what to say of one that cannot be, and
 * what holds when nothing is set.
 *
 * @param takes what the values are, to stand behind "is not"
 * @param reader the value that an object of the env map or the builder stands for, or null
 */
public record Setting<T>(
    String key, String takes, Function<Object, T> reader, Supplier<T> standard) {
  private static final Pattern SIZE = Pattern.compile("(\\d{1,19})\\s*(?:([KMGTPE])iB|B)?");
  private static final Pattern DURATION = Pattern.compile("0|(\\d{1,9})\\s*(ms|s|min)");
  private static final String UNITS = "KMGTPE";

  /**
   * The value that {@code given} stands for.
   *
   * @param scheme of the file system it is set for, for the message
   * @throws IllegalArgumentException saying what would be one
   */
  public T read(String scheme, Object given) {
    T value = given == null ? null : reader.apply(given);
    if (value == null) {
      throw new IllegalArgumentException(scheme + ": " + key + ": '" + given + "' is not " + takes);
    }
    return value;
  }

  /** A number of bytes: a number, or a text with or without a unit. */
  public static Setting<Long> size(String key, Supplier<Long> standard) {
    return new Setting<>(key, "a size: write 4096, 64 KiB, 1 GiB", Setting::readSize, standard);
  }

  private static Long readSize(Object given) {
    if (!(given instanceof String text)) {
      return readCount(given, 0);
    }
    Matcher size = SIZE.matcher(text.strip());
    if (!size.matches()) {
      return null;
    }
    int power = size.group(2) == null ? 0 : UNITS.indexOf(size.group(2)) + 1;
    try {
      return Math.multiplyExact(Long.parseLong(size.group(1)), 1L << (10 * power));
    } catch (ArithmeticException | NumberFormatException e) {
      return null;
    }
  }

  /** A whole number from {@code least} on. */
  public static Setting<Long> count(String key, long least, Supplier<Long> standard) {
    String takes = "a count: write a whole number from " + least + " on";
    return new Setting<>(key, takes, given -> readCount(given, least), standard);
  }

  private static Long readCount(Object given, long least) {
    OptionalLong number = number(given);
    return number.isPresent() && number.getAsLong() >= least ? number.getAsLong() : null;
  }

  private static OptionalLong number(Object given) {
    if (given instanceof Long || given instanceof Integer) {
      return OptionalLong.of(((Number) given).longValue());
    }
    try {
      return given instanceof String text
          ? OptionalLong.of(Long.parseLong(text.strip()))
          : OptionalLong.empty();
    } catch (NumberFormatException e) {
      return OptionalLong.empty();
    }
  }

  /** A time that passes: a {@link Duration}, or a text with a unit. */
  public static Setting<Duration> duration(String key, Supplier<Duration> standard) {
    return new Setting<>(
        key, "a duration: write 0, 500 ms, 2 s, 1 min", Setting::readDuration, standard);
  }

  private static Duration readDuration(Object given) {
    if (given instanceof Duration duration) {
      return duration.isNegative() ? null : duration;
    }
    Matcher duration = DURATION.matcher(given.toString().strip());
    if (!duration.matches()) {
      return null;
    }
    long count = Long.parseLong(duration.group(1) == null ? "0" : duration.group(1));
    return switch (duration.group(2) == null ? "s" : duration.group(2)) {
      case "ms" -> Duration.ofMillis(count);
      case "min" -> Duration.ofMinutes(count);
      default -> Duration.ofSeconds(count);
    };
  }

  /** Permission bits: a number, or octal digits as the shell's umask has them. */
  public static Setting<Integer> octal(String key, int standard) {
    return new Setting<>(
        key, "a mode in octal digits: write 022 or 077", Setting::readOctal, () -> standard);
  }

  private static Integer readOctal(Object given) {
    if (given instanceof String text && text.matches("[0-7]{1,4}")) {
      given = Integer.parseInt(text, 8);
    }
    return given instanceof Integer mode && mode >= 0 && mode <= 0777 ? mode : null;
  }

  /** One of a few words, or the object that a word stands for. */
  public static <T> Setting<T> choice(String key, Map<String, T> words, T standard) {
    return new Setting<>(
        key,
        "one of " + String.join(", ", words.keySet()),
        given -> readChoice(given, words),
        () -> standard);
  }

  @SuppressWarnings("unchecked") // It is a T: it is among the values.
  private static <T> T readChoice(Object given, Map<String, T> words) {
    if (given instanceof String word) {
      return words.get(word.toLowerCase(Locale.ROOT));
    }
    return words.containsValue(given) ? (T) given : null;
  }
}
