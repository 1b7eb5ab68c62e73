package io.vnode.zipstore.format;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.charset.Charset;
import org.junit.jupiter.api.Test;

/** How names are read: APPNOTE, appendix D. */
class NameEncodingTest {
  @Test
  void codePage437IsAsTheJdkHasIt() {
    assumeTrue(Charset.isSupported("IBM437"), "this JDK has no IBM437");
    byte[] all = new byte[256];
    for (int i = 0; i < all.length; i++) {
      all[i] = (byte) i;
    }
    String expected = new String(all, Charset.forName("IBM437"));
    assertEquals(expected, new String(NameEncoding.CP437.toUtf8(all, 0, all.length), UTF_8));
  }

  @Test
  void bytesThatAreNoneOfTheEncodingAreNoName() {
    byte[] bytes = {(byte) 0xff};
    assertNull(NameEncoding.of("UTF-8").toUtf8(bytes, 0, 1));
  }

  @Test
  void encodingThatNobodyKnowsIsNone() {
    assertNull(NameEncoding.of("no-such"));
    assertNull(NameEncoding.of(""));
  }
}
