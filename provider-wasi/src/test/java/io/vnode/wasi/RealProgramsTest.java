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
 * Programs that others have built, which know nothing of us: SQLite, CPython, clang and CRuby. They
 * run in the profile {@code realworld}, which fetches them.
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
      succeed(
          sqlite.stdin("select count(*), max(b) from t; pragma integrity_check;".getBytes(UTF_8)));
      assertTrue(out.toString(UTF_8).contains("2500|row 998\nok\n"), out.toString(UTF_8));
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

  /** A C program is compiled, linked and run, and none of its files is anywhere else. */
  @Test
  void clangCompilesAProgramThatRuns() throws IOException {
    try (FileSystem memory = MemFs.load(PROGRAMS.resolve("clang-fs.tar.gz"))) {
      Path root = memory.getPath("/");
      Files.writeString(
          root.resolve("program.c"),
          "#include <stdio.h>\nint main(void) { puts(\"compiled in memory\"); return 7; }\n");
      succeed(
          load("clang.wasm")
              .preopen("/", root)
              .arguments(
                  "clang",
                  "-cc1",
                  "-triple",
                  "wasm32-unknown-wasi",
                  "-isysroot",
                  "/sys",
                  "-internal-isystem",
                  "/sys/include",
                  "-internal-isystem",
                  "/sys/lib/clang/8.0.1/include",
                  "-O2",
                  "-emit-obj",
                  "-o",
                  "/program.o",
                  "/program.c"));
      succeed(
          load("wasm-ld.wasm")
              .preopen("/", root)
              .arguments(
                  "wasm-ld",
                  "--no-threads",
                  "--export-dynamic",
                  "-z",
                  "stack-size=1048576",
                  "-L/sys/lib/wasm32-wasi",
                  "/sys/lib/wasm32-wasi/crt1.o",
                  "/program.o",
                  "-lc",
                  "-o",
                  "/program.wasm"));
      ExitStatus exit = WasiProgram.load(root.resolve("program.wasm")).stdout(out).run();
      assertEquals("compiled in memory\n", out.toString(UTF_8));
      assertEquals(7, exit.code());
    }
  }

  /** FileUtils of Ruby: what mkdir_p, cp_r, mv, ln_s and rm_rf do. */
  @Test
  void rubyMovesFilesInMemory() throws IOException {
    try (FileSystem memory = memory()) {
      Files.createDirectory(memory.getPath("/tmp/work"));
      succeed(
          load("ruby-3.2.0.wasm")
              .preopen("/work", memory.getPath("/tmp/work"))
              .arguments(
                  "ruby",
                  "-rfileutils",
                  "-e",
                  "include FileUtils; mkdir_p '/work/a/b'; File.write('/work/a/b/f', 'text');"
                      + " ln_s 'f', '/work/a/b/l'; cp_r '/work/a', '/work/c'; mv '/work/c', '/work/d';"
                      + " puts Dir.glob('/work/**/*').sort; puts File.readlink('/work/d/b/l');"
                      + " rm_rf '/work/a'; puts File.exist?('/work/a'), File.read('/work/d/b/l')"));
      assertEquals(
          """
          /work/a
          /work/a/b
          /work/a/b/f
          /work/a/b/l
          /work/d
          /work/d/b
          /work/d/b/f
          /work/d/b/l
          f
          false
          text
          """,
          out.toString(UTF_8));
    }
  }
}
