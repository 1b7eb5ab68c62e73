package io.vnode.mem.format;

import static java.nio.file.LinkOption.NOFOLLOW_LINKS;

import io.vnode.engine.Kind;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.FileSystem;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributeView;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.UserDefinedFileAttributeView;
import java.nio.file.attribute.UserPrincipalLookupService;
import java.util.Map;

/**
 * The attributes of members of an archive given to the files that were made of them, in a file
 * system of ours.
 *
 * <p>Owners go by name where the file system knows it and else by number. Who may not give files
 * away keeps them, and then they get no set-id bits.
 */
final class MemberAttributes {
  private static final int SET_ID = 06000;

  private final UserPrincipalLookupService names;

  MemberAttributes(FileSystem fileSystem) {
    this.names = fileSystem.getUserPrincipalLookupService();
  }

  /** Gives {@code path} what {@code member} tells. */
  void apply(Member member, Path path) throws IOException {
    setXattrs(member, path);
    boolean given = give(member.owner(), path);
    if (member.mode() >= 0 && member.kind() != Kind.SYMLINK) {
      int mode = given ? member.mode() : member.mode() & ~SET_ID;
      Files.setAttribute(path, "unix:mode", mode, NOFOLLOW_LINKS);
    }
    Files.getFileAttributeView(path, BasicFileAttributeView.class, NOFOLLOW_LINKS)
        .setTimes(member.modified(), null, member.born());
  }

  /** Sets the attributes of the namespace {@code user}, which alone everybody may set. */
  private static void setXattrs(Member member, Path path) throws IOException {
    UserDefinedFileAttributeView view =
        Files.getFileAttributeView(path, UserDefinedFileAttributeView.class, NOFOLLOW_LINKS);
    for (Map.Entry<String, byte[]> xattr : member.xattrs().entrySet()) {
      if (xattr.getKey().startsWith(TreeBuilder.USER)) {
        String name = xattr.getKey().substring(TreeBuilder.USER.length());
        view.write(name, ByteBuffer.wrap(xattr.getValue()));
      }
    }
  }

  /** Gives {@code path} to {@code owner}. @return whether that could be done */
  private boolean give(Member.Owner owner, Path path) throws IOException {
    if (owner == null) {
      return false;
    }
    PosixFileAttributeView view =
        Files.getFileAttributeView(path, PosixFileAttributeView.class, NOFOLLOW_LINKS);
    try {
      view.setGroup(names.lookupPrincipalByGroupName(known(owner.group(), owner.gid(), true)));
      view.setOwner(names.lookupPrincipalByName(known(owner.user(), owner.uid(), false)));
      return true;
    } catch (FileSystemException e) {
      return false;
    }
  }

  /** {@code name}, or {@code id} as a name where that is not known. */
  private String known(String name, long id, boolean group) {
    try {
      if (name != null && !name.isEmpty()) {
        return group
            ? names.lookupPrincipalByGroupName(name).getName()
            : names.lookupPrincipalByName(name).getName();
      }
    } catch (IOException e) {
      // Another file system's name: the number says what it can.
    }
    return Long.toString(id);
  }

  /** Makes a fifo or device. */
  void makeSpecial(Member member, Path path) throws IOException {
    int mode = member.kind().bits() | Math.max(0, member.mode());
    Files.createFile(path, attribute("unix:mode", mode), attribute("unix:rdev", member.rdev()));
  }

  private static FileAttribute<Object> attribute(String name, Object value) {
    return new FileAttribute<>() {
      @Override
      public String name() {
        return name;
      }

      @Override
      public Object value() {
        return value;
      }
    };
  }
}
