package io.vnode.cli;

import io.vnode.nio.NameText;
import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Path;

/**
 * A file and the text that names it to the user: what was written on the command line, lengthened
 * by the names below it. What a command prints of it can be given to the next command.
 */
record Location(String text, Path path, boolean isUri) {

  /** An entry of this directory, as its listing gave it. */
  Location entry(Path entry) {
    String name = isUri ? Names.inUri(entry) : Names.of(entry);
    return new Location(text.endsWith("/") ? text + name : text + "/" + name, entry, isUri);
  }

  /** What would be the entry {@code name} of this directory. */
  Location entry(String name) {
    return entry(path.resolve(name));
  }

  /**
   * The entry of this directory that has the same name as {@code source}, a file of any file
   * system; this directory itself for one whose last name is none of its own.
   */
  Location namesake(Path source) throws IOException {
    Path name = source.getFileName();
    if (name == null || name.toString().equals(".") || name.toString().equals("..")) {
      return this;
    }
    if (source.getFileSystem() == path.getFileSystem()) {
      return entry(path.resolve(name));
    }
    if (!NameText.isWhole(source)) {
      throw new FileSystemException(text, null, "Name is not UTF-8");
    }
    return entry(name.toString());
  }
}
