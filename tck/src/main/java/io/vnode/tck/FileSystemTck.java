package io.vnode.tck;

import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicContainer;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.opentest4j.AssertionFailedError;
import org.opentest4j.TestAbortedException;

/**
 * The suite as JUnit tests, for the author of a provider to extend: layers, areas in them, checks
 * in those.
 *
 * <pre>{@code
 * class MyFsConformanceTest extends FileSystemTck {
 *   @Override protected FileSystemUnderTest fileSystem() {
 *     return FileSystemUnderTest.of(() -> FileSystems.newFileSystem(URI.create("myfs:x"), Map.of()))
 *         .detectCapabilities();
 *   }
 * }
 * }</pre>
 *
 * <p>A check that fails is a failing test, and so is a known failure that passes. What needs
 * something that is not offered is aborted, and says what.
 */
public abstract class FileSystemTck {
  /** What is tested. */
  protected abstract FileSystemUnderTest fileSystem() throws IOException;

  @TestFactory
  final Stream<DynamicNode> conforms() throws IOException {
    Session session = Session.of(fileSystem());
    Stream<DynamicNode> layers =
        grouped(session.checks(), Check::layer).entrySet().stream()
            .map(layer ->
                DynamicContainer.dynamicContainer(
                    layer.getKey().id(), areas(session, layer.getValue())));
    return layers.onClose(() -> close(session));
  }

  private static Stream<DynamicNode> areas(Session session, List<Check> checks) {
    return grouped(checks, Check::area).entrySet().stream()
        .map(area ->
            DynamicContainer.dynamicContainer(
                area.getKey(), area.getValue().stream().map(check -> test(session, check))));
  }

  private static <K> Map<K, List<Check>> grouped(List<Check> checks, Function<Check, K> key) {
    return checks.stream()
        .collect(Collectors.groupingBy(key, LinkedHashMap::new, Collectors.toList()));
  }

  private static DynamicTest test(Session session, Check check) {
    return DynamicTest.dynamicTest(
        check.title() + " [" + check.source() + "]", () -> report(session.run(check)));
  }

  private static void report(Outcome outcome) {
    switch (outcome.status()) {
      case PASSED, KNOWN -> {}
      case NOT_OFFERED -> throw new TestAbortedException(outcome.reason());
      case FAILED ->
          throw new AssertionFailedError(
              outcome.check().id()
                  + "\n"
                  + outcome.check().source()
                  + "\n  "
                  + String.join("\n  ", outcome.operations())
                  + "\n"
                  + outcome.reason(),
              outcome.failure());
    }
  }

  private static void close(Session session) {
    try {
      session.close();
    } catch (IOException e) {
      throw new AssertionFailedError("the file system cannot be closed", e);
    }
  }
}
