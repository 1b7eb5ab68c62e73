package io.vnode.zipstore;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.vnode.nio.VfsFileSystem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.ZipException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What becomes of names that cannot be in a tree: the table in the package's documentation. */
class OddEntriesTest {
  @TempDir Path folder;

  private static RawZip named(String... names) {
    RawZip zip = new RawZip();
    for (int i = 0; i < names.length; i++) {
      zip.add(names[i], "" + i);
    }
    return zip;
  }

  private void assertRefused(String reason, RawZip zip) {
    ZipException e = assertThrows(ZipException.class, () -> Archives.open(folder, zip));
    assertTrue(e.getMessage().contains(reason), e.getMessage());
  }

  private void assertPaths(String odd, RawZip zip, String... paths) throws IOException {
    try (VfsFileSystem opened = Archives.open(folder, zip, "onOddEntry", odd)) {
      assertEquals(List.of(paths), Archives.paths(opened));
    }
  }

  @Test
  void dotDotIsRefusedOrLeftOutOrEscaped() throws IOException {
    RawZip zip = named("a", "b/../../c", "..");
    assertRefused("'b/../../c' has '..' in its name", zip);
    assertPaths("first", zip, "/a");
    assertPaths(
        "rename",
        zip,
        "/%2E%2E",
        "/a",
        "/b/",
        "/b/%2E%2E/",
        "/b/%2E%2E/%2E%2E/",
        "/b/%2E%2E/%2E%2E/c");
  }

  @Test
  void absoluteNameIsRefusedOrLeftOutOrStartsAtTheRoot() throws IOException {
    RawZip zip = named("a", "/etc/passwd");
    assertRefused("'/etc/passwd' has an absolute name", zip);
    assertPaths("first", zip, "/a");
    assertPaths("rename", zip, "/a", "/etc/", "/etc/passwd");
  }

  @Test
  void backslashIsOddUnlessItComesFromUnix() throws IOException {
    RawZip zip = named("a", "b\\c");
    assertRefused("has a backslash", zip);
    assertPaths("first", zip, "/a");
    assertPaths("rename", zip, "/a", "/b/", "/b/c");
    RawZip unix = new RawZip();
    unix.add("b\\c", "").mode(0100644);
    assertPaths("strict", unix, "/b\\c");
  }

  @Test
  void nulIsRefusedOrLeftOutOrEscaped() throws IOException {
    RawZip zip = named("a", "b\0c");
    assertRefused("has a NUL", zip);
    assertPaths("first", zip, "/a");
    assertPaths("rename", zip, "/a", "/b%00c");
  }

  @Test
  void secondFileOfOneNameIsRefusedOrLeftOutOrNumbered() throws IOException {
    RawZip zip = named("a", "a", "a");
    assertRefused("'a' is there twice", zip);
    assertPaths("first", zip, "/a");
    assertPaths("rename", zip, "/a", "/a~2", "/a~3");
    try (VfsFileSystem opened = Archives.open(folder, zip, "onOddEntry", "rename")) {
      assertEquals("0", Files.readString(opened.getPath("/a")));
      assertEquals("2", Files.readString(opened.getPath("/a~3")));
    }
  }

  @Test
  void fileThatIsAlsoADirectoryIsRefusedOrLeftOutOrNumbered() throws IOException {
    RawZip fileFirst = named("a", "a/b", "a/c");
    assertRefused("'a/b' is below another one that is a file", fileFirst);
    assertPaths("first", fileFirst, "/a");
    assertPaths("rename", fileFirst, "/a", "/a~2/", "/a~2/b", "/a~2/c");
    RawZip directoryFirst = named("a/b", "a");
    assertRefused("'a' is a file, and another one is below it", directoryFirst);
    assertPaths("first", directoryFirst, "/a/", "/a/b");
    assertPaths("rename", directoryFirst, "/a/", "/a/b", "/a~2");
  }

  @Test
  void namesThatAreTooLongAreRefusedOrLeftOut() throws IOException {
    RawZip name = named("a", "n".repeat(256));
    assertRefused("has a name that is too long", name);
    assertPaths("first", name, "/a");
    assertPaths("rename", name, "/a");
    RawZip path = named("a", "d/".repeat(32767) + "f");
    assertRefused("has a name that is too long", path);
    assertPaths("first", path, "/a");
  }

  @Test
  void nameOf255BytesIsNotTooLong() throws IOException {
    assertPaths("strict", named("n".repeat(255)), "/" + "n".repeat(255));
  }

  @Test
  void fileWithoutANameIsRefusedOrLeftOut() throws IOException {
    RawZip zip = named("a", "");
    assertRefused("has no name", zip);
    assertPaths("first", zip, "/a");
  }

  @Test
  void emptyNamesAndDotsCountForNothing() throws IOException {
    assertPaths("strict", named("./a//b", "./.c", "a/./d"), "/.c", "/a/", "/a/b", "/a/d");
    assertPaths("strict", named("./", "x/"), "/x/");
  }

  @Test
  void directoriesMayHaveSeveralEntriesOrNone() throws IOException {
    assertPaths("strict", named("a/", "a/b/c", "a/", "a/b/"), "/a/", "/a/b/", "/a/b/c");
  }

  @Test
  void bytesThatAreNotUtf8ThoughMarkedSoAreRefusedOrLeftOutOrReadAsCp437() throws IOException {
    RawZip zip = new RawZip();
    zip.add("a", "");
    zip.add(new byte[] {'b', (byte) 0x81}, new byte[0]).flags(1 << 11);
    assertRefused("is no name in its encoding", zip);
    assertPaths("first", zip, "/a");
    assertPaths("rename", zip, "/a", "/b\u00fc");
  }

  @Test
  void nameThatIsMarkedAsUtf8IsUtf8() throws IOException {
    RawZip zip = new RawZip();
    zip.add("\u00fc\u6c34/\ud83d\ude00", "").flags(1 << 11);
    assertPaths("strict", zip, "/\u00fc\u6c34/", "/\u00fc\u6c34/\ud83d\ude00");
  }

  @Test
  void nameThatIsNotMarkedIsInCp437OrInTheEncodingThatIsSet() throws IOException {
    RawZip zip = new RawZip();
    zip.add("\u00fc".getBytes(UTF_8), new byte[0]);
    assertPaths("strict", zip, "/\u251c\u255d");
    try (VfsFileSystem opened = Archives.open(folder, zip, "encoding", "UTF-8")) {
      assertEquals(List.of("/\u00fc"), Archives.paths(opened));
    }
  }

  @Test
  void namesOfManyMoreDuplicatesThanCanBeNumberedEndInOneError() {
    RawZip zip = named("a".repeat(1000).split("", -1));
    ZipException e =
        assertThrows(ZipException.class, () -> Archives.open(folder, zip, "onOddEntry", "rename"));
    assertTrue(e.getMessage().contains("no other name is left"), e.getMessage());
  }
}
