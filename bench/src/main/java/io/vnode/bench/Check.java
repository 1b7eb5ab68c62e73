package io.vnode.bench;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;

/** What a benchmark asserts of its work: a wrong result ends the run, however fast it was. */
final class Check {
  private Check() {}

  static void that(boolean condition, String claim) {
    if (!condition) {
      throw new IllegalStateException("wrong result: not so: " + claim);
    }
  }

  static void equal(long expected, long actual, String what) {
    if (expected != actual) {
      throw new IllegalStateException(
          "wrong result: " + what + " is " + actual + ", not " + expected);
    }
  }

  static void holds(Path file, byte[] expected) throws IOException {
    that(Arrays.equals(expected, Files.readAllBytes(file)), file + " holds what was written");
  }

  static void entries(long expected, Path directory) throws IOException {
    equal(expected, count(directory), "the number of entries of " + directory);
  }

  static int count(Path directory) throws IOException {
    int count = 0;
    try (DirectoryStream<Path> stream = Files.newDirectoryStream(directory)) {
      for (Path entry : stream) {
        that(entry.getNameCount() > 0, "an entry has a name");
        count++;
      }
    }
    return count;
  }
}
