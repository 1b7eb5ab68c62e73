package io.vnode.bench;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/**
 * What an open archive weighs for each of its entries. {@code ArchiveHeap READER COUNT} prints the
 * bytes, as {@link HeapMeter} does for what file systems hold.
 */
public final class ArchiveHeap implements HeapMeasured {
  static final ArchiveHeap ENTRY = new ArchiveHeap();

  static final int COUNT = 100_000;

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
    try (OpenArchive archive = reader.open(file)) {
      Check.equal(count, archive.list(), "the number of entries");
    }
    return HeapMeter.ofEach(count, () -> reader.open(file));
  }

  @Override
  public double measureInNewJvm(String subject) throws IOException {
    return measureInNewJvm(ArchiveReader.of(subject), COUNT);
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
