package io.vnode.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;

/**
 * A tree of files of one size, named and arranged as those of archives, and with the same bytes in
 * every run.
 */
record SampleTree(int files, int size) {
  private static final int STEP = 997;

  /** The bytes that all files are cut from. */
  private static final class Content {
    static final byte[] BYTES = SampleContent.make();
  }

  long contents() {
    return (long) files * size;
  }

  private static byte[] bytesOf(int i, int size) {
    int from = (int) ((long) i * STEP % (SampleContent.SIZE - size));
    return Arrays.copyOfRange(Content.BYTES, from, from + size);
  }

  /** Makes all of it in {@code root}, and sees that the last file is there. */
  void writeInto(Path root) throws IOException {
    for (int i = 0; i < files; i++) {
      Path file = root.resolve(SampleArchives.name(i));
      if (i % SampleArchives.EACH == 0) {
        Files.createDirectories(file.getParent());
      }
      Files.write(file, bytesOf(i, size));
    }
    Check.holds(root.resolve(SampleArchives.name(files - 1)), bytesOf(files - 1, size));
  }

  /** Requires that {@code root} has the last file, and so is a tree that was written to its end. */
  void check(Path root) throws IOException {
    Path last = root.resolve(SampleArchives.name(files - 1));
    Check.equal(size, Files.size(last), "the size of the last file");
  }
}
