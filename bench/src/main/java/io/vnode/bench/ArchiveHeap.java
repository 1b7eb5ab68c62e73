package io.vnode.bench;

import java.io.IOException;
import java.lang.ref.Reference;
import java.nio.file.Path;
import java.util.List;

/**
 * What an open archive weighs for each of its entries. {@code ArchiveHeap READER COUNT} prints the
 * bytes, as {@link HeapMeter} does for what file systems hold.
 */
public final class ArchiveHeap implements Measured {
  static final ArchiveHeap ENTRY = new ArchiveHeap();

  static final int COUNT = 100_000;

  private static final int REHEARSAL = 10;

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

  private static double measure(ArchiveReader reader, int count) throws IOException {
    Path file = SampleArchives.ofMany(count, false);
    rehearse(reader, SampleArchives.ofMany(REHEARSAL, false));
    long before = HeapMeter.usedAfterCollection();
    try (OpenArchive archive = reader.open(file)) {
      long after = HeapMeter.usedAfterCollection();
      Reference.reachabilityFence(archive);
      return (double) (after - before) / count;
    }
  }

  /**
   * Loads what is needed, with an archive that does not count. By a method of its own, so that
   * nothing of it is reachable afterwards.
   */
  private static void rehearse(ArchiveReader reader, Path file) throws IOException {
    try (OpenArchive archive = reader.open(file)) {
      Check.equal(REHEARSAL, archive.list(), "the number of entries");
    }
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
