package io.vnode.tck.nio;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.vnode.tck.Area;
import io.vnode.tck.Capability;
import io.vnode.tck.Cites;
import io.vnode.tck.Needs;
import io.vnode.tck.Playground;
import java.io.IOException;
import java.nio.file.FileStore;
import java.nio.file.FileSystem;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributeView;
import java.nio.file.attribute.FileAttributeView;
import java.nio.file.attribute.FileStoreAttributeView;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.UserPrincipalLookupService;
import java.nio.file.attribute.UserPrincipalNotFoundException;
import java.util.Map;

/** A file system, its stores, and the names of its users. */
@Area(value = "nio.file-systems", source = "java.nio.file.FileSystem")
final class FileSystemChecks {
  // ---------------------------------------------------------------- the file system

  @Cites("#isReadOnly")
  void itSaysWhetherItCanBeWritten(Playground p) throws IOException {
    assertEquals(p.offers(Capability.READ_ONLY), p.fileSystem().isReadOnly());
    p.create("f");
  }

  @Cites("#getRootDirectories")
  void everyRootIsAnAbsoluteDirectoryWithoutAParent(Playground p) {
    int roots = 0;
    for (Path root : p.fileSystem().getRootDirectories()) {
      assertTrue(root.isAbsolute());
      assertNull(root.getParent());
      assertNull(root.getFileName());
      assertEquals(root, root.getRoot());
      roots++;
    }
    assertTrue(roots > 0);
    assertTrue(Files.isDirectory(p.path("").getRoot()));
  }

  @Cites("#getSeparator")
  void theSeparatorLiesBetweenNames(Playground p) {
    FileSystem fs = p.fileSystem();
    assertEquals("a" + fs.getSeparator() + "b", fs.getPath("a", "b").toString());
    assertEquals(fs.getPath("a", "b"), fs.getPath("a" + fs.getSeparator() + "b"));
  }

  @Cites("#provider")
  void itsProviderIsOne(Playground p) {
    assertEquals(p.fileSystem().provider(), p.fileSystem().provider());
    assertFalse(p.fileSystem().provider().getScheme().isEmpty());
  }

  @Cites("#supportedFileAttributeViews")
  void itsViewsCannotBeChanged(Playground p) {
    p.refuses(
        UnsupportedOperationException.class,
        () -> p.fileSystem().supportedFileAttributeViews().add("mine"));
  }

  // ---------------------------------------------------------------- stores

  @Cites("java.nio.file.FileStore")
  void aStoreTellsItsRoom(Playground p) throws IOException {
    FileStore store = Files.getFileStore(p.path(""));
    assertNotNull(store.name());
    assertNotNull(store.type());
    assertTrue(store.getTotalSpace() >= 0);
    assertTrue(store.getUsableSpace() >= 0);
    assertTrue(store.getUnallocatedSpace() >= 0);
    assertEquals(p.offers(Capability.READ_ONLY), store.isReadOnly());
  }

  @Cites("java.nio.file.FileStore#getBlockSize")
  void aBlockIsNotEmpty(Playground p) throws IOException {
    FileStore store = Files.getFileStore(p.path(""));
    try {
      assertTrue(store.getBlockSize() > 0);
    } catch (UnsupportedOperationException e) {
      // The Javadoc lets a store not know.
    }
  }

  @Cites("java.nio.file.FileStore#getAttribute UnsupportedOperationException")
  void anAttributeThatAStoreHasNotIsRefused(Playground p) throws IOException {
    interface Unknown extends FileStoreAttributeView {}

    FileStore store = Files.getFileStore(p.path(""));
    p.refuses(UnsupportedOperationException.class, () -> store.getAttribute("nosuch"));
    assertNull(store.getFileStoreAttributeView(Unknown.class));
  }

  @Cites("java.nio.file.FileStore#supportsFileAttributeView")
  void aStoreKnowsItsViews(Playground p) throws IOException {
    interface Unknown extends FileAttributeView {}

    FileStore store = Files.getFileStore(p.path(""));
    assertTrue(store.supportsFileAttributeView("basic"));
    assertTrue(store.supportsFileAttributeView(BasicFileAttributeView.class));
    assertFalse(store.supportsFileAttributeView("nosuch"));
    assertFalse(store.supportsFileAttributeView(Unknown.class));
    assertEquals(
        store.supportsFileAttributeView("posix"),
        store.supportsFileAttributeView(PosixFileAttributeView.class));
  }

  @Cites("#getFileStores")
  void itsStoresAreListed(Playground p) {
    int stores = 0;
    for (FileStore store : p.fileSystem().getFileStores()) {
      assertNotNull(store.name());
      stores++;
    }
    assertTrue(stores > 0);
  }

  // ---------------------------------------------------------------- users

  private static UserPrincipalLookupService users(Playground p) {
    return p.fileSystem().getUserPrincipalLookupService();
  }

  @Cites("java.nio.file.attribute.UserPrincipalLookupService#lookupPrincipalByName")
  @Needs(Capability.POSIX_PERMISSIONS)
  void theOwnerOfAFileIsFoundByName(Playground p) throws IOException {
    p.create("f");
    var owner = Files.getOwner(p.path("f"));
    var found = users(p).lookupPrincipalByName(owner.getName());
    assertEquals(owner, found);
    assertEquals(owner.hashCode(), found.hashCode());
    Files.setOwner(p.path("f"), found);
  }

  @Cites("java.nio.file.attribute.UserPrincipalLookupService#lookupPrincipalByGroupName")
  @Needs(Capability.POSIX_PERMISSIONS)
  void theGroupOfAFileIsFoundByName(Playground p) throws IOException {
    p.create("f");
    var group =
        Files.getFileAttributeView(p.path("f"), PosixFileAttributeView.class)
            .readAttributes()
            .group();
    assertEquals(group, users(p).lookupPrincipalByGroupName(group.getName()));
  }

  @Cites("java.nio.file.attribute.UserPrincipalNotFoundException")
  @Needs(Capability.POSIX_PERMISSIONS)
  void whoIsNotKnownIsNotFound(Playground p) {
    Map<String, Use<UserPrincipalLookupService>> lookups =
        Map.of(
            "user", s -> s.lookupPrincipalByName("no such user"),
            "group", s -> s.lookupPrincipalByGroupName("no such user"));
    for (Use<UserPrincipalLookupService> lookup : lookups.values()) {
      p.refuses(UserPrincipalNotFoundException.class, () -> lookup.of(users(p)));
    }
  }
}
