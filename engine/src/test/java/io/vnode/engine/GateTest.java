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

/** {@link Gate}: what is asked, by which path, and that what is refused has not happened. */
class GateTest extends EngineFixture {

  /** Notes what it is asked, but for lookups, and refuses what it shall. */
  private static final class Notebook implements Gate {
    final List<String> asked = new ArrayList<>();
    final Set<Operation> refused = EnumSet.noneOf(Operation.class);
    int passages;

    @Override
    public void enter(Operation operation, String path, String newPath) throws IOException {
      ask(operation, newPath == null ? path : path + " " + newPath);
    }

    private void ask(Operation operation, String what) throws IOException {
      if (operation != Operation.LOOKUP) {
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
