package io.vnode.nio;

import static java.nio.file.StandardWatchEventKinds.ENTRY_CREATE;
import static java.nio.file.StandardWatchEventKinds.ENTRY_DELETE;
import static java.nio.file.StandardWatchEventKinds.ENTRY_MODIFY;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.WatchEvent;
import java.nio.file.WatchKey;
import java.nio.file.WatchService;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The JDK's own watch service on Linux, which stands on {@code inotify(7)}, is the oracle. */
class WatchOracleTest {
  /** The file whose making says that all before it was told. */
  private static final String MARK = "mark";

  @TempDir Path host;

  /** An operation in the directory that has d and e, which are watched, and o, which is not. */
  private interface Step {
    void run(Path in) throws IOException;
  }

  private static List<Step> script() {
    return List.of(
        in -> Files.createFile(in.resolve("d/f")),
        in -> Files.write(in.resolve("d/f"), new byte[0], StandardOpenOption.WRITE),
        in -> Files.write(in.resolve("d/f"), new byte[3]),
        in -> Files.write(in.resolve("d/n"), new byte[3]),
        in -> Files.readAllBytes(in.resolve("d/f")),
        in -> truncate(in.resolve("d/f"), 1),
        in -> Files.setLastModifiedTime(in.resolve("d/f"), FileTime.fromMillis(5)),
        in -> chmod(in.resolve("d/f"), "rw-rw-rw-"),
        in -> chmod(in.resolve("d/f"), "rw-rw-rw-"),
        in -> Files.setOwner(in.resolve("d/f"), Files.getOwner(in.resolve("d/f"))),
        in -> Files.createLink(in.resolve("d/l"), in.resolve("d/f")),
        in -> Files.createLink(in.resolve("e/l"), in.resolve("d/f")),
        in -> append(in.resolve("e/l")),
        in -> chmod(in.resolve("e/l"), "rw-------"),
        in -> Files.delete(in.resolve("d/l")),
        in -> Files.delete(in.resolve("e/l")),
        in -> Files.createSymbolicLink(in.resolve("d/s"), in.getFileSystem().getPath("f")),
        in -> chmod(in.resolve("d/s"), "rw-r-----"),
        in -> append(in.resolve("d/s")),
        in -> Files.createSymbolicLink(in.resolve("o/s"), in.getFileSystem().getPath("../d/f")),
        in -> append(in.resolve("o/s")),
        in -> Files.move(in.resolve("d/f"), in.resolve("d/g")),
        in -> Files.move(in.resolve("d/g"), in.resolve("e/g")),
        in -> Files.move(in.resolve("e/g"), in.resolve("o/g")),
        in -> Files.move(in.resolve("o/g"), in.resolve("d/g")),
        in -> replace(in.resolve("d/g"), in.resolve("d/n")),
        in -> Files.write(in.resolve("e/n"), new byte[1]),
        in -> replace(in.resolve("e/n"), in.resolve("d/n")),
        in -> Files.createLink(in.resolve("d/h"), in.resolve("d/n")),
        in -> replace(in.resolve("d/h"), in.resolve("d/n")),
        in -> Files.createDirectory(in.resolve("d/sub")),
        in -> Files.createFile(in.resolve("d/sub/x")),
        in -> chmod(in.resolve("d/sub"), "rwxrwxrwx"),
        in -> chmod(in.resolve("d/sub/."), "rwxr-xr-x"),
        in -> chmod(in.resolve("d"), "rwxrwxrwx"),
        in -> chmod(in.resolve("d/sub/.."), "rwxr-xr-x"),
        in -> Files.delete(in.resolve("d/sub/x")),
        in -> Files.move(in.resolve("d/sub"), in.resolve("e/sub")),
        in -> Files.createDirectory(in.resolve("e/other")),
        in -> replace(in.resolve("e/other"), in.resolve("e/sub")),
        in -> Files.delete(in.resolve("e/sub")),
        in -> Files.copy(in.resolve("d/n"), in.resolve("e/copy")),
        in -> Files.delete(Files.createFile(in.resolve("e/short"))));
  }

  private static void append(Path file) throws IOException {
    Files.write(file, new byte[1], StandardOpenOption.APPEND);
  }

  private static void chmod(Path file, String permissions) throws IOException {
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(permissions));
  }

  private static void replace(Path from, Path to) throws IOException {
    Files.move(from, to, StandardCopyOption.ATOMIC_MOVE);
  }

  private static void truncate(Path file, long size) throws IOException {
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
      channel.truncate(size);
      channel.write(ByteBuffer.allocate(0));
    }
  }

  /** WatchService: each operation makes the same kinds of events for the same names. */
  @Test
  void everyOperationIsToldAsOnTheHost() throws Exception {
    try (VfsFileSystem fileSystem = TreeFileSystem.unlimited()) {
      List<Set<String>> expected = play(host);
      List<Set<String>> actual = play(fileSystem.getPath("/"));
      assertEquals(expected, actual);
    }
  }

  /** What was told of each step. */
  private static List<Set<String>> play(Path in) throws Exception {
    List<Set<String>> told = new ArrayList<>();
    try (WatchService service = in.getFileSystem().newWatchService()) {
      Map<WatchKey, String> watched = new HashMap<>();
      for (String name : List.of("d", "e")) {
        Path directory = Files.createDirectory(in.resolve(name));
        watched.put(directory.register(service, ENTRY_CREATE, ENTRY_DELETE, ENTRY_MODIFY), name);
      }
      Files.createDirectory(in.resolve("o"));
      for (Step step : script()) {
        step.run(in);
        Files.delete(Files.createFile(in.resolve("e").resolve(MARK)));
        told.add(told(service, watched));
      }
    }
    return told;
  }

  /** What is told until the mark has gone; inotify keeps the order of all watches. */
  private static Set<String> told(WatchService service, Map<WatchKey, String> watched)
      throws InterruptedException {
    Set<String> told = new TreeSet<>();
    boolean marked = false;
    WatchKey key = null;
    while (!marked || key != null) {
      key = marked ? service.poll() : service.poll(10, TimeUnit.SECONDS);
      if (key == null && !marked) {
        throw new AssertionError("the mark was not told; only " + told);
      }
      for (WatchEvent<?> event : key == null ? List.<WatchEvent<?>>of() : key.pollEvents()) {
        if (event.context().toString().equals(MARK)) {
          marked |= event.kind() == ENTRY_DELETE;
        } else {
          told.add(event.kind() + " " + watched.get(key) + "/" + event.context());
        }
      }
      if (key != null) {
        key.reset();
      }
    }
    return told;
  }
}
