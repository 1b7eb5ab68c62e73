package io.vnode.mem;

import static io.vnode.mem.Cell.EXECUTE;
import static io.vnode.mem.Cell.READ;
import static io.vnode.mem.Cell.WRITE;
import static io.vnode.mem.Deed.deed;
import static io.vnode.mem.Posix.CHILD;
import static io.vnode.mem.Posix.DIRECTORY;
import static io.vnode.mem.Posix.EMPTY;
import static io.vnode.mem.Posix.ENTRY;
import static io.vnode.mem.Posix.LINKABLE;
import static io.vnode.mem.Posix.NEW;
import static io.vnode.mem.Posix.NO_DIRECTORY;
import static io.vnode.mem.Posix.NO_FIFO;
import static io.vnode.mem.Posix.SEARCH;
import static io.vnode.mem.Posix.STICKY;
import static io.vnode.mem.Posix.THERE;
import static io.vnode.mem.Posix.object;
import static java.nio.file.LinkOption.NOFOLLOW_LINKS;
import static java.nio.file.StandardCopyOption.ATOMIC_MOVE;
import static java.nio.file.StandardCopyOption.REPLACE_EXISTING;
import static java.nio.file.StandardOpenOption.APPEND;
import static java.nio.file.StandardOpenOption.CREATE;
import static java.nio.file.StandardOpenOption.CREATE_NEW;
import static java.nio.file.StandardOpenOption.TRUNCATE_EXISTING;

import java.io.IOException;
import java.nio.channels.AsynchronousFileChannel;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** The operations of {@code java.nio.file}, each with the rules of POSIX that it falls under. */
final class Deeds {
  private Deeds() {}

  /** All of them. */
  static List<Deed> all() {
    return Stream.of(
            opening(),
            making(),
            removing(),
            moving(),
            copying(),
            AttributeDeeds.asking(),
            AttributeDeeds.setting(),
            DirectoryDeeds.all())
        .flatMap(List::stream)
        .toList();
  }

  private static void open(Path path, OpenOption... options) throws IOException {
    Files.newByteChannel(path, options).close();
  }

  private static List<Deed> opening() {
    OpenOption read = StandardOpenOption.READ;
    OpenOption write = StandardOpenOption.WRITE;
    Posix written = object(WRITE).ifThere();
    return List.of(
        deed("open to read", s -> open(s.object(), read), SEARCH, THERE, object(READ), NO_FIFO),
        deed(
            "open to write",
            s -> open(s.object(), write),
            SEARCH,
            THERE,
            NO_DIRECTORY,
            object(WRITE),
            NO_FIFO),
        deed(
            "open to read and write",
            s -> open(s.object(), read, write),
            SEARCH,
            THERE,
            NO_DIRECTORY,
            object(READ | WRITE),
            NO_FIFO),
        deed(
            "open to append",
            s -> open(s.object(), APPEND),
            SEARCH,
            THERE,
            NO_DIRECTORY,
            object(WRITE),
            NO_FIFO),
        deed(
            "open and empty",
            s -> open(s.object(), write, TRUNCATE_EXISTING),
            SEARCH,
            THERE,
            NO_DIRECTORY,
            object(WRITE),
            NO_FIFO),
        deed(
            "open or make",
            s -> open(s.object(), write, CREATE),
            SEARCH,
            NO_DIRECTORY,
            written,
            NO_FIFO),
        deed("open what shall be new", s -> open(s.object(), write, CREATE_NEW), SEARCH, NEW),
        deed(
            "write all",
            s -> Files.write(s.object(), new byte[1]),
            SEARCH,
            NO_DIRECTORY,
            written,
            NO_FIFO),
        deed(
            "open a file channel",
            s -> FileChannel.open(s.object(), read).close(),
            SEARCH,
            THERE,
            object(READ),
            NO_FIFO),
        deed(
            "open an asynchronous channel",
            s -> AsynchronousFileChannel.open(s.object(), write).close(),
            SEARCH,
            THERE,
            NO_DIRECTORY,
            object(WRITE),
            NO_FIFO),
        deed(
            "open an input stream",
            s -> Files.newInputStream(s.object()).close(),
            SEARCH,
            THERE,
            object(READ),
            NO_FIFO),
        deed(
            "open what is in it",
            s -> open(s.child(), read),
            SEARCH,
            THERE,
            DIRECTORY,
            object(EXECUTE),
            CHILD));
  }

  private static List<Deed> making() {
    return List.of(
        deed("make a file", s -> Files.createFile(s.fresh()), ENTRY),
        deed("make and write a file", s -> Files.write(s.fresh(), new byte[1]), ENTRY),
        deed("make a directory", s -> Files.createDirectory(s.fresh()), ENTRY),
        deed("make a temporary file", s -> Files.createTempFile(s.parent(), null, null), ENTRY),
        deed("make a symbolic link", s -> Files.createSymbolicLink(s.fresh(), s.own()), ENTRY),
        deed("make a link", s -> Files.createLink(s.fresh(), s.own()), ENTRY),
        // The host may protect the files of others, see proc_sys_fs(5), protected_hardlinks.
        deed("link it", s -> Files.createLink(s.elsewhere(), s.object()), SEARCH, LINKABLE)
            .oursAlone(),
        deed(
            "make a file in it",
            s -> Files.createFile(s.object().resolve("fresh")),
            SEARCH,
            THERE,
            DIRECTORY,
            object(WRITE | EXECUTE)),
        deed(
            "make a directory in it",
            s -> Files.createDirectory(s.object().resolve("fresh")),
            SEARCH,
            THERE,
            DIRECTORY,
            object(WRITE | EXECUTE)),
        deed("make what is there", s -> Files.createDirectory(s.object()), SEARCH, NEW));
  }

  private static List<Deed> removing() {
    return List.of(
        deed("delete", s -> Files.delete(s.object()), ENTRY, STICKY, EMPTY),
        deed("delete if it exists", s -> Files.deleteIfExists(s.object()), ENTRY, STICKY, EMPTY),
        deed(
            "delete what is in it",
            s -> Files.delete(s.child()),
            SEARCH,
            THERE,
            DIRECTORY,
            object(EXECUTE),
            CHILD,
            object(WRITE)));
  }

  private static List<Deed> moving() {
    return List.of(
        deed(
            "move away",
            s -> Files.move(s.object(), s.elsewhere()),
            ENTRY,
            STICKY,
            object(WRITE).ifDirectory()),
        // Newer JDKs ask for write permission on a directory wherever it is moved.
        deed("rename", s -> Files.move(s.object(), s.fresh()), ENTRY, STICKY)
            .butNotTheHosts(object(WRITE).ifDirectory()::stops),
        deed("move in", s -> Files.move(s.own(), s.fresh()), ENTRY),
        deed("move to what is there", s -> Files.move(s.own(), s.object()), SEARCH, NEW),
        deed(
            "move over",
            s -> Files.move(s.own(), s.object(), REPLACE_EXISTING),
            ENTRY,
            STICKY,
            EMPTY),
        deed(
            "move over in one step",
            s -> Files.move(s.own(), s.object(), ATOMIC_MOVE),
            ENTRY,
            STICKY,
            NO_DIRECTORY),
        // Below a file there is nothing, to newer JDKs.
        deed(
                "move what is in it away",
                s -> Files.move(s.child(), s.elsewhere()),
                SEARCH,
                THERE,
                DIRECTORY,
                object(EXECUTE),
                CHILD,
                object(WRITE))
            .butNotTheHosts(DIRECTORY::stops));
  }

  private static List<Deed> copying() {
    Posix contents = object(READ).unlessFifo();
    // Older JDKs copy a directory without reading it.
    Predicate<Cell> unread = contents.ifDirectory()::stops;
    return List.of(
        deed("copy", s -> Files.copy(s.object(), s.elsewhere()), SEARCH, THERE, contents)
            .butNotTheHosts(unread),
        deed(
                "copy the link",
                s -> Files.copy(s.object(), s.elsewhere(), NOFOLLOW_LINKS),
                SEARCH,
                contents.ifNoLink())
            .butNotTheHosts(unread),
        deed("copy in", s -> Files.copy(s.own(), s.fresh()), ENTRY),
        deed("copy to what is there", s -> Files.copy(s.own(), s.object()), SEARCH, NEW),
        deed(
            "copy over",
            s -> Files.copy(s.own(), s.object(), REPLACE_EXISTING),
            ENTRY,
            STICKY,
            EMPTY));
  }
}
