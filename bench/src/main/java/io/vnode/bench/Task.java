package io.vnode.bench;

import java.util.ArrayList;
import java.util.List;

/** A work done by a number of threads at once. */
record Task(Work work, int threads) implements Measured {
  /**
   * The work as the fewest threads do it that it is measured with: one, unless it is about more.
   */
  static Task of(Work work) {
    return new Task(work, work.threadCounts().get(0));
  }

  static List<Task> all() {
    List<Task> all = new ArrayList<>();
    for (Work work : Work.values()) {
      work.threadCounts().forEach(threads -> all.add(new Task(work, threads)));
    }
    return all;
  }

  @Override
  public String key() {
    return work.name() + (isMultiplied() ? "_BY_" + threads : "");
  }

  @Override
  public String words() {
    return work.words + (isMultiplied() ? ", " + threads + " threads" : "");
  }

  private boolean isMultiplied() {
    return threads != work.threadCounts().get(0);
  }
}
