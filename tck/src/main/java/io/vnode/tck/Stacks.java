package io.vnode.tck;

import java.util.Arrays;
import java.util.stream.Collectors;

/** Where threads are, as text for a report. */
public final class Stacks {
  /** What a thread waits for stands at the top; who called is of less interest. */
  private static final int FRAMES_MAX = 25;

  private Stacks() {}

  /** The name of {@code thread}, and below it the calls it is in. */
  public static String words(Thread thread) {
    return thread.getName()
        + "\n    "
        + Arrays.stream(thread.getStackTrace())
            .limit(FRAMES_MAX)
            .map(String::valueOf)
            .collect(Collectors.joining("\n    "));
  }
}
