package io.vnode.wasi;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import io.vnode.engine.Errno;
import io.vnode.engine.Limits;
import io.vnode.engine.VfsException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.util.ArrayList;
import java.util.List;

/** Reads paths out of a guest's memory: the only code that splits them. */
final class PathReader {
  private final GuestView memory;
  private final GuestLimits limits;
  private final byte[] bytes = new byte[Limits.PATH_MAX];
  private final List<String> names = new ArrayList<>();

  PathReader(GuestView memory, GuestLimits limits) {
    this.memory = memory;
    this.limits = limits;
  }

  /**
   * The path of {@code length} bytes at {@code pointer}, to be walked from {@code at}.
   *
   * @throws VfsException EFAULT; ENAMETOOLONG; EINVAL for a NUL; EILSEQ for what is no UTF-8;
   *     ENOENT for nothing; ENOTCAPABLE for an absolute one
   */
  GuestPath read(DirectoryDescriptor at, int pointer, int length) throws VfsException {
    boolean isAscii = load(pointer, length);
    if (length == 0) {
      throw VfsException.of(Errno.ENOENT);
    }
    if (bytes[0] == '/') {
      throw VfsException.of(Errno.ENOTCAPABLE);
    }
    split(length, isAscii);
    requireShallow(at);
    return new GuestPath(names.toArray(String[]::new), bytes[length - 1] == '/');
  }

  /**
   * The text of {@code length} bytes at {@code pointer}, kept as it is.
   *
   * @throws VfsException those of {@link #read}, but for an absolute one and for nothing
   */
  String text(int pointer, int length) throws VfsException {
    return decode(0, length, load(pointer, length));
  }

  /** Fills {@link #bytes}. @return whether each of them is a character */
  private boolean load(int pointer, int length) throws VfsException {
    int at = memory.range(pointer, length);
    if (length >= Limits.PATH_MAX) {
      throw VfsException.of(Errno.ENAMETOOLONG);
    }
    memory.get(at, bytes, length);
    byte all = 0;
    for (int i = 0; i < length; i++) {
      if (bytes[i] == 0) {
        throw VfsException.of(Errno.EINVAL);
      }
      all |= bytes[i];
    }
    return all >= 0;
  }

  private void split(int length, boolean isAscii) throws VfsException {
    names.clear();
    int start = 0;
    for (int end = 0; end <= length; end++) {
      if (end == length || bytes[end] == '/') {
        if (end > start) {
          names.add(name(start, end - start, isAscii));
        }
        start = end + 1;
      }
    }
  }

  private String name(int start, int length, boolean isAscii) throws VfsException {
    if (length > limits.nameLength()) {
      throw VfsException.of(Errno.ENAMETOOLONG);
    }
    return decode(start, length, isAscii);
  }

  private String decode(int start, int length, boolean isAscii) throws VfsException {
    if (isAscii) {
      return new String(bytes, start, length, ISO_8859_1);
    }
    try {
      return UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes, start, length)).toString();
    } catch (CharacterCodingException e) {
      throw VfsException.of(Errno.EILSEQ);
    }
  }

  /** Requires that no name lies deeper than the guest may go, links being what they seem. */
  private void requireShallow(DirectoryDescriptor at) throws VfsException {
    int depth = at.depth();
    for (String name : names) {
      if (name.equals("..")) {
        depth--;
      } else if (!name.equals(".") && ++depth > limits.depth()) {
        throw VfsException.of(Errno.ENAMETOOLONG);
      }
    }
  }
}
