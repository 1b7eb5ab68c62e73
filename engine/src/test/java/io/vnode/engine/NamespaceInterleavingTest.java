package io.vnode.engine;

import java.io.IOException;
import org.jetbrains.lincheck.datastructures.IntGen;
import org.jetbrains.lincheck.datastructures.Operation;
import org.jetbrains.lincheck.datastructures.Param;
import org.jetbrains.lincheck.datastructures.Validate;
import org.junit.jupiter.api.Test;

/**
 * The pairs of operations that meet on one inode, under every schedule that Lincheck comes by:
 * their answers are those of some order, and the tree they leave is sound.
 *
 * <p>Lookups beside a rename are not among them: a rename is two steps for those who look without a
 * lock, first the new name and then the old, which {@code docs/LOCKING.md} says and the races test.
 */
public class NamespaceInterleavingTest {
  private static final String[] PATHS = {"a", "b", "a/x", "b/x"};

  /**
   * A tree of two directories, for the operations on it; answers are names of errors. Public, or
   * else a bridge would make two of the one validation that Lincheck permits.
   */
  public abstract static class Tree {
    final StressVolume volume =
        new StressVolume(VolumeOptions.DEFAULT.withClock(() -> 1), 1 << 20, 100);
    final Namespace namespace = new Namespace(volume);
    final Directory root = volume.root();

    Tree() {
      answer(() -> mkdir("a"));
      answer(() -> mkdir("b"));
    }

    interface Action {
      void run() throws IOException;
    }

    static String answer(Action action) {
      try {
        action.run();
        return "done";
      } catch (VfsException e) {
        return e.errno().name();
      } catch (IOException e) {
        throw new AssertionError(e);
      }
    }

    final void mkdir(String path) throws IOException {
      namespace.mkdir(Credentials.ROOT, root, PathWalk.split(path), 0, 0777);
    }

    final void rmdir(String path) throws IOException {
      namespace.rmdir(Credentials.ROOT, root, PathWalk.split(path), 0);
    }

    final void unlink(String path) throws IOException {
      namespace.unlink(Credentials.ROOT, root, PathWalk.split(path), 0);
    }

    final void link(String path, String newPath) throws IOException {
      namespace.link(
          Credentials.ROOT, root, PathWalk.split(path), 0, root, PathWalk.split(newPath), 0);
    }

    final OpenFile open(String path, int how) throws IOException {
      return namespace.open(Credentials.ROOT, root, PathWalk.split(path), 0, how, 0666);
    }

    /** What holds after every schedule. */
    @Validate
    public void verify() throws IOException {
      namespace.verify();
    }
  }

  /**
   * POSIX mkdir, rmdir and open: nothing is made in what was removed, nor removed when it is full.
   */
  @Param(name = "path", gen = IntGen.class, conf = "0:3")
  public static class MakeAndRemove extends Tree {
    @Operation
    public String make(@Param(name = "path") int path) {
      return answer(() -> mkdir(PATHS[path]));
    }

    @Operation
    public String create(@Param(name = "path") int path) {
      int how = OpenFile.CREATE | OpenFile.EXCLUSIVE | OpenFile.WRITE;
      return answer(() -> open(PATHS[path], how).close());
    }

    @Operation
    public String remove(@Param(name = "path") int path) {
      return answer(() -> rmdir(PATHS[path]));
    }

    @Operation
    public String unlink(@Param(name = "path") int path) {
      return answer(() -> unlink(PATHS[path]));
    }

    @Operation
    public String look(@Param(name = "path") int path) {
      return answer(() -> namespace.lookup(Credentials.ROOT, root, PathWalk.split(PATHS[path]), 0));
    }
  }

  /**
   * POSIX rename: in opposite directions, into each other, onto each other. From directories at
   * hand, since the walk to them is no part of the step.
   */
  @Param(name = "from", gen = IntGen.class, conf = "0:4")
  @Param(name = "name", gen = IntGen.class, conf = "0:2")
  @Param(name = "to", gen = IntGen.class, conf = "0:4")
  @Param(name = "newName", gen = IntGen.class, conf = "0:2")
  public static class Renames extends Tree {
    private static final String[] NAMES = {"a", "b", "x"};
    private final Directory[] directories = new Directory[5];

    public Renames() {
      directories[0] = root;
      answer(() -> directories[1] = directory("a"));
      answer(() -> directories[2] = directory("b"));
      answer(() -> mkdir("a/x"));
      answer(() -> mkdir("b/x"));
      answer(() -> directories[3] = directory("a/x"));
      answer(() -> directories[4] = directory("b/x"));
    }

    private Directory directory(String path) throws IOException {
      return namespace.directory(Credentials.ROOT, root, PathWalk.split(path), 0, 0);
    }

    @Operation
    public String rename(
        @Param(name = "from") int from,
        @Param(name = "name") int name,
        @Param(name = "to") int to,
        @Param(name = "newName") int newName) {
      return answer(() -> rename(from, NAMES[name], to, NAMES[newName], 0));
    }

    @Operation
    public String exchange(
        @Param(name = "from") int from,
        @Param(name = "name") int name,
        @Param(name = "to") int to,
        @Param(name = "newName") int newName) {
      return answer(() -> rename(from, NAMES[name], to, NAMES[newName], Namespace.EXCHANGE));
    }

    private void rename(int from, String name, int to, String newName, int how) throws IOException {
      Directory at = directories[from];
      Directory newAt = directories[to];
      namespace.rename(
          Credentials.ROOT, at, new String[] {name}, 0, newAt, new String[] {newName}, 0, how);
    }
  }

  /** POSIX unlink, link, open and close: what has neither names nor users is gone, once. */
  @Param(name = "name", gen = IntGen.class, conf = "0:1")
  public static class Lifetimes extends Tree {
    private final OpenFile[] open = new OpenFile[2];

    @Operation(nonParallelGroup = "first")
    public String openFirst(@Param(name = "name") int name) {
      return open(0, name);
    }

    @Operation(nonParallelGroup = "first")
    public String closeFirst() {
      return close(0);
    }

    @Operation(nonParallelGroup = "second")
    public String openSecond(@Param(name = "name") int name) {
      return open(1, name);
    }

    @Operation(nonParallelGroup = "second")
    public String closeSecond() {
      return close(1);
    }

    @Operation
    public String link(@Param(name = "name") int name) {
      return answer(() -> link("f" + name, "f" + (1 - name)));
    }

    @Operation
    public String unlink(@Param(name = "name") int name) {
      return answer(() -> unlink("f" + name));
    }

    private String open(int slot, int name) {
      if (open[slot] != null) {
        return "open";
      }
      return answer(() -> open[slot] = open("f" + name, OpenFile.CREATE | OpenFile.READ));
    }

    private String close(int slot) {
      if (open[slot] == null) {
        return "closed";
      }
      return answer(() -> {
        open[slot].close();
        open[slot] = null;
      });
    }
  }

  /** POSIX open, O_EXCL: the existence check and the creation are one step. */
  @Param(name = "name", gen = IntGen.class, conf = "0:0")
  public static class OneName extends Tree {
    @Operation
    public String create(@Param(name = "name") int name) {
      int how = OpenFile.CREATE | OpenFile.EXCLUSIVE | OpenFile.WRITE;
      return answer(() -> open("f" + name, how).close());
    }

    @Operation
    public String make(@Param(name = "name") int name) {
      return answer(() -> mkdir("f" + name));
    }

    @Operation
    public String openAndUnlink(@Param(name = "name") int name) {
      int how = OpenFile.CREATE | OpenFile.WRITE | OpenFile.UNLINK;
      return answer(() -> open("f" + name, how).close());
    }

    @Operation
    public String unlink(@Param(name = "name") int name) {
      return answer(() -> unlink("f" + name));
    }
  }

  @Test
  void makingAndRemovingDirectoriesIsLinearizable() {
    Interleavings.check(MakeAndRemove.class, 2, 3, 30);
  }

  @Test
  void renamesAreLinearizable() {
    Interleavings.check(Renames.class, 2, 3, 30);
  }

  @Test
  void unlinkLinkOpenAndCloseAreLinearizable() {
    Interleavings.check(Lifetimes.class, 2, 3, 30);
  }

  @Test
  void makingOneNameIsLinearizable() {
    Interleavings.check(OneName.class, 2, 3, 30);
  }
}
