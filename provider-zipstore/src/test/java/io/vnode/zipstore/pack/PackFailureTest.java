package io.vnode.zipstore.pack;

import static io.vnode.engine.Errno.EIO;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.vnode.mem.Faults;
import io.vnode.mem.MemFileSystem;
import io.vnode.mem.MemFs;
import io.vnode.nio.TreeListener;
import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Packing that fails: the file that was there stays, and nothing else is left. */
class PackFailureTest {
  @TempDir Path folder;

  private static void assertOldStays(Path out) throws IOException {
    assertEquals("old", Files.readString(out));
    assertEquals(List.of(out.getFileName().toString()), Trees.names(out.getParent()));
  }

  private static Path old(Path directory) throws IOException {
    return Files.writeString(Files.createDirectories(directory).resolve("out.zip"), "old");
  }

  /** In the middle: others were packed before, and some of the file. */
  @Test
  void sourceThatCannotBeReadToItsEndIsNamed() throws IOException {
    Faults faults = Faults.plan();
    try (MemFileSystem mem = MemFs.builder().faults(faults).build()) {
      Path tree = Trees.plant(Files.createDirectory(mem.getPath("/tree")));
      faults.on("/tree/large").read().nth(2).fail(EIO);
      Path out = old(folder.resolve("place"));
      FileSystemException e =
          assertThrows(FileSystemException.class, () -> ZipStoreBuilder.of(tree).writeTo(out));
      assertEquals("/tree/large", e.getFile());
      assertOldStays(out);
    }
  }

  @Test
  void sourceThatMayNotBeReadIsNamed() throws IOException {
    try (MemFileSystem mem = MemFs.builder().build()) {
      Path tree = Trees.plant(Files.createDirectory(mem.getPath("/tree")));
      Trees.permit(tree.resolve("large"), "---------");
      Path out = old(folder.resolve("place"));
      FileSystemException e =
          assertThrows(
              java.nio.file.AccessDeniedException.class,
              () -> ZipStoreBuilder.of(tree).writeTo(out));
      assertEquals("/tree/large", e.getFile());
      assertOldStays(out);
    }
  }

  @Test
  void targetThatIsFullIsNamedAsItWasGiven() throws IOException {
    Path tree = Files.createDirectory(folder.resolve("tree"));
    Files.write(tree.resolve("noise"), Trees.noise(600_000));
    try (MemFileSystem mem = MemFs.builder().capacity("512 KiB").build()) {
      Path out = old(mem.getPath("/place"));
      FileSystemException e =
          assertThrows(FileSystemException.class, () -> ZipStoreBuilder.of(tree).writeTo(out));
      assertEquals("/place/out.zip", e.getFile());
      assertEquals("No space left on device", e.getReason());
      assertOldStays(out);
    }
  }

  /** Bytes that a machine may lose are not given the name of those that it has. */
  @Test
  void targetIsForcedBeforeItGetsItsName() throws IOException {
    Path tree = Trees.plant(Files.createDirectory(folder.resolve("tree")));
    Faults faults = Faults.plan();
    try (MemFileSystem mem = MemFs.builder().faults(faults).build()) {
      Path out = old(mem.getPath("/place"));
      faults.anywhere().force().fail(EIO);
      assertThrows(FileSystemException.class, () -> ZipStoreBuilder.of(tree).writeTo(out));
      assertOldStays(out);
    }
  }

  @Test
  void listenerThatThrowsEndsThePacking() throws IOException {
    Path tree = Trees.plant(Files.createDirectory(folder.resolve("tree")));
    Path out = old(folder.resolve("place"));
    IllegalStateException thrown = new IllegalStateException("enough");
    TreeListener listener =
        new TreeListener() {
          @Override
          public void begin(Path file, long size) {}

          @Override
          public void advance(long bytes) {
            throw thrown;
          }
        };
    assertSame(
        thrown,
        assertThrows(
            IllegalStateException.class,
            () -> ZipStoreBuilder.of(tree).listener(listener).writeTo(out)));
    assertOldStays(out);
  }

  @Test
  void whatIsNotThereIsNamed() throws IOException {
    Path tree = Files.createDirectory(folder.resolve("tree"));
    Path missing = folder.resolve("missing");
    Path out = old(folder.resolve("place"));
    ZipStoreBuilder[] builders = {
      ZipStoreBuilder.of(missing), ZipStoreBuilder.of(tree).onto(missing)
    };
    for (ZipStoreBuilder builder : builders) {
      FileSystemException e = assertThrows(NoSuchFileException.class, () -> builder.writeTo(out));
      assertEquals(missing.toString(), e.getFile());
      assertOldStays(out);
    }
    FileSystemException e =
        assertThrows(
            NoSuchFileException.class,
            () -> ZipStoreBuilder.of(tree).writeTo(missing.resolve("out.zip")));
    assertEquals(missing.toString(), e.getFile());
  }

  @Test
  void whatIsOfAnotherKindIsNamed() throws IOException {
    Path tree = Files.createDirectory(folder.resolve("tree"));
    Path file = Files.createFile(folder.resolve("file"));
    Path place = Files.createDirectory(folder.resolve("place"));
    FileSystemException e =
        assertThrows(
            NotDirectoryException.class,
            () -> ZipStoreBuilder.of(file).writeTo(place.resolve("out.zip")));
    assertEquals(file.toString(), e.getFile());
    e = assertThrows(FileSystemException.class, () -> ZipStoreBuilder.of(tree).writeTo(place));
    assertEquals("Is a directory", e.getReason());
    e =
        assertThrows(
            FileSystemException.class,
            () -> ZipStoreBuilder.of(tree).onto(place).writeTo(folder.resolve("out.zip")));
    assertEquals(place.toString(), e.getFile());
    assertEquals(List.of("file", "place", "tree"), Trees.names(folder));
  }
}
