package io.vnode.nio;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.common.collect.ImmutableList;
import io.vnode.engine.Credentials;
import io.vnode.engine.TreeVolume;
import io.vnode.engine.VolumeOptions;
import java.io.IOException;
import java.nio.file.ClosedFileSystemException;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttributeView;
import java.nio.file.attribute.PosixFileAttributeView;
import org.junit.jupiter.api.Test;

/** {@link FileStore}: volumes and what they hold. */
class VfsFileStoreTest {
  private static final long CAPACITY = 1 << 20;
  private static final long INODES = 10;

  private static TreeVolume limited() {
    return TreeFileSystem.volume(Credentials.ROOT, VolumeOptions.DEFAULT, CAPACITY, INODES);
  }

  private final VfsFileSystem fileSystem = TreeFileSystem.of(limited(), Credentials.ROOT, 022);

  private final Path root = fileSystem.getPath("/");

  /** {@link FileStore#getTotalSpace}, {@code getUsableSpace}, {@code getUnallocatedSpace}. */
  @Test
  void spaceOfALimitedVolumeIsItsQuota() throws IOException {
    FileStore store = Files.getFileStore(root);
    assertEquals(CAPACITY, store.getTotalSpace());
    assertEquals(CAPACITY, store.getUsableSpace());
    Files.write(root.resolve("file"), new byte[100_000]);
    assertTrue(store.getUsableSpace() <= CAPACITY - 100_000);
    assertEquals(store.getUsableSpace(), store.getUnallocatedSpace());
    Files.delete(root.resolve("file"));
    assertEquals(CAPACITY, store.getUsableSpace());
  }

  /** {@link FileStore#getTotalSpace}: "the size of the file store", which here is the heap's. */
  @Test
  void spaceOfAVolumeWithoutALimitIsTheHeaps() throws IOException {
    Path unlimited = TreeFileSystem.of(Credentials.ROOT, 022).getPath("/");
    FileStore store = Files.getFileStore(unlimited);
    long heap = Runtime.getRuntime().maxMemory();
    assertEquals(heap, store.getTotalSpace());
    assertEquals(heap, store.getUnallocatedSpace());
    Files.write(unlimited.resolve("file"), new byte[100_000]);
    assertTrue(store.getUnallocatedSpace() <= heap - 100_000);
    assertTrue(store.getUsableSpace() > 0 && store.getUsableSpace() < heap);
  }

  /** {@link FileStore#getAttribute}: space and, ours alone, inodes by name. */
  @Test
  void attributesCountBytesAndInodes() throws IOException {
    FileStore store = Files.getFileStore(root);
    assertEquals(store.getTotalSpace(), store.getAttribute("totalSpace"));
    assertEquals(store.getUsableSpace(), store.getAttribute("usableSpace"));
    assertEquals(store.getUnallocatedSpace(), store.getAttribute("unallocatedSpace"));
    assertEquals(store.getBlockSize(), store.getAttribute("blockSize"));
    assertEquals(INODES, store.getAttribute("inodes"));
    assertEquals(INODES - 1, store.getAttribute("freeInodes"));
    Files.createDirectory(root.resolve("d"));
    assertEquals(INODES - 2, store.getAttribute("freeInodes"));
  }

  /** {@link FileStore#name} and {@link FileStore#type}. */
  @Test
  void nameIsTheAddressAndTypeTheVolumes() throws IOException {
    FileStore store = Files.getFileStore(root);
    assertEquals("tree://test", store.name());
    assertEquals("tree", store.type());
    assertEquals("tree://test (tree)", store.toString());
    assertFalse(store.isReadOnly());
  }

  /** {@link FileStore#supportsFileAttributeView}: true where there is a view, and nowhere else. */
  @Test
  void supportedViewsAreThoseThatThereAre() throws IOException {
    FileStore store = Files.getFileStore(root);
    for (String name : fileSystem.supportedFileAttributeViews()) {
      assertTrue(store.supportsFileAttributeView(name));
      Files.readAttributes(root, name + ":*");
    }
    assertFalse(store.supportsFileAttributeView("dos"));
    assertTrue(store.supportsFileAttributeView(PosixFileAttributeView.class));
    assertFalse(store.supportsFileAttributeView(FileAttributeView.class));
  }

  /** {@link Files#getFileStore}: the store where the file is, through links. */
  @Test
  void mountedVolumeIsAStoreOfItsOwn() throws IOException {
    Path mountPoint = Files.createDirectory(root.resolve("mnt"));
    Path link = Files.createSymbolicLink(root.resolve("link"), mountPoint);
    FileStore own = Files.getFileStore(root);
    assertEquals(own, Files.getFileStore(link));
    fileSystem
        .namespace()
        .mount(Credentials.ROOT, limited(), fileSystem.root(), new String[] {"mnt"}, 0);
    FileStore mounted = Files.getFileStore(link);
    assertNotEquals(own, mounted);
    assertEquals("tree", mounted.name());
    assertEquals(ImmutableList.of(own, mounted), ImmutableList.copyOf(fileSystem.getFileStores()));
    fileSystem.namespace().unmount(Credentials.ROOT, fileSystem.root(), new String[] {"mnt"}, 0);
    assertEquals(ImmutableList.of(own), ImmutableList.copyOf(fileSystem.getFileStores()));
  }

  /** {@link Files#getFileStore}: of what is not there, and when the file system is closed. */
  @Test
  void storesAreOfFilesThatAreThere() throws IOException {
    FileStore store = Files.getFileStore(root);
    assertThrows(NoSuchFileException.class, () -> Files.getFileStore(root.resolve("none")));
    fileSystem.close();
    assertThrows(ClosedFileSystemException.class, store::getTotalSpace);
    assertThrows(ClosedFileSystemException.class, () -> Files.getFileStore(root));
  }
}
