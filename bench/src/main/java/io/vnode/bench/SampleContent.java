package io.vnode.bench;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.SplittableRandom;

/**
 * Bytes such as archives hold, the same in every run: prose, records as text and as numbers, and
 * what was packed before, in stretches of some ten thousand bytes. Deflated they take less than
 * half of their size, as programs do, and there are so many that no processor learns them by heart.
 */
final class SampleContent {
  static final int SIZE = 8 << 20;

  private static final int STRETCH_MIN = 8 << 10;
  private static final int STRETCH_MAX = 64 << 10;

  /** The most that anything adds at once. */
  private static final int PIECE_MAX = 1024;

  private static final int WORDS = 8192;
  private static final int SYLLABLES_MAX = 4;

  /** From so many words on they get longer by a syllable: the frequent ones are short. */
  private static final int WORDS_A_SYLLABLE = 40;

  private static final String[] SYLLABLES = {
    "a", "al", "an", "ar", "be", "ca", "co", "de", "di", "do", "e", "en", "er", "fa", "fi", "ge",
    "ha", "he", "i", "il", "in", "is", "ka", "la", "le", "li", "lo", "ma", "me", "mi", "mo", "na",
    "ne", "no", "o", "on", "or", "pa", "pe", "ra", "re", "ri", "ro", "sa", "se", "si", "so", "sta",
    "ta", "te", "ter", "ti", "to", "tra", "u", "un", "ur", "ve", "vi", "wa", "we", "ya"
  };

  private final SplittableRandom random = new SplittableRandom(1);
  private final String[] words = new String[WORDS];
  private final ByteBuffer out =
      ByteBuffer.allocate(SIZE + STRETCH_MAX + PIECE_MAX).order(ByteOrder.LITTLE_ENDIAN);

  private SampleContent() {}

  /** {@link #SIZE} bytes, and some more. */
  static byte[] make() {
    SampleContent content = new SampleContent();
    content.makeWords();
    while (content.out.position() < SIZE) {
      content.addStretch();
    }
    return content.out.array();
  }

  private void makeWords() {
    for (int i = 0; i < WORDS; i++) {
      StringBuilder word = new StringBuilder();
      int longest = Math.min(SYLLABLES_MAX, 1 + i / WORDS_A_SYLLABLE);
      for (int left = random.nextInt(1, longest + 1); left > 0; left--) {
        word.append(SYLLABLES[random.nextInt(SYLLABLES.length)]);
      }
      words[i] = word.toString();
    }
  }

  private void addStretch() {
    int end = out.position() + random.nextInt(STRETCH_MIN, STRETCH_MAX);
    int kind = random.nextInt(12);
    for (int number = 0; out.position() < end; number++) {
      if (kind < 4) {
        addSentence();
      } else if (kind < 7) {
        addLine(number);
      } else if (kind < 11) {
        addRecord(number);
      } else {
        out.putLong(random.nextLong());
      }
    }
  }

  private void addSentence() {
    add(word());
    for (int left = random.nextInt(3, 20); left > 0; left--) {
      add(random.nextInt(12) == 0 ? ", " : " ");
      add(word());
    }
    add(random.nextInt(6) == 0 ? ".\n" : ". ");
  }

  private void addLine(int number) {
    add("{\"id\": " + number + ", \"user\": \"" + word() + "\", \"path\": \"/" + word());
    add("/" + word() + "\", \"size\": " + number(14) + ", \"ok\": ");
    add(random.nextInt(8) > 0 ? "true}\n" : "false}\n");
  }

  private void addRecord(int number) {
    out.putInt(number).putInt(number(8)).putShort((short) random.nextInt(16)).putShort((short) 0);
    out.putInt(number(20));
  }

  /** A word: that of rank <i>n</i> is <i>n</i> times as rare as the first, as in languages. */
  private String word() {
    return words[(int) Math.exp(random.nextDouble() * Math.log(WORDS)) - 1];
  }

  /** A number, of any magnitude up to {@code e} to the power of {@code magnitude} as likely. */
  private int number(int magnitude) {
    return (int) Math.exp(random.nextDouble() * magnitude);
  }

  private void add(String text) {
    out.put(text.getBytes(US_ASCII));
  }
}
