package io.vnode.cli;

import static java.nio.file.LinkOption.NOFOLLOW_LINKS;

import java.io.IOException;
import java.nio.file.FileSystem;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Map;

/** How much room files take up, and under how many names, as far as their file systems tell. */
final class Allocation {
  /** The bytes allocated, or else the size; the number of names, or else one. */
  record Use(long allocated, long links) {}

  private static final String LINKS = "unix:nlink";
  private static final String LINKS_AND_BLOCKS = "unix:nlink,blocks";

  /** Which attributes the file system asked last has; null for none. */
  private String known;

  private FileSystem knownOf;

  Use of(Path path, BasicFileAttributes attributes) throws IOException {
    if (path.getFileSystem() != knownOf) {
      known = knownOf(path);
      knownOf = path.getFileSystem();
    }
    if (known == null) {
      return new Use(attributes.size(), 1);
    }
    Map<String, Object> values = Files.readAttributes(path, known, NOFOLLOW_LINKS);
    long links = ((Number) values.get("nlink")).longValue();
    return values.get("blocks") instanceof Number blocks
        ? new Use(blocks.longValue() * Status.BLOCK_SIZE, links)
        : new Use(attributes.size(), links);
  }

  private static String knownOf(Path path) throws IOException {
    if (!path.getFileSystem().supportedFileAttributeViews().contains("unix")) {
      return null;
    }
    boolean hasBlocks =
        Files.readAttributes(path, "unix:*", NOFOLLOW_LINKS).get("blocks") instanceof Number;
    return hasBlocks ? LINKS_AND_BLOCKS : LINKS;
  }
}
