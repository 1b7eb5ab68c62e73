package io.vnode.mem.format;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;

/** An archive that is being written. Closing it ends the archive. */
interface MemberWriter extends Closeable {
  /**
   * Writes a member with the contents of {@code file}, where it has any.
   *
   * @throws java.nio.file.FileSystemException for a kind of file that the format does not have
   */
  void write(Member member, Path file) throws IOException;

  /** Whether a member can be another name of an earlier one. */
  boolean hasHardLinks();
}
