package io.vnode.nio;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.AsynchronousCloseException;
import java.nio.channels.AsynchronousFileChannel;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.CompletionHandler;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Every set of open options, and on what it opens every operation with good and bad arguments, open
 * and closed, here and on the host: the JDK's own channel says what is right.
 */
class AsynchronousFileChannelOracleTest {
  private static final OpenOption[] OPTIONS = {
    StandardOpenOption.READ,
    StandardOpenOption.WRITE,
    StandardOpenOption.APPEND,
    StandardOpenOption.TRUNCATE_EXISTING,
    StandardOpenOption.CREATE,
    StandardOpenOption.CREATE_NEW,
    StandardOpenOption.DELETE_ON_CLOSE,
    LinkOption.NOFOLLOW_LINKS
  };

  private static final String CONTENT = "content";

  /** What can be done with a channel, by name. */
  private static final Map<String, Operation> OPERATIONS = operations();

  @FunctionalInterface
  private interface Operation {
    Object on(AsynchronousFileChannel channel) throws Exception;
  }

  private enum Target {
    MISSING,
    FILE,
    LINK
  }

  @TempDir Path temporary;

  private static Map<String, Operation> operations() {
    Map<String, Operation> all = new LinkedHashMap<>();
    for (int length : new int[] {0, 3, 100}) {
      for (long at : new long[] {-1, 0, 5, 7, 1000}) {
        String where = " " + length + " at " + at;
        all.put("read" + where, channel -> read(channel, length, at));
        all.put("write" + where, channel -> get(channel.write(source(length), at)));
        all.put("read, handled," + where, channel -> readHandled(channel, length, at));
        all.put(
            "write, handled," + where,
            channel -> {
              Outcomes<Integer> outcome = new Outcomes<>();
              channel.write(source(length), at, null, outcome);
              return get(outcome.future);
            });
      }
    }
    for (boolean shared : new boolean[] {true, false}) {
      for (long at : new long[] {-1, 0, 5}) {
        // Not zero: the size of the lock that this gives has changed between releases of the JDK.
        for (long size : new long[] {-1, 3, Long.MAX_VALUE}) {
          String where = " " + at + " " + size + " " + shared;
          all.put("tryLock" + where, channel -> release(channel.tryLock(at, size, shared)));
          all.put("lock" + where, channel -> release(get(channel.lock(at, size, shared))));
        }
      }
    }
    all.put("read into read-only", channel -> get(channel.read(source(1).asReadOnlyBuffer(), 0)));
    all.put("read into null", channel -> get(channel.read(null, 0)));
    all.put(
        "null handlers",
        channel ->
            List.of(
                Outcome.of(() -> nothing(() -> channel.read(source(1), 0, null, null))),
                Outcome.of(() -> nothing(() -> channel.write(source(1), 0, null, null))),
                Outcome.of(() -> nothing(() -> channel.lock(null, null)))));
    all.put("size", AsynchronousFileChannel::size);
    for (long size : new long[] {-1, 5000, 3, 0}) {
      all.put("truncate " + size, channel -> truncate(channel, size));
    }
    all.put("force", channel -> nothing(() -> channel.force(true)));
    all.put("size at the end", AsynchronousFileChannel::size);
    return all;
  }

  /** The host says of a channel that was closed before that it was closed meanwhile. */
  private static boolean truncate(AsynchronousFileChannel channel, long size) throws IOException {
    try {
      return channel.truncate(size) == channel;
    } catch (AsynchronousCloseException e) {
      throw new ClosedChannelException();
    }
  }

  private interface Action {
    void run() throws IOException;
  }

  private static String nothing(Action action) throws IOException {
    action.run();
    return "";
  }

  private static List<Object> read(AsynchronousFileChannel channel, int length, long at)
      throws Exception {
    ByteBuffer buffer = ByteBuffer.allocate(length);
    return List.of(get(channel.read(buffer, at)), Arrays.hashCode(buffer.array()));
  }

  private static List<Object> readHandled(AsynchronousFileChannel channel, int length, long at)
      throws Exception {
    ByteBuffer buffer = ByteBuffer.allocate(length);
    Outcomes<Integer> outcome = new Outcomes<>();
    channel.read(buffer, at, null, outcome);
    return List.of(get(outcome.future), Arrays.hashCode(buffer.array()));
  }

  private static ByteBuffer source(int length) {
    byte[] bytes = new byte[length];
    Arrays.fill(bytes, (byte) length);
    return ByteBuffer.wrap(bytes);
  }

  private static Object release(Object outcome) throws IOException {
    if (!(outcome instanceof FileLock lock)) {
      return outcome;
    }
    List<Object> seen = List.of(lock.position(), lock.size(), lock.isShared(), lock.isValid());
    lock.release();
    return seen;
  }

  /** A handler as a future. */
  private static final class Outcomes<V> implements CompletionHandler<V, Object> {
    final CompletableFuture<V> future = new CompletableFuture<>();

    @Override
    public void completed(V result, Object attachment) {
      future.complete(result);
    }

    @Override
    public void failed(Throwable failure, Object attachment) {
      future.completeExceptionally(failure);
    }
  }

  /** The value of {@code future}; what it failed with says that it came from there. */
  private static Object get(Future<?> future) throws Exception {
    try {
      return future.get(20, TimeUnit.SECONDS);
    } catch (ExecutionException e) {
      return "failed with " + ChannelOutcome.of(() -> rethrow(e.getCause()));
    }
  }

  private static Object rethrow(Throwable failure) throws Exception {
    if (failure instanceof Exception e) {
      throw e;
    }
    throw new AssertionError(failure);
  }

  /** {@link AsynchronousFileChannel}: options, arguments, results and exceptions. */
  @Test
  void everyOperationOnWhateverWasOpenedGoesAsOnTheHost() throws IOException {
    List<String> differences = new ArrayList<>();
    try (VfsFileSystem fileSystem = TreeFileSystem.unlimited()) {
      for (Target target : Target.values()) {
        for (int set = 0; set < 1 << OPTIONS.length; set++) {
          Set<OpenOption> options = options(set);
          if (target == Target.LINK && OpenOptionsOracleTest.followsUnasked(options)) {
            continue;
          }
          List<String> here = run(fileSystem.getPath("/"), target, options);
          List<String> there = run(temporary, target, options);
          for (int i = 0; i < Math.max(here.size(), there.size()); i++) {
            if (here.size() != there.size() || !here.get(i).equals(there.get(i))) {
              differences.add(
                  target + " " + options + ":\n  " + here.get(i) + "\n  " + there.get(i));
              break;
            }
          }
        }
      }
    }
    assertEquals(List.of(), differences);
  }

  private static Set<OpenOption> options(int set) {
    Set<OpenOption> options = new HashSet<>();
    for (int i = 0; i < OPTIONS.length; i++) {
      if ((set & 1 << i) != 0) {
        options.add(OPTIONS[i]);
      }
    }
    return options;
  }

  private static List<String> run(Path directory, Target target, Set<OpenOption> options)
      throws IOException {
    Path file = directory.resolve("file");
    Path path = target == Target.LINK ? directory.resolve("link") : file;
    if (target != Target.MISSING) {
      Files.writeString(file, CONTENT);
    }
    if (target == Target.LINK) {
      Files.createSymbolicLink(path, file.getFileName());
    }
    List<String> results = new ArrayList<>();
    results.add("open: " + ChannelOutcome.of(() -> use(path, options, results)));
    results.add("left: " + ChannelOutcome.of(() -> Arrays.hashCode(Files.readAllBytes(path))));
    Files.deleteIfExists(directory.resolve("link"));
    Files.deleteIfExists(file);
    return results;
  }

  private static String use(Path path, Set<OpenOption> options, List<String> results)
      throws IOException {
    AsynchronousFileChannel channel = AsynchronousFileChannel.open(path, options, null);
    OPERATIONS.forEach((name, operation) -> results.add(tell(name, () -> operation.on(channel))));
    channel.close();
    OPERATIONS.forEach(
        (name, operation) -> results.add(tell("closed: " + name, () -> operation.on(channel))));
    return "opened";
  }

  private static String tell(String name, Callable<?> operation) {
    return name + ": " + ChannelOutcome.of(operation);
  }
}
