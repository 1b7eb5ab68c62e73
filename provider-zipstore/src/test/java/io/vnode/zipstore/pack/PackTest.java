package io.vnode.zipstore.pack;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.common.jimfs.Configuration;
import com.google.common.jimfs.Jimfs;
import io.vnode.mem.MemFileSystem;
import io.vnode.mem.MemFs;
import io.vnode.nio.VfsFileSystem;
import io.vnode.zipstore.ZipStore;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Enumeration;
import java.util.List;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What ZipStoreBuilder packs, and how it lies in the archive. */
class PackTest {
  @TempDir Path folder;
  private Path out;

  @BeforeEach
  void name() {
    out = folder.resolve("out.zip");
  }

  private static byte[] bytes(String text) {
    return text.getBytes(UTF_8);
  }

  @ParameterizedTest
  @EnumSource(
      value = PackMethod.class,
      names = {"STORE", "DEFLATE"})
  void treeOfMemfsIsReadBackAsItWas(PackMethod method) throws IOException {
    try (MemFileSystem mem = MemFs.builder().user("root").build()) {
      Path tree = Trees.plant(Files.createDirectory(mem.getPath("/tree")));
      Files.setAttribute(tree.resolve("large"), "unix:uid", 1234);
      Files.setAttribute(tree.resolve("large"), "unix:gid", 99);
      Files.setAttribute(tree.resolve("apps"), "unix:mode", 02775);
      ZipStoreBuilder.of(tree).method(method).writeTo(out);
      assertEquals(
          Trees.facts(tree, "unix:uid", "unix:gid"), Trees.packed(out, "unix:uid", "unix:gid"));
    }
  }

  @Test
  void treeOfTheHostIsReadBackAsItWas() throws IOException {
    Path tree = Trees.plant(Files.createDirectory(folder.resolve("tree")));
    ZipStoreBuilder.of(tree).writeTo(out);
    assertEquals(Trees.facts(tree), Trees.packed(out));
  }

  @Test
  void archiveIsPackedOnceMore() throws IOException {
    Path tree = Trees.plant(Files.createDirectory(folder.resolve("tree")));
    ZipStoreBuilder.of(tree).writeTo(out);
    Path again = folder.resolve("again.zip");
    try (VfsFileSystem zip = ZipStore.open(out, Map.of())) {
      ZipStoreBuilder.of(zip.getPath("/apps")).method(PackMethod.STORE).writeTo(again);
    }
    assertEquals(Trees.facts(tree.resolve("apps")), Trees.packed(again));
  }

  /** A file system that tells no permissions, and has other separators. */
  @Test
  void treeOfAFileSystemWithoutModesHasTheUsualOnes() throws IOException {
    try (FileSystem windows = Jimfs.newFileSystem(Configuration.windows())) {
      Path tree = Files.createDirectories(windows.getPath("C:\\tree\\a\\b")).getParent();
      Files.writeString(tree.resolve("b\\file"), "hello");
      Files.createSymbolicLink(tree.resolve("link"), windows.getPath("b\\file"));
      ZipStoreBuilder.of(tree).writeTo(out);
    }
    try (VfsFileSystem zip = ZipStore.open(out, Map.of())) {
      assertEquals("hello", Files.readString(zip.getPath("/b/file")));
      assertEquals("b/file", Files.readSymbolicLink(zip.getPath("/link")).toString());
      assertEquals(0100644, Files.getAttribute(zip.getPath("/b/file"), "unix:mode"));
      assertEquals(0040755, Files.getAttribute(zip.getPath("/b"), "unix:mode"));
    }
  }

  @Test
  void archiveIsPackedIntoAnArchiveOfTheJdk() throws IOException {
    Path tree = Files.createDirectory(folder.resolve("tree"));
    Files.write(tree.resolve("words"), Trees.words(1_000_000));
    try (FileSystem zipfs = FileSystems.newFileSystem(out, Map.of("create", "true"))) {
      ZipStoreBuilder.of(tree).writeTo(zipfs.getPath("/inner.zip"));
      assertEquals(List.of("inner.zip"), Trees.names(zipfs.getPath("/")));
    }
    try (VfsFileSystem outer = ZipStore.open(out, Map.of())) {
      assertEquals(Trees.facts(tree), Trees.packed(outer.getPath("/inner.zip")));
    }
  }

  @Test
  void emptyTreeIsAnArchiveWithoutEntries() throws IOException {
    ZipStoreBuilder.of(Files.createDirectory(folder.resolve("tree"))).writeTo(out);
    assertEquals(22, Files.size(out));
    assertEquals(Map.of(), Trees.packed(out));
  }

  /** What packing would make larger, or not smaller, is stored. */
  @Test
  void methodIsTakenWhereItHelps() throws IOException {
    Path tree = Trees.plant(Files.createDirectory(folder.resolve("tree")));
    ZipStoreBuilder.of(tree).writeTo(out);
    try (ZipFile zip = new ZipFile(out.toFile())) {
      assertEquals(ZipEntry.DEFLATED, zip.getEntry("large").getMethod());
      assertEquals(ZipEntry.STORED, zip.getEntry("apps/hello/noise").getMethod());
      assertEquals(70_001, zip.getEntry("apps/hello/noise").getCompressedSize());
      assertEquals(ZipEntry.STORED, zip.getEntry("empty").getMethod());
      assertEquals(ZipEntry.STORED, zip.getEntry("link").getMethod());
    }
  }

  @Test
  void entriesAreInTheOrderOfTheirNames() throws IOException {
    Path tree = Files.createDirectories(folder.resolve("tree/a")).getParent();
    for (String name : new String[] {"b", "a/z", "a.txt", "a-b", "A"}) {
      Files.createFile(tree.resolve(name));
    }
    ZipStoreBuilder.of(tree).writeTo(out);
    List<String> names = new ArrayList<>();
    try (ZipFile zip = new ZipFile(out.toFile())) {
      Enumeration<? extends ZipEntry> entries = zip.entries();
      Collections.list(entries).forEach(entry -> names.add(entry.getName()));
    }
    assertEquals(List.of("A", "a-b", "a.txt", "a/", "a/z", "b"), names);
  }

  /** Where the bytes of an entry begin, by its local header. */
  private static long dataAt(ByteBuffer archive, String name) {
    for (int at = 0; archive.getInt(at) == 0x04034b50; ) {
      int nameLength = archive.getShort(at + 26);
      int dataAt = at + 30 + nameLength + archive.getShort(at + 28);
      byte[] found = new byte[nameLength];
      archive.get(at + 30, found);
      if (new String(found, UTF_8).equals(name)) {
        return dataAt;
      }
      at = dataAt + archive.getInt(at + 18);
    }
    throw new AssertionError("no entry " + name);
  }

  /** And all entries are found by going from one local header to the next. */
  @ParameterizedTest
  @ValueSource(ints = {1, 2, 4, 512, 4096, 32768})
  void storedFilesAreAligned(int align) throws IOException {
    Path tree = Trees.plant(Files.createDirectory(folder.resolve("tree")));
    ZipStoreBuilder.of(tree).align(align).method(PackMethod.STORE).writeTo(out);
    ByteBuffer archive = ByteBuffer.wrap(Files.readAllBytes(out)).order(ByteOrder.LITTLE_ENDIAN);
    for (String name : new String[] {"apps/hello/bin/run", "apps/\u00e9t\u00e9", "large"}) {
      assertEquals(0, dataAt(archive, name) % align, name);
    }
    assertEquals(Trees.facts(tree), Trees.packed(out));
  }

  /** Only there does it help, as what is packed cannot be mapped. */
  @Test
  void packedFilesAreNotAligned() throws IOException {
    Path tree = Files.createDirectory(folder.resolve("tree"));
    Files.write(tree.resolve("words"), Trees.words(100_000));
    ZipStoreBuilder builder = ZipStoreBuilder.of(tree).reproducible(true);
    builder.writeTo(out);
    long size = Files.size(out);
    builder.align(32768).writeTo(out);
    assertEquals(size, Files.size(out));
  }

  @Test
  void treesAreAddedUnderNames() throws IOException {
    Path tree = Files.createDirectories(folder.resolve("tree/sub")).getParent();
    Files.writeString(tree.resolve("sub/a"), "1");
    Path more = Files.createDirectory(folder.resolve("more"));
    Path two = Files.writeString(more.resolve("b"), "2");
    ZipStoreBuilder.of(tree).add("sub", more).add("x/y", two).writeTo(out);
    assertEquals(
        List.of("sub", "sub/a", "sub/b", "x", "x/y"), List.copyOf(Trees.packed(out).keySet()));
    assertArrayEquals(bytes("2"), Trees.read(out, "x/y"));
  }

  /** Of a provider that nothing here was written for. */
  @Test
  void archiveOfTheJdkIsPackedOnceMore() throws IOException {
    Path tree = Trees.plant(Files.createDirectory(folder.resolve("tree")));
    ZipStoreBuilder.of(tree).writeTo(out);
    Path again = folder.resolve("again.zip");
    try (FileSystem zipfs =
        FileSystems.newFileSystem(out, Map.of("enablePosixFileAttributes", true))) {
      ZipStoreBuilder.of(zipfs.getPath("/apps")).writeTo(again);
    }
    assertEquals(Trees.facts(tree.resolve("apps")), Trees.packed(again));
  }

  @Test
  void whoMayUseAnArchiveMayUseTheOneThatReplacesIt() throws IOException {
    Trees.permit(Files.createFile(out), "r--------");
    ZipStoreBuilder.of(Files.createDirectory(folder.resolve("tree"))).writeTo(out);
    assertEquals(22, Files.size(out));
    assertEquals("r--------", PosixFilePermissions.toString(Files.getPosixFilePermissions(out)));
  }

  /** The link stays; what it leads to is replaced. */
  @Test
  void linkToAnArchiveIsFollowed() throws IOException {
    Path tree = Files.createDirectory(folder.resolve("tree"));
    Path real = Files.createDirectory(folder.resolve("real")).resolve("z");
    Files.writeString(real, "old");
    Path link = Files.createSymbolicLink(folder.resolve("link"), real);
    ZipStoreBuilder.of(tree).writeTo(link);
    assertTrue(Files.isSymbolicLink(link));
    assertEquals(22, Files.size(real));
    assertEquals(List.of("z"), Trees.names(real.getParent()));
  }

  /** Stored where it lies: the map is one of the archive's own bytes. */
  @Test
  void alignedFileIsReadWhereItLies() throws IOException {
    Path tree = Files.createDirectory(folder.resolve("tree"));
    byte[] noise = Trees.noise(10_000);
    Files.write(tree.resolve("noise"), noise);
    ZipStoreBuilder.of(tree).align(4096).writeTo(out);
    try (FileChannel archive = FileChannel.open(out)) {
      byte[] found = new byte[noise.length];
      archive.map(FileChannel.MapMode.READ_ONLY, 4096, noise.length).get(found);
      assertArrayEquals(noise, found);
    }
  }
}
