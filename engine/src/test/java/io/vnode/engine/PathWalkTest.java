package io.vnode.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;

import java.io.IOException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** How names lead to inodes: POSIX "Pathname Resolution" and path_resolution(7). */
class PathWalkTest extends EngineFixture {

  /**
   * <pre>
   * /a/b/f      a file
   * /a/up       -> ..
   * /to-b       -> a/b
   * /abs        -> /a/b/f
   * /dangling   -> nowhere
   * </pre>
   */
  @BeforeEach
  void plant() throws IOException {
    mkdir("/a");
    mkdir("/a/b");
    write("/a/b/f", "here");
    symlink("..", "/a/up");
    symlink("a/b", "/to-b");
    symlink("/a/b/f", "/abs");
    symlink("nowhere", "/dangling");
  }

  // path_resolution(7): "The root directory is its own parent".
  @Test
  void theRootIsItsOwnParent() throws IOException {
    assertSame(at("/"), at("/.."));
    assertSame(at("/a"), at("/../../a"));
  }

  // POSIX Pathname Resolution: dot-dot is the parent of its predecessor, whatever led there.
  @Test
  void dotDotGoesUpFromWhereTheLinkLed() throws IOException {
    assertSame(at("/a"), at("/to-b/.."));
    assertSame(at("/a/b/f"), at("/to-b/../b/f"));
  }

  // POSIX Pathname Resolution: names are resolved one by one, so what dot-dot leaves must be there.
  @Test
  void whatDotDotLeavesMustBeThere() {
    refuses(Errno.ENOENT, () -> at("/missing/../a"));
    refuses(Errno.ENOTDIR, () -> at("/a/b/f/.."));
    refuses(Errno.ENOTDIR, () -> at("/a/b/f/."));
  }

  // symlink(7): a relative target is taken from the directory of the link.
  @Test
  void aRelativeLinkStartsFromItsOwnDirectory() throws IOException {
    cwd = directory("/a/b");
    assertSame(at("/"), at("/a/up"));
    assertSame(at("/a/b/f"), at("/a/up/a/b/f"));
  }

  // symlink(7): an absolute target starts from the root.
  @Test
  void anAbsoluteLinkStartsFromTheRoot() throws IOException {
    cwd = directory("/a");
    symlink("/a/b", "/a/b/loop");
    assertSame(at("/a/b/f"), at("b/loop/loop/f"));
    assertSame(at("/a/b/f"), at("/abs"));
  }

  // symlink(7): links in the middle of a target are followed in turn.
  @Test
  void linksNestInLinks() throws IOException {
    symlink("to-b/../b", "/second");
    symlink("second/f", "/third");
    assertSame(at("/a/b/f"), at("/third"));
  }

  // symlink(7): the last link is not followed by calls on the link itself, those before it are.
  @Test
  void onlyTheLastLinkIsLeftUnfollowed() throws IOException {
    symlink("f", "/a/b/last");
    assertEquals(Kind.SYMLINK, lstat("/to-b/last").kind());
    assertEquals(Kind.REGULAR, stat("/to-b/last").kind());
  }

  // POSIX Pathname Resolution: a slash behind a link has it followed.
  @Test
  void aSlashBehindALinkHasItFollowed() throws IOException {
    assertSame(at("/a/b"), at("/to-b/", PathWalk.NOFOLLOW));
    refuses(Errno.ENOTDIR, () -> at("/abs/", PathWalk.NOFOLLOW));
  }

  // POSIX Pathname Resolution: a slash behind a name asks for a directory. [ENOTDIR]
  @Test
  void aSlashBehindAFileIsRefused() throws IOException {
    refuses(Errno.ENOTDIR, () -> at("/a/b/f/"));
    refuses(Errno.ENOENT, () -> at("/missing/"));
    assertSame(at("/a/b"), at("/a/b/"));
  }

  // POSIX Pathname Resolution: the slash at the end of a link's target counts as well.
  @Test
  void aSlashAtTheEndOfATargetAsksForADirectory() throws IOException {
    symlink("a/b/f/", "/to-file");
    symlink("a/b/", "/to-directory");
    refuses(Errno.ENOTDIR, () -> at("/to-file"));
    assertSame(at("/a/b"), at("/to-directory"));
  }

  // POSIX stat: [ENOENT], [ENOTDIR].
  @Test
  void missesSayWhy() {
    refuses(Errno.ENOENT, () -> at("/a/missing"));
    refuses(Errno.ENOENT, () -> at("/missing/f"));
    refuses(Errno.ENOTDIR, () -> at("/a/b/f/x"));
    refuses(Errno.ENOENT, () -> at("/dangling"));
    refuses(Errno.ENOENT, () -> at("/dangling/x"));
  }

  // Namespace.find: a miss is a value.
  @Test
  void findAnswersNullWhereLookupFails() throws IOException {
    String[] names = {"a", "b", "f", "x"};
    assertNull(namespace.find(ROOT, namespace.root(), names, 0));
    assertEquals(Errno.ENOTDIR, namespace.check(ROOT, namespace.root(), names, 0, 0));
  }

  // POSIX stat: [EACCES] search permission is denied for a component of the path prefix.
  @Test
  void eachDirectoryOnTheWayMustBeSearchable() throws IOException {
    chmod("/a", 0766);
    refuses(Errno.EACCES, BOB, () -> at("/a/b/f"));
    refuses(Errno.EACCES, BOB, () -> at("/a/missing"));
    refuses(Errno.EACCES, BOB, () -> at("/a/."));
    refuses(Errno.EACCES, BOB, () -> at("/a/.."));
    refuses(Errno.EACCES, BOB, () -> at("/to-b"));
    as(BOB, () -> assertEquals(Kind.DIRECTORY, stat("/a").kind()));
  }

  // path_resolution(7): the directory that holds a name is searched before the name is measured.
  @Test
  void searchPermissionComesBeforeTheLengthOfTheName() throws IOException {
    chmod("/a", 0766);
    refuses(Errno.EACCES, BOB, () -> at("/a/" + "n".repeat(256)));
  }

  // POSIX stat: what a name leads to needs no permission itself.
  @Test
  void aFileWithoutPermissionsCanStillBeSeen() throws IOException {
    chmod("/a/b/f", 0);
    as(BOB, () -> assertEquals(4, stat("/a/b/f").size()));
  }

  // path_resolution(7): a removed directory is still there for whoever has it, and is empty.
  @Test
  void aRemovedDirectoryIsEmptyAndKeepsItsWayUp() throws IOException {
    cwd = mkdir("/a/gone");
    rmdir("/a/gone");
    assertSame(cwd, at("."));
    assertSame(at("/a"), at(".."));
    refuses(Errno.ENOENT, () -> at("x"));
    refuses(Errno.ENOENT, () -> mkdir("x"));
    refuses(Errno.ENOENT, () -> write("x", ""));
    refuses(Errno.ENOENT, () -> rename("/abs", "x"));
    refuses(Errno.ENOENT, () -> link("/a/b/f", "x"));
    assertEquals(0, stat(".").links());
  }

  // path_resolution(7): the empty pathname must not be resolved; here, the empty name.
  @Test
  void anEmptyNameIsNeitherFoundNorMade() throws IOException {
    String[] empty = {""};
    Directory directory = mkdir("/a/empty");
    refuses(Errno.ENOENT, () -> namespace.lookup(who, directory, empty, 0));
    refuses(Errno.ENOENT, () -> namespace.mkdir(who, directory, empty, 0, 0777));
    refuses(Errno.ENOENT, () -> namespace.rmdir(who, directory, empty, 0));
  }

  // realpath(3): no links, no dots, no slashes at the end.
  @Test
  void aRealPathHasNeitherLinksNorDots() throws IOException {
    assertEquals("/", realPath("/"));
    assertEquals("/", realPath("/a/../../.."));
    assertEquals("/a/b/f", realPath("/abs"));
    assertEquals("/a/b/f", realPath("/a/./up/to-b/../b/f"));
    assertEquals("/a/b", realPath("/to-b/"));
    refuses(Errno.ENOENT, () -> realPath("/dangling"));
  }

  // Path.toRealPath with NOFOLLOW_LINKS: a link in the last place stays.
  @Test
  void aRealPathMayEndInALink() throws IOException {
    symlink("f", "/a/b/last");
    assertEquals("/a/b/last", realPath("/to-b/last", PathWalk.NOFOLLOW));
    assertEquals("/dangling", realPath("/a/../dangling", PathWalk.NOFOLLOW));
  }
}
