package io.vnode.projfs;

import static io.vnode.projfs.ProjAccess.READ_ONLY;
import static io.vnode.projfs.ProjAccess.READ_WRITE;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.vnode.engine.Errno;
import io.vnode.mem.MemFileSystem;
import io.vnode.mem.MemFs;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.ClosedFileSystemException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The mount table of a projection that is open: what comes and goes while it is used. */
class MountTest extends Projected {

  @BeforeEach
  void project() throws IOException {
    for (String name : new String[] {"one", "two"}) {
      Path directory = Files.createDirectories(host.resolve(name).resolve("d"));
      Files.writeString(directory.resolveSibling("f"), name);
    }
    projection =
        ProjFs.builder()
            .directory("/place")
            .file("/file", host.resolve("one/f"), READ_ONLY)
            .portal("/portal", host.resolve("one"), READ_WRITE)
            .build();
  }

  private void mount(String place, String source) throws IOException {
    projection.mount(at(place), host.resolve(source), READ_WRITE);
  }

  private Errno unmounting(String place) throws IOException {
    return Answer.to(() -> projection.unmount(at(place)));
  }

  @Test
  void whatIsMountedIsSeenAndWhatWasThereIsSeenAgainBehindIt() throws IOException {
    mount("/place", "two");
    assertEquals("two", Files.readString(at("/place/f")));
    Files.writeString(at("/place/new"), "new");
    assertEquals("new", Files.readString(host.resolve("two/new")));
    assertNull(unmounting("/place"));
    try (DirectoryStream<Path> entries = Files.newDirectoryStream(at("/place"))) {
      assertFalse(entries.iterator().hasNext());
    }
    mount("/place", "one");
    assertEquals("one", Files.readString(at("/place/f")));
  }

  /** The rules of portals are those of what is mounted later. */
  @Test
  void whatIsMountedIsReadOnlyOrProtectedIfThatIsAskedFor() throws IOException {
    projection.mount(at("/place"), host.resolve("two"), READ_ONLY);
    assertEquals(Errno.EROFS, Answer.to(() -> Files.delete(at("/place/f"))));
    projection.unmount(at("/place"));
    projection.mount(at("/place"), host.resolve("two"), READ_WRITE, "f");
    assertEquals(Errno.EROFS, Answer.to(() -> Files.delete(at("/place/f"))));
    assertNull(Answer.to(() -> Files.delete(at("/place/d"))));
  }

  /** {@code umount(2)}: "EBUSY target could not be unmounted because it is busy". */
  @Test
  void nothingIsTakenAwayWhileAFileOfItIsOpen() throws IOException {
    mount("/place", "two");
    try (FileChannel writer = FileChannel.open(at("/place/f"), StandardOpenOption.WRITE)) {
      try (FileChannel reader = FileChannel.open(at("/place/f"))) {
        assertEquals(Errno.EBUSY, unmounting("/place"));
        assertEquals(3, reader.size());
      }
      assertEquals(Errno.EBUSY, unmounting("/place"));
      assertTrue(writer.isOpen());
    }
    assertNull(unmounting("/place"));
  }

  @Test
  void whatIsOpenElsewhereHoldsNothingUp() throws IOException {
    mount("/place", "two");
    try (FileChannel file = FileChannel.open(at("/file"));
        FileChannel other = FileChannel.open(at("/portal/f"))) {
      assertNull(unmounting("/place"));
      assertTrue(file.isOpen() && other.isOpen());
    }
  }

  /** A portal that was declared is one that was mounted first. */
  @Test
  void aPortalIsTakenAwayAsWell() throws IOException {
    try (FileChannel open = FileChannel.open(at("/portal/f"))) {
      assertEquals(Errno.EBUSY, unmounting("/portal"));
      assertEquals(3, open.size());
    }
    assertNull(unmounting("/portal"));
    assertTrue(Files.isDirectory(at("/portal")));
    assertFalse(Files.exists(at("/portal/f")));
    mount("/portal", "two");
    assertEquals("two", Files.readString(at("/portal/f")));
  }

  @Test
  void whatHasSomethingMountedInItStays() throws IOException {
    mount("/portal/d", "two");
    assertEquals("two", Files.readString(at("/portal/d/f")));
    assertEquals(Errno.EBUSY, Answer.to(() -> Files.delete(at("/portal/d"))));
    assertEquals(Errno.EBUSY, unmounting("/portal"));
    assertNull(unmounting("/portal/d"));
    assertNull(unmounting("/portal"));
  }

  @Test
  void aPlaceAndASourceMustBeDirectories() throws IOException {
    assertEquals(Errno.ENOTDIR, Answer.to(() -> mount("/file", "two")));
    assertEquals(Errno.ENOENT, Answer.to(() -> mount("/none", "two")));
    assertEquals(Errno.ENOENT, Answer.to(() -> mount("/place", "none")));
    FileSystemException file =
        assertThrows(FileSystemException.class, () -> mount("/place", "two/f"));
    assertEquals("is not a directory, as that of a portal must be", file.getReason());
    assertEquals(Errno.EINVAL, unmounting("/place"));
    assertEquals(Errno.EINVAL, unmounting("/portal/d"));
    assertEquals(Errno.EBUSY, Answer.to(() -> mount("/", "two")));
  }

  @Test
  void anyProvidersDirectoryIsMounted() throws IOException {
    try (MemFileSystem memory = MemFs.create()) {
      Files.writeString(memory.getPath("/f"), "memory");
      projection.mount(at("/place"), memory.getPath("/"), READ_ONLY);
      assertEquals("memory", Files.readString(at("/place/f")));
      projection.unmount(at("/place"));
      assertTrue(memory.isOpen());
    }
  }

  @Test
  void closingTheProjectionClosesWhatIsOpenInAMount() throws IOException {
    mount("/place", "two");
    FileChannel open = FileChannel.open(at("/place/f"));
    projection.close();
    assertFalse(open.isOpen());
    assertThrows(ClosedFileSystemException.class, () -> unmounting("/place"));
  }
}
