package io.vnode.cli;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.vnode.mem.MemFileSystem;
import io.vnode.mem.MemFs;
import io.vnode.nio.VfsFileSystem;
import io.vnode.zipstore.ZipStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** vnode pack: what its arguments name and mean. What is packed, ZipStoreBuilder's tests say. */
class PackCommandTest {
  @TempDir Path temp;
  private Path d;
  private Path out;

  @BeforeEach
  void makeTree() throws IOException {
    d = SampleTree.make(temp);
    out = temp.resolve("out.zip");
  }

  @Test
  void whatIsPackedIsReadByTheOtherCommands() throws IOException {
    Shell.ok("pack", d, out);
    String root = "zipstore:" + out + "!";
    assertEquals("seven..", Shell.ok("cat", root + "/hard").out());
    assertEquals("640 7\n", Shell.ok("stat", "-c", "%a %s", root + "/Z").out());
    Shell.ok("cp", "-rp", root + "/sub", temp.resolve("back"));
    assertEquals("1", Files.readString(temp.resolve("back/deep/\u00e9")));
    assertEquals("nowhere", Files.readSymbolicLink(temp.resolve("back/dangling")).toString());
  }

  /** Any file system's directory, to any file system. */
  @Test
  void locationsAreThoseOfAllCommands() throws IOException {
    try (MemFileSystem mem = MemFs.builder().name("packing").build()) {
      Shell.ok("cp", "-r", d, "memfs://packing/");
      Shell.ok("pack", "memfs://packing/d", "memfs://packing/out.zip");
      assertTrue(Files.isRegularFile(mem.getPath("/out.zip")));
      Shell.ok("pack", "zipstore:memfs://packing/out.zip!/sub", out);
      try (VfsFileSystem zip = ZipStore.open(out, Map.of())) {
        assertEquals("1", Files.readString(zip.getPath("/deep/\u00e9")));
      }
    }
  }

  @Test
  void executableStaysInFrontAndRuns() throws Exception {
    Path script = Files.writeString(temp.resolve("script"), "#!/bin/sh\necho packed\nexit 0\n");
    Files.setPosixFilePermissions(script, PosixFilePermissions.fromString("rwxr-xr-x"));
    Shell.ok("pack", "--onto", script, d, out);
    assertEquals("packed\n", Shell.host(out).out());
    Shell.ok("pack", "--onto", out, d.resolve("sub"), out);
    assertEquals("packed\n", Shell.host(out).out());
    try (VfsFileSystem zip = ZipStore.open(out, Map.of())) {
      assertEquals("seven..", Files.readString(zip.getPath("/Z")));
      assertEquals("1", Files.readString(zip.getPath("/deep/\u00e9")));
    }
  }

  @ParameterizedTest
  @CsvSource({"store, 0", "deflate, 8"})
  void methodIsTheOneThatIsNamed(String name, int number) throws IOException {
    Shell.ok("pack", "--method", name, "--align", 4096, d, out);
    try (ZipFile zip = new ZipFile(out.toFile())) {
      assertEquals(number, zip.getEntry("a file").getMethod());
    }
  }

  @Test
  void zstdIsReadByWhoeverKnowsIt() throws IOException {
    Shell.ok("pack", "--method", "zstd", d, out);
    assertEquals(
        Files.readString(d.resolve("a file")),
        Shell.ok("cat", "zipstore:" + out + "!/a%20file").out());
  }

  @Test
  void reproducibleIsTheSameWheneverItIsPacked() throws IOException {
    Shell.ok("pack", "--reproducible", d, out);
    byte[] before = Files.readAllBytes(out);
    Shell.ok("touch", "-d", "2001-02-03T04:05:06Z", d.resolve("Z"), d.resolve("sub"));
    Shell.ok("pack", "--reproducible", d, out);
    assertArrayEquals(before, Files.readAllBytes(out));
  }

  private void assertRefused(String said, Object... args) {
    Shell.Result result = Shell.vnode(args);
    assertEquals("vnode pack: " + said + "\n", result.err());
    assertEquals(1, result.status());
  }

  /** Each by the words that the command line has for it. */
  @Test
  void fileThatFailedIsNamedAsItWasGiven() {
    Path no = temp.resolve("no");
    assertRefused(no + ": No such file or directory", "pack", no, out);
    assertRefused(d + "/Z: Not a directory", "pack", d.resolve("Z"), out);
    assertRefused(no + "/x: No such file or directory", "pack", d, no.resolve("x"));
    assertRefused(d + ": Is a directory", "pack", d.resolve("sub"), d);
    assertRefused(no + ": No such file or directory", "pack", "--onto", no, d, out);
    assertRefused(d + ": Is a directory that '" + d + "/out' lies in", "pack", d, d.resolve("out"));
    assertTrue(
        Shell.vnode("pack", d, "nofs://x/").err().startsWith("vnode pack: nofs://x/: no file"));
  }

  @Test
  void fileInTheTreeIsNamedByTheDirectoryAsItWasGiven() throws IOException {
    try (MemFileSystem mem = MemFs.builder().name("packing").build()) {
      Path tree = Files.createDirectories(mem.getPath("/t/a b"));
      Path locked = Files.writeString(tree.resolve("x"), "secret");
      Files.setPosixFilePermissions(locked, PosixFilePermissions.fromString("---------"));
      Files.createSymbolicLink(mem.getPath("/alias"), mem.getPath("t"));
      Files.writeString(out, "old");
      for (String given : new String[] {"memfs://packing/t", "memfs://packing/alias"}) {
        assertRefused(given + "/a%20b/x: Permission denied", "pack", given, out);
      }
      assertEquals("old", Files.readString(out));
    }
  }
}
