package io.vnode.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.util.Comparator;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code vnode tree}. */
@Command(name = "tree", description = "Draw directory trees, and count what is in them.")
final class TreeCommand extends Tool {
  @Option(names = "-a", description = "Also names that begin with a dot.")
  private boolean all;

  @Option(names = "-L", paramLabel = "N", description = "No deeper than N levels.")
  private int depthMax = Integer.MAX_VALUE;

  @Option(names = "--json", description = "One array of nested objects.")
  private boolean asJson;

  @Parameters(paramLabel = "FILE", description = "Paths or URIs; none: the working directory.")
  private List<String> operands = List.of(".");

  private final Branches branches = new Branches();
  private long directories;
  private long files;
  private Json json;

  @Override
  void run() {
    if (asJson) {
      json = new Json(out()).beginArray();
    }
    forEach(operands, this::draw);
    if (asJson) {
      json.end();
    } else {
      out().println();
      out()
          .println(
              count(directories, "directory", "directories")
                  + ", "
                  + count(files, "file", "files"));
    }
  }

  private static String count(long count, String one, String many) {
    return count + " " + (count == 1 ? one : many);
  }

  private void draw(Location start) throws IOException {
    branches.clear();
    try (TreeWalk walk =
        TreeWalk.of(start)
            .followingStart(Files.isDirectory(start.path()))
            .inOrder(Comparator.comparing(Names::of, Names.ORDER))
            .only(entry -> all || !Names.of(entry).startsWith("."))
            .downTo(depthMax)) {
      for (TreeWalk.Step step = walk.next(); step != null; step = walk.next()) {
        switch (step.event()) {
          case ENTER -> enter(step);
          case FILE -> file(step);
          case LEAVE -> leave();
          case FAIL -> fail(step.location().text(), step.failure());
        }
      }
    }
  }

  private void enter(TreeWalk.Step step) throws IOException {
    directories += step.depth() > 0 ? 1 : 0;
    if (asJson) {
      beginJson(step);
      json.name("contents").beginArray();
    } else {
      line(step, "");
    }
    branches.enter(step.isLast());
  }

  private void leave() {
    branches.leave();
    if (asJson) {
      json.end().end();
    }
  }

  private void file(TreeWalk.Step step) throws IOException {
    files++;
    String target =
        step.attributes().isSymbolicLink()
            ? Files.readSymbolicLink(step.location().path()).toString()
            : null;
    if (asJson) {
      beginJson(step);
      json.member("size", step.attributes().size()).member("target", target).end();
    } else {
      line(step, target == null ? "" : " -> " + target);
    }
  }

  private void beginJson(TreeWalk.Step step) {
    json.beginObject()
        .member("name", name(step))
        .member("type", FileKind.of(step.attributes()).json());
  }

  private void line(TreeWalk.Step step, String suffix) {
    out().println(branches.before(step.isLast()) + shown(name(step) + suffix));
  }

  private static String name(TreeWalk.Step step) {
    return step.depth() == 0 ? step.location().text() : Names.of(step.location().path());
  }
}
