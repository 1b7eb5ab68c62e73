package io.vnode.mem;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.vnode.mem.CompatibilityTable.Row;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** {@code docs/COMPATIBILITY.md} against the running JDK and the tests that it names. */
class CompatibilityTest {
  private static final Path PROJECT = Path.of("..");
  private static final String SUFFIX = ".java";
  private static final int JDK = Runtime.version().feature();

  private CompatibilityTable table;

  @BeforeEach
  void readTable() throws IOException {
    table = CompatibilityTable.read(PROJECT.resolve("docs/COMPATIBILITY.md"));
  }

  /** Every public method and constant of the running JDK has a row. */
  @Test
  void nothingOfTheJdkIsMissing() throws Exception {
    List<String> missing = new ArrayList<>();
    for (Class<?> type : FileApi.types()) {
      for (String member : FileApi.members(type)) {
        if (table.rows(type).noneMatch(row -> row.covers(member))) {
          missing.add(FileApi.name(type) + "." + member);
        }
      }
      if (table.rows(type).findAny().isEmpty()) {
        missing.add(FileApi.name(type));
      }
    }
    assertEquals(List.of(), missing);
  }

  /** A row is about something that the JDK has, from the release on that the row names. */
  @Test
  void everyRowIsAboutSomethingOfTheJdk() throws Exception {
    List<String> wrong = new ArrayList<>();
    for (Row row : table.rows()) {
      Class<?> type = FileApi.type(row.type());
      if (type == null) {
        wrong.add(row.type());
        continue;
      }
      TreeSet<String> there = new TreeSet<>(FileApi.members(type));
      there.addAll(FileApi.signatures(type));
      for (CompatibilityTable.Member member : row.members()) {
        boolean found = member.isAll() || there.contains(member.name());
        if (found != (member.since() <= JDK)) {
          wrong.add(row.type() + "." + member);
        }
      }
    }
    assertEquals(List.of(), wrong);
  }

  /** A row names tests that there are. */
  @Test
  void everyRowIsShownByATest() throws IOException {
    Map<String, Path> sources = testSources();
    List<String> wrong = new ArrayList<>();
    for (Row row : table.rows()) {
      if (row.tests().isEmpty()) {
        wrong.add(row + " names no test");
      }
      for (String test : row.tests()) {
        int dot = test.indexOf('.');
        Path source = sources.get(test.substring(0, dot));
        if (source == null || !isTest(Files.readString(source), test.substring(dot + 1))) {
          wrong.add(test);
        }
      }
    }
    assertEquals(List.of(), wrong);
  }

  /** The sources of all modules' tests, by the name of the class. */
  private static Map<String, Path> testSources() throws IOException {
    Map<String, Path> sources = new HashMap<>();
    try (DirectoryStream<Path> modules = Files.newDirectoryStream(PROJECT, Files::isDirectory)) {
      for (Path module : modules) {
        Path tests = module.resolve("src/test");
        if (Files.isDirectory(tests)) {
          addSources(tests, sources);
        }
      }
    }
    return sources;
  }

  private static void addSources(Path tests, Map<String, Path> sources) throws IOException {
    try (Stream<Path> files = Files.walk(tests)) {
      files
          .filter(file -> file.toString().endsWith(SUFFIX))
          .forEach(file -> sources.put(className(file), file));
    }
  }

  private static String className(Path source) {
    String name = source.getFileName().toString();
    return name.substring(0, name.length() - SUFFIX.length());
  }

  /**
   * Whether {@code source} has a test {@code method}: no blank line parts it from its annotation.
   */
  private static boolean isTest(String source, String method) {
    String annotation = "@(Test|TestFactory|ParameterizedTest|RepeatedTest)\\b((?!\n\n).)*?";
    String declaration = "(void|Stream<DynamicTest>) " + method + "\\(";
    return Pattern.compile(annotation + declaration, Pattern.DOTALL).matcher(source).find();
  }
}
