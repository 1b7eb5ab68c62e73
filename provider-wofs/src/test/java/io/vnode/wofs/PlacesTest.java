package io.vnode.wofs;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.google.common.jimfs.Configuration;
import com.google.common.jimfs.Jimfs;
import io.vnode.mem.MemFs;
import java.io.IOException;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.FileSystem;
import java.nio.file.FileSystemException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Issue: "Images may lie on any provider's path". */
class PlacesTest {
  @TempDir Path directory;

  private static final byte[] LARGE = new byte[300_000];

  static {
    new Random(1).nextBytes(LARGE);
  }

  private static void checkAt(Path image, Map<String, String> settings) throws IOException {
    try (WofsFileSystem fs = WofsFileSystem.mount(image, settings)) {
      Files.write(fs.getPath("/large"), LARGE);
      fs.commit();
      assertArrayEquals(LARGE, Files.readAllBytes(fs.getPath("/large")));
      Files.writeString(fs.getPath("/small"), "small");
    }
    try (WofsFileSystem fs = WofsFileSystem.mount(image, settings)) {
      assertArrayEquals(LARGE, Files.readAllBytes(fs.getPath("/large")));
      assertEquals("small", Files.readString(fs.getPath("/small")));
      try (FileChannel channel = FileChannel.open(fs.getPath("/large"), StandardOpenOption.WRITE)) {
        channel.write(ByteBuffer.wrap(new byte[3]), 20_000); // Of a block the rest is fetched.
      }
    }
    byte[] changed = LARGE.clone();
    Arrays.fill(changed, 20_000, 20_003, (byte) 0);
    try (WofsFileSystem fs = WofsFileSystem.mount(image, settings)) {
      assertArrayEquals(changed, Files.readAllBytes(fs.getPath("/large")));
      Files.write(fs.getPath("/large"), LARGE);
    }
  }

  private static final List<Map<String, String>> SETTINGS =
      List.of(
          Map.of(),
          Map.of("load", "touched"),
          Map.of("compression", "deflate"),
          Map.of("compression", "zstd", "load", "touched"));

  /** On the host, in memory of ours and of jimfs; read as a whole or where it is touched. */
  @Test
  void anImageMayBeOnAnyProvidersPath() throws IOException {
    try (FileSystem mem = MemFs.create();
        FileSystem jimfs = Jimfs.newFileSystem(Configuration.unix())) {
      for (int i = 0; i < SETTINGS.size(); i++) {
        checkAt(directory.resolve(i + ".img"), SETTINGS.get(i));
        checkAt(mem.getPath("/tmp/" + i + ".img"), SETTINGS.get(i));
        checkAt(jimfs.getPath("/work/" + i + ".img"), SETTINGS.get(i));
      }
    }
  }

  /** On a provider that gives a {@code SeekableByteChannel}, without maps, locks and forcing. */
  @Test
  void anImageMayBeWhereThereAreBytesAndNothingMore() throws IOException {
    try (FileSystem mem = MemFs.create()) {
      RemoteFiles remote = new RemoteFiles(mem);
      assertThrows(
          UnsupportedOperationException.class,
          () -> FileChannel.open(remote.getPath("/tmp/x"), StandardOpenOption.READ));
      for (int i = 0; i < SETTINGS.size(); i++) {
        Path image = remote.getPath("/tmp/" + i + ".img");
        checkAt(image, SETTINGS.get(i));
        try (WofsFileSystem fs = WofsFileSystem.mount(image, Map.of())) {
          assertThrows(FileSystemException.class, () -> WofsFileSystem.mount(image, Map.of()));
          fs.compact();
        }
      }
    }
  }

  /** In a zip, read-only: the JDK's zipfs gives a channel that is no FileChannel. */
  @Test
  void anImageInAZipIsRead() throws IOException {
    Path image = directory.resolve("disk.img");
    checkAt(image, Map.of());
    URI zip = URI.create("jar:" + directory.resolve("a.zip").toUri());
    try (FileSystem fs = FileSystems.newFileSystem(zip, Map.of("create", "true"))) {
      Files.copy(image, fs.getPath("/disk.img"));
    }
    try (FileSystem fs = FileSystems.newFileSystem(zip, Map.of());
        WofsFileSystem inside =
            WofsFileSystem.mount(fs.getPath("/disk.img"), Map.of("mode", "ro"))) {
      assertArrayEquals(LARGE, Files.readAllBytes(inside.getPath("/large")));
    }
  }

  /** Images nest, and a path into one opens it: {@code wofs:outer.img!/inner.img!/x}. */
  @Test
  void imagesNest() throws IOException {
    Path outer = directory.resolve("outer.img");
    try (WofsFileSystem fs = WofsFileSystem.mount(outer, Map.of())) {
      try (WofsFileSystem inner = WofsFileSystem.mount(fs.getPath("/inner.img"), Map.of())) {
        Files.writeString(inner.getPath("/x"), "inside");
      }
    }
    Path x = Path.of(URI.create("wofs:" + outer + "!/inner.img!/x"));
    assertEquals("inside", Files.readString(x));
    x.getFileSystem().close();
    Path.of(URI.create("wofs:" + outer + "!/")).getFileSystem().close();
  }

  /** What is no setting, or no value of one, is said, and what would be. */
  @Test
  void aWrongSettingIsNamed() {
    Path image = directory.resolve("disk.img");
    assertRefused(image, Map.of("capacity", "1 KiB"), "wofs: capacity: '1 KiB' is not a capacity");
    assertRefused(image, Map.of("mode", "once"), "is not one of rw, worm, append, ro");
    assertRefused(image, Map.of("sise", "1"), "'sise' is not a setting: there are at, atime");
  }

  private static void assertRefused(Path image, Map<String, String> env, String words) {
    IllegalArgumentException refused =
        assertThrows(IllegalArgumentException.class, () -> WofsFileSystem.mount(image, env));
    assertEquals(true, refused.getMessage().contains(words), refused.getMessage());
  }
}
