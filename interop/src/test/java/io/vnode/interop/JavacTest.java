package io.vnode.interop;

import static java.nio.charset.StandardCharsets.UTF_8;
import static javax.tools.StandardLocation.ANNOTATION_PROCESSOR_PATH;
import static javax.tools.StandardLocation.CLASS_OUTPUT;
import static javax.tools.StandardLocation.CLASS_PATH;
import static javax.tools.StandardLocation.SOURCE_OUTPUT;
import static javax.tools.StandardLocation.SOURCE_PATH;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.tools.Diagnostic;
import javax.tools.DiagnosticCollector;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileManager.Location;
import javax.tools.JavaFileObject;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The compiler of the JDK: sources, classes and annotation processors in memory. */
class JavacTest extends InMemory {
  private static final String GREETER =
      """
      package greet;
      public interface Greeter extends java.util.function.Supplier<String> {}
      """;

  private static final String MAIN =
      """
      package app;
      import greet.Greeter;
      import mark.Listed;
      @Listed
      public class Main implements Greeter {
        record Name(String text) {}
        @Override public String get() {
          return new Name("Hello from " + app.Index.NAMES).text();
        }
      }
      """;

  private static final String LISTED =
      """
      package mark;
      public @interface Listed {}
      """;

  /** Writes a class and a resource that name the types with the annotation. */
  private static final String PROCESSOR =
      """
      package mark;
      import java.io.IOException;
      import java.io.Writer;
      import java.util.Set;
      import javax.annotation.processing.AbstractProcessor;
      import javax.annotation.processing.Filer;
      import javax.annotation.processing.RoundEnvironment;
      import javax.annotation.processing.SupportedAnnotationTypes;
      import javax.lang.model.SourceVersion;
      import javax.lang.model.element.TypeElement;
      import javax.tools.StandardLocation;
      @SupportedAnnotationTypes("mark.Listed")
      public class Lister extends AbstractProcessor {
        @Override public SourceVersion getSupportedSourceVersion() {
          return SourceVersion.latest();
        }
        @Override public boolean process(
            Set<? extends TypeElement> annotations, RoundEnvironment round) {
          for (TypeElement annotation : annotations) {
            String names = round.getElementsAnnotatedWith(annotation).toString();
            try {
              write(names);
            } catch (IOException e) {
              throw new java.io.UncheckedIOException(e);
            }
          }
          return true;
        }
        private void write(String names) throws IOException {
          Filer filer = processingEnv.getFiler();
          try (Writer out = filer.createSourceFile("app.Index").openWriter()) {
            out.write("package app; class Index { static final String NAMES = \\"" + names + "\\"; }");
          }
          try (Writer out =
              filer.createResource(StandardLocation.CLASS_OUTPUT, "", "META-INF/names").openWriter()) {
            out.write(names);
          }
        }
      }
      """;

  private final JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
  private Path processor;
  private Path library;
  private Path classes;
  private Path generated;

  @BeforeEach
  void makeDirectories() throws IOException {
    processor = directory("/build/processor");
    library = directory("/build/library");
    classes = directory("/build/classes");
    generated = directory("/build/generated");
  }

  /** Compiles {@code sources}. @return what the compiler had to say */
  private List<String> compile(Map<Location, List<Path>> places, Path... sources)
      throws IOException {
    DiagnosticCollector<JavaFileObject> said = new DiagnosticCollector<>();
    try (PathFileManager files =
        new PathFileManager(compiler.getStandardFileManager(said, Locale.ROOT, UTF_8))) {
      for (Map.Entry<Location, List<Path>> place : places.entrySet()) {
        files.set(place.getKey(), place.getValue());
      }
      List<String> options = List.of("-Xlint:all", "-g");
      boolean done =
          compiler.getTask(null, files, said, options, null, files.sources(sources)).call();
      assertEquals(
          !done,
          said.getDiagnostics().stream().anyMatch(d -> d.getKind() == Diagnostic.Kind.ERROR));
    }
    return said.getDiagnostics().stream().map(d -> d.getMessage(Locale.ROOT)).toList();
  }

  private void compileProject() throws IOException {
    Path lister = file("/src/processor/mark/Lister.java", PROCESSOR);
    Path listed = file("/src/processor/mark/Listed.java", LISTED);
    assertEquals(List.of(), compile(Map.of(CLASS_OUTPUT, List.of(processor)), lister, listed));
    file("/build/processor/META-INF/services/javax.annotation.processing.Processor", "mark.Lister");
    Path greeter = file("/src/library/greet/Greeter.java", GREETER);
    assertEquals(List.of(), compile(Map.of(CLASS_OUTPUT, List.of(library)), greeter));
    Path main = file("/src/main/app/Main.java", MAIN);
    assertEquals(
        List.of(),
        compile(
            Map.of(
                CLASS_PATH, List.of(library, processor),
                SOURCE_PATH, List.of(path("/src/main")),
                ANNOTATION_PROCESSOR_PATH, List.of(processor),
                SOURCE_OUTPUT, List.of(generated),
                CLASS_OUTPUT, List.of(classes)),
            main));
  }

  /** {@link StandardJavaFileManager#setLocationFromPaths}: what is compiled in memory runs. */
  @Test
  void aProjectWithAnAnnotationProcessorIsCompiledAndRun() throws Exception {
    compileProject();
    URL[] urls = {classes.toUri().toURL(), library.toUri().toURL()};
    try (URLClassLoader loader = new URLClassLoader(urls, null)) {
      Supplier<?> main =
          (Supplier<?>) loader.loadClass("app.Main").getDeclaredConstructor().newInstance();
      assertEquals("Hello from [app.Main]", main.get());
      try (InputStream names = loader.getResourceAsStream("META-INF/names")) {
        assertEquals("[app.Main]", new String(names.readAllBytes(), UTF_8));
      }
    }
    try (Stream<Path> walk = Files.walk(path("/build"))) {
      assertEquals(
          "classes/META-INF/names classes/app/Index.class classes/app/Main$Name.class"
              + " classes/app/Main.class generated/app/Index.java library/greet/Greeter.class"
              + " processor/META-INF/services/javax.annotation.processing.Processor"
              + " processor/mark/Listed.class processor/mark/Lister.class",
          walk.filter(Files::isRegularFile)
              .map(file -> path("/build").relativize(file).toString())
              .sorted()
              .collect(Collectors.joining(" ")));
    }
  }

  /** A jar in memory on the class path, by way of zipfs: the compiler opens only the host's. */
  @Test
  void theClassPathMayLeadIntoAJar() throws Exception {
    Path greeter = file("/src/library/greet/Greeter.java", GREETER);
    compile(Map.of(CLASS_OUTPUT, List.of(library)), greeter);
    Path jar = Jars.of(library, path("/library.jar"));
    Path user = file("/src/Use.java", "class Use { greet.Greeter greeter = () -> \"compiled\"; }");
    try (FileSystem opened = FileSystems.newFileSystem(jar)) {
      Path inside = opened.getPath("/");
      Map<Location, List<Path>> places =
          Map.of(CLASS_PATH, List.of(inside), CLASS_OUTPUT, List.of(classes));
      assertEquals(List.of(), compile(places, user));
    }
    assertTrue(Files.exists(classes.resolve("Use.class")));
  }

  /** {@link Diagnostic#getSource}: the file with the error is known by its path in memory. */
  @Test
  void anErrorNamesItsPlace() throws IOException {
    Path broken = file("/src/Broken.java", "class Broken { int x = \"text\"; }");
    List<String> said = compile(Map.of(CLASS_OUTPUT, List.of(classes)), broken);
    assertTrue(said.get(0).startsWith("incompatible types"), said.toString());
    assertFalse(Files.exists(classes.resolve("Broken.class")));
  }
}
