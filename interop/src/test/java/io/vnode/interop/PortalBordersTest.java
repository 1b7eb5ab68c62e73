package io.vnode.interop;

import static io.vnode.projfs.ProjAccess.READ_ONLY;
import static io.vnode.projfs.ProjAccess.READ_WRITE;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.common.collect.Streams;
import com.google.common.io.MoreFiles;
import io.vnode.projfs.ProjFileSystem;
import io.vnode.projfs.ProjFs;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.ReadOnlyFileSystemException;
import java.nio.file.SecureDirectoryStream;
import java.nio.file.attribute.FileTime;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.commons.io.file.Counters.PathCounters;
import org.apache.commons.io.file.PathUtils;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * {@link Files}, Commons IO and Guava where a tree goes over from one file system to another: a
 * portal into memory, a portal to the host, a file of each.
 */
class PortalBordersTest extends InMemory {
  @TempDir Path host;
  private ProjFileSystem projection;

  @BeforeEach
  void project() throws IOException {
    file("/data/one.txt", "1");
    file("/data/d/two.txt", "22");
    Files.createDirectory(host.resolve("saves"));
    Files.writeString(host.resolve("rom"), "rom");
    projection =
        ProjFs.builder()
            .portal("/game/data", path("/data"), READ_ONLY)
            .portal("/game/saves", host.resolve("saves"), READ_WRITE)
            .file("/game/rom", host.resolve("rom"), READ_ONLY)
            .file("/game/notes", file("/notes", "notes"), READ_WRITE)
            .build();
  }

  @AfterEach
  void close() throws IOException {
    projection.close();
  }

  private Path at(String path) {
    return projection.getPath(path);
  }

  // ---------------------------------------------------------------- java.nio.file

  /** {@link Files#walk}: whoever walks sees one tree. */
  @Test
  void aWalkGoesThroughPortals() throws IOException {
    try (Stream<Path> walk = Files.walk(at("/"))) {
      assertEquals(
          "/ /game /game/data /game/data/d /game/data/d/two.txt /game/data/one.txt /game/notes"
              + " /game/rom /game/saves",
          walk.map(Path::toString).sorted().collect(Collectors.joining(" ")));
    }
  }

  /** {@link Files#copy(Path, Path, java.nio.file.CopyOption...)}, between any two of them. */
  @Test
  void aFileIsCopiedFromOneSourceToAnother() throws IOException {
    Files.setLastModifiedTime(path("/data/one.txt"), FileTime.fromMillis(1000));
    Files.copy(
        at("/game/data/one.txt"),
        at("/game/saves/one"),
        java.nio.file.StandardCopyOption.COPY_ATTRIBUTES);
    Files.copy(at("/game/rom"), at("/game/saves/rom"));
    assertEquals("1", Files.readString(host.resolve("saves/one")));
    assertEquals(FileTime.fromMillis(1000), Files.getLastModifiedTime(host.resolve("saves/one")));
    assertEquals("rom", Files.readString(host.resolve("saves/rom")));
    assertThrows(
        ReadOnlyFileSystemException.class, () -> Files.copy(at("/game/rom"), at("/game/data/rom")));
  }

  /** {@link Files#mismatch}. */
  @Test
  void filesOfDifferentSourcesAreCompared() throws IOException {
    Files.copy(at("/game/notes"), at("/game/saves/notes"));
    assertEquals(-1, Files.mismatch(at("/game/notes"), at("/game/saves/notes")));
    Files.writeString(at("/game/notes"), "notez");
    assertEquals(4, Files.mismatch(at("/game/notes"), at("/game/saves/notes")));
  }

  // ---------------------------------------------------------------- Commons IO

  /** {@link PathUtils#countDirectory}. */
  @Test
  void aTreeIsCountedAcrossPortals() throws IOException {
    PathCounters counted = PathUtils.countDirectory(at("/"));
    assertEquals(5, counted.getDirectoryCounter().get());
    assertEquals(4, counted.getFileCounter().get());
    assertEquals(11, counted.getByteCounter().get());
  }

  /** {@link PathUtils#copyDirectory}, {@link PathUtils#directoryAndFileContentEquals}. */
  @Test
  void aTreeIsCopiedFromPortalToPortalAndOutOfTheProjection(@TempDir Path other)
      throws IOException {
    PathUtils.copyDirectory(at("/game/data"), at("/game/saves/data"));
    assertTrue(
        PathUtils.directoryAndFileContentEquals(at("/game/data"), host.resolve("saves/data")));
    PathUtils.copyDirectory(at("/"), other.resolve("all"));
    assertTrue(PathUtils.directoryAndFileContentEquals(at("/"), other.resolve("all")));
  }

  /** {@link PathUtils#deleteDirectory}: in a portal it deletes, elsewhere nothing. */
  @Test
  void aTreeIsDeletedOnlyWhereItMayBe() throws IOException {
    PathUtils.copyDirectory(at("/game/data"), at("/game/saves/data"));
    PathUtils.deleteDirectory(at("/game/saves/data"));
    assertFalse(Files.exists(host.resolve("saves/data")));
    assertThrows(
        ReadOnlyFileSystemException.class, () -> PathUtils.deleteDirectory(at("/game/data")));
    assertEquals("1", Files.readString(path("/data/one.txt")));
  }

  // ---------------------------------------------------------------- Guava

  /** {@link MoreFiles#fileTraverser}. */
  @Test
  void aTraverserGoesThroughPortals() {
    assertEquals(
        "/game /game/data /game/data/d /game/data/d/two.txt /game/data/one.txt /game/notes"
            + " /game/rom /game/saves",
        Streams.stream(MoreFiles.fileTraverser().depthFirstPreOrder(at("/game")))
            .map(Path::toString)
            .sorted()
            .collect(Collectors.joining(" ")));
  }

  /** {@link MoreFiles#asByteSource}, {@link MoreFiles#asByteSink}, {@link MoreFiles#equal}. */
  @Test
  void bytesGoFromASourceToASinkOfAnother() throws IOException {
    MoreFiles.createParentDirectories(at("/game/saves/a/b/rom"));
    MoreFiles.asByteSource(at("/game/rom")).copyTo(MoreFiles.asByteSink(at("/game/saves/a/b/rom")));
    assertTrue(MoreFiles.equal(at("/game/rom"), host.resolve("saves/a/b/rom")));
    MoreFiles.touch(at("/game/saves/new"));
    assertTrue(Files.exists(host.resolve("saves/new")));
  }

  /** {@link MoreFiles#deleteRecursively} without {@code ALLOW_INSECURE}. */
  @Test
  void aTreeInAPortalIsDeletedByASecureDirectoryStream() throws IOException {
    PathUtils.copyDirectory(at("/game/data"), at("/game/saves/data"));
    try (DirectoryStream<Path> stream = Files.newDirectoryStream(at("/game/saves/data"))) {
      assertTrue(stream instanceof SecureDirectoryStream);
    }
    MoreFiles.deleteRecursively(at("/game/saves/data"));
    assertFalse(Files.exists(host.resolve("saves/data")));
  }
}
