package io.vnode.wasi;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.vnode.mem.MemFileSystem;
import io.vnode.mem.MemFs;
import io.vnode.projfs.ProjAccess;
import io.vnode.projfs.ProjFs;
import io.vnode.zipstore.ZipStore;
import io.vnode.zipstore.pack.ZipStoreBuilder;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.FileSystem;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Programs that others have built, which know nothing of us: SQLite and CPython. They run in the
 * profile {@code realworld}, which fetches them.
 */
@Tag("realworld")
class RealProgramsTest {
  private static final Path SOURCES = Path.of("src/test/realworld");
  private static final Path PROGRAMS = Path.of("target/realworld");

  @TempDir Path host;
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();

  @BeforeAll
  static void fetch() throws IOException, InterruptedException {
    if (Files.notExists(PROGRAMS.resolve("sqlite.wasm"))) {
      Process process =
          new ProcessBuilder("sh", SOURCES.resolve("fetch").toString(), PROGRAMS.toString())
              .inheritIO()
              .start();
      assertEquals(0, process.waitFor(), "npm has fetched the programs");
    }
  }

  private WasiProgram load(String program) throws IOException {
    return WasiProgram.load(PROGRAMS.resolve(program)).stdout(out).stderr(out);
  }

  private void succeed(WasiProgram program) throws IOException {
    ExitStatus exit = program.run();
    assertEquals(0, exit.code(), () -> out.toString(UTF_8));
  }

  private static MemFileSystem memory() throws IOException {
    return MemFs.builder().capacity("512 MiB").build();
  }

  /** A database is made and filled, and is there when it is opened again. */
  @Test
  void sqliteKeepsADatabaseInMemory() throws IOException {
    try (FileSystem memory = memory()) {
      WasiProgram sqlite =
          load("sqlite.wasm")
              .arguments("sqlite", "-batch", "/db")
              .preopen("/", memory.getPath("/tmp"));
      succeed(
          sqlite.stdin(
              ("create table t(a integer primary key, b text); begin;"
                      + " with recursive n(i) as (select 1 union all select i + 1 from n where i < 5000)"
                      + " insert into t select i, 'row ' || i from n; commit;"
                      + " create index by_b on t(b); delete from t where a % 2; vacuum;")
                  .getBytes(UTF_8)));
      succeed(sqlite.stdin("select count(*), max(b) from t;".getBytes(UTF_8)));
      assertTrue(out.toString(UTF_8).contains("2500|row 998\n"), out.toString(UTF_8));
      assertTrue(Files.size(memory.getPath("/tmp/db")) > 50_000);
    }
  }

  /** The library of Python in an archive, its work in memory. */
  @Test
  void pythonWorksInMemoryWithItsLibraryInAnArchive() throws IOException {
    Path archive = host.resolve("python.zip");
    try (FileSystem library = MemFs.load(PROGRAMS.resolve("python-3.11.3.tar.gz"))) {
      ZipStoreBuilder.of(library.getPath("/usr")).writeTo(archive);
    }
    try (FileSystem zip = ZipStore.open(archive, Map.of());
        FileSystem memory = memory()) {
      Files.createDirectory(memory.getPath("/tmp/work"));
      runPython(zip.getPath("/"), memory.getPath("/tmp/work"));
    }
  }

  /** All that Python sees is one projection: its library, and a directory of the host. */
  @Test
  void pythonWorksInAProjection() throws IOException {
    Path work = Files.createDirectory(host.resolve("work"));
    try (FileSystem library = MemFs.load(PROGRAMS.resolve("python-3.11.3.tar.gz"));
        FileSystem view =
            ProjFs.builder()
                .portal("/usr", library.getPath("/usr"), ProjAccess.READ_ONLY)
                .portal("/work", work, ProjAccess.READ_WRITE)
                .build()) {
      runPython(view.getPath("/usr"), view.getPath("/work"));
    }
  }

  private void runPython(Path library, Path work) throws IOException {
    succeed(
        load("python-3.11.3.wasm")
            .arguments("python", "-c", Files.readString(SOURCES.resolve("files.py")))
            .environment(Map.of("PYTHONDONTWRITEBYTECODE", "1"))
            .preopen("/usr", library, WasiAccess.READ_ONLY)
            .preopen("/work", work));
    assertEquals(Files.readString(SOURCES.resolve("files.txt")), out.toString(UTF_8));
  }
}
