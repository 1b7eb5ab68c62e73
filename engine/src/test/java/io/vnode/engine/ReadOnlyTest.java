package io.vnode.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import java.io.IOException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * A volume that cannot be written: [EROFS] of POSIX, and what comes before and after it on Linux
 * with a tmpfs remounted read-only.
 */
class ReadOnlyTest extends EngineFixture {

  /** A volume that can be written until it is sealed. */
  private static final class Sealable extends TreeVolume {
    boolean sealed;

    Sealable(VolumeOptions options) {
      super("test", options, new Space(NO_LIMIT), new Space(NO_LIMIT), rootOf(0777));
    }

    @Override
    public boolean isReadOnly() {
      return sealed;
    }
  }

  private static Birth rootOf(int mode) {
    return new Birth(Kind.DIRECTORY.bits() | mode, 0, 0, 0, null);
  }

  /**
   * <pre>
   * /f, /hard         one file, of root's, 0666
   * /private          0600
   * /d/sub/           0755
   * /to-f             -> f
   * /fifo, /device    0666
   * /writable/        another volume
   * </pre>
   */
  @BeforeEach
  void plant() throws IOException {
    Sealable sealable = new Sealable(options());
    volume = sealable;
    namespace = new Namespace(volume);
    write("/f", "f");
    chmod("/f", 0666);
    link("/f", "/hard");
    file("/private", 0600);
    mkdir("/d");
    mkdir("/d/sub");
    symlink("f", "/to-f");
    mknod("/fifo", Kind.FIFO.bits() | 0666);
    mknod("/device", Kind.CHARACTER_DEVICE.bits() | 0666);
    mkdir("/writable");
    Volume writable = volume(options(), NO_LIMIT, NO_LIMIT);
    namespace.mount(ROOT, writable, namespace.root(), new String[] {"writable"}, 0);
    write("/writable/w", "w");
    chmod("/writable", 0777);
    sealable.sealed = true;
  }

  /** Root and an ordinary user get the same answer: what is possible comes before who asks. */
  private void everybodyGets(Errno errno, Action action) throws IOException {
    refuses(errno, ROOT, action);
    refuses(errno, ALICE, action);
  }

  // POSIX open: [EROFS] O_WRONLY, O_RDWR, O_CREAT (if the file does not exist) or O_TRUNC is set.
  @Test
  void openingForWritingIsRefused() throws IOException {
    everybodyGets(Errno.EROFS, () -> open("/f", OpenFile.WRITE));
    everybodyGets(Errno.EROFS, () -> open("/private", OpenFile.WRITE));
    everybodyGets(Errno.EROFS, () -> open("/private", OpenFile.READ | OpenFile.TRUNCATE));
    everybodyGets(Errno.EROFS, () -> open("/new", OpenFile.READ | OpenFile.CREATE));
    everybodyGets(Errno.EROFS, () -> open("/d/new", OpenFile.READ | OpenFile.CREATE));
    everybodyGets(Errno.EROFS, () -> truncate("/private", 0));
  }

  // open(2): reading is not.
  @Test
  void readingIsNotRefused() throws IOException {
    as(ALICE, () -> assertEquals("f", read("/to-f")));
    as(ALICE, () -> open("/f", OpenFile.READ | OpenFile.CREATE));
    refuses(Errno.EACCES, ALICE, () -> open("/private", OpenFile.READ));
  }

  // open(2): what is wrong with the request comes first.
  @Test
  void whatIsWrongWithAnOpenComesFirst() throws IOException {
    everybodyGets(Errno.EISDIR, () -> open("/d", OpenFile.WRITE));
    everybodyGets(Errno.EISDIR, () -> open("/f/", OpenFile.WRITE | OpenFile.CREATE));
    int createNew = OpenFile.WRITE | OpenFile.CREATE | OpenFile.EXCLUSIVE;
    everybodyGets(Errno.EEXIST, () -> open("/f", createNew));
    everybodyGets(Errno.EISDIR, () -> truncate("/d", 0));
    everybodyGets(Errno.EINVAL, () -> truncate("/fifo", 0));
    everybodyGets(Errno.EINVAL, () -> truncate("/f", -1));
    everybodyGets(Errno.EINVAL, () -> truncate("/missing", -1));
  }

  // access(2): EROFS for writing what is stored, which fifos and devices are not.
  @Test
  void accessKnowsWhatIsStored() throws IOException {
    for (Credentials user : new Credentials[] {ROOT, ALICE}) {
      as(
          user,
          () -> {
            assertEquals(Errno.EROFS, access("/f", Access.WRITE));
            assertEquals(Errno.EROFS, access("/private", Access.WRITE));
            assertEquals(Errno.EROFS, access("/d", Access.WRITE));
            assertEquals(Errno.ENOENT, access("/new", Access.WRITE));
            assertNull(access("/fifo", Access.WRITE));
            assertNull(access("/device", Access.WRITE));
            assertNull(access("/f", Access.READ));
          });
    }
    everybodyGets(Errno.ENXIO, () -> open("/fifo", OpenFile.WRITE));
  }

  // POSIX mkdir, mknod, symlink, link: [EROFS], after [EEXIST] and [ENOENT], before [EACCES].
  @Test
  void makingIsRefused() throws IOException {
    everybodyGets(Errno.EROFS, () -> mkdir("/new"));
    everybodyGets(Errno.EROFS, () -> mkdir("/d/new"));
    everybodyGets(Errno.EROFS, () -> symlink("x", "/new"));
    everybodyGets(Errno.EROFS, () -> mknod("/new", Kind.FIFO.bits()));
    everybodyGets(Errno.EROFS, () -> link("/f", "/new"));
    everybodyGets(Errno.EROFS, () -> link("/d", "/new"));
    everybodyGets(Errno.EEXIST, () -> mkdir("/f"));
    everybodyGets(Errno.EEXIST, () -> symlink("x", "/f"));
    everybodyGets(Errno.EEXIST, () -> link("/f", "/hard"));
    everybodyGets(Errno.ENOENT, () -> mknod("/new/", Kind.FIFO.bits()));
    everybodyGets(Errno.ENOENT, () -> mkdir("/missing/new"));
  }

  // POSIX unlink, rmdir: [EROFS]; Linux finds it before it looks whether anything is there.
  @Test
  void removingIsRefused() throws IOException {
    for (String path : new String[] {"/f", "/missing", "/d", "/f/", "/d/sub", "/d/missing"}) {
      everybodyGets(Errno.EROFS, () -> unlink(path));
      everybodyGets(Errno.EROFS, () -> rmdir(path));
      everybodyGets(Errno.EROFS, () -> remove(path));
    }
    everybodyGets(Errno.EISDIR, () -> unlink("/d/."));
    everybodyGets(Errno.EINVAL, () -> rmdir("/d/."));
    everybodyGets(Errno.ENOTEMPTY, () -> rmdir("/d/.."));
    everybodyGets(Errno.ENOTDIR, () -> unlink("/f/x"));
  }

  // POSIX rename: [EROFS], even where nothing would happen.
  @Test
  void renamingIsRefused() throws IOException {
    everybodyGets(Errno.EROFS, () -> rename("/f", "/g"));
    everybodyGets(Errno.EROFS, () -> rename("/missing", "/g"));
    everybodyGets(Errno.EROFS, () -> rename("/f", "/hard"));
    everybodyGets(Errno.EROFS, () -> rename("/f", "/private", Namespace.NO_REPLACE));
    everybodyGets(Errno.EROFS, () -> rename("/f", "/private", Namespace.EXCHANGE));
    everybodyGets(Errno.EBUSY, () -> rename("/f", "/d/."));
    everybodyGets(Errno.EINVAL, () -> rename("/f", "/g", 3));
  }

  // POSIX chmod, chown, utimensat: [EROFS], after [ENOENT], before [EPERM].
  @Test
  void changingAttributesIsRefused() throws IOException {
    everybodyGets(Errno.EROFS, () -> chmod("/f", 0600));
    everybodyGets(Errno.EROFS, () -> chown("/f", 1, 1));
    everybodyGets(Errno.EROFS, () -> touch("/f"));
    everybodyGets(Errno.EROFS, () -> chmod("/fifo", 0600));
    everybodyGets(Errno.ENOENT, () -> chmod("/missing", 0600));
    everybodyGets(Errno.EROFS, () -> setXattr("/private", "user.a", new byte[1]));
    everybodyGets(Errno.EROFS, () -> setXattr("/fifo", "user.a", new byte[1]));
    everybodyGets(Errno.EROFS, () -> setXattr("/f", "user.a", null));
  }

  // mount(8), ro: reading leaves no trace.
  @Test
  void readingLeavesNoTrace() throws IOException {
    tick();
    read("/to-f");
    ls("/");
    assertEquals(START, stat("/f").accessed());
    assertEquals(START, lstat("/to-f").accessed());
    assertEquals(START, stat("/").accessed());
  }

  // link(2), rename(2): between volumes, a new name is refused with EROFS, a rename with EXDEV.
  @Test
  void betweenVolumesTheNewNameDecides() throws IOException {
    everybodyGets(Errno.EROFS, () -> link("/writable/w", "/new"));
    everybodyGets(Errno.EXDEV, () -> link("/f", "/writable/new"));
    everybodyGets(Errno.EEXIST, () -> link("/writable/w", "/f"));
    everybodyGets(Errno.EXDEV, () -> rename("/writable/w", "/new"));
    everybodyGets(Errno.EXDEV, () -> rename("/f", "/writable/new"));
    everybodyGets(Errno.EXDEV, () -> rename("/d/.", "/writable/new"));
  }

  // mount(2): a volume mounted on one that is read-only is itself as writable as it was.
  @Test
  void aWritableVolumeInsideStaysWritable() throws IOException {
    as(ALICE, () -> write("/writable/new", "new"));
    assertEquals("new w", ls("/writable"));
  }
}
