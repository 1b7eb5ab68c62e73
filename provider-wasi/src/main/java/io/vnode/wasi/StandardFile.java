package io.vnode.wasi;

import com.google.common.io.Closer;
import io.vnode.engine.Directory;
import io.vnode.engine.Errno;
import io.vnode.engine.OpenFile;
import io.vnode.engine.VfsException;
import io.vnode.nio.NioErrors;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;

/** A file as a standard stream, as a shell redirects one: with attributes and a place in it. */
final class StandardFile extends FileDescriptor {
  private static final int MODE = 0666;
  private static final long READING = Rights.FILE & ~Rights.WRITING;
  private static final long APPENDING = Rights.FILE & ~Rights.FD_READ;

  private final Preopen directory;

  private StandardFile(Preopen directory, OpenFile file, long rights, int flags) {
    super(directory, file, rights, 0, flags);
    this.directory = directory;
  }

  /** {@code file}, to be read; of a fifo or device, which has no place, the stream. */
  static Descriptor toRead(Path file, boolean isTerminal) throws IOException {
    return isOther(file)
        ? StreamDescriptor.owning(Files.newInputStream(file), isTerminal)
        : open(file, OpenFile.READ, READING, 0);
  }

  /**
   * {@code file}, which is made or emptied; what is written is appended, whoever else writes. Of a
   * fifo or device, the stream.
   */
  static Descriptor toWrite(Path file, boolean isTerminal) throws IOException {
    if (isOther(file)) {
      return StreamDescriptor.owning(
          Files.newOutputStream(file, StandardOpenOption.WRITE), isTerminal);
    }
    int how = OpenFile.WRITE | OpenFile.CREATE | OpenFile.TRUNCATE | OpenFile.APPEND;
    return open(file, how, APPENDING, Flags.APPEND);
  }

  private static boolean isOther(Path file) throws IOException {
    return Files.exists(file) && Files.readAttributes(file, BasicFileAttributes.class).isOther();
  }

  private static StandardFile open(Path file, int how, long rights, int flags) throws IOException {
    try {
      Path path = Files.exists(file) ? file.toRealPath() : file.toAbsolutePath();
      if (path.getNameCount() == 0) {
        throw VfsException.of(Errno.EISDIR);
      }
      return open(
          path, Preopen.open("", path.getParent(), WasiAccess.READ_WRITE), how, rights, flags);
    } catch (IOException e) {
      throw NioErrors.of(e, file);
    }
  }

  private static StandardFile open(Path path, Preopen in, int how, long rights, int flags)
      throws IOException {
    String[] names = {path.getFileName().toString()};
    try {
      Directory at = (Directory) in.top().inode();
      OpenFile file = in.namespace().open(in.who(), at, names, 0, how, MODE & ~in.umask());
      return new StandardFile(in, requireNoDirectory(file), rights, flags);
    } catch (IOException | RuntimeException e) {
      in.close();
      throw e;
    }
  }

  private static OpenFile requireNoDirectory(OpenFile file) throws IOException {
    if (file.inode() instanceof Directory) {
      file.close();
      throw VfsException.of(Errno.EISDIR);
    }
    return file;
  }

  @Override
  public void close() throws IOException {
    try (Closer closer = Closer.create()) {
      closer.register(directory);
      closer.register(super::close);
    }
  }
}
