package io.vnode.cli;

import static java.nio.file.LinkOption.NOFOLLOW_LINKS;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributeView;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.UserPrincipalLookupService;

/**
 * Gives a copy what {@code cp -p} keeps: owner and group, permissions, times of access and
 * modification, as far as both file systems have them.
 */
final class Preservation {
  private static final int SET_ID_BITS = 06000;
  private static final int NAMED_BITS = 0777;

  private Preservation() {}

  static void apply(Status source, Path copy) throws IOException {
    boolean isLink = source.kind() == FileKind.SYMLINK;
    LinkOption[] options = isLink ? new LinkOption[] {NOFOLLOW_LINKS} : new LinkOption[0];
    boolean owned = own(source, copy, options);
    if (!isLink && source.permissions() != null && Permissions.areKept(copy)) {
      // POSIX cp: without its owner a file loses the right to act as him.
      int bits = owned ? source.permissions() : source.permissions() & ~SET_ID_BITS;
      boolean keepsAll = copy.getFileSystem().supportedFileAttributeViews().contains("unix");
      Permissions.set(copy, keepsAll ? bits : bits & NAMED_BITS);
    }
    Files.getFileAttributeView(copy, BasicFileAttributeView.class, options)
        .setTimes(source.modified(), source.time("lastAccessTime"), null);
  }

  /** Whether owner and group could be given; only root may, and only to those known there. */
  private static boolean own(Status source, Path copy, LinkOption... options) {
    PosixFileAttributeView view =
        Files.getFileAttributeView(copy, PosixFileAttributeView.class, options);
    if (view == null || source.owner() == null || source.group() == null) {
      return false;
    }
    try {
      UserPrincipalLookupService names = copy.getFileSystem().getUserPrincipalLookupService();
      view.setGroup(names.lookupPrincipalByGroupName(source.group()));
      view.setOwner(names.lookupPrincipalByName(source.owner()));
      return true;
    } catch (IOException | UnsupportedOperationException e) {
      return false;
    }
  }
}
