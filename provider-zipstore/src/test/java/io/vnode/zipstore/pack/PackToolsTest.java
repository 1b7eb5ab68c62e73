package io.vnode.zipstore.pack;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.stream.Collectors.toMap;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.vnode.testkit.HostTool;
import java.io.IOException;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.apache.commons.compress.archivers.zip.ZipArchiveEntry;
import org.apache.commons.compress.archivers.zip.ZipFile;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What other programs and libraries read of what is packed, alone and behind a program. */
class PackToolsTest {
  @TempDir Path folder;
  private Path tree;

  /** Where the archive is: by itself, behind an ELF file, or behind a script. */
  enum Place {
    ALONE,
    ELF,
    SCRIPT;

    private Path program(Path folder) throws IOException {
      return switch (this) {
        case ALONE -> null;
        case ELF -> Path.of("/bin/true").toRealPath();
        case SCRIPT -> {
          Path script = Files.writeString(folder.resolve("script"), "#!/bin/sh\nexit 0\n");
          Trees.permit(script, "rwxr-xr-x");
          yield script;
        }
      };
    }
  }

  @BeforeEach
  void plant() throws IOException {
    tree = Trees.plant(Files.createDirectory(folder.resolve("tree")));
  }

  private Path pack(Place place, PackMethod method) throws IOException {
    Path out = folder.resolve("out.zip");
    ZipStoreBuilder builder = ZipStoreBuilder.of(tree).method(method).align(4096);
    Path program = place.program(folder);
    (program == null ? builder : builder.onto(program)).writeTo(out);
    return out;
  }

  private Path pack(Place place) throws IOException {
    return pack(place, PackMethod.DEFLATE);
  }

  private String run(String... command) throws Exception {
    return HostTool.run(folder, command);
  }

  /** Contents by name, of the regular files, with links to such read as what they lead to. */
  private static Map<String, Integer> contents(Path top) throws IOException {
    Map<String, Integer> contents = new TreeMap<>();
    try (Stream<Path> files = Files.walk(top)) {
      for (Path file : (Iterable<Path>) files::iterator) {
        if (Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
          contents.put(top.relativize(file).toString(), hash(Files.readAllBytes(file)));
        }
      }
    }
    return contents;
  }

  private static int hash(byte[] bytes) {
    return Arrays.hashCode(bytes);
  }

  @ParameterizedTest
  @EnumSource(
      value = Place.class,
      names = {"ELF", "SCRIPT"})
  void programStillRuns(Place place) throws Exception {
    run(pack(place).toString());
  }

  @ParameterizedTest
  @EnumSource
  void infoZipFindsNothingToComplainOf(Place place) throws Exception {
    String file = pack(place).toString();
    assertTrue(run("zip", "-T", file).contains("OK"));
    assertTrue(run("unzip", "-t", file).contains("No errors detected"));
    String listing = run("zipinfo", "-l", file);
    assertTrue(listing.contains("-rwxr-x--x"), listing);
    assertTrue(listing.contains("lrwxrwxrwx"), listing);
    assertTrue(listing.contains("drwx------"), listing);
    assertTrue(listing.contains("20-Sep-13 12:26 apps/\u00e9t\u00e9"), listing);
  }

  @ParameterizedTest
  @EnumSource
  void infoZipUnpacksWhatWasPacked(Place place) throws Exception {
    Path unpacked = Files.createDirectory(folder.resolve("unpacked"));
    run("unzip", "-q", pack(place).toString(), "-d", unpacked.toString());
    assertEquals(Trees.facts(tree.resolve("apps")), Trees.facts(unpacked.resolve("apps")));
    assertEquals(
        Files.readSymbolicLink(tree.resolve("link")),
        Files.readSymbolicLink(unpacked.resolve("link")));
    assertEquals(contents(tree), contents(unpacked));
  }

  /** Another program packs more into it: so it understands what it found. */
  @ParameterizedTest
  @EnumSource
  void infoZipAddsToIt(Place place) throws Exception {
    Path out = pack(place);
    Files.writeString(folder.resolve("more"), "more");
    run("zip", "-q", out.toString(), "more");
    assertArrayEquals("more".getBytes(UTF_8), Trees.read(out, "more"));
    assertArrayEquals(Files.readAllBytes(tree.resolve("large")), Trees.read(out, "large"));
  }

  /** With offsets that count from the archive, as they are where two files are put together. */
  @Test
  void archiveThatInfoZipMadeIsAddedTo() throws Exception {
    String together = "zip -q -r -y a.zip tree/apps && cat /bin/true a.zip > app && chmod 755 app";
    run("sh", "-c", together);
    Path app = folder.resolve("app");
    Files.writeString(Files.createDirectory(folder.resolve("more")).resolve("x"), "more");
    ZipStoreBuilder.of(folder.resolve("more")).onto(app).writeTo(app);
    run(app.toString());
    assertTrue(run("unzip", "-t", app.toString()).contains("No errors detected"));
    assertArrayEquals("more".getBytes(UTF_8), Trees.read(app, "x"));
    assertArrayEquals(Trees.noise(70_001), Trees.read(app, "tree/apps/hello/noise"));
  }

  /** Python adds what stands in front to the offsets, unless they count from the file's start. */
  @ParameterizedTest
  @EnumSource
  void pythonReadsIt(Place place) throws Exception {
    String script =
        "import sys, zipfile; z = zipfile.ZipFile(sys.argv[1]); print(z.testzip());"
            + " print(len(z.namelist())); print(z.read('apps/\u00e9t\u00e9'))";
    assertEquals(
        "None\n" + Trees.facts(tree).size() + "\nb'1'\n",
        run("python3", "-c", script, pack(place).toString()));
  }

  @ParameterizedTest
  @EnumSource
  void jarListsIt(Place place) throws Exception {
    String names = run(HostTool.ofJdk("jar"), "tf", pack(place).toString());
    assertEquals(Trees.facts(tree).size(), names.lines().count());
    assertTrue(names.lines().anyMatch("apps/hello/bin/run"::equals), names);
  }

  @ParameterizedTest
  @EnumSource
  void zipfsOfTheJdkReadsIt(Place place) throws IOException {
    try (FileSystem zip = FileSystems.newFileSystem(pack(place), Map.of())) {
      Map<String, Integer> found = contents(zip.getPath("/"));
      found.remove("link"); // zipfs has no links.
      assertEquals(contents(tree), found);
      assertEquals(Trees.TIME, Files.getLastModifiedTime(zip.getPath("/large")));
    }
  }

  @ParameterizedTest
  @EnumSource
  void zipFileOfTheJdkReadsIt(Place place) throws IOException {
    try (java.util.zip.ZipFile zip = new java.util.zip.ZipFile(pack(place).toFile())) {
      Map<String, Integer> found = new TreeMap<>();
      for (ZipEntry entry : Collections.list(zip.entries())) {
        if (!entry.isDirectory() && !entry.getName().equals("link")) {
          found.put(entry.getName(), hash(zip.getInputStream(entry).readAllBytes()));
        }
      }
      assertEquals(contents(tree), found);
    }
  }

  /** From the first byte on and by local headers alone, which are complete. */
  @ParameterizedTest
  @EnumSource(
      value = PackMethod.class,
      names = {"STORE", "DEFLATE"})
  void zipInputStreamOfTheJdkReadsItByItsLocalHeaders(PackMethod method) throws IOException {
    Map<String, Integer> found = new TreeMap<>();
    try (ZipInputStream in = new ZipInputStream(Files.newInputStream(pack(Place.ALONE, method)))) {
      for (ZipEntry entry = in.getNextEntry(); entry != null; entry = in.getNextEntry()) {
        assertTrue(entry.getSize() >= 0 && entry.getCrc() >= 0, entry.getName());
        if (!entry.isDirectory() && !entry.getName().equals("link")) {
          found.put(entry.getName(), hash(in.readAllBytes()));
        }
      }
    }
    assertEquals(contents(tree), found);
  }

  @ParameterizedTest
  @EnumSource
  void commonsCompressReadsIt(Place place) throws IOException {
    for (PackMethod method : PackMethod.values()) {
      try (ZipFile zip = ZipFile.builder().setPath(pack(place, method)).get()) {
        Map<String, ZipArchiveEntry> entries =
            Collections.list(zip.getEntries()).stream()
                .collect(toMap(ZipArchiveEntry::getName, entry -> entry));
        ZipArchiveEntry large = entries.get("large");
        assertEquals(method.number(), large.getMethod());
        assertArrayEquals(
            Files.readAllBytes(tree.resolve("large")), zip.getInputStream(large).readAllBytes());
        assertEquals("apps/hello/noise", zip.getUnixSymlink(entries.get("link")));
        assertEquals(0100751, entries.get("apps/hello/bin/run").getUnixMode());
        assertEquals(Trees.TIME, large.getLastModifiedTime());
      }
    }
  }
}
