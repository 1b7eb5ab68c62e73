package io.vnode.nio;

import io.vnode.engine.Kind;
import io.vnode.engine.Stat;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFileAttributes;
import java.nio.file.attribute.PosixFilePermission;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/**
 * The attributes of one file at one moment, as {@code java.nio.file} shows them.
 *
 * <p>The engine fills in the numbers, and this is the only object that a {@code readAttributes}
 * makes: times, principals, permissions and the key are made when somebody asks for them.
 */
public class VfsFileAttributes extends Stat implements PosixFileAttributes {
  private final VfsPrincipals principals;

  /** Attributes to be filled; {@code principals} know what owners are called. */
  protected VfsFileAttributes(VfsPrincipals principals) {
    this.principals = principals;
  }

  /** The moment {@code time}, in the sense of {@link io.vnode.engine.Time}. */
  private static FileTime fileTime(long time) {
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

  /** When contents, attributes or names last changed ({@code st_ctime}); nobody can set it. */
  public final FileTime changeTime() {
    return fileTime(changed());
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

  @Override
  public final VfsUserPrincipal owner() {
    return principals.user(uid());
  }

  @Override
  public final VfsGroupPrincipal group() {
    return principals.group(gid());
  }

  @Override
  public final Set<PosixFilePermission> permissions() {
    return FilePermissions.of(mode());
  }
}
