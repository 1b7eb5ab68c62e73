package io.vnode.zipstore;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.common.collect.ImmutableList;
import com.google.common.util.concurrent.internal.InternalFutureFailureAccess;
import io.vnode.engine.Inode;
import io.vnode.nio.VfsFileSystem;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.FileSystem;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Stream;
import java.util.zip.ZipException;
import org.apache.commons.compress.compressors.CompressorInputStream;
import org.apache.commons.io.build.AbstractStreamBuilder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The provider beside fewer libraries than its tests have. */
class MissingLibraryTest {
  @TempDir Path folder;

  /** What needs none is read without any, so none is loaded for it. */
  @Test
  void storedAndDeflatedFilesNeedNoLibrary() throws Exception {
    RawZip raw = RawZip.hello();
    raw.add("b".getBytes(UTF_8), new byte[] {3, 0}).packed(8, new byte[0]);
    try (FileSystem zip = openWithout(raw)) {
      assertEquals("hello", Files.readString(zip.getPath("/a")));
      assertEquals("", Files.readString(zip.getPath("/b")));
    }
  }

  @Test
  void libraryThatIsMissingIsNamed() throws Exception {
    assertNamed(9, "(deflate64), needs org.apache.commons:commons-compress");
    assertNamed(12, "(bzip2), needs org.apache.commons:commons-compress");
    Class<?>[] commons = {CompressorInputStream.class, AbstractStreamBuilder.class};
    assertNamed(
        14, "(lzma), needs org.apache.commons:commons-compress and org.tukaani:xz", commons);
    assertNamed(95, "(xz), needs org.apache.commons:commons-compress and org.tukaani:xz", commons);
    assertNamed(93, "commons-compress and com.github.luben:zstd-jni", commons);
  }

  private void assertNamed(int method, String words, Class<?>... there) throws Exception {
    RawZip raw = new RawZip();
    raw.add("a".getBytes(UTF_8), new byte[] {9, 20, 5, 0, 93, 0, 0, 1, 0, 0})
        .packed(method, new byte[100]);
    try (FileSystem zip = openWithout(raw, there)) {
      ZipException e =
          assertThrows(ZipException.class, () -> Files.readAllBytes(zip.getPath("/a")));
      assertTrue(e.getMessage().contains("method " + method), e.getMessage());
      assertTrue(e.getMessage().contains(words), e.getMessage());
    }
  }

  /**
   * Opens an archive by another provider, which has only the libraries that {@code there} are of.
   */
  private FileSystem openWithout(RawZip raw, Class<?>... there) throws Exception {
    Path file = Files.write(Files.createTempFile(folder, "a", ".zip"), raw.bytes());
    Stream<Class<?>> needed =
        Stream.of(
            ZipStore.class,
            VfsFileSystem.class,
            Inode.class,
            ImmutableList.class,
            InternalFutureFailureAccess.class);
    URL[] places =
        Stream.concat(needed, Stream.of(there))
            .map(type -> type.getProtectionDomain().getCodeSource().getLocation())
            .toArray(URL[]::new);
    ClassLoader loader = new URLClassLoader(places, ClassLoader.getPlatformClassLoader());
    return (FileSystem)
        loader
            .loadClass(ZipStore.class.getName())
            .getMethod("open", Path.class, Map.class)
            .invoke(null, file, Map.of());
  }
}
