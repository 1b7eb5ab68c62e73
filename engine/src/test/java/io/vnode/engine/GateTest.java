package io.vnode.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** {@link Gate}: what is asked, by which path, and that what is refused has not happened. */
class GateTest extends EngineFixture {

  /** Notes what it is asked, lookups apart, and refuses what it shall. */
  private static final class Notebook implements Gate {
    final List<String> asked = new ArrayList<>();
    final List<String> lookedUp = new ArrayList<>();
    final Set<Operation> refused = EnumSet.noneOf(Operation.class);
    int passages;

    @Override
    public void enter(Operation operation, String path, String newPath) throws IOException {
      ask(operation, newPath == null ? path : path + " " + newPath);
    }

    private void ask(Operation operation, String what) throws IOException {
      if (operation == Operation.LOOKUP) {
        lookedUp.add(what);
      } else {
        asked.add(operation + " " + what);
      }
      if (refused.contains(operation)) {
        throw VfsException.of(Errno.EIO);
      }
    }

    @Override
    public Passage open(String path) throws IOException {
      ask(Operation.OPEN, path);
      passages++;
      return new Passage() {
        @Override
        public long enter(Operation operation, long bytes) throws IOException {
          ask(operation, path + " " + bytes);
          return bytes;
        }

        @Override
        public void close() {
          passages--;
        }
      };
    }

    List<String> fetch() {
      List<String> fetched = List.copyOf(asked);
      asked.clear();
      return fetched;
    }
  }

  private final Notebook gate = new Notebook();

  @BeforeEach
  void gatedVolume() {
    use(options().withGate(gate));
  }

  /** Each call once, by the path of the name; links are not in it. */
  @Test
  void eachCallIsAskedForByItsRealPath() throws IOException {
    mkdir("/d");
    symlink("d", "/link");
    try (OpenFile file = open("/link/file", OpenFile.CREATE | OpenFile.WRITE)) {
      file.write(ByteBuffer.allocate(3));
      file.truncate(1);
      file.force(true);
    }
    link("/d/file", "/other");
    namespace.list(directory("/d"), 0).close();
    unlink("/other");
    assertEquals(
        List.of(
            "MAKE /d",
            "MAKE /link",
            "OPEN /d/file",
            "MAKE /d/file",
            "WRITE /d/file 3",
            "TRUNCATE /d/file 0",
            "FORCE /d/file 0",
            "LINK /other",
            "LIST /d",
            "UNLINK /other"),
        gate.fetch());
    assertEquals(0, gate.passages);
  }

  /** {@link Gate.Operation#LOOKUP}: wherever the path does not lead straight. */
  @ParameterizedTest
  @CsvSource({
    "/d/e/f,            /d /d/e /d/e/f",
    "/d/e/missing,      /d /d/e /d/e/missing",
    "/d/./e/../e/f,     /d /d/e /d/e /d/e/f",
    "/d/missing/f,      /d /d/missing",
    "/missing/e/f,      /missing",
    "/d/e/f/below,      /d /d/e /d/e/f",
    "/d/link/f,         /d /d/link /d/e /d/e/f",
    "/d/absolute/f,     /d /d/absolute /d /d/e /d/e/f",
    "/d/e/last,         /d /d/e /d/e/last /d/e/f",
    "/d/e/dangling,     /d /d/e /d/e/dangling /d/e/nothing",
  })
  void eachNameOfAPathIsLookedUpOnce(String path, String expected) throws IOException {
    mkdir("/d");
    mkdir("/d/e");
    file("/d/e/f", 0644);
    symlink("e", "/d/link");
    symlink("/d/e", "/d/absolute");
    symlink("f", "/d/e/last");
    symlink("nothing", "/d/e/dangling");
    List<Action> operations =
        List.of(() -> access(path, Access.READ), () -> open(path, OpenFile.READ).close());
    for (Action operation : operations) {
      gate.lookedUp.clear();
      outcome(operation);
      assertEquals(List.of(expected.split(" ")), gate.lookedUp);
    }
  }

  /** {@code PATH_MAX} holds for a path as a whole, whatever its names lead to. */
  @Test
  void noNameOfAPathThatIsTooLongIsLookedUp() throws IOException {
    mkdir("/d");
    gate.lookedUp.clear();
    assertEquals(Errno.ENAMETOOLONG, access("/d/..".repeat(Limits.PATH_MAX / 5 + 1), Access.READ));
    assertEquals(List.of(), gate.lookedUp);
  }

  /** A directory takes its path along, by a rename and by an exchange of two. */
  @Test
  void pathsFollowRenames() throws IOException {
    mkdir("/a");
    mkdir("/a/deep");
    mkdir("/b");
    rename("/a", "/b/a");
    mkdir("/b/a/deep/x");
    mkdir("/c");
    rename("/b/a", "/c", Namespace.EXCHANGE);
    mkdir("/c/deep/y");
    mkdir("/b/a/z");
    assertEquals(
        List.of(
            "MAKE /a",
            "MAKE /a/deep",
            "MAKE /b",
            "MOVE /a /b/a",
            "MAKE /b/a/deep/x",
            "MAKE /c",
            "MOVE /b/a /c",
            "MAKE /c/deep/y",
            "MAKE /b/a/z"),
        gate.fetch());
  }

  /** open(2): with O_CREAT, neither is there a file when it cannot be opened nor the reverse. */
  @Test
  void aFileIsMadeAndOpenedOrNeither() throws IOException {
    for (Gate.Operation refused : List.of(Gate.Operation.OPEN, Gate.Operation.MAKE)) {
      gate.refused.add(refused);
      refuses(Errno.EIO, () -> open("/file", OpenFile.CREATE | OpenFile.WRITE));
      gate.refused.clear();
      assertFalse(exists("/file"));
      assertEquals(0, gate.passages);
    }
  }

  /** What the volume does for itself needs no leave: checking, and giving back. */
  @Test
  void theVolumeItselfIsNotAsked() throws IOException {
    OpenFile file = open("/file", OpenFile.CREATE | OpenFile.WRITE);
    file.write(ByteBuffer.allocate(100_000));
    unlink("/file");
    gate.fetch();
    gate.refused.addAll(EnumSet.allOf(Gate.Operation.class));
    namespace.verify();
    file.close();
    namespace.verify();
    assertEquals(List.of(), gate.fetch());
    assertFalse(volume.bytes().used() > 0);
  }
}
