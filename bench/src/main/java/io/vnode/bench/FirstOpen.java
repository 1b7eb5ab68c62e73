package io.vnode.bench;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.List;

/** {@code FirstOpen READER ARCHIVE NAME} reads a file and prints its size: the JVM's first work. */
public final class FirstOpen {
  private static final List<String> JVM_OPTIONS = List.of("-XX:+UseSerialGC", "-Xshare:auto");

  private FirstOpen() {}

  public static void main(String[] args) throws IOException {
    try (OpenArchive archive = ArchiveReader.valueOf(args[0]).open(Path.of(args[1]));
        InputStream in = archive.stream(args[2])) {
      System.out.println(in.readAllBytes().length);
    }
  }

  static String runInNewJvm(ArchiveReader reader, Path archive, String name) throws IOException {
    List<String> arguments = List.of(reader.name(), archive.toString(), name);
    return ChildJvm.run(JVM_OPTIONS, FirstOpen.class, arguments).strip();
  }
}
