package io.vnode.tck;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;

/**
 * A list of the checks that fail on one file system, as text: an id a line; what stands behind
 * {@code #} is for people.
 */
public final class KnownFailures {
  private KnownFailures() {}

  /** The ids in {@code file}. @throws IllegalArgumentException when one stands there twice */
  public static Set<String> read(Path file) throws IOException {
    try (BufferedReader reader = Files.newBufferedReader(file)) {
      return read(reader);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(file + ": " + e.getMessage(), e);
    }
  }

  /** The ids of a list. @throws IllegalArgumentException when one stands there twice */
  public static Set<String> read(BufferedReader list) {
    Set<String> ids = new TreeSet<>();
    list.lines()
        .map(line -> line.replaceFirst("#.*", "").strip())
        .filter(id -> !id.isEmpty())
        .forEach(id -> {
          if (!ids.add(id)) {
            throw new IllegalArgumentException("the check " + id + " is listed twice");
          }
        });
    return ids;
  }

  /** The ids of what failed in {@code run}, known or not, sorted. */
  public static Set<String> of(TckRun run) {
    Set<String> ids = new TreeSet<>();
    for (Outcome outcome : run.outcomes()) {
      if (outcome.status() == Outcome.Status.FAILED || outcome.status() == Outcome.Status.KNOWN) {
        ids.add(outcome.check().id());
      }
    }
    return ids;
  }
}
