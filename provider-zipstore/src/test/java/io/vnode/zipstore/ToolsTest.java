package io.vnode.zipstore;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.vnode.nio.VfsFileSystem;
import io.vnode.testkit.HostTool;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.zip.ZipException;
import org.apache.commons.compress.archivers.zip.Zip64Mode;
import org.apache.commons.compress.archivers.zip.ZipArchiveEntry;
import org.apache.commons.compress.archivers.zip.ZipArchiveOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Archives that other programs made. */
class ToolsTest {
  private static final byte[] TEXT = "some words ".repeat(9000).getBytes(UTF_8);
  private static final FileTime TIME = FileTime.fromMillis(1_600_000_001_000L);

  @TempDir Path folder;
  private Path tree;

  @BeforeEach
  void plant() throws IOException {
    tree = Files.createDirectory(folder.resolve("tree"));
    Files.createDirectories(tree.resolve("apps/hello/bin"));
    Path program = Files.write(tree.resolve("apps/hello/bin/run"), TEXT);
    Files.setPosixFilePermissions(program, PosixFilePermissions.fromString("rwxr-x--x"));
    Files.setLastModifiedTime(program, TIME);
    Files.createSymbolicLink(tree.resolve("link"), Path.of("apps/hello/bin/run"));
  }

  private void run(String... command) throws Exception {
    HostTool.run(tree, command);
  }

  private static void assertProgram(VfsFileSystem zip) throws IOException {
    assertArrayEquals(TEXT, Files.readAllBytes(zip.getPath("/apps/hello/bin/run")));
  }

  @Test
  void infoZipKeepsModesTimesAndLinks() throws Exception {
    Path file = folder.resolve("info.zip");
    run("zip", "-q", "-r", "-y", file.toString(), ".");
    try (VfsFileSystem zip = ZipStore.open(file, Map.of())) {
      assertProgram(zip);
      Path program = zip.getPath("/apps/hello/bin/run");
      assertEquals(
          Files.getPosixFilePermissions(tree.resolve("link")),
          Files.getPosixFilePermissions(program));
      assertEquals(TIME, Files.getLastModifiedTime(program));
      assertEquals("apps/hello/bin/run", Files.readSymbolicLink(zip.getPath("/link")).toString());
      assertArrayEquals(TEXT, Files.readAllBytes(zip.getPath("/link")));
      assertEquals(
          Files.getAttribute(tree.resolve("link"), "unix:uid"),
          Files.getAttribute(program, "unix:uid"));
    }
  }

  @Test
  void infoZipIsReadFromAPipe() throws Exception {
    Path file = folder.resolve("pipe.zip");
    run("sh", "-c", "command -v zip >/dev/null && zip -q -r - apps | cat > '" + file + "'");
    try (VfsFileSystem zip = ZipStore.open(file, Map.of())) {
      assertProgram(zip);
    }
  }

  @Test
  void applicationOfPythonIsReadBehindItsFirstLine() throws Exception {
    Files.writeString(tree.resolve("__main__.py"), "print('hello')\n");
    Path file = folder.resolve("app.pyz");
    run("python3", "-m", "zipapp", "-p", "/usr/bin/env python3", "-o", file.toString(), ".");
    assertTrue(new String(Files.readAllBytes(file), UTF_8).startsWith("#!/usr/bin/env python3"));
    try (VfsFileSystem zip = ZipStore.open(file, Map.of())) {
      assertEquals("print('hello')\n", Files.readString(zip.getPath("/__main__.py")));
      assertProgram(zip);
    }
  }

  @Test
  void jarOfTheJdkIsRead() throws Exception {
    Path file = folder.resolve("a.jar");
    run(HostTool.ofJdk("jar"), "--create", "--file", file.toString(), "apps");
    try (VfsFileSystem zip = ZipStore.open(file, Map.of())) {
      assertProgram(zip);
      assertTrue(Files.exists(zip.getPath("/META-INF/MANIFEST.MF")));
    }
  }

  @Test
  void zip64OfCommonsCompressIsRead() throws IOException {
    Path file = folder.resolve("64.zip");
    try (ZipArchiveOutputStream out = new ZipArchiveOutputStream(file)) {
      out.setUseZip64(Zip64Mode.Always);
      ZipArchiveEntry entry = new ZipArchiveEntry("h\u00e9llo/run");
      entry.setUnixMode(0100755);
      out.putArchiveEntry(entry);
      out.write(TEXT);
      out.closeArchiveEntry();
    }
    try (VfsFileSystem zip = ZipStore.open(file, Map.of())) {
      assertEquals(List.of("/h\u00e9llo/", "/h\u00e9llo/run"), Archives.paths(zip));
      assertArrayEquals(TEXT, Files.readAllBytes(zip.getPath("/h\u00e9llo/run")));
    }
  }

  @Test
  void everyMethodOf7ZipIsRead() throws Exception {
    for (String method : List.of("Copy", "Deflate", "Deflate64", "BZip2", "LZMA", "XZ")) {
      Path file = folder.resolve(method + ".zip");
      run("7zz", "a", "-tzip", "-mm=" + method, file.toString(), "apps");
      try (VfsFileSystem zip = ZipStore.open(file, Map.of())) {
        assertProgram(zip);
      }
    }
  }

  @Test
  void methodsOfPythonAreRead() throws Exception {
    for (String method : List.of("STORED", "DEFLATED", "BZIP2", "LZMA")) {
      Path file = folder.resolve(method + ".zip");
      run(
          "python3",
          "-c",
          "import sys, zipfile; zipfile.ZipFile(sys.argv[1], 'w', zipfile.ZIP_"
              + method
              + ").write('apps/hello/bin/run')",
          file.toString());
      try (VfsFileSystem zip = ZipStore.open(file, Map.of())) {
        assertProgram(zip);
      }
    }
  }

  @Test
  void encryptedFilesOfInfoZipAreListedAndRefused() throws Exception {
    Path file = folder.resolve("secret.zip");
    run("zip", "-q", "-r", "-P", "secret", file.toString(), "apps");
    try (VfsFileSystem zip = ZipStore.open(file, Map.of())) {
      Path program = zip.getPath("/apps/hello/bin/run");
      assertEquals(TEXT.length, Files.size(program));
      ZipException e = assertThrows(ZipException.class, () -> Files.readAllBytes(program));
      assertTrue(e.getMessage().contains("/apps/hello/bin/run: it is encrypted"), e.getMessage());
    }
  }
}
