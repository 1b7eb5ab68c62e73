package io.vnode.tck.model;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.vnode.testkit.Property;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import javax.tools.DiagnosticCollector;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Histories are Java. */
class HistoryCodeTest {
  private static final List<Actor> USERS =
      List.of(
          new Actor("me", 1000, 1000, Set.of(), false),
          new Actor("superuser", 0, 0, Set.of(), true));

  private static final String IMPORTS =
      """
      import static io.vnode.tck.model.Replay.*;
      import static java.nio.file.LinkOption.*;
      import static java.nio.file.StandardCopyOption.*;
      import static java.nio.file.StandardOpenOption.*;
      import java.nio.channels.FileChannel;
      import java.nio.file.Files;
      import java.nio.file.Path;
      """;

  @TempDir Path classes;

  /** {@link Replay}: "a history that failed is Java to paste into a test". */
  @Test
  void aHistoryCompilesAsItIsReported() {
    Property.forAll(1, MemTree.actions(USERS).list(400, 400), this::compile);
  }

  private void compile(List<Action> history) throws Exception {
    String lines = history.stream().map(Action::toString).collect(Collectors.joining("\n"));
    String code =
        IMPORTS
            + "class Pasted {\n"
            + "FileChannel channel0;\nFileChannel channel1;\n"
            + "void history(Path me, Path superuser) throws Exception {\n"
            + lines
            + "\n}\n}\n";
    JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
    DiagnosticCollector<JavaFileObject> problems = new DiagnosticCollector<>();
    try (StandardJavaFileManager files = compiler.getStandardFileManager(problems, null, null)) {
      List<String> options =
          List.of(
              "-proc:none", "-d", classes.toString(), "-cp", System.getProperty("java.class.path"));
      compiler.getTask(null, files, problems, options, null, List.of(source(code))).call();
    }
    assertEquals(List.of(), problems.getDiagnostics());
  }

  private static JavaFileObject source(String code) {
    return new SimpleJavaFileObject(
        URI.create("string:///Pasted.java"), JavaFileObject.Kind.SOURCE) {
      @Override
      public CharSequence getCharContent(boolean ignoreErrors) {
        return code;
      }
    };
  }
}
