package io.vnode.zipstore;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.vnode.nio.VfsFileSystem;
import java.io.IOException;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.ReadOnlyFileSystemException;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.nio.file.attribute.UserPrincipal;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.api.io.TempDir;

/** Every change answers EROFS, in Java a {@link ReadOnlyFileSystemException}. */
class ReadOnlyTest {
  @TempDir Path folder;
  private VfsFileSystem zip;
  private Path file;
  private Path directory;

  @BeforeEach
  void open() throws IOException {
    RawZip raw = new RawZip();
    raw.add("d/f", "text").mode(0100666);
    zip = Archives.open(folder, raw);
    file = zip.getPath("/d/f");
    directory = zip.getPath("/d");
  }

  @AfterEach
  void close() throws IOException {
    zip.close();
  }

  /** Each a call of the list in the specification: write, create, mkdir, unlink and so on. */
  private Map<String, Executable> changes() throws IOException {
    UserPrincipal root = Files.getOwner(file);
    Function<String, Path> fresh = directory::resolve;
    return Map.ofEntries(
        Map.entry("write", () -> Files.write(file, new byte[1])),
        Map.entry("append", () -> Files.newByteChannel(file, StandardOpenOption.APPEND)),
        Map.entry("create", () -> Files.createFile(fresh.apply("new"))),
        Map.entry("mkdir", () -> Files.createDirectory(fresh.apply("new"))),
        Map.entry("unlink", () -> Files.delete(file)),
        Map.entry("rmdir", () -> Files.delete(directory)),
        Map.entry("link", () -> Files.createLink(fresh.apply("new"), file)),
        Map.entry("symlink", () -> Files.createSymbolicLink(fresh.apply("new"), file)),
        Map.entry("rename", () -> Files.move(file, fresh.apply("new"))),
        Map.entry("copy", () -> Files.copy(file, fresh.apply("new"))),
        Map.entry(
            "chmod",
            () ->
                Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwx------"))),
        Map.entry("chown", () -> Files.setOwner(file, root)),
        Map.entry(
            "truncate",
            () ->
                Files.newByteChannel(
                    file, StandardOpenOption.WRITE, StandardOpenOption.TRUNCATE_EXISTING)),
        Map.entry("utime", () -> Files.setLastModifiedTime(file, FileTime.fromMillis(0))));
  }

  @Test
  void everyChangeIsRefused() throws IOException {
    changes()
        .forEach((name, change) -> assertThrows(ReadOnlyFileSystemException.class, change, name));
    assertEquals(List.of("/d/", "/d/f"), Archives.paths(zip));
    assertEquals("text", Files.readString(file));
  }

  @Test
  void nothingIsWritable() {
    assertFalse(Files.isWritable(file));
    assertFalse(Files.isWritable(directory));
    assertTrue(Files.isReadable(file));
  }

  @Test
  void fileSystemAndStoreSayThatTheyAreReadOnly() throws IOException {
    FileStore store = Files.getFileStore(file);
    assertTrue(zip.isReadOnly());
    assertTrue(store.isReadOnly());
    assertEquals("zipstore", store.type());
    assertEquals(0, store.getUsableSpace());
  }
}
