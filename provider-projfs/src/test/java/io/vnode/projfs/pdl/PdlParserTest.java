package io.vnode.projfs.pdl;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code docs/PDL.md}: what a definition says, and what is said of one that is wrong. */
class PdlParserTest {
  private static PdlParser.Parsed parse(String text) {
    return PdlParser.parse("game.pdl", text, Map.of("ROMS", "/data/roms", "COLON", "a:b"));
  }

  private static List<String> errors(String text) {
    return parse(text).errors().stream().map(PdlError::toString).toList();
  }

  private static PdlEntry only(String text) {
    PdlParser.Parsed parsed = parse(text);
    assertEquals(List.of(), parsed.errors());
    assertEquals(1, parsed.entries().size());
    return parsed.entries().get(0);
  }

  private static PdlEntry entry(
      PdlEntry.Kind kind, String path, String source, boolean writable, String... protects) {
    return new PdlEntry(
        kind, path, source, writable, List.of(protects), new Position("game.pdl", 1, 1));
  }

  @Test
  void theThreeKindsOfTheSpecificationAreRead() {
    assertEquals(entry(PdlEntry.Kind.FILE, "/a", "/x/y", false), only("f(/a|/x/y|r);"));
    assertEquals(entry(PdlEntry.Kind.DIRECTORY, "/d", null, false), only("d(/d|);"));
    assertEquals(
        entry(PdlEntry.Kind.PORTAL, "/p", "/s", true, "one", "two"),
        only("p(/p|/s|rw|one:two:|);"));
  }

  /** The original takes a field up to the next bar, whatever is in it. */
  @Test
  void bracketsColonsBackslashesAndBlanksBelongToTheFieldsTheyAreIn() {
    PdlEntry.Kind file = PdlEntry.Kind.FILE;
    assertEquals(
        entry(file, "a b ", "C:\\roms\\x (1).bin", true), only("f(a b |C:\\roms\\x (1).bin|rw);"));
    assertEquals(entry(file, "/a;b", "//server/c;d", false), only("f(/a;b|//server/c;d|r);"));
  }

  @Test
  void protectedNamesNeedNoColonBehindTheLastAndNoListAtAll() {
    PdlEntry.Kind portal = PdlEntry.Kind.PORTAL;
    assertEquals(
        entry(portal, "/p", "/s", true, "*.lock", "profile/**"),
        only("p(/p|/s|rw|*.lock:profile/**);"));
    assertEquals(entry(portal, "/p", "/s", true, "a"), only("p(/p|/s|rw|a:);"));
    assertEquals(entry(portal, "/p", "/s", false), only("p(/p|/s|r||);"));
    assertEquals(entry(portal, "/p", "/s", false), only("p(/p|/s|r|);"));
    assertEquals(entry(portal, "/p", "/s", false), only("p(/p|/s|r);"));
    assertEquals(entry(portal, "/p", "/s", true, "a)b"), only("p(/p|/s|rw|a)b:|);"));
  }

  @Test
  void aBackslashTakesTheMeaningFromWhatEndsAField() {
    assertEquals(
        entry(PdlEntry.Kind.PORTAL, "/a|b", "/s", true, "c:d"), only("p(/a\\|b|/s|rw|c\\:d:|);"));
  }

  @Test
  void betweenQuotesNothingEndsAField() {
    assertEquals(
        entry(PdlEntry.Kind.FILE, "/a|b;\"c", " x ", false), only("f(\"/a|b;\\\"c\"|\" x \"|r);"));
  }

  @Test
  void aVariableStandsForItsValueWhateverIsInThat() {
    assertEquals(
        entry(PdlEntry.Kind.PORTAL, "/p", "/data/roms/x", true, "a:b"),
        only("p(/p|${ROMS}/x|rw|${COLON}:|);"));
    assertEquals(entry(PdlEntry.Kind.FILE, "/p", "${ROMS}", false), only("f(/p|\\${ROMS}|r);"));
  }

  @Test
  void commentsAndLinesMayStandBetweenEntriesAndFields() {
    PdlParser.Parsed parsed =
        parse(
            "# the game\n\nd(/a|); # a directory; with a semicolon\n  f(/a/b|\n    /x|\n    r\n  );\n");
    assertEquals(List.of(), parsed.errors());
    assertEquals("/x", parsed.entries().get(1).source());
  }

  /** The original stops at the first and says nothing. */
  @Test
  void everyErrorIsReportedWithItsPlaceAndWhatWasExpected() {
    assertEquals(
        List.of(
            "game.pdl:1:1: expected f(, d(, p( or include(, found 'x'",
            "game.pdl:2:11: expected r or rw as the access, found 'w'",
            "game.pdl:3:8: expected '|' after the source, found the end of the line",
            "game.pdl:5:6: the variable NONE is not set",
            "game.pdl:6:1: the source is empty",
            "game.pdl:7:10: expected ';' after an entry, found the end"),
        errors(
            """
            x(/a|b|r);
            f(/a|/bcd|w);
            f(/a|b;
            d(/fine|);
            f(/a|${NONE}|r);
            f(/a||r);
            d(/last|)\
            """));
  }

  @Test
  void aDirectoryHasNoContentsOfItsOwn() {
    assertEquals(
        List.of(
            "game.pdl:1:6: expected ')' after the '|' of a directory, which has no contents of its"
                + " own, found 'f'"),
        errors("d(/a|f(b|c|r):);"));
  }

  @Test
  void anIncludedFileIsReadWhereItIsNamed(@TempDir Path directory) throws IOException {
    Files.createDirectory(directory.resolve("sub"));
    Files.writeString(directory.resolve("main.pdl"), "d(/a|);include(sub/more.pdl);d(/c|);");
    Files.writeString(directory.resolve("sub/more.pdl"), "d(/b|);");
    PdlParser.Parsed parsed = PdlParser.parse(directory.resolve("main.pdl"), Map.of());
    assertEquals(List.of(), parsed.errors());
    assertEquals(List.of("/a", "/b", "/c"), parsed.entries().stream().map(PdlEntry::path).toList());
  }

  @Test
  void anIncludeThatCannotBeReadOrIncludesItselfIsAnError(@TempDir Path directory)
      throws IOException {
    Path main =
        Files.writeString(directory.resolve("main.pdl"), "include(none.pdl);\ninclude(main.pdl);");
    assertEquals(
        List.of("cannot include none.pdl: no such file", "main.pdl includes itself"),
        PdlParser.parse(main, Map.of()).errors().stream().map(PdlError::message).toList());
  }
}
