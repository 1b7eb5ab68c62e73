package io.vnode.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;

import java.io.IOException;
import org.junit.jupiter.api.Test;

/** The limits of names and paths: limits.h, path_resolution(7). */
class PathLimitsTest extends EngineFixture {

  // path_resolution(7): at most 40 links are followed in resolving a path. [ELOOP]
  @Test
  void fortyNestedLinksAreFollowedAndNotOneMore() throws IOException {
    write("/link0", "end");
    for (int i = 1; i <= 41; i++) {
      symlink("link" + (i - 1), "/link" + i);
    }
    assertEquals("end", read("/link40"));
    refuses(Errno.ELOOP, () -> read("/link41"));
    assertEquals("link40", readlink("/link41"));
  }

  // path_resolution(7): links in a row count as nested ones do.
  @Test
  void fortyLinksInARowAreFollowedAndNotOneMore() throws IOException {
    symlink(".", "/dot");
    assertSame(at("/"), at("/dot".repeat(40)));
    refuses(Errno.ELOOP, () -> at("/dot".repeat(41)));
    assertSame(at("/dot", PathWalk.NOFOLLOW), at("/dot".repeat(41), PathWalk.NOFOLLOW));
  }

  // POSIX stat: [ELOOP] a loop exists in symbolic links.
  @Test
  void aLinkToItselfIsALoop() throws IOException {
    symlink("self", "/self");
    refuses(Errno.ELOOP, () -> at("/self"));
    refuses(Errno.ELOOP, () -> mkdir("/self/x"));
    refuses(Errno.ELOOP, () -> open("/self", OpenFile.WRITE | OpenFile.CREATE));
    assertEquals(Kind.SYMLINK, lstat("/self").kind());
  }

  // limits.h: NAME_MAX counts bytes.
  @Test
  void aNameHasAtMost255Bytes() throws IOException {
    mkdir("/" + "n".repeat(255));
    mkdir("/" + "\u20ac".repeat(85));
    mkdir("/" + "\ud83d\ude00".repeat(63));
    refuses(Errno.ENAMETOOLONG, () -> mkdir("/" + "n".repeat(256)));
    refuses(Errno.ENAMETOOLONG, () -> mkdir("/" + "\u20ac".repeat(86)));
    refuses(Errno.ENAMETOOLONG, () -> mkdir("/" + "\ud83d\ude00".repeat(64)));
  }

  // POSIX: [ENAMETOOLONG] wherever in the path the name stands, and before it is found missing.
  @Test
  void everyOperationMeasuresNames() throws IOException {
    String tooLong = "/" + "n".repeat(256);
    write("/f", "");
    refuses(Errno.ENAMETOOLONG, () -> at(tooLong));
    refuses(Errno.ENAMETOOLONG, () -> at(tooLong + "/x"));
    refuses(Errno.ENAMETOOLONG, () -> write(tooLong, ""));
    refuses(Errno.ENAMETOOLONG, () -> unlink(tooLong));
    refuses(Errno.ENAMETOOLONG, () -> rmdir(tooLong));
    refuses(Errno.ENAMETOOLONG, () -> symlink("x", tooLong));
    refuses(Errno.ENAMETOOLONG, () -> link("/f", tooLong));
    refuses(Errno.ENAMETOOLONG, () -> rename("/f", tooLong));
    refuses(Errno.ENAMETOOLONG, () -> rename(tooLong, "/f"));
  }

  // limits.h: PATH_MAX is 4096 with the NUL, so 4095 bytes of text.
  @Test
  void aPathHasAtMost4095Bytes() throws IOException {
    String fits = "/" + "./".repeat(2046) + "..";
    assertEquals(4095, fits.length());
    assertSame(at("/"), at(fits));
    refuses(Errno.ENAMETOOLONG, () -> at(fits + "."));
    refuses(Errno.ENAMETOOLONG, () -> at(fits + "/"));
  }

  // limits.h: PATH_MAX; a path that does not begin at the root has no slash in front.
  @Test
  void aRelativePathHasAtMost4095Bytes() throws IOException {
    cwd = mkdir("/d");
    String fits = "./".repeat(2047) + ".";
    assertEquals(4095, fits.length());
    assertSame(cwd, at(fits));
    refuses(Errno.ENAMETOOLONG, () -> at(fits + "/"));
  }

  // POSIX symlink: [ENAMETOOLONG] the length of path1 exceeds {SYMLINK_MAX}.
  @Test
  void aTargetHasAtMost4095Bytes() throws IOException {
    symlink("t".repeat(4095), "/longest");
    assertEquals(4095, lstat("/longest").size());
    refuses(Errno.ENAMETOOLONG, () -> symlink("t".repeat(4096), "/longer"));
    refuses(Errno.ENAMETOOLONG, () -> symlink("\u20ac".repeat(1366), "/longer"));
    refuses(Errno.ENAMETOOLONG, () -> at("/longest"));
  }

  // Limits.DEPTH_MAX: directories from a volume's root down.
  @Test
  void directoriesLieOnlySoDeep() throws IOException {
    use(options().withDepthMax(3));
    mkdir("/1");
    mkdir("/1/2");
    mkdir("/1/2/3");
    refuses(Errno.ENAMETOOLONG, () -> mkdir("/1/2/3/4"));
    write("/1/2/3/file", "files do not count");
  }
}
