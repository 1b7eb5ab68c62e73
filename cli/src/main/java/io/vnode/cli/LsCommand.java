package io.vnode.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code vnode ls}. */
@Command(
    name = "ls",
    description = "List directories, and files as themselves, one name a line, in order of names.")
final class LsCommand extends Tool {
  @Option(names = "-a", description = "Also names that begin with a dot.")
  private boolean all;

  @Option(names = "-A", description = "The same without . and ..")
  private boolean almostAll;

  @Option(names = "-d", description = "Directories themselves, not what is in them.")
  private boolean directoriesThemselves;

  @Option(names = "-h", description = "With -l: sizes as 1.5K, 12M.")
  private boolean human;

  @Option(names = "-i", description = "Inode numbers.")
  private boolean inodes;

  @Option(
      names = "-l",
      description = "Long: mode, links, owner, group, size, modification time, link target.")
  private boolean detailed;

  @Option(names = "-n", description = "Long, with numbers of owner and group.")
  private boolean numeric;

  @Option(names = "-r", description = "Reverse order.")
  private boolean reverse;

  @Option(names = "-R", description = "Subdirectories too.")
  private boolean recursive;

  @Option(names = "-S", description = "Largest first.")
  private boolean bySize;

  @Option(names = "-t", description = "Newest first.")
  private boolean byTime;

  @Option(names = "-1", description = "One name a line, as always.")
  boolean one;

  @Option(names = "--json", description = "One array with an object for each file.")
  private boolean asJson;

  @Parameters(paramLabel = "FILE", description = "Paths or URIs; none: the working directory.")
  private List<String> operands = List.of(".");

  /** A file to list: where it is, the name to list it by, and its status where that is needed. */
  private record Row(Location location, String name, Status status) {}

  private Json json;
  private boolean isFirstSection = true;

  @Override
  void run() {
    if (asJson) {
      json = new Json(out()).beginArray();
    }
    try {
      list();
    } finally {
      if (asJson) {
        json.end();
      }
    }
  }

  /** The operands that are files make one section, each directory one of its own. */
  private void list() {
    List<Row> files = new ArrayList<>();
    List<Row> directories = new ArrayList<>();
    for (String operand : operands) {
      boolean done =
          attempt(
              operand,
              () -> {
                Row row = operandRow(locate(operand));
                (isListed(row) ? directories : files).add(row);
              });
      if (!done) {
        raise(Main.USAGE);
      }
    }
    files.sort(order());
    directories.sort(order());
    if (!files.isEmpty()) {
      print(files);
      isFirstSection = false;
    }
    boolean titled = recursive || operands.size() > 1;
    for (Row directory : directories) {
      listTree(directory, titled);
    }
  }

  private Row operandRow(Location location) throws IOException {
    Status status = Status.of(location.path());
    boolean followed = !directoriesThemselves && !isLong() && status.kind() == FileKind.SYMLINK;
    if (followed && Files.isDirectory(location.path())) {
      status = Status.of(location.path(), true);
    }
    return new Row(location, location.text(), status);
  }

  private boolean isListed(Row row) {
    return !directoriesThemselves && row.status().kind() == FileKind.DIRECTORY;
  }

  /** Lists a directory and, with -R, those below it, each before its own subdirectories. */
  private void listTree(Row start, boolean titled) {
    Deque<Row> waiting = new ArrayDeque<>();
    waiting.push(start);
    while (!waiting.isEmpty()) {
      Row directory = waiting.pop();
      boolean done =
          attempt(
              directory.location().text(),
              () -> {
                List<Row> rows = rows(directory.location());
                printSection(directory.location(), rows, titled);
                if (recursive) {
                  pushSubdirectories(waiting, rows);
                }
              });
      if (!done && directory == start) {
        raise(Main.USAGE);
      }
    }
  }

  private static void pushSubdirectories(Deque<Row> waiting, List<Row> rows) {
    for (int i = rows.size() - 1; i >= 0; i--) {
      Row row = rows.get(i);
      boolean isDots = row.name().equals(".") || row.name().equals("..");
      if (row.status().kind() == FileKind.DIRECTORY && !isDots) {
        waiting.push(row);
      }
    }
  }

  private List<Row> rows(Location directory) throws IOException {
    List<Row> rows = new ArrayList<>();
    if (all) {
      addRow(rows, directory.entry("."), ".");
      addRow(rows, directory.entry(".."), "..");
    }
    for (Path entry : TreeWalk.entries(directory.path())) {
      String name = Names.of(entry);
      if (all || almostAll || !name.startsWith(".")) {
        addRow(rows, directory.entry(entry), name);
      }
    }
    rows.sort(order());
    return rows;
  }

  private void addRow(List<Row> rows, Location location, String name) {
    boolean needsStatus = isLong() || inodes || recursive || bySize || byTime || asJson;
    if (!needsStatus) {
      rows.add(new Row(location, name, null));
      return;
    }
    try {
      rows.add(new Row(location, name, Status.of(location.path())));
    } catch (NoSuchFileException e) {
      // It went between the listing and the question; so it is not there.
    } catch (IOException e) {
      fail(location.text(), e);
    }
  }

  private boolean isLong() {
    return detailed || numeric;
  }

  private Comparator<Row> order() {
    Comparator<Row> order = Comparator.comparing(Row::name, Names.ORDER);
    if (byTime) {
      order =
          Comparator.comparing((Row row) -> row.status().modified())
              .reversed()
              .thenComparing(order);
    } else if (bySize) {
      order =
          Comparator.comparingLong((Row row) -> row.status().size())
              .reversed()
              .thenComparing(order);
    }
    return reverse ? order.reversed() : order;
  }

  private void printSection(Location directory, List<Row> rows, boolean titled) {
    if (!asJson) {
      if (!isFirstSection) {
        out().println();
      }
      if (titled) {
        out().println(shown(directory.text()) + ":");
      }
      if (isLong()) {
        printTotal(rows);
      }
    }
    isFirstSection = false;
    print(rows);
  }

  /** What the files take up; sizes count for those of which the file system does not tell. */
  private void printTotal(List<Row> rows) {
    long total = 0;
    for (Row row : rows) {
      Long allocated = row.status().allocated();
      total += allocated != null ? allocated : row.status().size();
    }
    out().println("total " + (human ? Describe.humanSize(total) : (total + 1023) / 1024));
  }

  private void print(List<Row> rows) {
    if (asJson) {
      rows.forEach(this::printJson);
    } else if (isLong() || inodes) {
      LongListing listing =
          new LongListing(new LongListing.Style(isLong(), inodes, human, numeric));
      for (Row row : rows) {
        listing.add(shown(row.name()), row.status(), isLong() ? target(row) : null);
      }
      listing.lines().forEach(out()::println);
    } else {
      rows.forEach(row -> out().println(shown(row.name())));
    }
  }

  private void printJson(Row row) {
    json.beginObject().member("name", row.name()).member("path", row.location().text());
    row.status().members(json);
    json.member("target", target(row)).end();
  }

  private String target(Row row) {
    if (row.status().kind() != FileKind.SYMLINK) {
      return null;
    }
    try {
      return shown(Files.readSymbolicLink(row.location().path()).toString());
    } catch (IOException e) {
      fail(row.location().text(), e);
      return null;
    }
  }
}
