package io.vnode.zipstore.format;

import static io.vnode.testkit.Property.forAll;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import io.vnode.testkit.Gen;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** {@link HuffmanTable}, by codes that nobody would make of any data. */
class HuffmanTableTest {
  private static final int END = 256;

  /** RFC 1951, 3.2.2: the lengths alone give the code, however uneven they are. */
  @Test
  void everyCompleteCodeIsUnderstood() {
    forAll(
        500,
        Gen.ints(2, 257),
        Gen.ints(2, 30),
        Gen.ints(0, 1_000_000),
        (literals, distances, seed) -> {
          Random random = new Random(seed);
          int[] literalLengths = completeCode(literals, 258, List.of(END, 257), random);
          int[] distanceLengths = completeCode(distances, 30, List.of(), random);
          BitWriter stream = new BitWriter().stored(false, 32_768);
          stream.codes(true, literalLengths, distanceLengths);
          assertAllUnderstood(stream, literalLengths, distanceLengths);
        });
  }

  /** Writes each literal, then a match for each distance, and the end. */
  private static void assertAllUnderstood(BitWriter stream, int[] literals, int[] distances)
      throws Exception {
    int[] literalCodes = codes(literals);
    int[] distanceCodes = codes(distances);
    for (int symbol = 0; symbol < END; symbol++) {
      stream.code(literalCodes[symbol], literals[symbol]);
    }
    for (int symbol = 0; symbol < distances.length; symbol++) {
      if (distances[symbol] > 0) {
        stream.code(literalCodes[257], literals[257]);
        stream.code(distanceCodes[symbol], distances[symbol]);
        stream.bits(0, Math.max(0, (symbol - 2) / 2));
      }
    }
    stream.code(literalCodes[END], literals[END]);
    Inflated ours = Inflated.byUs(stream.bytes());
    assertNull(ours.complaint());
    assertArrayEquals(Inflated.byZlib(stream.bytes()).bytes(), ours.bytes());
  }

  /** Lengths of a complete code for {@code used} symbols of {@code all}, {@code needed} of them. */
  private static int[] completeCode(int used, int all, List<Integer> needed, Random random) {
    List<Integer> leaves = new ArrayList<>(List.of(1, 1));
    while (leaves.size() < used) {
      int i = random.nextBoolean() ? leaves.size() - 1 : random.nextInt(leaves.size());
      if (leaves.get(i) < HuffmanTable.CODE_BITS_MAX) {
        leaves.set(i, leaves.get(i) + 1);
        leaves.add(leaves.get(i));
      }
    }
    List<Integer> symbols = new ArrayList<>();
    for (int symbol = 0; symbol < all; symbol++) {
      symbols.add(symbol);
    }
    Collections.shuffle(symbols, random);
    symbols.removeAll(needed);
    symbols.addAll(0, needed);
    Collections.shuffle(leaves, random);
    int[] lengths = new int[all];
    for (int i = 0; i < leaves.size(); i++) {
      lengths[symbols.get(i)] = leaves.get(i);
    }
    return lengths;
  }

  /** The algorithm of RFC 1951, 3.2.2. */
  private static int[] codes(int[] lengths) {
    int[] codes = new int[lengths.length];
    int code = 0;
    for (int length = 1; length <= Arrays.stream(lengths).max().orElse(0); length++) {
      code <<= 1;
      for (int symbol = 0; symbol < lengths.length; symbol++) {
        if (lengths[symbol] == length) {
          codes[symbol] = code++;
        }
      }
    }
    return codes;
  }
}
