package io.vnode.wasi;

import static io.vnode.wasi.Guest.FOLLOW;
import static io.vnode.wasi.Guest.PATH;
import static io.vnode.wasi.Guest.READ;
import static io.vnode.wasi.Guest.READ_WRITE;
import static io.vnode.wasi.Guest.RESULT;
import static io.vnode.wasi.Guest.TOP;
import static io.vnode.wasi.Guest.refuses;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import io.vnode.engine.Errno;
import io.vnode.engine.Kind;
import io.vnode.mem.MemFs;
import java.io.IOException;
import java.nio.file.FileSystem;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a path leads to, what a link does, and what is refused in which words. */
class PathsTest {
  private static final int EXCLUSIVELY = Flags.CREAT | Flags.EXCL;

  private FileSystem memory;
  private Guest guest;

  @BeforeEach
  void begin() throws IOException {
    memory = MemFs.create();
    Files.createDirectory(memory.getPath("/top"));
    Files.writeString(memory.getPath("/secret"), "secret");
    guest = Guest.in(memory.getPath("/top"));
    guest.mkdir("d");
    guest.file("f", "text");
  }

  @AfterEach
  void end() throws IOException {
    guest.close();
    memory.close();
  }

  // ---------------------------------------------------------------- the way out

  /**
   * path_open: "relative to the dirfd directory"; errno.notcapable: "Capabilities insufficient".
   */
  @Test
  void whatLeadsOutIsRefused() {
    for (String path :
        new String[] {"..", "../secret", "d/../../secret", "/top/f", "/", "./../top"}) {
      refuses(Errno.ENOTCAPABLE, () -> guest.open(path, 0, READ));
      refuses(Errno.ENOTCAPABLE, () -> guest.stat(path));
      refuses(Errno.ENOTCAPABLE, () -> guest.mkdir(path + "/new"));
    }
  }

  /**
   * path_filestat_get: "relative to the dirfd directory", which is that which was opened, wherever
   * it is and whatever has come in its place. Given twice, it cannot be told by its descriptors.
   */
  @Test
  void aStatIsOfWhatTheOpenDirectoryHolds(@TempDir Path host) throws IOException {
    for (Path top : List.of(host, memory.getPath("/top"))) {
      Files.createDirectories(top.resolve("a/open"));
      Files.writeString(top.resolve("a/open/file"), "opened");
      try (Guest given =
          Guest.of(settings ->
              settings
                  .preopen("/", top, WasiAccess.READ_ONLY)
                  .preopen("/again", top.resolve("a/open"), WasiAccess.READ_ONLY))) {
        int open = given.openDirectory("a/open");
        assertEquals(6, given.stat(open, 0, "file").size());
        Files.move(top.resolve("a"), top.resolve("b"));
        Files.createDirectories(top.resolve("a/open"));
        Files.writeString(top.resolve("a/open/file"), "another one");
        assertEquals(6, given.stat(open, 0, "file").size());
        assertEquals(11, given.stat("a/open/file").size());
      }
    }
  }

  /** Components count, and not the text: a dot-dot leads back to where the walk came from. */
  @Test
  void dotDotGoesBackTheWayTheWalkCame() {
    guest.mkdir("d/e");
    guest.symlink("d/e", "l");
    guest.file("d/g", "beside e");
    assertEquals("beside e", guest.contents("l/../g"));
    assertEquals("text", guest.contents("d/.//e/../../f"));
    refuses(Errno.ENOENT, () -> guest.stat("missing/../f"));
    refuses(Errno.ENOTDIR, () -> guest.stat("f/../f"));
  }

  /** path_symlink: an absolute target could only be followed to somewhere outside. */
  @Test
  void absoluteTargetsAreRefusedWhenMadeAndWhenFollowed() throws IOException {
    refuses(Errno.ENOTCAPABLE, () -> guest.symlink("/secret", "l"));
    Files.createSymbolicLink(memory.getPath("/top/host"), memory.getPath("/top/f"));
    refuses(Errno.ENOTCAPABLE, () -> guest.stat("host"));
    refuses(Errno.ENOTCAPABLE, () -> guest.open("host", Flags.CREAT, READ_WRITE));
    assertEquals("/top/f", guest.readlink("host", 100));
    assertEquals(FileType.of(Kind.SYMLINK), guest.stat(0, "host").type());
  }

  /** A link whose text climbs is made, may be read, and leads nowhere. */
  @Test
  void aClimbingLinkLeadsNowhere() {
    guest.symlink("../secret", "l");
    guest.symlink("l", "d/m");
    assertEquals("../secret", guest.readlink("l", 100));
    refuses(Errno.ENOTCAPABLE, () -> guest.open("l", 0, READ));
    guest.symlink("../l", "d/n");
    refuses(Errno.ENOTCAPABLE, () -> guest.open("d/n", 0, READ));
    guest.symlink("../f", "d/back");
    assertEquals("text", guest.contents("d/back"));
  }

  // ---------------------------------------------------------------- links

  /** path_symlink: "The contents of the symbolic link", path_readlink: buf_len bytes of them. */
  @Test
  void linkTextIsKeptVerbatimAndCutToTheBuffer() {
    guest.symlink("a//b/./../c/", "l");
    assertEquals("a//b/./../c/", guest.readlink("l", 100));
    assertEquals("a//b", guest.readlink("l", 4));
    assertEquals("", guest.readlink("l", 0));
    assertEquals(12, guest.stat(0, "l").size());
    refuses(Errno.EINVAL, () -> guest.readlink("f", 100));
    refuses(Errno.ENOENT, () -> guest.symlink("", "empty"));
    refuses(Errno.EEXIST, () -> guest.symlink("x", "l"));
  }

  /** path_link: links the link itself; its follow flag is one that nobody honours. */
  @Test
  void linkingALinkLinksTheLink() {
    guest.symlink("f", "l");
    guest.link(0, "l", "m");
    assertEquals(guest.stat(0, "l").inode(), guest.stat(0, "m").inode());
    assertEquals(2, guest.stat(0, "m").links());
    assertEquals(1, guest.stat("f").links());
    refuses(Errno.EINVAL, () -> guest.link(FOLLOW, "l", "n"));
    guest.symlink("missing", "dangling");
    guest.link(0, "dangling", "o");
  }

  /** path_link: linkat(2) has EEXIST, EPERM for a directory, ENOENT for a slash. */
  @Test
  void hardLinksShareTheFile() {
    guest.link(0, "f", "d/g");
    assertEquals(guest.stat("f").inode(), guest.stat("d/g").inode());
    assertEquals(2, guest.stat("f").links());
    refuses(Errno.EEXIST, () -> guest.link(0, "f", "d/g"));
    refuses(Errno.EEXIST, () -> guest.link(0, "f", "f"));
    refuses(Errno.EPERM, () -> guest.link(0, "d", "e"));
    refuses(Errno.ENOENT, () -> guest.link(0, "f", "e/"));
  }

  /** path_open without symlink_follow: ELOOP, as O_NOFOLLOW. */
  @Test
  void aLinkThatIsNotFollowedIsRefused() {
    guest.symlink("f", "l");
    guest.symlink("d", "m");
    refuses(Errno.ELOOP, () -> guest.open(TOP, 0, "l", 0, READ, 0, 0));
    refuses(Errno.ENOTDIR, () -> guest.open(TOP, 0, "m", Flags.DIRECTORY, 0, 0, 0));
    guest.open(TOP, FOLLOW, "m", Flags.DIRECTORY, 0, 0, 0);
    guest.symlink("loop", "loop");
    refuses(Errno.ELOOP, () -> guest.open("loop", 0, READ));
  }

  /**
   * oflags.excl: "Fail if file already exists", a dangling link included; creat goes through it.
   */
  @Test
  void creatingThroughADanglingLinkMakesWhatItNames() {
    guest.symlink("new", "l");
    refuses(Errno.EEXIST, () -> guest.open("l", EXCLUSIVELY, READ_WRITE));
    refuses(Errno.ENOENT, () -> guest.open("l", 0, READ));
    guest.file("l", "through");
    assertEquals("through", guest.contents("new"));
    refuses(Errno.EEXIST, () -> guest.open("f", EXCLUSIVELY, READ_WRITE));
  }

  // ---------------------------------------------------------------- opening

  /** oflags.directory: "Fail if not a directory"; and what a directory cannot be opened for. */
  @Test
  void directoriesAreOpenedAsSuch() {
    refuses(Errno.ENOTDIR, () -> guest.open("f", Flags.DIRECTORY, READ));
    refuses(Errno.EISDIR, () -> guest.open("d", Flags.DIRECTORY, Rights.FD_READ | Rights.FD_WRITE));
    refuses(Errno.EISDIR, () -> guest.open("d", 0, Rights.FD_WRITE));
    refuses(Errno.EISDIR, () -> guest.open("d", Flags.TRUNC, 0));
    refuses(Errno.EISDIR, () -> guest.open("d", Flags.CREAT, READ));
    refuses(Errno.EINVAL, () -> guest.open("e", Flags.CREAT | Flags.DIRECTORY, READ));
    int fd = guest.open("d", 0, Rights.FD_READ);
    assertEquals(FileType.DIRECTORY, guest.fdstat(fd).type());
    assertNotEquals(TOP, fd);
  }

  /** oflags.trunc: "Truncate file to size 0". */
  @Test
  void truncatingEmptiesTheFile() {
    guest.close(guest.open("f", Flags.TRUNC, 0));
    assertEquals(0, guest.stat("f").size());
  }

  /** Flags that nobody has defined. */
  @Test
  void unknownFlagsAreRefused() {
    refuses(Errno.EINVAL, () -> guest.open(TOP, 2, "f", 0, READ, 0, 0));
    refuses(Errno.EINVAL, () -> guest.open(TOP, 0, "f", 16, READ, 0, 0));
    refuses(Errno.EINVAL, () -> guest.open(TOP, 0, "f", 0, READ, 0, 32));
    refuses(Errno.EINVAL, () -> guest.stat(2, "f"));
  }

  // ---------------------------------------------------------------- names

  /** POSIX 4.13: a path that ends in slashes leads to a directory. */
  @Test
  void trailingSlashesAskForADirectory() {
    assertEquals(FileType.DIRECTORY, guest.stat("d///").type());
    refuses(Errno.ENOTDIR, () -> guest.stat("f/"));
    refuses(Errno.ENOTDIR, () -> guest.open("f/", 0, READ));
    refuses(Errno.EISDIR, () -> guest.open("new/", Flags.CREAT, READ_WRITE));
    guest.mkdir("e/");
    refuses(Errno.ENOENT, () -> guest.symlink("x", "new/"));
    refuses(Errno.EEXIST, () -> guest.symlink("x", "e/"));
    refuses(Errno.ENOTDIR, () -> guest.unlink("f/"));
    guest.rename("e/", "g/");
    refuses(Errno.ENOTDIR, () -> guest.rename("f/", "h"));
    guest.rmdir("g/");
    guest.symlink("d", "l");
    assertEquals(FileType.DIRECTORY, guest.stat(0, "l/").type());
  }

  /** path_rename, path_unlink_file, path_remove_directory: renameat(2), unlinkat(2). */
  @Test
  void namesAreTakenAwayAsPosixHasIt() {
    refuses(Errno.EISDIR, () -> guest.unlink("d"));
    refuses(Errno.ENOTDIR, () -> guest.rmdir("f"));
    guest.file("d/x", "");
    refuses(Errno.ENOTEMPTY, () -> guest.rmdir("d"));
    refuses(Errno.EINVAL, () -> guest.rmdir("."));
    refuses(Errno.EISDIR, () -> guest.rename("f", "d"));
    refuses(Errno.ENOTDIR, () -> guest.rename("d", "f"));
    refuses(Errno.EINVAL, () -> guest.rename("d", "d/y"));
    guest.rename("f", "d/x");
    assertEquals("text", guest.contents("d/x"));
    refuses(Errno.ENOENT, () -> guest.unlink("f"));
  }

  /** path_rename from one file system to another: "Cross-device link". */
  @Test
  void filesDoNotMoveBetweenFileSystems() throws IOException {
    try (FileSystem other = MemFs.create();
        Guest two =
            Guest.of(settings ->
                settings
                    .preopen("/a", memory.getPath("/top"))
                    .preopen("/b", other.getPath("/"))
                    .preopen("/c", memory.getPath("/")))) {
      refuses(Errno.EXDEV, () -> two.rename(TOP, "f", TOP + 1, "f"));
      refuses(Errno.EXDEV, () -> two.link(TOP, 0, "f", TOP + 1, "f"));
      two.rename(TOP, "f", TOP + 2, "g");
      assertEquals("text", Files.readString(memory.getPath("/g")));
    }
  }

  // ---------------------------------------------------------------- text

  /** errno.ilseq: "Illegal byte sequence"; the type string is UTF-8. */
  @Test
  void whatIsNoUtf8IsRefused() {
    byte[][] bad = {
      {(byte) 0xFF},
      {(byte) 0xC0, (byte) 0xAF},
      {(byte) 0xED, (byte) 0xA0, (byte) 0x80},
      {'a', (byte) 0xE4}
    };
    for (byte[] path : bad) {
      guest.memory().put(PATH, path);
      refuses(Errno.EILSEQ, () -> guest.call(WasiCall.PATH_UNLINK_FILE, TOP, PATH, path.length));
      refuses(
          Errno.EILSEQ,
          () -> guest.call(WasiCall.PATH_SYMLINK, PATH, path.length, TOP, PATH, path.length));
    }
    guest.file("dätei-\uD83D\uDE00", "name");
    assertEquals("name", guest.contents("dätei-\uD83D\uDE00"));
  }

  /** errno.inval: a NUL ends a path in C, so whoever names one means something else. */
  @Test
  void aNulIsRefused() {
    refuses(Errno.EINVAL, () -> guest.stat("f\0"));
    refuses(Errno.EINVAL, () -> guest.open("\0", Flags.CREAT, READ_WRITE));
    refuses(Errno.EINVAL, () -> guest.symlink("a\0b", "l"));
  }

  /** POSIX 4.13: "A null pathname shall not be successfully resolved". */
  @Test
  void theEmptyPathLeadsNowhere() {
    refuses(Errno.ENOENT, () -> guest.stat(""));
    refuses(Errno.ENOENT, () -> guest.open("", Flags.CREAT, READ_WRITE));
  }

  /** errno.nametoolong: "Filename too long". */
  @Test
  void longNamesAndPathsAreRefused() {
    String name = "n".repeat(255);
    guest.file(name, "");
    refuses(Errno.ENAMETOOLONG, () -> guest.create(name + "n"));
    refuses(Errno.ENAMETOOLONG, () -> guest.create("ä".repeat(128)));
    refuses(Errno.ENAMETOOLONG, () -> guest.stat("d/".repeat(2048)));
    refuses(Errno.ENAMETOOLONG, () -> guest.symlink("t".repeat(4096), "l"));
  }

  /** path_filestat_get of a file without a name: a directory that was removed is empty. */
  @Test
  void aRemovedDirectoryTakesNoNames() {
    int fd = guest.openDirectory("d");
    guest.rmdir("d");
    refuses(Errno.ENOENT, () -> guest.open(fd, 0, "new", Flags.CREAT, READ_WRITE, 0, 0));
    assertEquals(2 * 24 + 3, guest.readdir(fd, 1000, 0));
  }

  /** path_open: the answer is put where the guest said, and a place that is none opens nothing. */
  @Test
  void aBadPlaceForTheAnswerOpensNothing() {
    int length = guest.put(PATH, "new");
    refuses(
        Errno.EFAULT,
        () ->
            guest.call(
                WasiCall.PATH_OPEN, TOP, 0, PATH, length, Flags.CREAT, 0, 0, 0, Guest.SIZE - 3));
    refuses(Errno.ENOENT, () -> guest.stat("new"));
    assertEquals(TOP + 1, guest.create("next"));
    assertEquals(TOP + 1, guest.memory().getInt(RESULT));
  }
}
