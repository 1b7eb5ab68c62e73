package io.vnode.bench;

import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Many files of the host, a thousand in each directory, and the definition that projects them. */
final class ManySources {
  private static final int EACH = 1000;

  private final Path folder;
  private final int count;

  /** Makes {@code count} empty files. */
  ManySources(int count) throws IOException {
    this.folder = Subject.HOST.directory();
    this.count = count;
    for (int i = 0; i < count; i++) {
      Path file = files().resolve(name(i));
      if (i % EACH == 0) {
        Files.createDirectories(file.getParent());
      }
      Files.createFile(file);
    }
    try (BufferedWriter text = Files.newBufferedWriter(definition())) {
      for (int i = 0; i < count; i++) {
        text.write("f(/" + name(i) + "|files/" + name(i) + "|r);\n");
      }
    }
  }

  /** Where file {@code i} is in the tree, and so is its entry. */
  static String name(int i) {
    return "directory" + i / EACH + "/file" + i;
  }

  /** The directory that they are in. */
  Path files() {
    return folder.resolve("files");
  }

  /** A text that declares an entry for each. */
  Path definition() {
    return folder.resolve("many.pdl");
  }

  /** Makes the same tree of symbolic links at {@code top}. */
  void link(Path top) throws IOException {
    for (int i = 0; i < count; i++) {
      Path link = top.resolve(name(i));
      if (i % EACH == 0) {
        Files.createDirectories(link.getParent());
      }
      Files.createSymbolicLink(link, files().resolve(name(i)));
    }
  }

  void remove() throws IOException {
    Subject.HOST.dispose(folder);
  }
}
