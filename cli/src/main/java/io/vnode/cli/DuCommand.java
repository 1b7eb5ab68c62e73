package io.vnode.cli;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code vnode du}. */
@Command(
    name = "du",
    description = {
      "Tell what files and directories take up, in KiB, a file of several names counted once.",
      "The size counts where a file system does not tell how much it has allocated (attribute"
          + " unix:blocks), as that of the host does not."
    })
final class DuCommand extends Tool {
  @Option(names = "-a", description = "Files too, not only directories.")
  private boolean all;

  @Option(names = "-b", description = "Sizes of the contents, in bytes.")
  private boolean apparent;

  @Option(names = "-c", description = "A total at the end.")
  private boolean total;

  @Option(names = "-h", description = "Sizes as 1.5K, 12M.")
  private boolean human;

  @Option(names = "-s", description = "Only what is named on the command line.")
  private boolean summary;

  @Option(names = "--json", description = "One array with an object for each line, in bytes.")
  private boolean asJson;

  @Parameters(paramLabel = "FILE", description = "Paths or URIs; none: the working directory.")
  private List<String> operands = List.of(".");

  /** Files of several names that have been counted. */
  private final Set<Object> counted = new HashSet<>();

  private long grandTotal;
  private Json json;

  @Override
  void run() {
    if (asJson) {
      json = new Json(out()).beginArray();
    }
    forEach(operands, this::measure);
    if (total) {
      print("total", grandTotal);
    }
    if (asJson) {
      json.end();
    }
  }

  private void measure(Location start) throws IOException {
    Deque<Long> sums = new ArrayDeque<>();
    sums.push(0L);
    try (TreeWalk walk = TreeWalk.of(start)) {
      for (TreeWalk.Step step = walk.next(); step != null; step = walk.next()) {
        switch (step.event()) {
          case ENTER -> sums.push(bytes(step));
          case FILE -> {
            if (isFirstName(step)) {
              add(sums, step, bytes(step), all);
            }
          }
          case LEAVE -> add(sums, step, sums.pop(), true);
          case FAIL -> fail(step.location().text(), step.failure());
        }
      }
    }
    grandTotal += sums.pop();
  }

  private void add(Deque<Long> sums, TreeWalk.Step step, long bytes, boolean isListed) {
    sums.push(sums.pop() + bytes);
    if (step.depth() == 0 || (isListed && !summary)) {
      print(step.location().text(), bytes);
    }
  }

  /** Whether the file has not been counted under another name. */
  private boolean isFirstName(TreeWalk.Step step) throws IOException {
    Object key = step.attributes().fileKey();
    return key == null || allocation(step).links() == 1 || counted.add(key);
  }

  private long bytes(TreeWalk.Step step) throws IOException {
    return apparent ? step.attributes().size() : allocation(step).bytes();
  }

  private static Allocation allocation(TreeWalk.Step step) throws IOException {
    return Allocation.of(step.location().path(), step.attributes());
  }

  private void print(String name, long bytes) {
    if (asJson) {
      json.beginObject().member("path", name).member("bytes", bytes).end();
      return;
    }
    String amount =
        human
            ? Describe.humanSize(bytes)
            : Long.toString(apparent ? bytes : bytes / 1024 + (bytes % 1024 == 0 ? 0 : 1));
    out().println(amount + "\t" + shown(name));
  }
}
