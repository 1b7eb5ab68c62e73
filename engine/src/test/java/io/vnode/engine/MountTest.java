package io.vnode.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertSame;

import java.io.IOException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Volumes that hang in others: mount(2), umount(2), path_resolution(7). */
class MountTest extends EngineFixture {
  private TreeVolume other;

  /**
   * <pre>
   * /f
   * /mnt/hidden       covered by
   * /mnt/             the other volume: in/g
   * /to-mnt           -> mnt/in
   * </pre>
   */
  @BeforeEach
  void plant() throws IOException {
    write("/f", "f");
    mkdir("/mnt");
    write("/mnt/hidden", "hidden");
    symlink("mnt/in", "/to-mnt");
    other = another();
    mount(other, "/mnt");
    mkdir("/mnt/in");
    write("/mnt/in/g", "g");
  }

  private TreeVolume another() {
    return volume(options(), NO_LIMIT, NO_LIMIT);
  }

  private void mount(Volume volume, String path) throws IOException {
    namespace.mount(who, volume, namespace.root(), PathWalk.split(path), 0);
  }

  private Volume unmount(String path) throws IOException {
    return namespace.unmount(who, namespace.root(), PathWalk.split(path), 0);
  }

  // mount(2): the root of the volume is what the path leads to.
  @Test
  void theWayDownCrossesIntoTheVolume() throws IOException {
    assertSame(other.root(), at("/mnt"));
    assertSame(other.root(), at("/mnt", PathWalk.NOFOLLOW));
    assertEquals("in", ls("/mnt"));
    assertEquals("g", read("/to-mnt/g"));
    assertNotEquals(stat("/").device(), stat("/mnt").device());
  }

  // path_resolution(7): dot-dot crosses mount points upwards.
  @Test
  void theWayUpCrossesOutOfTheVolume() throws IOException {
    assertSame(at("/"), at("/mnt/.."));
    assertSame(at("/"), at("/mnt/in/../.."));
    assertEquals("f", read("/mnt/in/../../f"));
    assertSame(at("/"), namespace.parent(other.root()));
    assertEquals("/mnt/in/g", realPath("/mnt/in/../../to-mnt/g"));
  }

  // symlink(7): an absolute link in the volume starts from the root of the namespace.
  @Test
  void absoluteLinksStartFromTheNamespacesRoot() throws IOException {
    symlink("/f", "/mnt/out");
    symlink("../f", "/mnt/up");
    assertEquals("f", read("/mnt/out"));
    assertEquals("f", read("/mnt/up"));
  }

  // Namespace.inode: a listing shows what is mounted.
  @Test
  void aListingShowsWhatIsMounted() throws IOException {
    try (DirectoryCursor cursor = namespace.list(namespace.root(), 0)) {
      for (DirectoryEntry entry = cursor.next(); entry != null; entry = cursor.next()) {
        assertSame(at("/" + entry.name(), PathWalk.NOFOLLOW), namespace.inode(entry));
      }
    }
  }

  // umount(2): what was covered comes back, and the volume keeps what it holds.
  @Test
  void unmountingUncovers() throws IOException {
    assertFalse(exists("/mnt/hidden"));
    assertSame(other, unmount("/mnt"));
    assertEquals("hidden", read("/mnt/hidden"));
    refuses(Errno.ENOENT, () -> read("/to-mnt/g"));
    mkdir("/again");
    mount(other, "/again");
    assertEquals("g", read("/again/in/g"));
  }

  // mount(2): ENOTDIR, ENOENT; EBUSY for the root of all and for a volume in use.
  @Test
  void mountingNeedsAFreeVolumeAndADirectory() throws IOException {
    mkdir("/free");
    refuses(Errno.ENOTDIR, () -> mount(another(), "/f"));
    refuses(Errno.ENOENT, () -> mount(another(), "/missing"));
    refuses(Errno.EBUSY, () -> mount(another(), "/"));
    refuses(Errno.EBUSY, () -> mount(other, "/free"));
    refuses(Errno.EBUSY, () -> mount(volume, "/free"));
  }

  // umount(2): EINVAL "target is not a mount point".
  @Test
  void onlyTheRootOfAVolumeIsUnmounted() {
    refuses(Errno.EINVAL, () -> unmount("/mnt/in"));
    refuses(Errno.EINVAL, () -> unmount("/"));
    refuses(Errno.ENOTDIR, () -> unmount("/f"));
    refuses(Errno.ENOENT, () -> unmount("/missing"));
  }

  // umount(2): EBUSY "target could not be unmounted because it is busy".
  @Test
  void aVolumeWithAnOpenFileIsBusy() throws IOException {
    OpenFile file = open("/mnt/in/g", OpenFile.READ);
    OpenFile directory = open("/mnt/in", OpenFile.READ);
    refuses(Errno.EBUSY, () -> unmount("/mnt"));
    file.close();
    file.close();
    refuses(Errno.EBUSY, () -> unmount("/mnt"));
    directory.close();
    unmount("/mnt");
  }

  // umount(2): EBUSY, for a mount inside the volume.
  @Test
  void aVolumeWithAnotherInsideIsBusy() throws IOException {
    TreeVolume inner = another();
    mount(inner, "/mnt/in");
    write("/mnt/in/deep", "deep");
    assertSame(at("/"), at("/mnt/in/../.."));
    refuses(Errno.EBUSY, () -> unmount("/mnt"));
    assertSame(inner, unmount("/mnt/in"));
    assertEquals("g", read("/mnt/in/g"));
    unmount("/mnt");
  }

  // mount(2): mounts stack; the last one is on top and comes off first.
  @Test
  void mountsStack() throws IOException {
    TreeVolume top = another();
    mount(top, "/mnt");
    assertSame(top.root(), at("/mnt"));
    assertSame(at("/"), at("/mnt/.."));
    assertSame(top, unmount("/mnt"));
    assertSame(other, unmount("/mnt"));
  }

  // POSIX rename, link: [EXDEV].
  @Test
  void linksAndRenamesStayWithinAVolume() throws IOException {
    refuses(Errno.EXDEV, () -> rename("/f", "/mnt/f"));
    refuses(Errno.EXDEV, () -> rename("/mnt/in/g", "/g"));
    refuses(Errno.EXDEV, () -> rename("/f", "/mnt/in/g", Namespace.EXCHANGE));
    refuses(Errno.EXDEV, () -> rename("/missing", "/mnt/f"));
    refuses(Errno.EXDEV, () -> rename("/mnt/.", "/x"));
    refuses(Errno.EXDEV, () -> link("/f", "/mnt/f"));
    refuses(Errno.EXDEV, () -> link("/mnt/in/g", "/g"));
    refuses(Errno.EEXIST, () -> link("/f", "/mnt/in/g"));
    rename("/mnt/in/g", "/mnt/h");
    link("/mnt/h", "/mnt/in/i");
  }

  // POSIX rmdir, rename: [EBUSY] the directory is in use as a mount point.
  @Test
  void aMountPointStays() throws IOException {
    mkdir("/d");
    refuses(Errno.EBUSY, () -> rmdir("/mnt"));
    refuses(Errno.EBUSY, () -> rename("/mnt", "/x"));
    refuses(Errno.EBUSY, () -> rename("/d", "/mnt"));
    refuses(Errno.EBUSY, () -> rename("/d", "/mnt", Namespace.EXCHANGE));
    refuses(Errno.EBUSY, () -> rename("/mnt", "/d", Namespace.EXCHANGE));
    refuses(Errno.EISDIR, () -> unlink("/mnt"));
    refuses(Errno.EISDIR, () -> rename("/f", "/mnt"));
    refuses(Errno.EEXIST, () -> mkdir("/mnt"));
    refuses(Errno.EEXIST, () -> rename("/d", "/mnt", Namespace.NO_REPLACE));
  }

  // rename(2): a directory above a mount point may move; the mount goes with it.
  @Test
  void aMountMovesWithTheDirectoryAboveIt() throws IOException {
    mkdir("/d");
    mkdir("/d/m");
    mount(another(), "/d/m");
    write("/d/m/x", "x");
    rename("/d", "/e");
    assertEquals("x", read("/e/m/x"));
    assertSame(at("/e"), at("/e/m/.."));
  }

  // openat2(2), RESOLVE_BENEATH: a mount below is beneath, its dot-dot leads back.
  @Test
  void aMountIsBeneathItsMountPoint() throws IOException {
    assertSame(at("/"), at("/mnt/in/../..", PathWalk.BENEATH));
    refuses(Errno.ENOTCAPABLE, () -> at("/mnt/../..", PathWalk.BENEATH));
  }

  // statfs(2): of the volume that the path leads into.
  @Test
  void eachVolumeHasItsOwnSpace() throws IOException {
    TreeVolume small = volume(options(), 10, 5);
    mkdir("/small");
    mount(small, "/small");
    String[] names = {"small"};
    assertEquals(10, namespace.statfs(who, namespace.root(), names, 0).capacity());
    assertEquals(4, namespace.statfs(who, namespace.root(), names, 0).freeInodes());
  }
}
