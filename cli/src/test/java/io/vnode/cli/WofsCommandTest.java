package io.vnode.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.vnode.mem.MemFileSystem;
import io.vnode.mem.MemFs;
import io.vnode.wofs.WofsFileSystem;
import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.xml.sax.InputSource;

/** vnode wofs: what its commands say and mean. What an image holds, the tests of wofs say. */
class WofsCommandTest {
  private static final String TIME =
      "\\d{4}-\\d\\d-\\d\\d \\d\\d:\\d\\d:\\d\\d\\.\\d{9} [+-]\\d{4}";

  @TempDir Path temp;
  private Path d;
  private Path image;

  @BeforeEach
  void makeTree() throws IOException {
    d = SampleTree.make(temp);
    image = temp.resolve("disk.img");
  }

  private String inside(String path) {
    return "wofs:" + image + "!" + path;
  }

  /** Three commits: the sample tree, a file more, a file renamed and one removed. */
  private void makeHistory() throws IOException {
    Shell.ok("wofs", "create", "--from", d, image);
    Shell.ok("cp", d.resolve("Z"), inside("/more"));
    try (WofsFileSystem fs = WofsFileSystem.mount(image, Map.of())) {
      Files.move(fs.getPath("/sub"), fs.getPath("/moved"));
      Files.delete(fs.getPath("/empty"));
    }
  }

  private void assertRefused(String said, int status, Object... args) {
    Shell.Result result = Shell.vnode(args);
    assertEquals(said + "\n", result.err());
    assertEquals(status, result.status());
  }

  // ---------------------------------------------------------------- create and extract

  @Test
  void whatIsCreatedIsExtractedAsItWas() throws IOException {
    Shell.ok("wofs", "create", "--from", d, "--compression", "deflate", image);
    assertEquals("seven..", Shell.ok("cat", inside("/hard")).out());
    Path back = temp.resolve("back");
    Shell.ok("wofs", "extract", image, back);
    assertEquals("640 2 7\n", Shell.ok("stat", "-c", "%a %h %s", back.resolve("Z")).out());
    assertEquals("nowhere", Files.readSymbolicLink(back.resolve("sub/dangling")).toString());
    assertEquals(
        Files.getLastModifiedTime(d.resolve("Z")), Files.getLastModifiedTime(back.resolve("hard")));
  }

  @Test
  void anEmptyImageHasTheCapacityThatIsAskedFor() {
    Shell.ok("wofs", "create", "--capacity", "64MiB", image);
    assertTrue(Shell.ok("wofs", "info", image).out().contains("capacity   64M (67108864)\n"));
    assertEquals("", Shell.ok("ls", inside("/")).out());
  }

  @Test
  void whatIsThereAlreadyIsNotReplaced() throws IOException {
    Files.writeString(image, "mine");
    assertRefused("vnode wofs create: " + image + ": File exists", 1, "wofs", "create", image);
    assertEquals("mine", Files.readString(image));
  }

  @Test
  void aTreeThatDoesNotFitLeavesNoImage() throws IOException {
    Files.write(d.resolve("large"), new byte[70_000]);
    Files.write(d.resolve("larger"), new byte[70_000]);
    Shell.Result result = Shell.vnode("wofs", "create", "--capacity", "64KiB", "--from", d, image);
    assertTrue(result.err().endsWith(": No space left on device\n"), result.err());
    assertEquals(1, result.status());
    assertFalse(Files.exists(image));
  }

  @Test
  void whatIsCopiedMustBeADirectory() {
    String said = "vnode wofs create: " + d;
    assertRefused(
        said + "/Z: Not a directory", 1, "wofs", "create", "--from", d.resolve("Z"), image);
    assertRefused(
        said + "/no: No such file or directory",
        1,
        "wofs",
        "create",
        "--from",
        d.resolve("no"),
        image);
    assertFalse(Files.exists(image));
    Path in = d.resolve("disk.img");
    assertRefused(
        said + ": Is a directory that '" + in + "' lies in", 1, "wofs", "create", "--from", d, in);
  }

  /** The modes of issue 8: sealed is a flag in the image, whatever it is mounted as later. */
  @Test
  void whatIsCreatedAsWormIsSealed() {
    Shell.ok("wofs", "create", "--from", d, "--mode", "worm", image);
    Shell.Result removed = Shell.vnode("rm", inside("/Z"));
    assertEquals("vnode rm: " + inside("/Z") + ": Operation not permitted\n", removed.err());
    Shell.ok("touch", inside("/new"));
  }

  @Test
  void anEarlierCommitIsExtracted() throws IOException {
    makeHistory();
    Shell.ok("wofs", "extract", image + "@1", temp.resolve("one"));
    assertTrue(Files.exists(temp.resolve("one/empty")));
    assertFalse(Files.exists(temp.resolve("one/more")));
    assertRefused(
        "vnode wofs extract: wofs: at: " + image + " has no commit 7: there are 1 to 3",
        1,
        "wofs",
        "extract",
        image + "@7",
        temp.resolve("seven"));
  }

  @Test
  void aFileInTheWayIsNotReplacedByWhatIsExtracted() throws IOException {
    Shell.ok("wofs", "create", "--from", d, image);
    Path back = Files.createDirectory(temp.resolve("back"));
    Files.writeString(back.resolve("Z"), "mine");
    assertRefused(
        "vnode wofs extract: " + back + "/Z: File exists", 1, "wofs", "extract", image, back);
    assertEquals("mine", Files.readString(back.resolve("Z")));
  }

  // ---------------------------------------------------------------- log, diff, info

  /** Issue 8: "log listing commits with time, changed paths and sizes". */
  @Test
  void logTellsOfEachCommitAndItsChanges() throws IOException {
    makeHistory();
    List<String> lines = Shell.ok("wofs", "log", image).lines();
    assertTrue(lines.get(0).matches("commit 1  " + TIME + "  \\d+ bytes at 4096  [0-9a-f]{16}"));
    assertTrue(lines.contains("  A          7 /hard"));
    List<String> last = Shell.ok("wofs", "log", image + "@3").lines();
    assertTrue(last.get(0).startsWith("commit 3  "));
    assertEquals(
        List.of("  D          0 /empty", "  R          0 /sub -> /moved"),
        last.subList(1, last.size()));
    assertEquals(3, Shell.ok("wofs", "log", "-q", image).lines().size());
    assertTrue(
        Shell.ok("wofs", "log", "--json", image + "@2")
            .out()
            .contains("\"changes\":[{\"change\":\"A\",\"path\":\"/more\",\"size\":7}]"));
  }

  /** As diff(1): 0 the same, 1 different, 2 trouble. */
  @Test
  void diffTellsByItsStatus() throws IOException {
    makeHistory();
    Shell.Result changed = Shell.vnode("wofs", "diff", image + "@1", image + "@2");
    assertEquals("A          7 /more\n", changed.out());
    assertEquals(1, changed.status());
    Path other = Files.copy(image, temp.resolve("other@3"));
    Shell.ok("wofs", "compact", other);
    assertEquals("", Shell.ok("wofs", "diff", image, other).out());
    Shell.Result none = Shell.vnode("wofs", "diff", image, image + "@9");
    assertEquals("vnode wofs diff: " + image + " has no commit 9: there are 1 to 3\n", none.err());
    assertEquals(2, none.status());
  }

  @Test
  void infoTellsWhatTheBytesAreThereFor() throws IOException {
    makeHistory();
    List<String> lines = Shell.ok("wofs", "info", image).lines();
    assertTrue(lines.contains("commits    1 to 3"));
    assertTrue(lines.contains("header     4.0K (4096), 0.1 %"));
    assertTrue(Shell.ok("wofs", "info", "--json", image).out().contains("\"commits\":3,"));
  }

  /** The picture is XML with a title, a bar for each kind of bytes, and each commit's number. */
  @Test
  void mapIsAPicture() throws Exception {
    makeHistory();
    Path map = temp.resolve("map.svg");
    Shell.ok("wofs", "info", "--map", map, image);
    String svg = Files.readString(map);
    DocumentBuilderFactory.newInstance()
        .newDocumentBuilder()
        .parse(new InputSource(new StringReader(svg)));
    assertTrue(svg.contains("<title>What lies where in " + image + "</title>"));
    for (String kind : List.of("header", "metadata", "live", "free")) {
      assertTrue(svg.contains("<rect class=\"" + kind + "\""), kind);
    }
    assertTrue(svg.contains(">1</text>"));
    assertRefused(
        "vnode wofs info: " + temp + "/no/map.svg: No such file or directory",
        1,
        "wofs",
        "info",
        "--map",
        temp.resolve("no/map.svg"),
        image);
  }

  // ---------------------------------------------------------------- verify, seal, compact

  @Test
  void verifyTellsOfEachDamageByItsPlace() throws IOException {
    makeHistory();
    assertTrue(Shell.ok("wofs", "verify", image).out().startsWith(image + ": sound: 3 commits, "));
    byte[] bytes = Files.readAllBytes(image);
    bytes[bytes.length - 1] ^= 1;
    Files.write(image, bytes);
    assertRefused(
        "vnode wofs verify: "
            + image
            + ": at "
            + (bytes.length - 128)
            + ": the second seal of commit 3 is damaged; the other one holds",
        1,
        "wofs",
        "verify",
        "-q",
        image);
  }

  @Test
  void sealIsForGood() {
    Shell.ok("wofs", "create", "--from", d, image);
    Shell.ok("wofs", "seal", image);
    assertEquals(1, Shell.vnode("rm", inside("/Z")).status());
  }

  @Test
  void compactKeepsTheTreeAndDropsTheRest() throws IOException {
    makeHistory();
    Shell.ok("wofs", "compact", image);
    List<String> lines = Shell.ok("wofs", "log", "-q", image).lines();
    assertEquals(1, lines.size());
    assertTrue(lines.get(0).startsWith("commit 4  "));
    assertEquals("seven..", Shell.ok("cat", inside("/more")).out());
  }

  // ---------------------------------------------------------------- all of them

  @ParameterizedTest
  @ValueSource(strings = {"create", "info", "log", "verify", "seal", "compact", "diff", "extract"})
  void eachHasHelpThatFitsATerminal(String command) {
    Shell.Result help = Shell.ok("wofs", command, "--help");
    assertTrue(help.out().startsWith("Usage: vnode wofs " + command + " "), help.out());
    assertTrue(help.lines().stream().allMatch(line -> line.length() <= 96), help.out());
  }

  @ParameterizedTest
  @ValueSource(strings = {"info", "log", "verify", "seal", "compact"})
  void aMissingOrWrongImageIsToldInOneLine(String command) throws IOException {
    String said = "vnode wofs " + command + ": " + image;
    assertRefused(said + ": No such file or directory", 1, "wofs", command, image);
    assertFalse(Files.exists(image));
    Files.write(image, new byte[5000]);
    assertRefused(
        said + ": at 0: does not begin as a wofs image: 89 57 4F 46 53 0D 0A 1A",
        1,
        "wofs",
        command,
        image);
  }

  /** Any file system's file, as for all commands. */
  @Test
  void anImageMayLieAnywhere() throws IOException {
    try (MemFileSystem mem = MemFs.builder().name("images").build()) {
      Shell.ok("wofs", "create", "--from", d, "memfs://images/a.img");
      assertTrue(Files.isRegularFile(mem.getPath("/a.img")));
      assertTrue(Shell.ok("wofs", "verify", "memfs://images/a.img").out().contains(": sound: "));
    }
  }

  /** What another command has written is there when it has ended; and it makes no image. */
  @Test
  void otherCommandsCommitWhatTheyChange() {
    Shell.ok("wofs", "create", image);
    Shell.ok("cp", d.resolve("Z"), inside("/Z"));
    assertEquals("seven..", Shell.ok("cat", inside("/Z")).out());
    assertFalse(Files.exists(temp.resolve("disk.img.lock")));
    String none = "wofs:" + temp.resolve("none.img") + "!/";
    assertRefused("vnode ls: " + none + ": No such file or directory", 2, "ls", none);
    assertFalse(Files.exists(temp.resolve("none.img")));
  }
}
