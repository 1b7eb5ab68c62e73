package io.vnode.zipstore.pack;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.vnode.mem.MemFileSystem;
import io.vnode.mem.MemFs;
import io.vnode.nio.VfsFileSystem;
import io.vnode.testkit.HostTool;
import io.vnode.zipstore.RawZip;
import io.vnode.zipstore.ZipStore;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Map;
import java.util.Set;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Archives that need zip64, read by others as well. */
class Zip64PackTest {
  private static final int MANY = 70_000;
  private static final long HUGE = (4L << 30) + 12345;

  @TempDir Path folder;

  @Test
  void entriesMayBeMoreThanAnEndRecordCounts() throws Exception {
    RawZip raw = new RawZip();
    for (int i = 0; i < MANY; i++) {
      raw.add("file" + i, "");
    }
    Path source =
        Files.write(folder.resolve("source.zip"), raw.claimedEntries(MANY & 0xffff).bytes());
    Path out = folder.resolve("many.zip");
    try (VfsFileSystem tree = ZipStore.open(source, Map.of())) {
      ZipStoreBuilder.of(tree.getPath("/")).writeTo(out);
    }
    try (VfsFileSystem zip = ZipStore.open(out, Map.of())) {
      assertEquals(MANY, Trees.names(zip.getPath("/")).size());
    }
    try (ZipFile zip = new ZipFile(out.toFile())) {
      assertEquals(MANY, zip.size());
    }
    String script = "import sys, zipfile; print(len(zipfile.ZipFile(sys.argv[1]).namelist()))";
    assertEquals(MANY + "\n", HostTool.run(folder, "python3", "-c", script, out.toString()));
  }

  /** It takes half a minute: {@code -Dvnode.pack.huge=true}. */
  @Test
  void fileMayBeLargerThan4GiB() throws Exception {
    assumeTrue(Boolean.getBoolean("vnode.pack.huge"), "only with -Dvnode.pack.huge=true");
    Path out = folder.resolve("huge.zip");
    try (MemFileSystem mem = MemFs.builder().capacity("8 MiB").build()) {
      Path tree = Files.createDirectory(mem.getPath("/tree"));
      hole(tree.resolve("huge"));
      Files.writeString(tree.resolve("z"), "behind it");
      ZipStoreBuilder.of(tree).writeTo(out);
    }
    try (VfsFileSystem zip = ZipStore.open(out, Map.of())) {
      assertEquals(HUGE, Files.size(zip.getPath("/huge")));
      assertEquals("behind it", Files.readString(zip.getPath("/z")));
    }
    HostTool.run(folder, "unzip", "-tq", out.toString());
  }

  /** It writes 4 GiB: {@code -Dvnode.pack.huge=true}. */
  @Test
  void archiveMayBeLargerThan4GiB() throws Exception {
    assumeTrue(Boolean.getBoolean("vnode.pack.huge"), "only with -Dvnode.pack.huge=true");
    Path out = folder.resolve("huge.zip");
    try (MemFileSystem mem = MemFs.builder().capacity("8 MiB").build()) {
      Path tree = Files.createDirectory(mem.getPath("/tree"));
      hole(tree.resolve("huge"));
      Files.writeString(tree.resolve("z"), "behind it");
      ZipStoreBuilder.of(tree).method(PackMethod.STORE).align(4096).writeTo(out);
    }
    try (VfsFileSystem zip = ZipStore.open(out, Map.of());
        ZipFile jdk = new ZipFile(out.toFile())) {
      assertEquals("behind it", Files.readString(zip.getPath("/z")));
      assertEquals(9, jdk.getInputStream(jdk.getEntry("z")).readAllBytes().length);
    }
    HostTool.run(folder, "unzip", "-tq", out.toString());
  }

  private static void hole(Path file) throws IOException {
    try (SeekableByteChannel channel =
        Files.newByteChannel(
            file, Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE))) {
      channel.position(HUGE - 1).write(ByteBuffer.wrap(new byte[] {1}));
    }
  }
}
