package io.vnode.zipstore.format;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;

import java.io.IOException;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

/**
 * {@link Inflate} on streams that no compressor makes, and {@link java.util.zip.Inflater} beside
 * it.
 */
class EdgeStreamTest {
  private static final int END = 256;

  /** Lengths of codes: as many symbols as given, none having a code yet. */
  private static int[] lengths(int symbols) {
    return new int[symbols];
  }

  private static void assertInflatesTo(byte[] bytes, BitWriter stream) throws IOException {
    Inflated ours = Inflated.byUs(stream.bytes());
    assertNull(ours.complaint());
    assertArrayEquals(bytes, ours.bytes());
    assertArrayEquals(bytes, Inflated.byZlib(stream.bytes()).bytes());
  }

  /** The words come even where more bytes follow, so that {@link FastLoop} is asked as well. */
  private static void assertRefused(String complaint, BitWriter stream) throws IOException {
    assertEquals(complaint, Inflated.byUs(stream.bytes()).complaint());
    assertFalse(Inflated.byZlib(stream.bytes()).accepted());
    byte[] longer = Arrays.copyOf(stream.bytes(), stream.bytes().length + 100);
    assertEquals(complaint, Inflated.byUs(longer).complaint());
  }

  /** RFC 1951, 3.2.3: a block may be empty, whatever its type. */
  @Test
  void blocksMayBeEmpty() throws IOException {
    BitWriter stream = new BitWriter();
    for (int i = 0; i < 1000; i++) {
      stream.stored(false, 0).block(false, 1).fixed(END);
    }
    assertInflatesTo(new byte[0], stream.stored(true, 0));
  }

  /** RFC 1951, 3.2.4: a stored block has up to 65,535 bytes. */
  @Test
  void storedBlocksMayBeAsLongAsTheirLengthCanSay() throws IOException {
    BitWriter stream = new BitWriter().stored(false, 65_535).block(false, 1).fixed(END);
    assertInflatesTo(new byte[131_070], stream.stored(true, 65_535));
  }

  /** RFC 1951, 3.2.4: NLEN is the complement of LEN. */
  @Test
  void aStoredLengthThatDisagreesWithItsCheckIsRefused() throws IOException {
    BitWriter stream = new BitWriter().block(true, 0).alignToByte().bits(5, 16).bits(5, 16);
    assertRefused("invalid stored length 5 with check 5 at output offset 0", stream);
  }

  /** RFC 1951, 3.2.3: type 3 is an error. */
  @Test
  void blocksOfTypeThreeAreRefused() throws IOException {
    assertRefused("invalid block type 3 at output offset 0", new BitWriter().block(true, 3));
  }

  /** RFC 1951, 3.2.5: every length at every distance that a copy may overlap itself with. */
  @Test
  void everyLengthIsCopiedFromEveryShortDistance() throws IOException {
    for (int distance = 1; distance <= 40; distance++) {
      for (int length = 3; length <= 258; length++) {
        assertCopied(distance, length);
      }
    }
  }

  private static void assertCopied(int distance, int length) throws IOException {
    BitWriter stream = new BitWriter().block(true, 1);
    byte[] bytes = new byte[distance + length + 100];
    for (int i = 0; i < distance; i++) {
      bytes[i] = (byte) (i + 1);
      stream.fixed(i + 1);
    }
    Matches.write(stream, length, distance);
    for (int i = distance; i < distance + length; i++) {
      bytes[i] = bytes[i - distance];
    }
    for (int i = distance + length; i < bytes.length; i++) {
      bytes[i] = 99;
      stream.fixed(99);
    }
    stream.fixed(END);
    assertArrayEquals(bytes, Inflated.byUs(stream.bytes()).bytes());
  }

  /** RFC 1951, 3.2.5: distances reach 32,768 bytes back. */
  @Test
  void theGreatestDistanceReachesTheFirstByte() throws IOException {
    BitWriter stream = new BitWriter().block(false, 1).fixed('a').fixed(END);
    stream.stored(false, 32_767).block(true, 1);
    Matches.write(stream, 3, 32_768);
    byte[] bytes = new byte[32_771];
    bytes[0] = 'a';
    bytes[32_768] = 'a';
    assertInflatesTo(bytes, stream.fixed(END));
  }

  /** RFC 1951, 3.2.5: a match lies in what came before. */
  @Test
  void aDistanceBeforeTheFirstByteIsRefused() throws IOException {
    BitWriter stream = new BitWriter().block(true, 1).fixed('a').fixed('b');
    Matches.write(stream, 3, 3);
    assertRefused("invalid distance 3 at output offset 2", stream.fixed(END));
  }

  /** RFC 1951, 3.2.6: 286 and 287 take part in the code, and mean nothing. */
  @Test
  void lengthsThatMeanNothingAreRefused() throws IOException {
    for (int symbol = 286; symbol <= 287; symbol++) {
      BitWriter stream = new BitWriter().block(true, 1).fixed('a').fixed(symbol);
      assertRefused("invalid length at output offset 1", stream.bits(0, 20));
    }
  }

  /** RFC 1951, 3.2.6: 30 and 31 take part in the code, and mean nothing. */
  @Test
  void distancesThatMeanNothingAreRefused() throws IOException {
    for (int symbol = 30; symbol <= 31; symbol++) {
      BitWriter stream = new BitWriter().block(true, 1).fixed('a').fixed(257).code(symbol, 5);
      assertRefused("invalid distance at output offset 1", stream.bits(0, 20));
    }
  }

  /** RFC 1951, 3.2.7: codes have up to 15 bits. */
  @Test
  void theLongestCodesAreUnderstood() throws IOException {
    int[] literals = lengths(257);
    for (int i = 1; i < 15; i++) {
      literals[i] = i;
    }
    literals[0] = 15;
    literals[END] = 15;
    BitWriter stream = new BitWriter().codes(true, literals, lengths(1));
    int ones = (1 << 15) - 1;
    stream.code(ones - 1, 15).code(ones >> 2 << 1, 14).code(0, 1).code(ones - 1, 15);
    assertInflatesTo(new byte[] {0, 14, 1, 0}, stream.code(ones, 15));
  }

  /** RFC 1951, 3.2.7: a block of literals needs no distance. */
  @Test
  void aBlockMayHaveNoDistances() throws IOException {
    int[] literals = lengths(257);
    literals['a'] = 1;
    literals[END] = 1;
    BitWriter stream = new BitWriter().codes(true, literals, lengths(1));
    assertInflatesTo(new byte[] {'a', 'a'}, stream.bits(0, 2).bits(1, 1));
  }

  /** zlib's inftrees.c: no distance, and one is asked for. */
  @Test
  void aDistanceOfACodeThatHasNoneIsRefused() throws IOException {
    BitWriter stream = new BitWriter().codes(true, aEndAndThree(), lengths(1));
    stream.code(0, 2).code(3, 2);
    assertRefused("invalid distance at output offset 1", stream.bits(0, 20));
  }

  /** RFC 1951, 3.2.7: one distance is given by one bit, though half of the code means nothing. */
  @Test
  void oneDistanceOfOneBitIsACode() throws IOException {
    BitWriter stream = new BitWriter().codes(true, aEndAndThree(), new int[] {1});
    stream.code(0, 2).code(3, 2).bits(0, 1).code(2, 2);
    assertInflatesTo(new byte[] {'a', 'a', 'a', 'a'}, stream);
  }

  /** zlib's inflate.c: the other half of the code. */
  @Test
  void theOtherBitOfASingleDistanceIsRefused() throws IOException {
    BitWriter stream = new BitWriter().codes(true, aEndAndThree(), new int[] {1});
    stream.code(0, 2).code(3, 2).bits(1, 1);
    assertRefused("invalid distance at output offset 1", stream.bits(0, 20));
  }

  /** The codes 0 of two bits for a, 2 for the end, 3 for a match of three bytes; 1 is b. */
  private static int[] aEndAndThree() {
    int[] literals = lengths(258);
    literals['a'] = 2;
    literals['b'] = 2;
    literals[END] = 2;
    literals[257] = 2;
    return literals;
  }

  /** zlib's inftrees.c: an incomplete code is allowed with a single bit only. */
  @Test
  void oneDistanceOfTwoBitsIsRefused() throws IOException {
    BitWriter stream = new BitWriter().codes(true, aEndAndThree(), new int[] {2});
    assertRefused("incomplete set of distance codes", stream.bits(0, 20));
  }

  /** zlib's inftrees.c: an end of one bit is all that a block may have. */
  @Test
  void aBlockMayHaveACodeForItsEndOnly() throws IOException {
    int[] literals = lengths(257);
    literals[END] = 1;
    assertInflatesTo(new byte[0], new BitWriter().codes(true, literals, lengths(1)).bits(0, 1));
    assertRefused(
        "invalid length at output offset 0",
        new BitWriter().codes(true, literals, lengths(1)).bits(1, 1).bits(0, 20));
  }

  /** zlib's inftrees.c: some bits mean nothing. */
  @Test
  void incompleteLiteralsAreRefused() throws IOException {
    int[] literals = lengths(257);
    literals['a'] = 2;
    literals[END] = 1;
    assertRefused(
        "incomplete set of literal codes", new BitWriter().codes(true, literals, lengths(1)));
  }

  /** RFC 1951, 3.2.2: no code begins another. */
  @Test
  void moreCodesThanThereIsRoomForAreRefused() throws IOException {
    int[] literals = lengths(257);
    Arrays.fill(literals, 'a', 'd', 1);
    literals[END] = 1;
    assertRefused(
        "too many literal codes of 1 bits", new BitWriter().codes(true, literals, lengths(1)));
    assertRefused(
        "too many distance codes of 2 bits",
        new BitWriter().codes(true, aEndAndThree(), new int[] {2, 2, 2, 2, 2}));
  }

  /** zlib's inflate.c: a block that could not end. */
  @Test
  void aBlockWithoutACodeForItsEndIsRefused() throws IOException {
    int[] literals = lengths(257);
    literals['a'] = 1;
    literals['b'] = 1;
    assertRefused(
        "no code for the end of the block", new BitWriter().codes(true, literals, lengths(1)));
  }

  /** RFC 1951, 3.2.7: 286 literals and lengths, and 30 distances: zlib's inflate.c. */
  @Test
  void codesForMoreSymbolsThanThereAreAreRefused() throws IOException {
    assertRefused(
        "codes for 287 literals and 1 distances",
        new BitWriter().block(true, 2).bits(30, 5).bits(0, 5).bits(15, 4).bits(0, 30));
    assertRefused(
        "codes for 257 literals and 31 distances",
        new BitWriter().block(true, 2).bits(0, 5).bits(30, 5).bits(15, 4).bits(0, 30));
  }

  /** A head whose code for code lengths has one bit for {@code symbol} and one for 0. */
  private static BitWriter headWith(int symbol) {
    BitWriter head = new BitWriter().block(true, 2).bits(0, 5).bits(0, 5).bits(0, 4);
    // The order is 16, 17, 18, 0.
    for (int each : new int[] {16, 17, 18, 0}) {
      head.bits(each == symbol || each == 0 ? 1 : 0, 3);
    }
    return head;
  }

  /** RFC 1951, 3.2.7: what is repeated came before. */
  @Test
  void aRepetitionOfNothingIsRefused() throws IOException {
    assertRefused("no code length to repeat", headWith(16).bits(1, 1).bits(0, 20));
  }

  /** RFC 1951, 3.2.7: lengths repeat across the two codes, but not behind them. */
  @Test
  void aRepetitionBehindTheLastSymbolIsRefused() throws IOException {
    BitWriter head = headWith(18).bits(1, 1).bits(127, 7).bits(1, 1).bits(127, 7);
    assertRefused("276 code lengths for 258 symbols", head.bits(0, 20));
  }

  /** zlib's inftrees.c: the code for code lengths must be complete, even with a single bit. */
  @Test
  void aSingleCodeLengthIsRefused() throws IOException {
    BitWriter head = new BitWriter().block(true, 2).bits(0, 5).bits(0, 5).bits(0, 4);
    head.bits(0, 3).bits(0, 3).bits(0, 3).bits(1, 3);
    assertRefused("incomplete set of code length codes", head.bits(0, 20));
  }
}
