package io.vnode.nio;

import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFileAttributes;
import java.nio.file.attribute.PosixFilePermission;
import java.util.Set;

/** All attributes of one file at one moment, as {@code java.nio.file} shows them. */
public class VfsFileAttributes extends VfsBasicAttributes implements PosixFileAttributes {
  private final VfsPrincipals principals;

  /** Attributes to be filled; {@code principals} know what owners are called. */
  protected VfsFileAttributes(VfsPrincipals principals) {
    this.principals = principals;
  }

  @Override
  public final Detail detail() {
    return Detail.ALL;
  }

  /** When contents, attributes or names last changed ({@code st_ctime}); nobody can set it. */
  public final FileTime changeTime() {
    return fileTime(changed());
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
