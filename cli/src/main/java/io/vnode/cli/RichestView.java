package io.vnode.cli;

import static java.nio.file.LinkOption.NOFOLLOW_LINKS;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.spi.FileSystemProvider;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The attribute view that tells most of a file: {@code unix}, or {@code posix}, or {@code basic}.
 */
record RichestView(String name, boolean tellsBlocks) {
  private static final String UNIX = "unix";
  private static final List<String> NAMES = List.of(UNIX, "posix", "basic");

  /**
   * Which providers have the attribute {@code unix:blocks}. The JDK's has none, {@code unix:*} is
   * the same set for all that have the view, and so there is no way but to ask for it once.
   */
  private static final Map<FileSystemProvider, Boolean> TELLS_BLOCKS = new ConcurrentHashMap<>();

  static RichestView of(Path path) throws IOException {
    Set<String> supported = path.getFileSystem().supportedFileAttributeViews();
    String name = NAMES.stream().filter(supported::contains).findFirst().orElseThrow();
    return new RichestView(name, name.equals(UNIX) && tellsBlocks(path));
  }

  private static boolean tellsBlocks(Path path) throws IOException {
    FileSystemProvider provider = path.getFileSystem().provider();
    Boolean known = TELLS_BLOCKS.get(provider);
    if (known == null) {
      known = asks(path);
      TELLS_BLOCKS.put(provider, known);
    }
    return known;
  }

  private static boolean asks(Path path) throws IOException {
    try {
      return Files.getAttribute(path, "unix:blocks", NOFOLLOW_LINKS) instanceof Number;
    } catch (IllegalArgumentException | UnsupportedOperationException e) {
      return false;
    }
  }

  boolean tellsLinks() {
    return name.equals(UNIX);
  }

  /** What asks for everything. */
  String all() {
    return name + (tellsBlocks ? ":*,blocks" : ":*");
  }
}
