package io.vnode.zipstore.format;

import static io.vnode.testkit.Property.forAll;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.vnode.testkit.Gen;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * {@link Inflate}, against {@link java.util.zip.Inflater} on streams that are damaged: both accept
 * the same, and give the same bytes. There is no known difference, but for the words.
 */
class DamageTest {
  /** A byte that is changed; where a stream is shorter, one that is nearer to its beginning. */
  private record Damage(int place, int bits) {
    void to(byte[] packed) {
      packed[place % packed.length] ^= (byte) bits;
    }
  }

  private static Gen<Damage> damages() {
    Gen<Integer> places = Gen.oneOf(Gen.ints(0, 80), Gen.ints(0, 30_000));
    Gen<Integer> oneBit = Gen.ints(0, 7).map(bit -> 1 << bit);
    return Gen.zip(places, Gen.oneOf(oneBit, Gen.ints(1, 255)), Damage::new);
  }

  private static void assertJudgedAsByZlib(byte[] packed) throws IOException {
    Inflated zlib = Inflated.byZlib(packed);
    Inflated ours = Inflated.byUs(packed);
    assertEquals(
        zlib.accepted(),
        ours.accepted(),
        () -> "zlib: " + zlib.complaint() + "; ours: " + ours.complaint());
    int n = zlib.accepted() ? zlib.bytes().length : ours.bytes().length;
    n = Math.min(n, zlib.accepted() ? n : zlib.bytes().length);
    assertArrayEquals(Arrays.copyOf(zlib.bytes(), n), Arrays.copyOf(ours.bytes(), n));
  }

  /** zlib's inflate.c: what it accepts and what not. */
  @Test
  void damagedStreamsAreJudgedAsByZlib() {
    forAll(
        3000,
        Sample.upTo(20_000),
        Packing.any(),
        damages().list(1, 3),
        (sample, packing, damages) -> {
          byte[] packed = packing.pack(sample.bytes());
          damages.forEach(damage -> damage.to(packed));
          assertJudgedAsByZlib(packed);
        });
  }

  /** zlib's inflate.c: a stream that ends too early is none. */
  @Test
  void shortenedStreamsAreJudgedAsByZlib() {
    forAll(
        1000,
        Sample.upTo(20_000),
        Packing.any(),
        Gen.ints(1, 30_000),
        (sample, packing, missing) -> {
          byte[] packed = packing.pack(sample.bytes());
          assertJudgedAsByZlib(Arrays.copyOf(packed, Math.max(0, packed.length - missing)));
        });
  }

  /** zlib's inflate.c: whatever bytes there are. */
  @Test
  void anyBytesAreJudgedAsByZlib() {
    forAll(5000, Gen.ints(0, 255).list(0, 200), values -> assertJudgedAsByZlib(bytes(values)));
  }

  /** RFC 1951, 3.2.7: the head of a block of codes, and whatever follows. */
  @Test
  void anyHeadsOfBlocksAreJudgedAsByZlib() {
    forAll(
        5000,
        Gen.ints(0, 7).list(19, 19),
        Gen.ints(0, 255).list(0, 200),
        (lengths, values) -> {
          BitWriter stream =
              new BitWriter().bits(1, 1).bits(2, 2).bits(0, 5).bits(0, 5).bits(15, 4);
          lengths.forEach(length -> stream.bits(length, 3));
          values.forEach(value -> stream.bits(value, 8));
          assertJudgedAsByZlib(stream.bytes());
        });
  }

  private static byte[] bytes(List<Integer> values) {
    byte[] bytes = new byte[values.size()];
    for (int i = 0; i < bytes.length; i++) {
      bytes[i] = values.get(i).byteValue();
    }
    return bytes;
  }
}
