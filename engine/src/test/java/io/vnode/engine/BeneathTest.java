package io.vnode.engine;

import static org.junit.jupiter.api.Assertions.assertSame;

import java.io.IOException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Walks that must not leave their directory: RESOLVE_BENEATH of openat2(2), WASI path_open. */
class BeneathTest extends EngineFixture {

  /**
   * <pre>
   * /secret
   * /jail/in/f
   * /jail/in/up      -> ..
   * /jail/out        -> ../secret
   * /jail/abs        -> /jail/in/f
   * /jail/around     -> in/../in/f
   * </pre>
   */
  @BeforeEach
  void plant() throws IOException {
    write("/secret", "");
    mkdir("/jail");
    mkdir("/jail/in");
    write("/jail/in/f", "");
    symlink("..", "/jail/in/up");
    symlink("../secret", "/jail/out");
    symlink("/jail/in/f", "/jail/abs");
    symlink("in/../in/f", "/jail/around");
    cwd = directory("/jail");
  }

  private Inode beneath(String path) throws IOException {
    return at(path, PathWalk.BENEATH);
  }

  // openat2(2): RESOLVE_BENEATH, "do not permit ... .. components above it".
  @Test
  void dotDotMayNotLeadOut() {
    refuses(Errno.ENOTCAPABLE, () -> beneath(".."));
    refuses(Errno.ENOTCAPABLE, () -> beneath("in/../.."));
    refuses(Errno.ENOTCAPABLE, () -> beneath("./../jail/in"));
  }

  // openat2(2): RESOLVE_BENEATH allows ".." that stays beneath.
  @Test
  void dotDotMayClimbWithin() throws IOException {
    assertSame(cwd, beneath("in/.."));
    assertSame(at("in/f"), beneath("in/../in/./f"));
    assertSame(at("in/f"), beneath("around"));
    assertSame(cwd, beneath("in/up"));
  }

  // openat2(2): RESOLVE_BENEATH, a link may lead out no more than a name.
  @Test
  void aLinkMayNotLeadOut() {
    refuses(Errno.ENOTCAPABLE, () -> beneath("out"));
    refuses(Errno.ENOTCAPABLE, () -> beneath("in/up/out"));
    refuses(Errno.ENOTCAPABLE, () -> beneath("in/up/.."));
  }

  // openat2(2): RESOLVE_BENEATH, absolute links are refused even if they lead back in.
  @Test
  void anAbsoluteLinkIsRefused() throws IOException {
    refuses(Errno.ENOTCAPABLE, () -> beneath("abs"));
    assertSame(at("abs", PathWalk.NOFOLLOW), at("abs", PathWalk.BENEATH | PathWalk.NOFOLLOW));
  }

  // WASI path_open: what cannot be walked to cannot be made either.
  @Test
  void nothingCanBeMadeOutside() throws IOException {
    symlink("../made", "/jail/to-make");
    int how = OpenFile.WRITE | OpenFile.CREATE;
    refuses(Errno.ENOTCAPABLE, () -> open("to-make", PathWalk.BENEATH, how));
    refuses(Errno.ENOTCAPABLE, () -> open("../made", PathWalk.BENEATH, how));
    open("in/made", PathWalk.BENEATH, how);
  }

  /** A directory that is moved out of the jail while a walk is in it. */
  private final class MovedMeanwhile implements Time.Source {
    boolean armed;

    @Override
    public long now() {
      if (armed) {
        armed = false;
        try {
          rename("/jail/in", "/in");
        } catch (IOException e) {
          throw new AssertionError(e);
        }
      }
      return START;
    }
  }

  // openat2(2): RESOLVE_BENEATH must hold against a directory that is moved during the walk.
  @Test
  void aDirectoryThatIsMovedMeanwhileOpensNoHole() throws IOException {
    MovedMeanwhile clock = new MovedMeanwhile();
    use(options().withClock(clock));
    plant();
    symlink("..", "/jail/in/climb");
    clock.armed = true;
    // Following "climb" renews its access time, which asks for the time, which moves the directory.
    assertSame(directory("/jail"), beneath("in/climb"));
    assertSame(namespace.root(), directory("/in").parent());
  }
}
