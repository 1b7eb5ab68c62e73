package io.vnode.zipstore.format;

import io.vnode.testkit.Gen;
import java.nio.charset.StandardCharsets;
import java.util.Random;

/** Bytes of some kind, as many as wanted, the same for the same numbers. */
record Sample(Kind kind, int size, int seed) {
  enum Kind {
    ZEROS,
    RUNS,
    WORDS,
    NOISE,
    MIXED
  }

  private static final int STRETCH_MAX = 5000;

  static Gen<Sample> upTo(int sizeMax) {
    return between(0, sizeMax);
  }

  static Gen<Sample> between(int sizeMin, int sizeMax) {
    return Gen.zip(
        Gen.of(Kind.values()), Gen.ints(sizeMin, sizeMax), Gen.ints(0, 1000), Sample::new);
  }

  byte[] bytes() {
    Random random = new Random(seed);
    byte[] bytes = new byte[size];
    int done = 0;
    while (done < size) {
      int end = kind == Kind.MIXED ? done + 1 + random.nextInt(STRETCH_MAX) : size;
      done = stretch(bytes, done, Math.min(end, size), random);
    }
    return bytes;
  }

  private int stretch(byte[] bytes, int from, int to, Random random) {
    Kind one = kind == Kind.MIXED ? Kind.values()[random.nextInt(4)] : kind;
    int at = from;
    while (at < to) {
      byte[] piece = piece(one, random);
      int n = Math.min(piece.length, to - at);
      System.arraycopy(piece, 0, bytes, at, n);
      at += n;
    }
    return to;
  }

  private static byte[] piece(Kind kind, Random random) {
    return switch (kind) {
      case ZEROS -> new byte[100];
      case RUNS -> run(random);
      case WORDS -> ("word" + random.nextInt(500) + " ").getBytes(StandardCharsets.UTF_8);
      default -> {
        byte[] noise = new byte[100];
        random.nextBytes(noise);
        yield noise;
      }
    };
  }

  /** A few bytes, over and over: matches of every distance there is. */
  private static byte[] run(Random random) {
    byte[] run = new byte[random.nextInt(600)];
    int period = 1 + random.nextInt(40);
    for (int i = 0; i < run.length; i++) {
      run[i] = i < period ? (byte) random.nextInt() : run[i - period];
    }
    return run;
  }
}
