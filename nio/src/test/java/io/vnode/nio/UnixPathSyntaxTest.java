package io.vnode.nio;

import static io.vnode.testkit.Property.forAll;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.InvalidPathException;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class UnixPathSyntaxTest {
  private static final PathSyntax UNIX = UnixPathSyntax.INSTANCE;

  /** POSIX Pathname: several slashes are as one; at the end they go, as in the JDK. */
  @Test
  void redundantSlashesAreDropped() {
    assertEquals("/a/b", UNIX.canonical("//a///b//"));
    assertEquals("/", UNIX.canonical("///"));
    assertEquals("a", UNIX.canonical("a/"));
  }

  /** {@link java.nio.file.Path#normalize}: only there are dots taken away, never in parsing. */
  @Test
  void dotsAreNamesLikeAnyOther() {
    assertArrayEquals(new String[] {".", "a", "..", "..."}, UNIX.names("./a/../..."));
  }

  /** {@link PathSyntax#names}: a walk over no names stays where it starts. */
  @Test
  void theRootAndTheEmptyTextHaveNoNames() {
    assertEquals(0, UNIX.names("/").length);
    assertEquals(0, UNIX.names("").length);
  }

  /** POSIX Filename: any bytes but slash and NUL; {@link InvalidPathException}. */
  @Test
  void nulIsRefused() {
    InvalidPathException e =
        assertThrows(InvalidPathException.class, () -> UNIX.canonical("/a\0b"));
    assertEquals("Nul character not allowed", e.getReason());
  }

  /** {@link InvalidPathException}: what has no bytes in UTF-8 cannot be a name. */
  @Test
  void unpairedSurrogatesAreRefused() {
    for (String text : new String[] {"\uD83D", "a\uDE00b", "\uDE00\uD83D", "//\uD83D/\uDE00"}) {
      InvalidPathException e = assertThrows(InvalidPathException.class, () -> UNIX.canonical(text));
      assertEquals("Malformed input or input contains unmappable characters", e.getReason());
    }
  }

  /** POSIX Filename: bytes decide, so the two ways to write an accent make two names. */
  @Test
  void namesThatOnlyLookTheSameDiffer() {
    assertNotEquals(UNIX.canonical("\u00e9"), UNIX.canonical("e\u0301"));
  }

  /** {@link PathSyntax#canonical}: the usual text costs no copy. */
  @Test
  void canonicalTextIsReturnedAsItIs() {
    String text = "/usr/share/doc";
    assertSame(text, UNIX.canonical(text));
  }

  /** {@link PathSyntax#canonical}: what is canonical stays so. */
  @Test
  void canonicalTextIsCanonical() {
    forAll(
        1000,
        PathTexts.legal(),
        text -> {
          String canonical = UNIX.canonical(text);
          assertEquals(canonical, UNIX.canonical(canonical));
        });
  }

  /** {@link PathSyntax#text} and {@link PathSyntax#names} undo each other. */
  @Test
  void aTextIsItsRootAndItsNames() {
    forAll(
        1000,
        PathTexts.legal(),
        text -> {
          String canonical = UNIX.canonical(text);
          String[] names = UNIX.names(canonical);
          String root = canonical.substring(0, UNIX.rootLength(canonical));
          assertEquals(canonical, UNIX.text(root, names, 0, names.length));
        });
  }

  /** {@link java.nio.file.Path#compareTo}: the provider's order, here of bytes as on the host. */
  @Test
  void orderIsThatOfTheBytesInUtf8() {
    forAll(
        5000,
        PathTexts.legal(),
        PathTexts.legal(),
        (a, b) ->
            assertEquals(
                Integer.signum(Arrays.compareUnsigned(a.getBytes(UTF_8), b.getBytes(UTF_8))),
                Integer.signum(UNIX.compare(a, b))));
  }

  /** RFC 3629, section 1: UTF-8 keeps the order of code points, which UTF-16 does not. */
  @Test
  void supplementaryCharactersComeAfterThePrivateUseArea() {
    assertTrue("\uD83D\uDE00".compareTo("\uE000") < 0);
    assertTrue(UNIX.compare("\uD83D\uDE00", "\uE000") > 0);
    assertTrue(UNIX.compare("\uE000", "\uD83D\uDE00") < 0);
  }
}
