package io.vnode.bench;

import java.io.IOException;
import java.lang.ref.Reference;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * What an open archive weighs for each of its entries. {@code ArchiveHeap READER COUNT} prints the
 * bytes, as {@link HeapMeter} does for what file systems hold.
 */
public final class ArchiveHeap implements Measured {
  static final ArchiveHeap ENTRY = new ArchiveHeap();

  static final int COUNT = 100_000;

  /** How often the archive is opened at once; the more, the less it counts what is there once. */
  private static final int OPENED = 4;

  private ArchiveHeap() {}

  public static void main(String[] args) throws IOException {
    System.out.println(measure(ArchiveReader.valueOf(args[0]), Integer.parseInt(args[1])));
  }

  /** The bytes for each entry, in a JVM that does nothing else. */
  static double measureInNewJvm(ArchiveReader reader, int count) throws IOException {
    SampleArchives.ofMany(count, false); // By who removes it.
    List<String> arguments = List.of(reader.name(), Integer.toString(count));
    String bytes = ChildJvm.run(HeapMeter.JVM_OPTIONS, ArchiveHeap.class, arguments);
    return Double.parseDouble(bytes.strip());
  }

  /**
   * What is had once, by whoever opens first, does not count: the archive is open already when
   * measuring begins, and is opened several times more.
   */
  private static double measure(ArchiveReader reader, int count) throws IOException {
    Path file = SampleArchives.ofMany(count, false);
    List<OpenArchive> open = new ArrayList<>(OPENED + 1);
    try {
      open.add(reader.open(file));
      Check.equal(count, open.get(0).list(), "the number of entries");
      open.set(0, reopened(open.get(0), reader, file));
      long before = HeapMeter.usedAfterCollection();
      for (int i = 0; i < OPENED; i++) {
        open.add(reader.open(file));
      }
      long after = HeapMeter.usedAfterCollection();
      Reference.reachabilityFence(open);
      return (double) (after - before) / OPENED / count;
    } finally {
      for (OpenArchive archive : open) {
        archive.close();
      }
    }
  }

  /** An archive of which nothing was asked yet, in the place of {@code used}. */
  private static OpenArchive reopened(OpenArchive used, ArchiveReader reader, Path file)
      throws IOException {
    used.close();
    return reader.open(file);
  }

  @Override
  public String key() {
    return "HEAP_ARCHIVE_ENTRY";
  }

  @Override
  public String words() {
    return "entry of an open archive";
  }
}
