package io.vnode.nio;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.vnode.engine.Inode;
import io.vnode.engine.SymlinkNode;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystemLoopException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Every set of open options, on everything that can be opened, through every method that opens,
 * here and on the host: the JDK's own provider says what is right.
 */
class OpenOptionsOracleTest {
  private static final OpenOption[] OPTIONS = {
    StandardOpenOption.READ,
    StandardOpenOption.WRITE,
    StandardOpenOption.APPEND,
    StandardOpenOption.TRUNCATE_EXISTING,
    StandardOpenOption.CREATE,
    StandardOpenOption.CREATE_NEW,
    StandardOpenOption.DELETE_ON_CLOSE,
    StandardOpenOption.SPARSE,
    StandardOpenOption.SYNC,
    StandardOpenOption.DSYNC,
    LinkOption.NOFOLLOW_LINKS
  };

  private static final byte[] CONTENT = "content".getBytes(StandardCharsets.UTF_8);

  private enum Target {
    MISSING,
    FILE,
    DIRECTORY,
    LINK,
    DANGLING_LINK
  }

  private enum Way {
    CHANNEL,
    OUTPUT,
    INPUT
  }

  /** An opening that succeeded, and what using it came to. */
  private record Probe(Closeable opened, String result) {}

  @TempDir Path temporary;

  /** {@link StandardOpenOption}, {@link Files#newByteChannel} and the two streams of Files. */
  @Test
  void everySetOfOptionsDoesWhatItDoesOnTheHost() throws IOException {
    try (VfsFileSystem fileSystem = TreeFileSystem.unlimited()) {
      Bench ours = new Bench(fileSystem.getPath("/"));
      Bench host = new Bench(temporary);
      List<String> differences = new ArrayList<>();
      for (Target target : Target.values()) {
        for (int set = 0; set < 1 << OPTIONS.length; set++) {
          OpenOption[] options = options(set);
          for (Way way : Way.values()) {
            String here = ours.run(target, way, options);
            String there = host.run(target, way, options);
            if (!here.equals(there) && !isSafer(target, options, here)) {
              differences.add(
                  target + " " + way + " " + List.of(options) + ":\n  " + here + "\n  " + there);
            }
          }
        }
      }
      assertEquals(List.of(), differences.subList(0, Math.min(20, differences.size())));
    }
  }

  /**
   * Where nothing is written CREATE_NEW is to be ignored; the host then ignores NOFOLLOW_LINKS and
   * the like of it in DELETE_ON_CLOSE as well, and follows the link. Here no link is followed.
   */
  private static boolean isSafer(Target target, OpenOption[] options, String here) {
    List<OpenOption> all = List.of(options);
    return (target == Target.LINK || target == Target.DANGLING_LINK)
        && all.contains(StandardOpenOption.CREATE_NEW)
        && !all.contains(StandardOpenOption.WRITE)
        && !all.contains(StandardOpenOption.APPEND)
        && (all.contains(LinkOption.NOFOLLOW_LINKS)
            || all.contains(StandardOpenOption.DELETE_ON_CLOSE))
        && here.startsWith("IOException");
  }

  private static OpenOption[] options(int set) {
    List<OpenOption> options = new ArrayList<>();
    for (int i = 0; i < OPTIONS.length; i++) {
      if ((set & 1 << i) != 0) {
        options.add(OPTIONS[i]);
      }
    }
    return options.toArray(OpenOption[]::new);
  }

  /** A place where targets are opened; it is made anew only when an opening changed it. */
  private static final class Bench {
    private final Path file;
    private final Path other;
    private Target prepared;
    private String fresh;

    Bench(Path directory) {
      file = directory.resolve("f");
      other = directory.resolve("o");
    }

    String run(Target target, Way way, OpenOption[] options) throws IOException {
      if (prepared != target) {
        Files.deleteIfExists(file);
        Files.deleteIfExists(other);
        prepare(target, file, other);
        prepared = target;
        fresh = state();
      }
      String outcome = outcome(way, file, options);
      String after = state();
      if (!after.equals(fresh)) {
        prepared = null;
      }
      return outcome + after;
    }

    private String state() throws IOException {
      return " f=" + describe(file) + " o=" + describe(other);
    }
  }

  private static String outcome(Way way, Path file, OpenOption[] options) {
    try {
      Probe probe = open(way, file, options);
      probe.opened.close();
      return probe.result;
    } catch (FileSystemLoopException e) {
      return IOException.class.getSimpleName(); // The host has no class for it.
    } catch (IOException | RuntimeException e) {
      return e.getClass().getSimpleName();
    }
  }

  private static void prepare(Target target, Path file, Path other) throws IOException {
    switch (target) {
      case MISSING -> {}
      case FILE -> Files.write(file, CONTENT);
      case DIRECTORY -> Files.createDirectory(file);
      case LINK -> {
        Files.write(other, CONTENT);
        Files.createSymbolicLink(file, other.getFileName());
      }
      case DANGLING_LINK -> Files.createSymbolicLink(file, other.getFileName());
    }
  }

  private static Probe open(Way way, Path file, OpenOption[] options) throws IOException {
    switch (way) {
      case CHANNEL -> {
        SeekableByteChannel channel =
            file.getFileSystem().provider().newByteChannel(file, new HashSet<>(List.of(options)));
        String size = describe(file).equals("directory") ? "" : " size " + use(channel::size);
        String position = " position " + use(channel::position);
        String read = " read " + use(() -> channel.read(ByteBuffer.allocate(3)));
        String write = " write " + use(() -> isSlow(options) ? 0 : channel.write(bytes("xy")));
        return new Probe(channel, size + position + read + write);
      }
      case OUTPUT -> {
        OutputStream stream = Files.newOutputStream(file, options);
        return new Probe(
            stream,
            "write "
                + use(() -> {
                  if (!isSlow(options)) {
                    stream.write('x');
                  }
                  return "";
                }));
      }
      case INPUT -> {
        InputStream stream = Files.newInputStream(file, options);
        return new Probe(stream, "read " + use(stream::read));
      }
    }
    throw new AssertionError(way);
  }

  /** Whether a write waits for the disk of the host, thousands of times in this test. */
  private static boolean isSlow(OpenOption[] options) {
    List<OpenOption> all = List.of(options);
    return all.contains(StandardOpenOption.SYNC) || all.contains(StandardOpenOption.DSYNC);
  }

  private static ByteBuffer bytes(String text) {
    return ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8));
  }

  private static String use(Callable<?> operation) {
    return String.valueOf(ChannelOutcome.of(operation));
  }

  private static String describe(Path path) throws IOException {
    if (path instanceof VfsPath) {
      Inode inode = TreeFileSystem.inode(path);
      if (inode == null) {
        return "nothing";
      }
      return inode instanceof SymlinkNode ? "link" : content(path, inode.kind().name());
    }
    if (!Files.exists(path, LinkOption.NOFOLLOW_LINKS)) {
      return "nothing";
    }
    return Files.isSymbolicLink(path)
        ? "link"
        : content(path, Files.isDirectory(path) ? "DIRECTORY" : "REGULAR");
  }

  private static String content(Path path, String kind) throws IOException {
    return kind.equals("REGULAR") ? "'" + Files.readString(path) + "'" : "directory";
  }
}
