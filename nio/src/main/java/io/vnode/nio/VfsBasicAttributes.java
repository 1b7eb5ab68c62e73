package io.vnode.nio;

import io.vnode.engine.Kind;
import io.vnode.engine.Stat;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.util.concurrent.TimeUnit;

/**
 * What every file system knows of a file at one moment, as {@code java.nio.file} shows it.
 *
 * <p>The engine fills in the numbers, and this is the only object that a {@code readAttributes}
 * makes: times and the key are made when somebody asks for them.
 */
public class VfsBasicAttributes extends Stat implements BasicFileAttributes {

  /** Attributes to be filled. */
  public VfsBasicAttributes() {}

  @Override
  public Detail detail() {
    return Detail.BASIC;
  }

  /** The moment {@code time}, in the sense of {@link io.vnode.engine.Time}. */
  static FileTime fileTime(long time) {
    return FileTime.from(time, TimeUnit.NANOSECONDS);
  }

  @Override
  public final FileTime lastModifiedTime() {
    return fileTime(modified());
  }

  @Override
  public final FileTime lastAccessTime() {
    return fileTime(accessed());
  }

  @Override
  public final FileTime creationTime() {
    return fileTime(born());
  }

  @Override
  public final boolean isRegularFile() {
    return kind() == Kind.REGULAR;
  }

  @Override
  public final boolean isDirectory() {
    return kind() == Kind.DIRECTORY;
  }

  @Override
  public final boolean isSymbolicLink() {
    return kind() == Kind.SYMLINK;
  }

  /** Whether this is a fifo, a socket or a device. */
  @Override
  public final boolean isOther() {
    return switch (kind()) {
      case REGULAR, DIRECTORY, SYMLINK -> false;
      case FIFO, SOCKET, CHARACTER_DEVICE, BLOCK_DEVICE -> true;
    };
  }

  /** The same for every name of a file, and for no other file that exists. */
  @Override
  public final Object fileKey() {
    return new FileKey(device(), inode());
  }
}
