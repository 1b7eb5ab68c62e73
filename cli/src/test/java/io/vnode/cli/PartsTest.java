package io.vnode.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.vnode.nio.TreeListener;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The pieces that several commands share. */
class PartsTest {
  @TempDir Path temp;

  /** POSIX 2.13, pattern matching notation; find -name: a leading dot is matched by a star. */
  @ParameterizedTest
  @CsvSource({
    "*, .x, true", "a?c, abc, true", "a?c, ac, false", "[a-c]x, bx, true", "[!a-c]x, bx, false",
    "[]]x, ]x, true", "[!]]x, ax, true", "[ab, [ab, true", "{a}, {a}, true", "\\*, *, true",
    "\\*, a, false", "[a-], -, true", "a.c, abc, false", "é*, éa, true", "(x), (x), true",
    "[*], *, true", "[*], a, false", "[z-a], m, false"
  })
  void patternsAreThoseOfTheShell(String glob, String name, boolean matches) {
    assertEquals(matches, Fnmatch.pattern(glob, false).test(name));
  }

  /** RFC 8259, section 7: what must be escaped in a string. */
  @Test
  void jsonStringsAreEscaped() {
    StringWriter text = new StringWriter();
    PrintWriter out = new PrintWriter(text);
    new Json(out).beginArray().value("\"\\\n\u0001é").value(1).end();
    out.flush();
    assertEquals("[\n\"\\\"\\\\\\n\\u0001é\",\n1\n]\n", text.toString());
  }

  @Test
  void emptyJsonIsComplete() {
    StringWriter text = new StringWriter();
    PrintWriter out = new PrintWriter(text);
    new Json(out).beginArray().end();
    out.flush();
    assertEquals("[]\n", text.toString());
  }

  /** GNU ls -h: rounded up, one decimal below ten. */
  @ParameterizedTest
  @CsvSource({
    "0, 0",
    "1023, 1023",
    "1024, 1.0K",
    "1025, 1.1K",
    "10239, 10K",
    "10241, 11K",
    "1048576, 1.0M",
    "1047553, 1.0M",
    "9223372036854775807, 8.0E"
  })
  void sizesForPeopleAreRoundedUp(long bytes, String text) {
    assertEquals(text, Describe.humanSize(bytes));
  }

  @Test
  void aWalkLeavesEveryDirectoryItEntered() throws IOException {
    SampleTree.make(temp);
    List<Path> entered = new ArrayList<>();
    try (TreeWalk walk = TreeWalk.of(new Location("t", temp, false))) {
      for (TreeWalk.Step step = walk.next(); step != null; step = walk.next()) {
        Path path = step.location().path();
        switch (step.event()) {
          case ENTER -> entered.add(path);
          case LEAVE -> assertEquals(entered.remove(entered.size() - 1), path);
          default -> assertEquals(entered.get(entered.size() - 1), path.getParent());
        }
      }
    }
    assertTrue(entered.isEmpty());
  }

  /** Deeper than a stack of directories that are all open could be. */
  @Test
  void deepTreesAreWalked() throws IOException {
    Path deep = temp.resolve("x");
    for (int depth = 1; depth < 1500; depth++) {
      deep = deep.resolve("x");
    }
    Files.createDirectories(deep);
    assertEquals(1501, Shell.ok("find", temp).lines().size());
    Shell.ok("rm", "-r", temp.resolve("x"));
    assertFalse(Files.exists(temp.resolve("x")));
  }

  @Test
  void progressIsSilentAtFirstAndGoneAtTheEnd() {
    StringWriter terminal = new StringWriter();
    AtomicLong nanos = new AtomicLong();
    Progress progress = new Progress(new PrintWriter(terminal), true, nanos::get);
    progress.beginFile("a", 4096);
    progress.advance(1024);
    assertEquals("", terminal.toString());
    nanos.set(1_000_000_000);
    progress.advance(1024);
    assertEquals("\r\u001b[K1 file  2.0KB  2.0KB/s  a 50%", terminal.toString());
    progress.erase();
    assertTrue(terminal.toString().endsWith("50%\r\u001b[K"));
  }

  @Test
  void progressFollowsATree() {
    StringWriter terminal = new StringWriter();
    AtomicLong nanos = new AtomicLong();
    Progress progress = new Progress(new PrintWriter(terminal), true, nanos::get);
    TreeListener tree = progress.ofTree(file -> "in:" + file);
    nanos.set(1_000_000_000);
    tree.begin(Path.of("a"), 2048);
    nanos.set(2_000_000_000);
    tree.advance(2048);
    assertTrue(terminal.toString().endsWith("\r\u001b[K1 file  2.0KB  1.0KB/s  in:a 100%"));
  }

  @Test
  void progressIsForTerminals() {
    StringWriter pipe = new StringWriter();
    AtomicLong nanos = new AtomicLong();
    Progress progress = new Progress(new PrintWriter(pipe), false, nanos::get);
    nanos.set(Long.MAX_VALUE);
    progress.beginFile("a", 1);
    progress.advance(1);
    progress.erase();
    assertEquals("", pipe.toString());
  }
}
