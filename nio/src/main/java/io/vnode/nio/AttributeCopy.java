package io.vnode.nio;

import static java.nio.file.LinkOption.NOFOLLOW_LINKS;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.FileSystem;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributeView;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFileAttributes;
import java.nio.file.attribute.UserDefinedFileAttributeView;
import java.nio.file.attribute.UserPrincipalLookupService;
import java.nio.file.attribute.UserPrincipalNotFoundException;

/**
 * The attributes of a file given to its copy, as far as the file systems of both know them and
 * whoever acts may set them: what {@code cp -a} does, between any two providers.
 *
 * <p>Owners go by name. Who may not give files away keeps the copy, and then it gets no set-id
 * bits.
 */
final class AttributeCopy {
  private static final int SET_ID = 06000;
  private static final int CHANGEABLE = 07777;

  private final boolean posix;
  private final boolean unix;
  private final boolean countsLinks;
  private final boolean user;

  /** Between the file systems of {@code from} and {@code to}, which exist. */
  AttributeCopy(Path from, Path to) throws IOException {
    this.posix = has(from.getFileSystem(), "posix") && has(to.getFileSystem(), "posix");
    this.countsLinks = has(from.getFileSystem(), "unix");
    this.unix = posix && countsLinks && has(to.getFileSystem(), "unix");
    this.user = storesUserAttributes(from) && storesUserAttributes(to);
  }

  private static boolean has(FileSystem fileSystem, String view) {
    return fileSystem.supportedFileAttributeViews().contains(view);
  }

  private static boolean storesUserAttributes(Path path) throws IOException {
    return Files.getFileStore(path).supportsFileAttributeView(UserDefinedFileAttributeView.class);
  }

  /** Whether the source tells how many names a file has. */
  boolean countsLinks() {
    return countsLinks;
  }

  /** Gives {@code to} what {@code from} has, and the times of {@code attributes}. */
  void run(Path from, Path to, BasicFileAttributes attributes) throws IOException {
    boolean link = attributes.isSymbolicLink();
    if (user && !link && !attributes.isOther()) {
      copyUserAttributes(from, to);
    }
    if (posix) {
      copyOwnerAndMode(from, to, link);
    }
    try {
      Files.getFileAttributeView(to, BasicFileAttributeView.class, NOFOLLOW_LINKS)
          .setTimes(
              attributes.lastModifiedTime(),
              attributes.lastAccessTime(),
              attributes.creationTime());
    } catch (FileSystemException e) {
      if (!link) { // Older JDKs cannot set the times of a link.
        throw e;
      }
    }
  }

  private static void copyUserAttributes(Path from, Path to) throws IOException {
    UserDefinedFileAttributeView source = userView(from);
    UserDefinedFileAttributeView target = userView(to);
    for (String name : source.list()) {
      ByteBuffer value = ByteBuffer.allocate(source.size(name));
      source.read(name, value);
      target.write(name, value.flip());
    }
  }

  private static UserDefinedFileAttributeView userView(Path path) {
    return Files.getFileAttributeView(path, UserDefinedFileAttributeView.class, NOFOLLOW_LINKS);
  }

  private void copyOwnerAndMode(Path from, Path to, boolean link) throws IOException {
    PosixFileAttributes attributes =
        Files.readAttributes(from, PosixFileAttributes.class, NOFOLLOW_LINKS);
    PosixFileAttributeView target =
        Files.getFileAttributeView(to, PosixFileAttributeView.class, NOFOLLOW_LINKS);
    boolean given = give(attributes, target, to.getFileSystem());
    if (link) {
      return;
    }
    if (unix) {
      int mode = (int) Files.getAttribute(from, "unix:mode", NOFOLLOW_LINKS) & CHANGEABLE;
      Files.setAttribute(to, "unix:mode", given ? mode : mode & ~SET_ID);
    } else {
      target.setPermissions(attributes.permissions());
    }
  }

  /** Gives the copy to the owner and group of the source. @return whether that could be done */
  private static boolean give(
      PosixFileAttributes attributes, PosixFileAttributeView target, FileSystem fileSystem)
      throws IOException {
    UserPrincipalLookupService names = fileSystem.getUserPrincipalLookupService();
    try {
      target.setGroup(names.lookupPrincipalByGroupName(attributes.group().getName()));
      target.setOwner(names.lookupPrincipalByName(attributes.owner().getName()));
      return true;
    } catch (UserPrincipalNotFoundException | FileSystemException e) {
      return false;
    }
  }
}
