package io.vnode.zipstore.pack;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.google.common.jimfs.Configuration;
import com.google.common.jimfs.Jimfs;
import io.vnode.mem.MemFileSystem;
import io.vnode.mem.MemFs;
import io.vnode.nio.VfsFileSystem;
import io.vnode.zipstore.ZipStore;
import java.io.IOException;
import java.nio.file.FileSystem;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Map;
import java.util.TimeZone;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Equal trees that become equal archives. */
class ReproducibleTest {
  @TempDir Path folder;
  private int packed;

  private byte[] pack(Path tree, PackMethod method) throws IOException {
    Path out = folder.resolve(packed++ + ".zip");
    ZipStoreBuilder.of(tree).method(method).align(64).reproducible(true).writeTo(out);
    return Files.readAllBytes(out);
  }

  private Path treeOfTheHost() throws IOException {
    return Trees.plant(Files.createDirectory(folder.resolve("tree")));
  }

  @ParameterizedTest
  @EnumSource
  void treeIsPackedEquallyWhereverItIs(PackMethod method) throws IOException {
    byte[] ofHost = pack(treeOfTheHost(), method);
    Configuration posix =
        Configuration.unix().toBuilder().setAttributeViews("basic", "owner", "posix").build();
    try (MemFileSystem mem = MemFs.builder().user("root").build();
        FileSystem jimfs = Jimfs.newFileSystem(posix)) {
      Path ours = Trees.plant(Files.createDirectory(mem.getPath("/tree")));
      Files.setAttribute(ours.resolve("large"), "unix:uid", 77);
      assertArrayEquals(ofHost, pack(ours, method));
      Path theirs = Trees.plant(Files.createDirectory(jimfs.getPath("/tree")));
      assertArrayEquals(ofHost, pack(theirs, method));
    }
  }

  @ParameterizedTest
  @EnumSource
  void treeIsPackedEquallyWheneverItIs(PackMethod method) throws IOException {
    Path tree = treeOfTheHost();
    byte[] before = pack(tree, method);
    Files.setLastModifiedTime(tree.resolve("large"), FileTime.fromMillis(0));
    TimeZone zone = TimeZone.getDefault();
    try {
      TimeZone.setDefault(TimeZone.getTimeZone("Pacific/Auckland"));
      assertArrayEquals(before, pack(tree, method));
    } finally {
      TimeZone.setDefault(zone);
    }
  }

  @Test
  void whatIsInTheTreeShows() throws IOException {
    Path tree = treeOfTheHost();
    byte[] before = pack(tree, PackMethod.STORE);
    Trees.permit(tree.resolve("large"), "rwx------");
    assertNotEquals(
        HexFormat.of().formatHex(before), HexFormat.of().formatHex(pack(tree, PackMethod.STORE)));
  }

  /** Not only equal twice: the same on every machine, and tomorrow. */
  @Test
  void storedArchiveIsTheOneThatWasPackedLongAgo() throws Exception {
    Path tree = Files.createDirectory(folder.resolve("tree"));
    Trees.permit(Files.writeString(tree.resolve("\u00e9"), "hello"), "rw-r--r--");
    Trees.permit(Files.createDirectory(tree.resolve("d")), "rwxr-xr-x");
    byte[] archive = pack(tree, PackMethod.STORE);
    byte[] digest = MessageDigest.getInstance("SHA-256").digest(archive);
    assertEquals(
        "33c159c87b52b6cc277c462c8b90e6e3422f83f4ffdcf07d9929b9a88a9832bb",
        HexFormat.of().formatHex(digest),
        HexFormat.of().formatHex(archive));
  }

  @Test
  void allFilesAreOfTheOneTime() throws IOException {
    Path out = folder.resolve("out.zip");
    ZipStoreBuilder.of(treeOfTheHost()).reproducible(true).writeTo(out);
    try (VfsFileSystem zip = ZipStore.open(out, Map.of())) {
      assertEquals(SourceDate.get(), Files.getLastModifiedTime(zip.getPath("/large")).toInstant());
    }
  }

  /** The specification of SOURCE_DATE_EPOCH: seconds since 1970 in ASCII, and else an error. */
  @Test
  void timeIsThatOfTheEnvironment() {
    assertEquals(Instant.parse("1980-01-01T00:00:00Z"), SourceDate.of(null));
    assertEquals(Instant.parse("1980-01-01T00:00:00Z"), SourceDate.of(""));
    assertEquals(Instant.parse("2001-09-09T01:46:40Z"), SourceDate.of("1000000000"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"yesterday", "-1", "1.5", " 1", "99999999999"})
  void timeThatIsNoneIsRefused(String text) {
    IllegalStateException e = assertThrows(IllegalStateException.class, () -> SourceDate.of(text));
    assertEquals(
        "SOURCE_DATE_EPOCH is '" + text + "', and not a number of seconds since 1970",
        e.getMessage());
  }
}
