package io.vnode.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;

/** {@code vnode find}. */
@Command(
    name = "find",
    description = "Print the files of directory trees that pass every test given.")
final class FindCommand extends Tool {
  /** A property a file has or has not. */
  @FunctionalInterface
  private interface Test {
    boolean passes(TreeWalk.Step step) throws IOException;
  }

  private static final Pattern SIZE = Pattern.compile("([+-]?)(\\d{1,18})([cwbkMG]?)");

  @Option(names = "-empty", description = "Empty files and directories.")
  private boolean empty;

  @Option(names = "-iname", paramLabel = "GLOB", description = "As -name, whatever the case.")
  private String nameIgnoringCase;

  @Option(names = "-maxdepth", paramLabel = "N", description = "No deeper; 0: only FILE itself.")
  private int depthMax = Integer.MAX_VALUE;

  @Option(names = "-mindepth", paramLabel = "N", description = "Nothing less deep.")
  private int depthMin;

  @Option(
      names = "-name",
      paramLabel = "GLOB",
      description = "The last name is like GLOB: *, ?, [a-z], [!a-z].")
  private String name;

  @Option(names = "-newer", paramLabel = "FILE", description = "Modified later than FILE.")
  private String newerThan;

  @Option(
      names = "-size",
      paramLabel = "N[cwbkMG]",
      description = "N units of 512 bytes, rounded up; +N more, -N less; c: of a byte, and so on.")
  private String size;

  @Option(
      names = "-type",
      paramLabel = "T[,T]",
      split = ",",
      hideParamSyntax = true,
      description = "f file, d directory, l symbolic link, p fifo, s socket, b or c device.")
  private List<String> types;

  @Option(names = "-print0", description = "A NUL after each name instead of a line end.")
  private boolean endWithNul;

  @Option(names = "--json", description = "One array with an object for each file.")
  private boolean asJson;

  @Parameters(paramLabel = "FILE", description = "Paths or URIs; none: the working directory.")
  private List<String> operands = List.of(".");

  private final List<Test> tests = new ArrayList<>();
  private Json json;

  @Override
  void run() throws IOException {
    addTests();
    if (asJson) {
      json = new Json(out()).beginArray();
    }
    forEach(operands, this::find);
    if (asJson) {
      json.end();
    }
  }

  /** The cheapest first: what the name tells, what the walk has read, what must be asked. */
  private void addTests() throws IOException {
    if (depthMin > 0) {
      tests.add(step -> step.depth() >= depthMin);
    }
    if (name != null) {
      addNameTest(name, false);
    }
    if (nameIgnoringCase != null) {
      addNameTest(nameIgnoringCase, true);
    }
    if (size != null) {
      tests.add(sizeTest());
    }
    if (newerThan != null) {
      FileTime limit = Files.getLastModifiedTime(locate(newerThan).path());
      tests.add(step -> step.attributes().lastModifiedTime().compareTo(limit) > 0);
    }
    if (types != null) {
      tests.add(typeTest());
    }
    if (empty) {
      tests.add(FindCommand::isEmpty);
    }
  }

  private void addNameTest(String glob, boolean ignoreCase) {
    Predicate<String> pattern = Fnmatch.pattern(glob, ignoreCase);
    tests.add(step -> pattern.test(lastName(step)));
  }

  private static String lastName(TreeWalk.Step step) {
    return step.location().path().getFileName() == null ? "/" : Names.of(step.location().path());
  }

  private Test sizeTest() {
    Matcher parts = SIZE.matcher(size);
    if (!parts.matches()) {
      throw new ParameterException(spec().commandLine(), "invalid size '" + size + "'");
    }
    long wanted = Long.parseLong(parts.group(2));
    long unit = unit(parts.group(3));
    return step -> {
      long bytes = step.attributes().size();
      int order = Long.compare(bytes / unit + (bytes % unit == 0 ? 0 : 1), wanted);
      return switch (parts.group(1)) {
        case "+" -> order > 0;
        case "-" -> order < 0;
        default -> order == 0;
      };
    };
  }

  private static long unit(String letter) {
    return switch (letter) {
      case "c" -> 1;
      case "w" -> 2;
      case "k" -> 1L << 10;
      case "M" -> 1L << 20;
      case "G" -> 1L << 30;
      default -> 512;
    };
  }

  private Test typeTest() {
    List<FileKind> kinds = new ArrayList<>();
    for (String type : types) {
      FileKind kind = FileKind.sought(type);
      if (kind == null) {
        throw new ParameterException(spec().commandLine(), "unknown type '" + type + "'");
      }
      kinds.add(kind);
    }
    return step -> kinds.contains(kind(step));
  }

  /** Which of the special files it is only a richer view can tell. */
  private static FileKind kind(TreeWalk.Step step) throws IOException {
    FileKind kind = FileKind.of(step.attributes());
    return kind == FileKind.OTHER ? Status.of(step.location().path()).kind() : kind;
  }

  private static boolean isEmpty(TreeWalk.Step step) throws IOException {
    if (!step.attributes().isDirectory()) {
      return step.attributes().isRegularFile() && step.attributes().size() == 0;
    }
    try (var entries = Files.newDirectoryStream(step.location().path())) {
      return !entries.iterator().hasNext();
    }
  }

  private void find(Location start) {
    try (TreeWalk walk = TreeWalk.of(start).downTo(depthMax)) {
      for (TreeWalk.Step step = walk.next(); step != null; step = walk.next()) {
        TreeWalk.Step found = step;
        switch (step.event()) {
          case ENTER, FILE -> attempt(step.location().text(), () -> consider(found));
          case LEAVE -> {}
          case FAIL -> fail(step.location().text(), step.failure());
        }
      }
    }
  }

  private void consider(TreeWalk.Step step) throws IOException {
    for (Test test : tests) {
      if (!test.passes(step)) {
        return;
      }
    }
    if (asJson) {
      json.beginObject()
          .member("path", step.location().text())
          .member("type", kind(step).json())
          .member("size", step.attributes().size())
          .member("modified", step.attributes().lastModifiedTime())
          .end();
    } else if (endWithNul) {
      out().print(step.location().text() + '\0');
    } else {
      out().println(shown(step.location().text()));
    }
  }
}
