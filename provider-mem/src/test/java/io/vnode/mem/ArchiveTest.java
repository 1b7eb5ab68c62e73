package io.vnode.mem;

import static java.nio.file.LinkOption.NOFOLLOW_LINKS;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.vnode.nio.FileData;
import java.io.File;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystem;
import java.nio.file.FileSystemException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.nio.file.attribute.UserDefinedFileAttributeView;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** {@link MemFs#save} and {@link MemFs#load} with archives, judged by the tools that know them. */
class ArchiveTest {
  private static final FileTime LONG_AGO =
      FileTime.from(Instant.ofEpochSecond(1_000_000_000, 123_456_789));
  private static final FileTime BEFORE_THE_EPOCH =
      FileTime.from(Instant.ofEpochSecond(-2, 250_000_000));

  private final MemFileSystem memory = MemFs.builder().user("root").users("alice", "bob").build();
  @TempDir private Path host;

  @AfterEach
  void theTreeIsSound() throws IOException {
    memory.namespace().verify();
    memory.close();
  }

  // ---------------------------------------------------------------- trees

  /** A tree with whatever tar and zip have a word for. */
  private Path makeTree() throws IOException {
    Path tree = Files.createDirectory(memory.getPath("/tree"));
    Path file = Files.writeString(tree.resolve("file"), "text");
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r-----"));
    Files.createSymbolicLink(tree.resolve("link"), memory.getPath("sub/inner"));
    Path sub = Files.createDirectory(tree.resolve("sub"));
    Files.createDirectory(sub.resolve("empty"));
    Files.write(sub.resolve("inner"), new byte[100_000]);
    Files.writeString(tree.resolve("n\u00e4me \u6f22 \ud83d\ude00"), "unicode");
    Path deep = Files.createDirectories(tree.resolve("d".repeat(120)).resolve("e".repeat(120)));
    Files.writeString(deep.resolve("f".repeat(200)), "long");
    Files.createSymbolicLink(tree.resolve("longlink"), tree.relativize(deep));
    Files.setLastModifiedTime(file, LONG_AGO);
    Files.setLastModifiedTime(sub, LONG_AGO);
    Files.setPosixFilePermissions(sub, PosixFilePermissions.fromString("r-xr-x--x"));
    Files.setAttribute(tree.resolve("longlink"), "lastModifiedTime", LONG_AGO, NOFOLLOW_LINKS);
    return tree;
  }

  /** And what only tar has. */
  private Path makeUnixTree() throws IOException {
    Path tree = makeTree();
    Files.createLink(tree.resolve("sub/same"), tree.resolve("file"));
    Files.setOwner(
        tree.resolve("file"), memory.getUserPrincipalLookupService().lookupPrincipalByName("bob"));
    Files.setAttribute(tree.resolve("sub"), "unix:gid", 1234);
    Files.setAttribute(tree.resolve("sub/inner"), "unix:mode", 04751);
    Files.setLastModifiedTime(tree.resolve("sub/inner"), BEFORE_THE_EPOCH);
    makeSparse(tree.resolve("sparse"));
    int fifo = 0010640;
    memory
        .namespace()
        .mknod(memory.credentials(), memory.namespace().root(), names("tree", "fifo"), 0, fifo, 0);
    return tree;
  }

  private static String[] names(String... names) {
    return names;
  }

  private static void makeSparse(Path path) throws IOException {
    try (SeekableByteChannel channel =
        Files.newByteChannel(path, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
      channel.position(1 << 20).write(ByteBuffer.wrap(new byte[] {1, 2, 3}));
      channel.position(40 << 20).write(ByteBuffer.wrap(new byte[] {4}));
    }
  }

  private static UserDefinedFileAttributeView xattrs(Path path) {
    return Files.getFileAttributeView(path, UserDefinedFileAttributeView.class);
  }

  /**
   * What {@code attributes} and the contents of all files below {@code top} are. How large a
   * directory is and how many links it has is for each file system to say.
   */
  private static Map<String, String> describe(Path top, String attributes) throws IOException {
    Map<String, String> all = new TreeMap<>();
    try (Stream<Path> files = Files.walk(top)) {
      for (Path file : files.filter(path -> !path.equals(top)).toList()) {
        StringBuilder text = new StringBuilder();
        Map<String, Object> values =
            new TreeMap<>(Files.readAttributes(file, attributes, NOFOLLOW_LINKS));
        if (Files.isDirectory(file, NOFOLLOW_LINKS)) {
          values.keySet().removeAll(Set.of("size", "nlink"));
        }
        values.forEach((name, value) -> text.append(name).append('=').append(value).append(' '));
        if (Files.isSymbolicLink(file)) {
          text.append("-> ").append(Files.readSymbolicLink(file));
        } else if (Files.isRegularFile(file) && Files.size(file) < 1 << 20) {
          text.append(Arrays.hashCode(Files.readAllBytes(file)));
        }
        all.put(top.relativize(file).toString(), text.toString());
      }
    }
    return all;
  }

  private static Map<String, String> withoutTmp(Map<String, String> all) {
    all.remove("tmp");
    return all;
  }

  // ---------------------------------------------------------------- there and back

  @ParameterizedTest
  @ValueSource(strings = {"t.tar", "t.tar.gz", "t.TGZ"})
  void aTarKeepsEverything(String name) throws IOException {
    Path tree = makeUnixTree();
    byte[] value = {0, (byte) 0xFF, '\n', '='};
    xattrs(tree.resolve("file")).write("bin", ByteBuffer.wrap(value));
    xattrs(tree.resolve("sub"))
        .write("a=%b \u00e4", ByteBuffer.wrap("text".getBytes(StandardCharsets.UTF_8)));
    Path archive = host.resolve(name);
    MemFs.save(tree, archive);
    try (MemFileSystem loaded = MemFs.builder().user("root").users("alice", "bob").load(archive)) {
      String all = "unix:mode,uid,gid,nlink,size,rdev,lastModifiedTime";
      assertEquals(describe(tree, all), withoutTmp(describe(loaded.getPath("/"), all)));
      assertTrue(Files.isSameFile(loaded.getPath("/file"), loaded.getPath("/sub/same")));
      ByteBuffer read = ByteBuffer.allocate(4);
      xattrs(loaded.getPath("/file")).read("bin", read);
      assertArrayEquals(value, read.array());
      assertEquals(List.of("a=%b \u00e4"), xattrs(loaded.getPath("/sub")).list());
      Path sparse = loaded.getPath("/sparse");
      assertTrue(FileData.of(sparse, Files.size(sparse)).size() == 2);
      assertTrue(Files.size(archive) < 1 << 20);
      loaded.namespace().verify();
    }
  }

  private Path makeHuge(long size) throws IOException {
    Path tree = Files.createDirectory(memory.getPath("/tree"));
    Path huge = Files.createFile(tree.resolve("huge"));
    try (SeekableByteChannel channel = Files.newByteChannel(huge, StandardOpenOption.WRITE)) {
      channel.position(size / 2).write(ByteBuffer.wrap(new byte[] {7}));
      channel.position(size - 1).write(ByteBuffer.wrap(new byte[] {8}));
    }
    Files.setAttribute(huge, "unix:uid", 2_000_000_001);
    Files.setAttribute(huge, "unix:gid", 2_000_000_002);
    return tree;
  }

  /** Numbers that the fields of a header have no room for; and holes cost no time. */
  @Test
  void aTarHasRoomForLargeFilesAndOwners() throws IOException {
    long size = Integer.MAX_VALUE;
    Path tree = makeHuge(size);
    MemFs.save(tree, host.resolve("t.tar"));
    try (MemFileSystem loaded = MemFs.builder().user("root").load(host.resolve("t.tar"))) {
      Path copy = loaded.getPath("/huge");
      assertEquals(FileData.of(tree.resolve("huge"), size), FileData.of(copy, size));
      String some = "unix:uid,gid,size";
      assertEquals(describe(tree, some), withoutTmp(describe(loaded.getPath("/"), some)));
      try (SeekableByteChannel channel = Files.newByteChannel(copy)) {
        ByteBuffer one = ByteBuffer.allocate(1);
        channel.position(size / 2).read(one);
        assertEquals(7, one.get(0));
      }
    }
  }

  /** Commons Compress 1.28 takes the size of a sparse file for an int; GNU tar does not. */
  @Test
  void aLargerSparseFileIsSavedAndNotLoaded() throws Exception {
    MemFs.save(makeHuge(1L << 50), host.resolve("t.tar"));
    IOException refusal = assertThrows(IOException.class, () -> MemFs.load(host.resolve("t.tar")));
    assertTrue(refusal.getMessage().startsWith("tar: what follows './' cannot be read: "));
    needs("tar");
    String listing = run("tar", "--numeric-owner", "-tvf", "t.tar");
    assertTrue(listing.contains("2000000001/2000000002 " + (1L << 50)), listing);
  }

  /** A file that ends with a hole, and one that is nothing else. */
  @Test
  void holesAtTheEndAreKept() throws IOException {
    Path tree = Files.createDirectory(memory.getPath("/tree"));
    memory
        .namespace()
        .truncate(
            memory.credentials(),
            memory.namespace().root(),
            names("tree", Files.writeString(tree.resolve("tail"), "text").getFileName().toString()),
            0,
            1 << 20);
    Files.createFile(tree.resolve("hole"));
    memory
        .namespace()
        .truncate(
            memory.credentials(), memory.namespace().root(), names("tree", "hole"), 0, 3 << 20);
    MemFs.save(tree, host.resolve("t.tar"));
    try (MemFileSystem loaded = MemFs.load(host.resolve("t.tar"))) {
      for (String name : List.of("tail", "hole")) {
        assertArrayEquals(
            Files.readAllBytes(tree.resolve(name)), Files.readAllBytes(loaded.getPath("/" + name)));
      }
    }
  }

  @Test
  void aZipKeepsWhatItHasAWordFor() throws IOException {
    Path tree = makeTree();
    Path archive = host.resolve("t.zip");
    MemFs.save(tree, archive);
    try (MemFileSystem loaded = MemFs.builder().user("root").load(archive)) {
      String some = "unix:mode,uid,gid,nlink,size";
      assertEquals(describe(tree, some), withoutTmp(describe(loaded.getPath("/"), some)));
      Instant modified = Files.getLastModifiedTime(loaded.getPath("/file")).toInstant();
      assertEquals(LONG_AGO.toInstant().minusNanos(89), modified, "in steps of 100 ns");
    }
  }

  @Test
  void whatIsLoadedBelongsToWhoeverActsUnlessThatIsRoot() throws IOException {
    Path archive = host.resolve("t.tar");
    MemFs.save(makeUnixTree(), archive);
    try (MemFileSystem loaded = MemFs.builder().user("carol").load(archive)) {
      assertEquals("carol", Files.getOwner(loaded.getPath("/file")).getName());
      assertEquals(0100751, Files.getAttribute(loaded.getPath("/sub/inner"), "unix:mode"));
    }
  }

  @Test
  void anArchiveMayBeOnAnyFileSystem() throws IOException {
    Path tree = makeTree();
    try (MemFileSystem other = MemFs.create()) {
      for (String name : List.of("t.tar", "t.zip", "t.tgz")) {
        Path archive = other.getPath("/tmp/" + name);
        MemFs.save(tree, archive);
        try (MemFileSystem loaded = MemFs.load(archive)) {
          assertEquals("text", Files.readString(loaded.getPath("/file")));
        }
      }
      Set<String> left = new TreeSet<>();
      try (Stream<Path> files = Files.list(other.getPath("/tmp"))) {
        files.forEach(file -> left.add(file.getFileName().toString()));
      }
      assertEquals(Set.of("t.tar", "t.zip", "t.tgz"), left);
    }
  }

  @Test
  void aTreeOfTheHostIsSavedAsWell() throws IOException {
    Path tree = Files.createDirectory(host.resolve("tree"));
    Path file = Files.writeString(tree.resolve("file"), "text");
    Files.createLink(tree.resolve("same"), file);
    Path archive = memory.getPath("/t.tar");
    MemFs.save(tree, archive);
    try (MemFileSystem loaded = MemFs.load(archive)) {
      assertTrue(Files.isSameFile(loaded.getPath("/file"), loaded.getPath("/same")));
      assertEquals(
          Files.getLastModifiedTime(file), Files.getLastModifiedTime(loaded.getPath("/file")));
    }
  }

  // ---------------------------------------------------------------- the tools

  /** Runs a tool in the folder of the test and says what it said. */
  private String run(String... command) throws Exception {
    ProcessBuilder builder = new ProcessBuilder(command).directory(host.toFile());
    builder.environment().put("LC_ALL", "C.UTF-8");
    Process process = builder.redirectErrorStream(true).start();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertEquals(0, process.waitFor(), said);
    return said;
  }

  /** Reports the test as not done where a tool is missing. */
  private static void needs(String tool) {
    boolean found =
        Stream.of(System.getenv("PATH").split(File.pathSeparator, -1))
            .anyMatch(folder -> Files.isExecutable(Path.of(folder, tool)));
    assumeTrue(found, () -> "this machine has no " + tool);
  }

  /** tar(1) of GNU: what it makes of our archive. */
  @Test
  void gnuTarExtractsWhatWasSaved() throws Exception {
    needs("tar");
    Path tree = makeUnixTree();
    MemFs.save(tree, host.resolve("t.tar"));
    Path out = Files.createDirectory(host.resolve("out"));
    assertEquals("", run("tar", "--warning=no-timestamp", "-xpf", "t.tar", "-C", "out"));
    String some = "unix:mode,nlink,size,lastModifiedTime";
    assertEquals(describe(tree, some), describe(out, some));
    assertEquals("", run("tar", "--compare", "--file", "t.tar", "-C", "out"));
    assertTrue(Files.size(out.resolve("sparse")) > 40 << 20);
    Files.setPosixFilePermissions(out.resolve("sub"), PosixFilePermissions.fromString("rwx------"));
  }

  /** tar(1) of GNU: what we make of its archive. */
  @ParameterizedTest
  @ValueSource(strings = {"gnu", "pax", "oldgnu"})
  void whatGnuTarCreatedIsLoaded(String format) throws Exception {
    needs("tar");
    Path tree = Files.createDirectory(host.resolve("tree"));
    Path file = Files.writeString(tree.resolve("file"), "text");
    Files.createLink(tree.resolve("same"), file);
    Files.createSymbolicLink(tree.resolve("link"), Path.of("file"));
    Files.writeString(Files.createDirectories(tree.resolve("d".repeat(150))).resolve("x"), "long");
    Files.setLastModifiedTime(file, LONG_AGO);
    try (SeekableByteChannel channel =
        Files.newByteChannel(
            tree.resolve("sparse"),
            StandardOpenOption.CREATE_NEW,
            StandardOpenOption.SPARSE,
            StandardOpenOption.WRITE)) {
      channel.position(1 << 20).write(ByteBuffer.wrap(new byte[] {1}));
      channel.position((8 << 20) - 1).write(ByteBuffer.wrap(new byte[] {0}));
    }
    run("tar", "--format=" + format, "--sparse", "-czf", "t.tar.gz", "-C", "tree", ".");
    try (MemFileSystem loaded = MemFs.load(host.resolve("t.tar.gz"))) {
      String some =
          format.equals("pax") ? "unix:mode,nlink,size,lastModifiedTime" : "unix:mode,nlink,size";
      assertEquals(describe(tree, some), withoutTmp(describe(loaded.getPath("/"), some)));
      Path sparse = loaded.getPath("/sparse");
      byte[] bytes = Files.readAllBytes(sparse);
      assertArrayEquals(Files.readAllBytes(tree.resolve("sparse")), bytes);
      long data =
          FileData.of(sparse, bytes.length).stream().mapToLong(FileData.Range::length).sum();
      assertTrue(data < 64 << 10, data + " bytes that are no hole");
    }
  }

  /** tar(1) of GNU, --xattrs, in the folder of a file system that has them. */
  @Test
  void gnuTarKnowsTheExtendedAttributes() throws Exception {
    needs("tar");
    Path tree = makeTree();
    xattrs(tree.resolve("file"))
        .write("colour", ByteBuffer.wrap("red".getBytes(StandardCharsets.UTF_8)));
    MemFs.save(tree, host.resolve("t.tar"));
    String listing = run("tar", "--xattrs", "-tvvf", "t.tar");
    assertTrue(listing.contains("x: 3 user.colour"), listing);
  }

  /** unzip(1) of Info-ZIP. */
  @Test
  void unzipExtractsWhatWasSaved() throws Exception {
    needs("unzip");
    Path tree = makeTree();
    MemFs.save(tree, host.resolve("t.zip"));
    run("unzip", "-q", "t.zip", "-d", "out");
    Path out = host.resolve("out");
    assertEquals(describe(tree, "unix:mode,size"), describe(out, "unix:mode,size"));
    Files.setPosixFilePermissions(out.resolve("sub"), PosixFilePermissions.fromString("rwx------"));
  }

  /** zip(1) of Info-ZIP. */
  @Test
  void whatZipCreatedIsLoaded() throws Exception {
    needs("zip");
    Path tree = Files.createDirectory(host.resolve("tree"));
    Files.writeString(tree.resolve("file"), "text");
    Files.createSymbolicLink(tree.resolve("link"), Path.of("file"));
    Files.createDirectory(tree.resolve("empty"));
    new ProcessBuilder("zip", "-qry", "../t.zip", ".").directory(tree.toFile()).start().waitFor();
    try (MemFileSystem loaded = MemFs.load(host.resolve("t.zip"))) {
      assertEquals(
          describe(tree, "unix:mode,size"),
          withoutTmp(describe(loaded.getPath("/"), "unix:mode,size")));
    }
  }

  /** jdk.zipfs. */
  @Test
  void theZipFileSystemOfTheJdkReadsWhatWasSavedAndIsRead() throws IOException {
    Path tree = makeTree();
    MemFs.save(tree, host.resolve("t.zip"));
    try (FileSystem zip = FileSystems.newFileSystem(host.resolve("t.zip"))) {
      assertEquals("text", Files.readString(zip.getPath("/file")));
      assertArrayEquals(new byte[100_000], Files.readAllBytes(zip.getPath("/sub/inner")));
      assertTrue(Files.isDirectory(zip.getPath("/sub/empty")));
    }
    try (FileSystem zip =
        FileSystems.newFileSystem(host.resolve("jdk.zip"), Map.of("create", "true"))) {
      Files.createDirectory(zip.getPath("/d"));
      Files.writeString(zip.getPath("/d/f"), "text");
    }
    try (MemFileSystem loaded = MemFs.load(host.resolve("jdk.zip"))) {
      assertEquals("text", Files.readString(loaded.getPath("/d/f")));
    }
  }

  // ---------------------------------------------------------------- what is refused

  @Test
  void aNameThatSaysNoFormatIsRefused() throws IOException {
    Path tree = makeTree();
    IllegalArgumentException refusal =
        assertThrows(IllegalArgumentException.class, () -> MemFs.save(tree, host.resolve("t.rar")));
    assertTrue(refusal.getMessage().endsWith("must end with .tar, .tar.gz, .tgz or .zip"));
    assertThrows(
        NotDirectoryException.class, () -> MemFs.save(tree.resolve("file"), host.resolve("t.tar")));
  }

  @Test
  void aTreeIsNotSavedIntoItself() throws IOException {
    Path tree = makeTree();
    assertThrows(FileSystemException.class, () -> MemFs.save(tree, tree.resolve("t.tar")));
    assertThrows(FileSystemException.class, () -> MemFs.save(tree, tree.resolve("sub/../t.zip")));
    assertFalse(Files.exists(tree.resolve("t.tar")));
  }

  @ParameterizedTest
  @ValueSource(strings = {"t.tar", "t.tar.gz", "t.zip"})
  void aSaveThatFailsLeavesWhatWasThere(String name) throws IOException {
    Path tree = makeTree();
    byte[] noise = new byte[300_000];
    new Random(1).nextBytes(noise);
    Files.write(tree.resolve("zz"), noise);
    try (MemFileSystem small = MemFs.builder().capacity("64 KiB").build()) {
      Path archive = Files.writeString(small.getPath("/" + name), "before");
      assertThrows(IOException.class, () -> MemFs.save(tree, archive));
      assertEquals("before", Files.readString(archive));
      try (Stream<Path> files = Files.list(small.getPath("/"))) {
        assertEquals(2, files.count());
      }
      small.namespace().verify();
    }
  }

  @Test
  void aSocketAndInAZipAFifoAreRefusedByName() throws IOException {
    Path tree = makeUnixTree();
    FileSystemException refusal =
        assertThrows(FileSystemException.class, () -> MemFs.save(tree, host.resolve("t.zip")));
    assertEquals("/tree/fifo", refusal.getFile());
    memory
        .namespace()
        .mknod(
            memory.credentials(), memory.namespace().root(), names("tree", "sock"), 0, 0140600, 0);
    refusal =
        assertThrows(FileSystemException.class, () -> MemFs.save(tree, host.resolve("t.tar")));
    assertEquals("/tree/sock", refusal.getFile());
    try (Stream<Path> files = Files.list(host)) {
      assertEquals(0, files.count());
    }
  }

  @Test
  void whatIsNoArchiveIsRefused() throws IOException {
    for (String contents : List.of("", "text", "PK", "x".repeat(2000))) {
      Path file = Files.writeString(host.resolve("f"), contents);
      assertTrue(
          assertThrows(FileSystemException.class, () -> MemFs.load(file))
              .getMessage()
              .contains("neither a directory nor a tar"));
    }
  }

  @Test
  void anArchiveThatEndsTooEarlyIsRefused() throws IOException {
    Path tree = makeTree();
    for (String name : List.of("t.tar", "t.tar.gz", "t.zip")) {
      Path archive = host.resolve(name);
      MemFs.save(tree, archive);
      byte[] bytes = Files.readAllBytes(archive);
      Files.write(archive, Arrays.copyOf(bytes, bytes.length / 2));
      assertThrows(IOException.class, () -> MemFs.load(archive), name);
    }
  }

  /** Whatever a byte of it was turned to: an archive is loaded, or refused with an IOException. */
  @Test
  void aDamagedArchiveIsRefusedAsOne() throws IOException {
    Path tree = makeUnixTree();
    Files.delete(tree.resolve("sparse"));
    Files.delete(tree.resolve("sub/inner"));
    MemFs.save(tree, host.resolve("t.tar"));
    byte[] good = Files.readAllBytes(host.resolve("t.tar"));
    Random random = new Random(42);
    int refused = 0;
    for (int i = 0; i < 500; i++) {
      byte[] bad = good.clone();
      bad[random.nextInt(bad.length)] ^= (byte) (1 + random.nextInt(255));
      Path archive = Files.write(host.resolve("bad.tar"), bad);
      try {
        MemFs.builder().capacity("1 MiB").load(archive).close();
      } catch (IOException e) {
        refused++;
      }
    }
    assertTrue(refused > 50, refused + " refused");
  }

  @Test
  void aBombIsAsLargeAsTheTargetLetsItBe() throws IOException {
    Path tree = Files.createDirectory(memory.getPath("/tree"));
    Files.write(tree.resolve("zeros"), new byte[20 << 20]);
    MemFs.save(tree, host.resolve("bomb.zip"));
    assertTrue(Files.size(host.resolve("bomb.zip")) < 100_000);
    MemFs.Builder small = MemFs.builder().name("small-target").capacity("1 MiB");
    assertThrows(FileSystemException.class, () -> small.load(host.resolve("bomb.zip")));
    small.build().close(); // The name is free again: nothing was left open.
  }

  /** JUnit's own class path without the library. */
  @Test
  void withoutTheLibraryAnErrorSaysWhatIsMissing() throws Exception {
    String classPath =
        Stream.of(System.getProperty("java.class.path").split(File.pathSeparator, -1))
            .filter(entry -> !entry.contains("commons-compress"))
            .collect(Collectors.joining(File.pathSeparator));
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-cp", classPath, WithoutLibrary.class.getName()));
    assertEquals(
        "tar and zip archives need org.apache.commons:commons-compress, which is not there",
        run(command.toArray(String[]::new)));
  }

  /** What the JVM without the library runs. */
  static final class WithoutLibrary {
    private WithoutLibrary() {}

    public static void main(String[] args) throws IOException {
      try (MemFileSystem fs = MemFs.create();
          MemFileSystem other = MemFs.create()) {
        MemFs.save(fs.getPath("/"), other.getPath("/t.tar"));
      } catch (IllegalStateException e) {
        System.out.print(e.getMessage());
      }
    }
  }
}
