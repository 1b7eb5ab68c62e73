package io.vnode.zipstore.format;

import static io.vnode.testkit.Property.forAll;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.vnode.testkit.Gen;
import java.io.IOException;
import java.util.Arrays;
import java.util.zip.Deflater;
import org.junit.jupiter.api.Test;

/** {@link Inflate}, against what {@link Deflater} makes. */
class InflateTest {
  private static void assertInflatesTo(byte[] bytes, Inflated inflated) {
    assertNull(inflated.complaint());
    assertArrayEquals(bytes, inflated.bytes());
  }

  /** RFC 1951: whatever the compressor does, the data come back. */
  @Test
  void whatIsDeflatedIsInflated() {
    forAll(
        300,
        Sample.upTo(300_000),
        Packing.any(),
        Gen.ints(1, 200_000),
        (sample, packing, stretch) -> {
          byte[] bytes = sample.bytes();
          byte[] packed = packing.pack(bytes);
          assertInflatesTo(bytes, Inflated.byUs(new BytesSource(packed), packed.length, stretch));
        });
  }

  /** {@link PositionedSource#read}: one byte or more. */
  @Test
  void theSourceMayGiveFewBytesAtATime() {
    forAll(
        100,
        Sample.upTo(20_000),
        Packing.any(),
        Gen.ints(1, 40),
        (sample, packing, most) -> {
          byte[] bytes = sample.bytes();
          byte[] packed = packing.pack(bytes);
          PositionedSource source = Inflated.dribbling(packed, most);
          assertInflatesTo(bytes, Inflated.byUs(source, packed.length, 1000));
        });
  }

  /** {@link Inflate#advance}: a little further is a symbol or two, 258 bytes each at the most. */
  @Test
  void itStopsAtTheSymbolThatReachesTheOffset() {
    forAll(
        200,
        Sample.between(1000, 100_000),
        Packing.any(),
        Gen.ints(1, 1000),
        (sample, packing, offset) -> {
          byte[] packed = packing.pack(sample.bytes());
          Inflate inflate = new Inflate();
          inflate.open(new BytesSource(packed), 0, packed.length);
          inflate.advance(offset);
          long reached = inflate.window().to();
          assertTrue(reached >= offset && reached < offset + 262, () -> "reached " + reached);
        });
  }

  /** {@link Inflate#checkpoint}: within blocks of every kind, and between them. */
  @Test
  void anotherOneGoesOnAtACheckpoint() {
    forAll(
        300,
        Sample.between(Window.HISTORY, 300_000),
        Packing.any(),
        Gen.ints(Window.HISTORY, 300_000),
        (sample, packing, offset) -> {
          byte[] bytes = sample.bytes();
          byte[] packed = packing.pack(bytes);
          Inflate first = inflatedUpTo(offset, packed);
          if (first.ended()) {
            return;
          }
          Checkpoint checkpoint = first.checkpoint();
          Inflate second = inflatedUpTo(10, Packing.usual(new byte[100]));
          assertTrue(second.resume(checkpoint, new BytesSource(packed), 0, packed.length));
          assertEquals(first.window().to(), second.window().to());
          byte[] rest = Arrays.copyOfRange(bytes, (int) checkpoint.offset(), bytes.length);
          assertInflatesTo(rest, Inflated.rest(second, 5000));
        });
  }

  private static Inflate inflatedUpTo(int offset, byte[] packed) throws IOException {
    Inflate inflate = new Inflate();
    inflate.open(new BytesSource(packed), 0, packed.length);
    while (inflate.window().to() < offset && !inflate.ended()) {
      inflate.advance(offset);
    }
    return inflate;
  }

  /** {@link Inflate#resume}: the history is held softly. */
  @Test
  void nobodyGoesOnAtACheckpointWhoseHistoryIsGone() throws IOException {
    byte[] packed = Packing.usual(new Sample(Sample.Kind.WORDS, 100_000, 1).bytes());
    Checkpoint checkpoint = inflatedUpTo(50_000, packed).checkpoint();
    checkpoint.packedHistory().clear();
    Inflate inflate = new Inflate();
    assertFalse(inflate.resume(checkpoint, new BytesSource(packed), 0, packed.length));
  }

  /** {@link Inflate}: it can be used for one stream after another. */
  @Test
  void nothingOfAStreamIsLeftInTheNext() throws IOException {
    byte[] bytes = new Sample(Sample.Kind.MIXED, 200_000, 7).bytes();
    byte[] packed = Packing.usual(bytes);
    Inflate inflate = inflatedUpTo(150_000, packed);
    inflate.open(new BytesSource(packed), 0, packed.length);
    assertInflatesTo(bytes, Inflated.rest(inflate, 7777));
  }
}
