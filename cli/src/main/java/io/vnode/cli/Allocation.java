package io.vnode.cli;

import static java.nio.file.LinkOption.NOFOLLOW_LINKS;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Map;

/**
 * How much room a file takes up and under how many names it goes: the bytes allocated, or the size
 * where its file system does not tell; the number of names, or else one.
 */
record Allocation(long bytes, long links) {

  static Allocation of(Path path, BasicFileAttributes attributes) throws IOException {
    RichestView view = RichestView.of(path);
    if (!view.tellsLinks()) {
      return new Allocation(attributes.size(), 1);
    }
    String asked = view.tellsBlocks() ? "unix:nlink,blocks" : "unix:nlink";
    Map<String, Object> values = Files.readAttributes(path, asked, NOFOLLOW_LINKS);
    long links = ((Number) values.get("nlink")).longValue();
    return values.get("blocks") instanceof Number blocks
        ? new Allocation(blocks.longValue() * Status.BLOCK_SIZE, links)
        : new Allocation(attributes.size(), links);
  }
}
