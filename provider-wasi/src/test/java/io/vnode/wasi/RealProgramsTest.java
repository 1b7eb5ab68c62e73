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
 * Programs that others have built, which know nothing of us: SQLite, CPython, CRuby, PHP, and clang
 * with its linker. They run in the profile {@code realworld}, which fetches them. What each prints
 * is beside its script, in a file of that name and {@code .txt}.
 */
@Tag("realworld")
class RealProgramsTest {
  private static final Path SOURCES = Path.of("src/test/realworld");
  private static final Path PROGRAMS = Path.of("target/realworld");

  private static final String CLANG =
      "clang -cc1 -Werror -triple wasm32-unknown-wasi -isysroot /sys -internal-isystem /sys/include"
          + " -internal-isystem /sys/lib/clang/8.0.1/include -mthread-model single -O2 -emit-obj"
          + " -o /work/program.o /work/files.c";
  private static final String LINKER =
      "wasm-ld --no-threads -L/sys/lib/wasm32-wasi /sys/lib/wasm32-wasi/crt1.o"
          + " /work/program.o -lc -o /work/program.wasm";

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
      succeed(sqlite.stdin(Files.readAllBytes(SOURCES.resolve("fill.sql"))));
      succeed(sqlite.stdin(Files.readAllBytes(SOURCES.resolve("query.sql"))));
      assertEquals(expected("query.sql"), out.toString(UTF_8));
      assertTrue(Files.size(memory.getPath("/tmp/db")) > 300_000);
    }
  }

  /** The library of Python in an archive, its work in memory. */
  @Test
  void pythonWorksInMemoryWithItsLibraryInAnArchive() throws IOException {
    try (FileSystem zip = pack("python-3.11.3.tar.gz", "/usr");
        FileSystem memory = memory()) {
      runPython(zip.getPath("/"), memory.getPath("/tmp"));
    }
  }

  /** All that Python sees is one projection: its library, and a directory of the host. */
  @Test
  void pythonWorksInAProjection() throws IOException {
    try (FileSystem library = MemFs.load(PROGRAMS.resolve("python-3.11.3.tar.gz"));
        FileSystem view = projection("/usr", library.getPath("/usr"))) {
      runPython(view.getPath("/usr"), view.getPath("/work"));
    }
  }

  private void runPython(Path library, Path work) throws IOException {
    runScript(
        load("python-3.11.3.wasm")
            .arguments("python", "/scripts/files.py")
            .environment(Map.of("PYTHONDONTWRITEBYTECODE", "1"))
            .preopen("/usr", library, WasiAccess.READ_ONLY),
        "files.py",
        work);
  }

  /** FileUtils, Dir, Find and Tempfile of Ruby, whose library is within the program. */
  @Test
  void rubyWorksInMemory() throws IOException {
    try (FileSystem memory = memory()) {
      runRuby(memory.getPath("/tmp"));
    }
  }

  /** The same on a directory of the host, which Ruby sees by a projection. */
  @Test
  void rubyWorksInAProjection() throws IOException {
    try (FileSystem memory = memory();
        FileSystem view = projection("/memory", memory.getPath("/"))) {
      runRuby(view.getPath("/work"));
    }
  }

  private void runRuby(Path work) throws IOException {
    runScript(load("ruby-3.2.0.wasm").arguments("ruby", "/scripts/files.rb"), "files.rb", work);
  }

  /** Streams, directories, links and temporary files of PHP, which is interpreted. */
  @Test
  void phpWorksInMemory() throws IOException {
    try (FileSystem memory = memory()) {
      runScript(
          load("php-cgi-8.2.0.wasm")
              .interpreted()
              .arguments("php", "-q", "/scripts/files.php")
              .environment(Map.of("TMPDIR", "/work")),
          "files.php",
          memory.getPath("/tmp"));
    }
  }

  /** The headers, the source, the object and the program are files of one memory. */
  @Test
  void clangAndItsLinkerMakeAProgramInMemory() throws IOException {
    try (FileSystem memory = MemFs.load(PROGRAMS.resolve("clang-fs.tar.gz"))) {
      Files.createDirectory(memory.getPath("/work"));
      buildAndRun(load("clang.wasm"), load("wasm-ld.wasm"), memory.getPath("/"));
    }
  }

  /**
   * The headers and libraries are in an archive, the rest is on the host, and a view has both. The
   * tools are interpreted, which for so small a source takes a third of the time.
   */
  @Test
  void clangAndItsLinkerMakeAProgramInAProjectionWithTheirLibraryInAnArchive() throws IOException {
    try (FileSystem zip = pack("clang-fs.tar.gz", "/sys");
        FileSystem view = projection("/sys", zip.getPath("/"))) {
      buildAndRun(
          load("clang.wasm").interpreted(), load("wasm-ld.wasm").interpreted(), view.getPath("/"));
    }
  }

  /** Compiles the program of C in {@code /work}, links it, and runs what that makes. */
  private void buildAndRun(WasiProgram clang, WasiProgram linker, Path root) throws IOException {
    Path work = root.resolve("work");
    Files.copy(SOURCES.resolve("files.c"), work.resolve("files.c"));
    succeed(clang.arguments(CLANG.split(" ")).preopen("/", root));
    succeed(linker.arguments(LINKER.split(" ")).preopen("/", root));
    succeed(
        WasiProgram.load(work.resolve("program.wasm"))
            .stdout(out)
            .stderr(out)
            .preopen("/work", work));
    assertEquals(expected("files.c"), out.toString(UTF_8));
  }

  private void runScript(WasiProgram program, String script, Path work) throws IOException {
    succeed(program.preopen("/scripts", SOURCES, WasiAccess.READ_ONLY).preopen("/work", work));
    assertEquals(expected(script), out.toString(UTF_8));
  }

  private static String expected(String script) throws IOException {
    return Files.readString(SOURCES.resolve(script + ".txt"));
  }

  /** An archive, to be read only, of {@code directory} of one of those that were fetched. */
  private FileSystem pack(String fetched, String directory) throws IOException {
    Path archive = host.resolve("library.zip");
    try (FileSystem library = MemFs.load(PROGRAMS.resolve(fetched))) {
      ZipStoreBuilder.of(library.getPath(directory)).writeTo(archive);
    }
    return ZipStore.open(archive, Map.of());
  }

  /** {@code library} under its name, to be read only, and a directory of the host as /work. */
  private FileSystem projection(String name, Path library) throws IOException {
    return ProjFs.builder()
        .portal(name, library, ProjAccess.READ_ONLY)
        .portal("/work", Files.createDirectory(host.resolve("work")), ProjAccess.READ_WRITE)
        .build();
  }
}
