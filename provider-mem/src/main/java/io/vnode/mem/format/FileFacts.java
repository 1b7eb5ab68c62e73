package io.vnode.mem.format;

import static java.nio.file.LinkOption.NOFOLLOW_LINKS;

import io.vnode.engine.Kind;
import io.vnode.nio.FilePermissions;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.FileSystem;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFileAttributes;
import java.nio.file.attribute.UserDefinedFileAttributeView;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** The files of one file system as members of an archive: as much as its views tell of them. */
final class FileFacts {
  private static final int MODE_BITS = 07777;
  private static final String USER = "user.";

  private final boolean posix;
  private final boolean unix;
  private final boolean user;

  /** For the file system of {@code tree}. */
  FileFacts(Path tree) throws IOException {
    FileSystem fileSystem = tree.getFileSystem();
    Set<String> views = fileSystem.supportedFileAttributeViews();
    this.posix = views.contains("posix");
    this.unix = views.contains("unix");
    this.user =
        Files.getFileStore(tree).supportsFileAttributeView(UserDefinedFileAttributeView.class);
  }

  /** Whether {@code file} may have further names. */
  boolean hasOtherNames(Path file) throws IOException {
    return unix && (int) unix(file, "nlink") > 1;
  }

  /** What there is to tell of {@code file}, under {@code name}. */
  Member member(String name, Path file, BasicFileAttributes basic) throws IOException {
    Kind kind = kind(file, basic);
    boolean carriesXattrs = user && (kind == Kind.REGULAR || kind == Kind.DIRECTORY);
    return new Member(
        name,
        kind,
        kind == Kind.SYMLINK ? Files.readSymbolicLink(file).toString() : null,
        kind == Kind.REGULAR ? basic.size() : 0,
        mode(file),
        owner(file),
        basic.lastModifiedTime(),
        basic.creationTime(),
        carriesXattrs ? xattrs(file) : Map.of(),
        unix && kind.isDevice() ? (long) unix(file, "rdev") : 0);
  }

  private Kind kind(Path file, BasicFileAttributes basic) throws IOException {
    if (basic.isRegularFile()) {
      return Kind.REGULAR;
    }
    if (basic.isDirectory()) {
      return Kind.DIRECTORY;
    }
    if (basic.isSymbolicLink()) {
      return Kind.SYMLINK;
    }
    Kind kind = unix ? Kind.of((int) unix(file, "mode")) : null;
    return kind == null ? Kind.SOCKET : kind;
  }

  private int mode(Path file) throws IOException {
    if (unix) {
      return (int) unix(file, "mode") & MODE_BITS;
    }
    return posix ? FilePermissions.bits(posix(file).permissions()) : -1;
  }

  private Member.Owner owner(Path file) throws IOException {
    if (!unix) {
      return null;
    }
    PosixFileAttributes attributes = posix(file);
    return new Member.Owner(
        (int) unix(file, "uid"),
        attributes.owner().getName(),
        (int) unix(file, "gid"),
        attributes.group().getName());
  }

  private static PosixFileAttributes posix(Path file) throws IOException {
    return Files.readAttributes(file, PosixFileAttributes.class, NOFOLLOW_LINKS);
  }

  private static Object unix(Path file, String attribute) throws IOException {
    return Files.getAttribute(file, "unix:" + attribute, NOFOLLOW_LINKS);
  }

  private static Map<String, byte[]> xattrs(Path file) throws IOException {
    UserDefinedFileAttributeView view =
        Files.getFileAttributeView(file, UserDefinedFileAttributeView.class, NOFOLLOW_LINKS);
    Map<String, byte[]> xattrs = new TreeMap<>();
    for (String name : view.list()) {
      ByteBuffer value = ByteBuffer.allocate(view.size(name));
      view.read(name, value);
      xattrs.put(USER + name, value.array());
    }
    return xattrs;
  }
}
