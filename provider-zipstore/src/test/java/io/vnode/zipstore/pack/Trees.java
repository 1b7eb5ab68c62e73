package io.vnode.zipstore.pack;

import static java.nio.file.LinkOption.NOFOLLOW_LINKS;

import io.vnode.nio.VfsFileSystem;
import io.vnode.zipstore.ZipStore;
import java.io.IOException;
import java.nio.file.FileSystem;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** Trees to be packed, and what is to be seen of a tree. */
final class Trees {
  static final FileTime TIME = FileTime.fromMillis(1_600_000_001_000L);

  private Trees() {}

  /** Bytes that nothing makes smaller. */
  static byte[] noise(int size) {
    byte[] bytes = new byte[size];
    new Random(size).nextBytes(bytes);
    return bytes;
  }

  /** Bytes that packing makes much smaller. */
  static byte[] words(int size) {
    byte[] bytes = new byte[size];
    for (int i = 0; i < size; i++) {
      bytes[i] = (byte) ("some words ".charAt(i % 11) + i / 5000);
    }
    return bytes;
  }

  /** One of everything that an archive can have, in the new directory {@code top}. */
  static Path plant(Path top) throws IOException {
    Path bin = Files.createDirectories(top.resolve("apps/hello/bin"));
    permit(Files.write(bin.resolve("run"), words(100_000)), "rwxr-x--x");
    permit(Files.write(top.resolve("apps/hello/noise"), noise(70_001)), "rw-r-----");
    permit(Files.writeString(top.resolve("apps/\u00e9t\u00e9"), "1"), "rw-r--r--");
    permit(Files.createFile(top.resolve("empty")), "r--r--r--");
    permit(Files.write(top.resolve("large"), words(1_000_000)), "rw-r--r--");
    Files.createSymbolicLink(top.resolve("link"), top.getFileSystem().getPath("apps/hello/noise"));
    permit(Files.createDirectory(top.resolve("void")), "rwx------");
    for (String directory : List.of("apps/hello/bin", "apps/hello", "apps")) {
      permit(top.resolve(directory), "rwxr-xr-x");
    }
    setTimes(top);
    return top;
  }

  static void permit(Path file, String permissions) throws IOException {
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(permissions));
  }

  private static void setTimes(Path top) throws IOException {
    try (Stream<Path> files = Files.walk(top)) {
      for (Path file : (Iterable<Path>) files::iterator) {
        if (!Files.isSymbolicLink(file)) {
          Files.setLastModifiedTime(file, TIME);
        }
      }
    }
  }

  /**
   * What there is below {@code top}: by path, the kind, mode, time to the second, target or a hash
   * of the contents, and whatever else {@code more} names.
   */
  static Map<String, String> facts(Path top, String... more) throws IOException {
    Map<String, String> facts = new TreeMap<>();
    try (Stream<Path> files = Files.walk(top)) {
      for (Path file : (Iterable<Path>) files::iterator) {
        if (!file.equals(top)) {
          facts.put(top.relativize(file).toString(), fact(file, more));
        }
      }
    }
    return facts;
  }

  private static String fact(Path file, String... more) throws IOException {
    StringBuilder fact = new StringBuilder();
    fact.append(Integer.toOctalString((int) Files.getAttribute(file, "unix:mode", NOFOLLOW_LINKS)));
    for (String attribute : more) {
      fact.append(' ').append(Files.getAttribute(file, attribute, NOFOLLOW_LINKS));
    }
    BasicFileAttributes attributes =
        Files.readAttributes(file, BasicFileAttributes.class, NOFOLLOW_LINKS);
    fact.append(' ').append(attributes.lastModifiedTime().to(TimeUnit.SECONDS));
    if (attributes.isSymbolicLink()) {
      fact.append(" -> ").append(Files.readSymbolicLink(file));
    } else if (attributes.isRegularFile()) {
      fact.append(' ').append(attributes.size());
      fact.append(' ').append(Arrays.hashCode(Files.readAllBytes(file)));
    }
    return fact.toString();
  }

  /** What there is in {@code archive}, as {@link #facts} has it. */
  static Map<String, String> packed(Path archive, String... more) throws IOException {
    try (VfsFileSystem zip = ZipStore.open(archive, Map.of())) {
      return facts(zip.getPath("/"), more);
    }
  }

  /** The contents of {@code name} in {@code archive}. */
  static byte[] read(Path archive, String name) throws IOException {
    try (FileSystem zip = ZipStore.open(archive, Map.of())) {
      return Files.readAllBytes(zip.getPath("/", name));
    }
  }

  /** The names in {@code folder}. */
  static List<String> names(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.map(file -> file.getFileName().toString()).sorted().toList();
    }
  }
}
