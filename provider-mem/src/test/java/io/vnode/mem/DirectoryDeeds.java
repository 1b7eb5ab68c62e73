package io.vnode.mem;

import static io.vnode.mem.Cell.READ;
import static io.vnode.mem.Deed.deed;
import static io.vnode.mem.Posix.DIRECTORY;
import static io.vnode.mem.Posix.EMPTY;
import static io.vnode.mem.Posix.ENTRY;
import static io.vnode.mem.Posix.NO_DIRECTORY;
import static io.vnode.mem.Posix.NO_FIFO;
import static io.vnode.mem.Posix.OWNER;
import static io.vnode.mem.Posix.SEARCH;
import static io.vnode.mem.Posix.STICKY;
import static io.vnode.mem.Posix.THERE;
import static io.vnode.mem.Posix.object;
import static io.vnode.mem.Posix.parent;
import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SecureDirectoryStream;
import java.nio.file.StandardWatchEventKinds;
import java.nio.file.WatchService;
import java.nio.file.attribute.BasicFileAttributeView;
import java.nio.file.attribute.PosixFileAttributeView;
import java.util.List;
import java.util.Set;

/** What is done with a directory that is open. */
final class DirectoryDeeds {
  private DirectoryDeeds() {}

  /** What is done to the object through an open parent, which reading it has opened. */
  private interface Inside {
    void run(SecureDirectoryStream<Path> parent, Path name) throws IOException;
  }

  private static Deed.Body inside(Inside deed) {
    return stage -> {
      try (DirectoryStream<Path> parent = Files.newDirectoryStream(stage.parent())) {
        deed.run((SecureDirectoryStream<Path>) parent, stage.object().getFileName());
      }
    };
  }

  private static void list(Path directory) throws IOException {
    try (DirectoryStream<Path> stream = Files.newDirectoryStream(directory)) {
      requireNonNull(stream);
    }
  }

  private static void watch(Path directory) throws IOException {
    try (WatchService service = directory.getFileSystem().newWatchService()) {
      directory.register(service, StandardWatchEventKinds.ENTRY_CREATE);
    }
  }

  static List<Deed> all() {
    Posix list = parent(READ);
    return List.of(
        deed("list the parent", s -> list(s.parent()), list),
        // The JDK opens it to read before it looks whether it is a directory.
        deed("list", s -> list(s.object()), SEARCH, THERE, DIRECTORY, object(READ))
            .butNotTheHosts(DIRECTORY::stops),
        deed("watch the parent", s -> watch(s.parent()), list),
        deed("watch", s -> watch(s.object()), SEARCH, THERE, DIRECTORY, object(READ)),
        deed(
            "open inside",
            inside((parent, name) -> parent.newByteChannel(name, Set.of()).close()),
            list,
            SEARCH,
            THERE,
            object(READ),
            NO_FIFO),
        deed(
                "list inside",
                inside((parent, name) -> {
                  try (DirectoryStream<Path> stream = parent.newDirectoryStream(name)) {
                    requireNonNull(stream);
                  }
                }),
                list,
                SEARCH,
                THERE,
                DIRECTORY,
                object(READ))
            .butNotTheHosts(DIRECTORY::stops),
        deed(
            "delete a file inside",
            inside(SecureDirectoryStream::deleteFile),
            list,
            ENTRY,
            STICKY,
            NO_DIRECTORY),
        deed(
            "delete a directory inside",
            inside(SecureDirectoryStream::deleteDirectory),
            list,
            ENTRY,
            STICKY,
            DIRECTORY,
            EMPTY),
        deed(
            "read attributes inside",
            inside((parent, name) ->
                parent.getFileAttributeView(name, BasicFileAttributeView.class).readAttributes()),
            list,
            SEARCH,
            THERE),
        // The JDK opens it to read before it sets anything.
        deed(
                "set permissions inside",
                inside((parent, name) ->
                    parent
                        .getFileAttributeView(name, PosixFileAttributeView.class)
                        .setPermissions(Set.of())),
                list,
                SEARCH,
                THERE,
                OWNER)
            .oursAlone());
  }
}
