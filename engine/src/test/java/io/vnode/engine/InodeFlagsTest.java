package io.vnode.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Immutable and append-only inodes: FS_IOC_SETFLAGS(2const), chattr(1). They hold for root too. */
class InodeFlagsTest extends EngineFixture {
  private static final int READ = OpenFile.READ;
  private static final int WRITE = OpenFile.WRITE;
  private static final int APPEND = OpenFile.APPEND;
  private static final int TRUNCATE = OpenFile.TRUNCATE;

  /**
   * <pre>
   * /fixed, /fixed-d/x       immutable
   * /log, /log-d/x           append-only
   * /f
   * </pre>
   */
  @BeforeEach
  void plant() throws IOException {
    write("/f", "f");
    write("/fixed", "fixed");
    write("/log", "log");
    for (String directory : new String[] {"/fixed-d", "/log-d"}) {
      mkdir(directory, 0777);
      write(directory + "/x", "x");
    }
    for (String path : new String[] {"/fixed", "/log"}) {
      chmod(path, 0666);
      give(path, ALICE);
    }
    chattr("/fixed", Inode.IMMUTABLE);
    chattr("/fixed-d", Inode.IMMUTABLE);
    chattr("/log", Inode.APPEND_ONLY);
    chattr("/log-d", Inode.APPEND_ONLY);
  }

  // FS_IOC_SETFLAGS(2const): EPERM for either flag without CAP_LINUX_IMMUTABLE.
  @Test
  void onlyRootSetsFlags() throws IOException {
    refuses(Errno.EPERM, ALICE, () -> change("/fixed", new Change().flags(0)));
    refuses(Errno.EPERM, ALICE, () -> change("/log", new Change().flags(0)));
    chattr("/fixed", 0);
    as(ALICE, () -> write("/fixed", "thawed"));
    assertEquals("thawed", read("/fixed"));
  }

  // open(2): EPERM "The file is immutable and write access was requested"; before EACCES.
  @Test
  void anImmutableFileIsOnlyRead() throws IOException {
    for (int how : new int[] {WRITE, WRITE | APPEND, READ | TRUNCATE, READ | WRITE}) {
      refuses(Errno.EPERM, () -> open("/fixed", how));
    }
    assertEquals("fixed", read("/fixed"));
    refuses(Errno.EPERM, () -> truncate("/fixed", 0));
    refuses(Errno.EPERM, () -> setXattr("/fixed", "user.a", new byte[1]));
    chattr("/fixed", 0);
    chmod("/fixed", 0600);
    chattr("/fixed", Inode.IMMUTABLE);
    refuses(Errno.EPERM, BOB, () -> open("/fixed", WRITE));
  }

  // open(2): EPERM for an append-only file that is not opened with O_APPEND, or with O_TRUNC.
  @Test
  void anAppendOnlyFileIsOnlyAppendedTo() throws IOException {
    for (int how : new int[] {WRITE, READ | WRITE, READ | TRUNCATE, WRITE | APPEND | TRUNCATE}) {
      refuses(Errno.EPERM, () -> open("/log", how));
    }
    OpenFile log = open("/log", READ | WRITE | APPEND);
    log.position(0);
    log.write(bytes("+"));
    log.write(bytes("+"), 0);
    assertEquals("log++", read("/log"));
    refuses(Errno.EPERM, () -> log.truncate(0));
    refuses(Errno.EPERM, () -> truncate("/log", 0));
    refuses(Errno.EPERM, () -> setXattr("/log", "user.a", new byte[1]));
  }

  // fcntl(2): EPERM "Attempted to clear the O_APPEND flag on a file that has the append-only
  // attribute set".
  @Test
  void appendCannotBeSwitchedOff() throws IOException {
    OpenFile log = open("/log", WRITE | APPEND);
    refuses(Errno.EPERM, () -> log.setStatus(0));
    log.setStatus(APPEND | OpenFile.SYNC);
    log.write(bytes("+"), 0);
    assertEquals("log+", read("/log"));
  }

  // chmod(2), chown(2), utimensat(2): EPERM "The file is marked immutable or append-only".
  @Test
  void attributesAreFixedToo() {
    for (String path : new String[] {"/fixed", "/log", "/fixed-d", "/log-d"}) {
      refuses(Errno.EPERM, () -> chmod(path, 0777));
      refuses(Errno.EPERM, () -> chown(path, 1, 1));
      refuses(Errno.EPERM, () -> change(path, new Change().modified(1)));
      refuses(Errno.EPERM, () -> change(path, new Change().modifiedNow()));
    }
  }

  // utimensat(2): setting both to the present is what an append allows, and immutable does not.
  @Test
  void anAppendOnlyFileCanBeTouched() throws IOException {
    tick();
    touch("/log");
    touch("/log-d");
    assertEquals(now, stat("/log").modified());
    refuses(Errno.EPERM, () -> touch("/fixed"));
    refuses(Errno.EPERM, () -> touch("/fixed-d"));
  }

  // link(2), unlink(2), rename(2): EPERM "marked immutable or append-only".
  @Test
  void namesOfFlaggedInodesStay() {
    for (String path : new String[] {"/fixed", "/log"}) {
      refuses(Errno.EPERM, () -> link(path, "/other"));
      refuses(Errno.EPERM, () -> unlink(path));
      refuses(Errno.EPERM, () -> rename(path, "/other"));
      refuses(Errno.EPERM, () -> rename("/f", path));
      refuses(Errno.EPERM, () -> rename("/f", path, Namespace.EXCHANGE));
    }
    for (String path : new String[] {"/fixed-d", "/log-d"}) {
      refuses(Errno.EPERM, () -> rmdir(path));
      refuses(Errno.EPERM, () -> rename(path, "/other"));
    }
  }

  // chattr(1): in an immutable directory no name comes or goes; files may still be written.
  @Test
  void anImmutableDirectoryKeepsItsNames() throws IOException {
    refuses(Errno.EPERM, () -> write("/fixed-d/new", ""));
    refuses(Errno.EPERM, () -> mkdir("/fixed-d/new"));
    refuses(Errno.EPERM, () -> symlink("x", "/fixed-d/new"));
    refuses(Errno.EPERM, () -> link("/f", "/fixed-d/new"));
    refuses(Errno.EPERM, () -> unlink("/fixed-d/x"));
    refuses(Errno.EPERM, () -> rename("/fixed-d/x", "/x"));
    refuses(Errno.EPERM, () -> rename("/f", "/fixed-d/new"));
    refuses(Errno.EPERM, () -> rename("/f", "/fixed-d/x"));
    write("/fixed-d/x", "written");
    assertEquals("x", ls("/fixed-d"));
  }

  // chattr(1): in an append-only directory names come and stay.
  @Test
  void anAppendOnlyDirectoryOnlyGainsNames() throws IOException {
    write("/log-d/new", "");
    mkdir("/log-d/sub");
    link("/f", "/log-d/link");
    rename("/f", "/log-d/moved");
    refuses(Errno.EPERM, () -> unlink("/log-d/x"));
    refuses(Errno.EPERM, () -> rmdir("/log-d/sub"));
    refuses(Errno.EPERM, () -> rename("/log-d/x", "/log-d/y"));
    refuses(Errno.EPERM, () -> rename("/log-d/x", "/y"));
    write("/g", "");
    refuses(Errno.EPERM, () -> rename("/g", "/log-d/x"));
    assertEquals("link moved new sub x", ls("/log-d"));
  }

  // access(2): EPERM "Write permission was requested to a file that has the immutable flag set".
  @Test
  void accessKnowsOfImmutableFiles() throws IOException {
    assertEquals(Errno.EPERM, access("/fixed", Access.WRITE));
    assertNull(access("/fixed", Access.READ));
    assertNull(access("/log", Access.WRITE));
  }

  // chattr(1): the flag does not take away what was opened before.
  @Test
  void whatIsOpenStaysWritable() throws IOException {
    OpenFile file = open("/f", WRITE);
    chattr("/f", Inode.IMMUTABLE);
    file.write(bytes("!"));
    assertEquals("!", read("/f"));
    assertTrue(exists("/f"));
  }
}
