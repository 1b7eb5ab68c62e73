package io.vnode.zipstore.pack;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.vnode.engine.Kind;
import io.vnode.engine.Mode;
import io.vnode.nio.NameText;
import io.vnode.zipstore.format.EntryHead;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The bytes that the entry of a file has: those of the file, the text of a link, or none. */
final class SourceFile {
  private final Path path;
  private final Kind kind;
  private final byte[] text;

  private SourceFile(Path path, Kind kind, byte[] text) {
    this.path = path;
    this.kind = kind;
    this.text = text;
  }

  /** Those of the file {@code path}, of which the archive says {@code head}. */
  static SourceFile of(EntryHead head, Path path) throws IOException {
    Kind kind = Kind.of(head.mode() & Mode.TYPE);
    return new SourceFile(path, kind, kind == Kind.SYMLINK ? target(path) : new byte[0]);
  }

  /** Where a link leads, as Unix writes it. */
  private static byte[] target(Path link) throws IOException {
    Path target = Files.readSymbolicLink(link);
    for (Path name : target) {
      if (!NameText.isWhole(name)) {
        throw new FileSystemException(link.toString(), null, "its target is no text");
      }
    }
    return target.toString().replace(link.getFileSystem().getSeparator(), "/").getBytes(UTF_8);
  }

  Path path() {
    return path;
  }

  /** Whether it is a file, and not a link or directory. */
  boolean isRegular() {
    return kind == Kind.REGULAR;
  }

  /** How many there are expected to be. */
  long size() throws IOException {
    return isRegular() ? Files.size(path) : text.length;
  }

  InputStream open() throws IOException {
    return isRegular() ? Files.newInputStream(path) : new ByteArrayInputStream(text);
  }
}
