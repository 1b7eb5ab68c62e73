package io.vnode.interop;

import static io.vnode.projfs.ProjAccess.READ_ONLY;
import static io.vnode.projfs.ProjAccess.READ_WRITE;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.vnode.projfs.ProjFileSystem;
import io.vnode.projfs.ProjFs;
import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.function.Supplier;
import java.util.stream.Stream;
import javax.tools.DiagnosticCollector;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.StandardJavaFileManager;
import javax.tools.StandardLocation;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The compiler of the JDK and its own file manager, on a build that a projection joins: the sources
 * are in memory, the jar of the class path is on the host, and the classes go to another directory
 * of it. That manager takes jars of the host alone; what is in this one is a portal.
 */
class ProjectedJavacTest extends InMemory {
  private static final String GREETER =
      """
      package greet;
      public interface Greeter extends java.util.function.Supplier<String> {}
      """;

  private static final String MAIN =
      """
      package app;
      public class Main implements greet.Greeter {
        @Override public String get() {
          return Words.GREETING;
        }
      }
      """;

  private static final String WORDS =
      """
      package app;
      class Words {
        static final String GREETING = "Hello from three places";
      }
      """;

  private final JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
  @TempDir Path host;
  private Path output;
  private FileSystem jar;
  private ProjFileSystem build;

  @BeforeEach
  void join() throws IOException {
    Path library = directory("/library");
    compile(library, List.of(), file("/greet/Greeter.java", GREETER));
    Path file = Jars.of(library, host.resolve("greeter-1.0.jar"));
    jar = FileSystems.newFileSystem(file);
    output = Files.createDirectory(host.resolve("output"));
    file("/project/app/Main.java", MAIN);
    file("/project/app/Words.java", WORDS);
    build =
        ProjFs.builder()
            .portal("/src", path("/project"), READ_ONLY)
            .portal("/lib/greeter", jar.getPath("/"), READ_ONLY)
            .file("/lib/greeter.jar", file, READ_ONLY)
            .portal("/out", output, READ_WRITE)
            .build();
  }

  @AfterEach
  void close() throws IOException {
    build.close();
    jar.close();
  }

  /** Compiles {@code sources} by the standard file manager. @return what the compiler said */
  private List<String> compile(Path classes, List<Path> classPath, Path... sources)
      throws IOException {
    DiagnosticCollector<JavaFileObject> said = new DiagnosticCollector<>();
    try (StandardJavaFileManager files =
        compiler.getStandardFileManager(said, Locale.ROOT, UTF_8)) {
      files.setLocationFromPaths(StandardLocation.CLASS_OUTPUT, List.of(classes));
      files.setLocationFromPaths(StandardLocation.CLASS_PATH, classPath);
      // Plugins are looked for by a loader made of java.io.File, otherwise on the class path.
      files.setLocationFromPaths(StandardLocation.ANNOTATION_PROCESSOR_PATH, List.of(host));
      compiler
          .getTask(
              null,
              files,
              said,
              List.of("-proc:none", "-Xlint:all"),
              null,
              files.getJavaFileObjects(sources))
          .call();
    }
    return said.getDiagnostics().stream().map(each -> each.getMessage(Locale.ROOT)).toList();
  }

  private Path[] sources() throws IOException {
    try (Stream<Path> walk = Files.walk(build.getPath("/src"))) {
      return walk.filter(file -> file.toString().endsWith(".java")).toArray(Path[]::new);
    }
  }

  /** The issue: "whose sources, class path jar and output directory are three different places" */
  @Test
  void aProjectWhoseThreePlacesAreJoinedIsCompiledAndRun() throws Exception {
    Path classes = build.getPath("/out");
    Path library = build.getPath("/lib/greeter");
    assertEquals(List.of(), compile(classes, List.of(library), sources()));
    assertTrue(Files.isRegularFile(output.resolve("app/Main.class")));
    assertTrue(Files.isRegularFile(output.resolve("app/Words.class")));
    assertRuns(classes, library);
  }

  private static void assertRuns(Path... classPath) throws Exception {
    URL[] urls = new URL[classPath.length];
    for (int i = 0; i < urls.length; i++) {
      urls[i] = classPath[i].toUri().toURL();
    }
    try (URLClassLoader loader = new URLClassLoader(urls, null)) {
      Supplier<?> main =
          (Supplier<?>) loader.loadClass("app.Main").getDeclaredConstructor().newInstance();
      assertEquals("Hello from three places", main.get());
    }
  }

  /** A jar that is a file of the projection: zipfs reads it there, and so do class loaders. */
  @Test
  void theJarItselfMayBeProjected() throws Exception {
    Path classes = build.getPath("/out");
    Path projected = build.getPath("/lib/greeter.jar");
    try (FileSystem inside = FileSystems.newFileSystem(projected)) {
      assertEquals(List.of(), compile(classes, List.of(inside.getPath("/")), sources()));
    }
    assertRuns(classes, projected);
  }
}
