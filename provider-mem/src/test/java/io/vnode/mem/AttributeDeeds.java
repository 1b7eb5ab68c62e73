package io.vnode.mem;

import static io.vnode.mem.Cell.EXECUTE;
import static io.vnode.mem.Cell.READ;
import static io.vnode.mem.Cell.WRITE;
import static io.vnode.mem.Deed.deed;
import static io.vnode.mem.Deed.question;
import static io.vnode.mem.Posix.DIRECTORY;
import static io.vnode.mem.Posix.LINK;
import static io.vnode.mem.Posix.OWNER;
import static io.vnode.mem.Posix.ROOT;
import static io.vnode.mem.Posix.SEARCH;
import static io.vnode.mem.Posix.THERE;
import static io.vnode.mem.Posix.object;
import static java.nio.file.LinkOption.NOFOLLOW_LINKS;
import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.AccessMode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFileAttributes;
import java.nio.file.attribute.PosixFilePermissions;
import java.nio.file.attribute.UserDefinedFileAttributeView;
import java.nio.file.attribute.UserPrincipal;
import java.nio.file.attribute.UserPrincipalLookupService;
import java.util.List;

/** Questions about files, and changes of what they answer. */
final class AttributeDeeds {
  private static final FileTime TIME = FileTime.fromMillis(1_000_000_000_000L);

  private AttributeDeeds() {}

  private static void check(Path path, AccessMode... modes) throws IOException {
    path.getFileSystem().provider().checkAccess(path, modes);
  }

  static List<Deed> asking() {
    return List.of(
        deed("read attributes", s -> Files.readAttributes(s.object(), "unix:*"), SEARCH, THERE),
        deed(
            "read the link's attributes",
            s -> Files.readAttributes(s.object(), BasicFileAttributes.class, NOFOLLOW_LINKS),
            SEARCH),
        deed(
            "read permissions",
            s -> Files.readAttributes(s.object(), PosixFileAttributes.class),
            SEARCH,
            THERE),
        deed("read a link", s -> Files.readSymbolicLink(s.object()), SEARCH, LINK),
        deed("find the real path", s -> requireNonNull(s.object().toRealPath()), SEARCH, THERE),
        deed("compare", s -> Files.isSameFile(s.object(), s.own()), SEARCH, THERE),
        deed("find the store", s -> Files.getFileStore(s.object()).type(), SEARCH, THERE),
        deed("check that it is there", s -> check(s.object()), SEARCH, THERE),
        // A file system of the host may be mounted noexec.
        deed(
                "check that it may be read and executed",
                s -> check(s.object(), AccessMode.READ, AccessMode.EXECUTE),
                SEARCH,
                THERE,
                object(READ | EXECUTE))
            .oursAlone(),
        deed(
            "check that it may be written",
            s -> check(s.object(), AccessMode.WRITE),
            SEARCH,
            THERE,
            object(WRITE)),
        question("is it readable", s -> Files.isReadable(s.object()), SEARCH, THERE, object(READ)),
        question("is it writable", s -> Files.isWritable(s.object()), SEARCH, THERE, object(WRITE)),
        question(
                "is it executable",
                s -> Files.isExecutable(s.object()),
                SEARCH,
                THERE,
                object(EXECUTE))
            .oursAlone(),
        question("does it exist", s -> Files.exists(s.object()), SEARCH, THERE),
        question("is it a directory", s -> Files.isDirectory(s.object()), SEARCH, THERE, DIRECTORY),
        question("is it a link", s -> Files.isSymbolicLink(s.object()), SEARCH, LINK),
        deed(
            "read user attributes",
            s -> Files.getFileAttributeView(s.object(), UserDefinedFileAttributeView.class).list(),
            SEARCH,
            THERE,
            object(READ)));
  }

  static List<Deed> setting() {
    return List.of(
        deed(
            "set permissions",
            s ->
                Files.setPosixFilePermissions(
                    s.object(), PosixFilePermissions.fromString("rwxr-x---")),
            SEARCH,
            THERE,
            OWNER),
        deed(
            "set the mode",
            s -> Files.setAttribute(s.object(), "unix:mode", 0700),
            SEARCH,
            THERE,
            OWNER),
        deed("give to root", s -> Files.setOwner(s.object(), root(s)), SEARCH, THERE, ROOT),
        deed(
            "give to the owner",
            s -> Files.setOwner(s.object(), Files.getOwner(s.object())),
            SEARCH,
            THERE,
            OWNER),
        deed("give to root's group", AttributeDeeds::giveToRootsGroup, SEARCH, THERE, ROOT),
        // The JDK opens the file to set its times, up to release 22, and its user attributes.
        deed("set a time", s -> Files.setLastModifiedTime(s.object(), TIME), SEARCH, THERE, OWNER)
            .oursAlone(),
        deed(
                "write a user attribute",
                s ->
                    Files.getFileAttributeView(s.object(), UserDefinedFileAttributeView.class)
                        .write("key", ByteBuffer.allocate(1)),
                SEARCH,
                THERE,
                cell ->
                    cell.shape() == Shape.FIFO ? Ending.NOT_PERMITTED : object(WRITE).judge(cell))
            .oursAlone());
  }

  private static UserPrincipal root(Stage stage) throws IOException {
    UserPrincipalLookupService users = stage.base().getFileSystem().getUserPrincipalLookupService();
    return users.lookupPrincipalByName("root");
  }

  private static void giveToRootsGroup(Stage stage) throws IOException {
    UserPrincipalLookupService users = stage.base().getFileSystem().getUserPrincipalLookupService();
    Files.getFileAttributeView(stage.object(), PosixFileAttributeView.class)
        .setGroup(users.lookupPrincipalByGroupName("root"));
  }
}
