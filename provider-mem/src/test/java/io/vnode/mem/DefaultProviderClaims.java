package io.vnode.mem;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.File;
import java.io.InputStream;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.FileSystem;
import java.nio.file.FileSystemAlreadyExistsException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.nio.file.spi.FileSystemProvider;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import javax.crypto.Cipher;
import javax.net.ssl.SSLContext;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;

/**
 * What holds in a JVM whose default file system is a memfs: each method is run in a JVM of its own
 * by {@link DefaultProviderTest}.
 */
final class DefaultProviderClaims {
  private static final FileSystem DEFAULT = FileSystems.getDefault();

  private DefaultProviderClaims() {}

  /** Runs the claim that {@code arguments} name. */
  public static void main(String[] arguments) throws Exception {
    DefaultProviderClaims.class.getDeclaredMethod(arguments[0]).invoke(null);
    ((MemFileSystem) DEFAULT).namespace().verify();
  }

  static boolean isClaim(Method method) {
    return !Modifier.isPrivate(method.getModifiers())
        && method.getReturnType() == void.class
        && method.getParameterCount() == 0;
  }

  /** {@link FileSystems#getDefault}, {@link Path#of(String, String...)}. */
  static void thePathsOfTheJvmAreInMemory() throws Exception {
    assertInstanceOf(MemFileSystem.class, DEFAULT);
    assertSame(DEFAULT, Path.of("/a").getFileSystem());
    assertSame(DEFAULT, new File("/a").toPath().getFileSystem());
    assertFalse(Files.exists(Path.of("/proc/self")));
    Files.createDirectories(Path.of("/a/b"));
    Files.writeString(Path.of("/a/b/file"), "text");
    assertEquals("text", Files.readString(Path.of("/a/b/file")));
    assertFalse(new File("/a/b/file").exists());
    try (Stream<Path> walk = Files.walk(Path.of("/a"))) {
      assertEquals("[/a, /a/b, /a/b/file]", walk.toList().toString());
    }
  }

  /** {@link FileSystems}: the default provider is the first of the installed ones. */
  static void theProviderIsInstalledBesideTheOthers() throws Exception {
    assertSame(DEFAULT.provider(), FileSystemProvider.installedProviders().get(0));
    try (MemFileSystem other = MemFs.create()) {
      Path copy = other.getPath("/copy");
      Files.copy(Files.writeString(Path.of("/original"), "text"), copy);
      assertEquals("text", Files.readString(copy));
      try (InputStream in = copy.toUri().toURL().openStream()) {
        assertEquals(4, in.readAllBytes().length);
      }
      assertThrows(UnsupportedOperationException.class, copy::toFile);
    }
  }

  /** {@link FileSystemProvider#getPath}: scheme file, no authority, a path. */
  static void fileUrisStandForPaths() throws Exception {
    assertEquals(Path.of("/a b"), Path.of(URI.create("file:///a%20b")));
    assertEquals(Path.of("/a"), Path.of(URI.create("file:/a/")));
    assertSame(DEFAULT, FileSystems.getFileSystem(URI.create("file:///")));
    assertEquals("file:///a%20b", Path.of("/a b").toUri().toString());
    Files.createDirectory(Path.of("/dir"));
    assertEquals("file:///dir/", Path.of("/dir").toUri().toString());
    for (String wrong : List.of("file://host/a", "file:a", "file:///a?b", "file:///a#b")) {
      URI uri = URI.create(wrong);
      assertThrows(IllegalArgumentException.class, () -> Path.of(uri), wrong);
    }
    assertThrows(
        FileSystemAlreadyExistsException.class,
        () -> FileSystems.newFileSystem(URI.create("file:///"), Map.of()));
  }

  /** {@link FileSystem}: for the default one it is the directory that {@code user.dir} names. */
  static void relativePathsStartInTheWorkingDirectory() throws Exception {
    Path work = Path.of(System.getProperty("user.dir"));
    assertTrue(Files.isDirectory(work));
    assertEquals(work.resolve("a"), Path.of("a").toAbsolutePath());
    Files.writeString(Path.of("a"), "text");
    assertEquals("text", Files.readString(work.resolve("a")));
    assertEquals(work.resolve("a"), Path.of("a").toRealPath());
    assertEquals(work.toRealPath(), Path.of("").toRealPath());
    assertEquals(work.resolve("a").toUri(), Path.of("a").toUri());
    assertEquals(Files.size(Path.of("..", work.getFileName().toString(), "a")), 4);
    Files.createSymbolicLink(Path.of("link"), Path.of("a"));
    assertEquals(work.resolve("a"), Path.of("link").toRealPath());
    assertTrue(Files.isSameFile(Path.of("a"), work.resolve("link")));
    Files.move(Path.of("a"), Path.of("b"));
    try (Stream<Path> list = Files.list(Path.of(""))) {
      assertEquals("[b, link]", list.map(Path::toString).sorted().toList().toString());
    }
    MemFileSystem memory = (MemFileSystem) DEFAULT;
    assertEquals("text", Files.readString(memory.as(memory.credentials()).getPath("b")));
  }

  /**
   * {@link Files#createTempFile(String, String, java.nio.file.attribute.FileAttribute[])}: in
   * {@code java.io.tmpdir}.
   */
  static void temporaryFilesAreInMemory() throws Exception {
    Path file = Files.createTempFile("a", ".b");
    Path directory = Files.createTempDirectory("a");
    assertEquals(Path.of(System.getProperty("java.io.tmpdir")), file.getParent());
    assertEquals(file.getParent(), directory.getParent());
    assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(file)));
    assertTrue(Files.isDirectory(Path.of(System.getProperty("user.home"))));
    assertFalse(file.toFile().exists());
  }

  /** {@link FileChannel#open(Path, java.nio.file.OpenOption...)}. */
  static void channelsReadAndWriteInMemory() throws Exception {
    try (FileChannel channel =
        FileChannel.open(
            Path.of("data"),
            StandardOpenOption.CREATE_NEW,
            StandardOpenOption.READ,
            StandardOpenOption.WRITE)) {
      assertEquals(4, channel.write(ByteBuffer.wrap(new byte[] {1, 2, 3, 4}), 1L << 20));
      ByteBuffer read = ByteBuffer.allocate(8);
      assertEquals(5, channel.read(read, (1L << 20) - 1));
      assertEquals(3, read.get(3));
    }
  }

  /** {@link Path#toFile}: of the default provider's paths the file with the path's text. */
  static void aPathHasAFileOfTheSameText() {
    assertEquals(new File("/a/b"), Path.of("/a/b").toFile());
    assertEquals(new File("a"), Path.of("a").toFile());
    assertEquals(Path.of("a"), Path.of("a").toFile().toPath());
    assertEquals(Path.of("a").toAbsolutePath(), Path.of("a").toFile().getAbsoluteFile().toPath());
  }

  /** {@link FileSystem#close}: not the default one. */
  static void theDefaultFileSystemStaysOpen() {
    assertThrows(UnsupportedOperationException.class, DEFAULT::close);
    assertTrue(DEFAULT.isOpen());
    assertTrue(Files.exists(Path.of("/")));
  }

  /** The JDK's documentation of {@code conf/security}: read as paths of the default file system. */
  static void theJdkFindsItsConfiguration() throws Exception {
    assertNotNull(Cipher.getInstance("AES/GCM/NoPadding"));
    assertNotNull(SSLContext.getDefault());
    assertTrue(Files.exists(Path.of(System.getProperty("java.home"), "conf", "security")));
  }

  /** JEP 220: {@code jrt:} URIs name the classes of the running JDK. */
  static void theClassesOfTheJdkAreFiles() throws Exception {
    Path string = Path.of(URI.create("jrt:/java.base/java/lang/String.class"));
    assertEquals(0xCAFEBABE, ByteBuffer.wrap(Files.readAllBytes(string)).getInt());
  }

  /** {@link JavaCompiler}: sources and classes are paths. */
  static void javacCompilesInMemory() throws Exception {
    Path source = Files.writeString(Path.of("Made.java"), "class Made { int x = 1; }");
    JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
    try (StandardJavaFileManager files = compiler.getStandardFileManager(null, null, null)) {
      List<String> options = List.of("-d", "/tmp", "-proc:none");
      assertTrue(
          compiler
              .getTask(null, files, null, options, null, files.getJavaFileObjects(source))
              .call());
    }
    assertTrue(Files.size(Path.of("/tmp/Made.class")) > 0);
  }

  /** {@link FileSystems#newFileSystem(Path, Map)}: the JDK's zipfs by path and by URI. */
  static void archivesAreMadeInMemory() throws Exception {
    Path archive = Path.of("archive.zip");
    try (FileSystem zip = FileSystems.newFileSystem(archive, Map.of("create", "true"))) {
      Files.writeString(zip.getPath("/entry"), "text");
    }
    URI uri = URI.create("jar:" + archive.toUri());
    try (FileSystem zip = FileSystems.newFileSystem(uri, Map.of())) {
      assertEquals("text", Files.readString(zip.getPath("/entry")));
    }
  }
}
