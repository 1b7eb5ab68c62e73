package io.vnode.bench;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/**
 * What an open projection weighs for each of its entries. {@code ProjectionHeap COUNT} prints the
 * bytes, as {@link HeapMeter} does for what file systems hold.
 */
public final class ProjectionHeap implements HeapMeasured {
  static final ProjectionHeap ENTRY = new ProjectionHeap();

  static final int COUNT = 100_000;

  private ProjectionHeap() {}

  public static void main(String[] args) throws IOException {
    int count = Integer.parseInt(args[0]);
    ManySources sources = new ManySources(count);
    try {
      System.out.println(HeapMeter.ofEach(count, () -> open(sources, count)));
    } finally {
      sources.remove();
    }
  }

  private static Closeable open(ManySources sources, int count) throws IOException {
    Path shown = View.PROJFS.ofEach(sources);
    Path last = shown.resolve(ManySources.name(count - 1));
    Check.equal(
        count % 1000 == 0 ? 1000 : count % 1000, Check.count(last.getParent()), "the entries");
    return () -> View.PROJFS.end(shown);
  }

  @Override
  public double measureInNewJvm(String subject) throws IOException {
    return measureInNewJvm(COUNT);
  }

  static double measureInNewJvm(int count) throws IOException {
    List<String> arguments = List.of(Integer.toString(count));
    String bytes = ChildJvm.run(HeapMeter.JVM_OPTIONS, ProjectionHeap.class, arguments);
    return Double.parseDouble(bytes.strip());
  }

  @Override
  public String key() {
    return "HEAP_PROJECTED_ENTRY";
  }

  @Override
  public String words() {
    return "entry of a projection";
  }
}
