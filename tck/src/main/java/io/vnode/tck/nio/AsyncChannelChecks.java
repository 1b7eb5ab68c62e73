package io.vnode.tck.nio;

import static io.vnode.tck.Capability.ASYNC;
import static java.nio.file.StandardOpenOption.READ;
import static java.nio.file.StandardOpenOption.WRITE;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.vnode.tck.Area;
import io.vnode.tck.Case;
import io.vnode.tck.Cites;
import io.vnode.tck.Errno;
import io.vnode.tck.Needs;
import io.vnode.tck.Playground;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.AsynchronousFileChannel;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.NonReadableChannelException;
import java.nio.channels.NonWritableChannelException;
import java.nio.file.OpenOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** Files read and written by others while one goes on: results, futures, handlers. */
@Area(value = "nio.async", source = "java.nio.channels.AsynchronousFileChannel")
@Needs(ASYNC)
final class AsyncChannelChecks {
  private static final String CONTENT = "0123456789";

  static AsynchronousFileChannel open(Playground p, OpenOption... options) throws IOException {
    return p.get("open f", () -> AsynchronousFileChannel.open(p.path("f"), options));
  }

  private static AsynchronousFileChannel file(Playground p) throws IOException {
    p.write("f", CONTENT);
    return open(p, READ, WRITE);
  }

  static <T> T result(Future<T> future) throws Exception {
    return future.get(10, TimeUnit.SECONDS);
  }

  // ---------------------------------------------------------------- futures

  /** Place and most bytes of a read; what it gives, null at the end. */
  private record Read(long at, int most, String given) {}

  @Cites("#read(ByteBuffer,long)")
  Stream<Case> aFutureTellsWhatWasRead() {
    return Stream.of(
            new Read(0, 4, "0123"),
            new Read(8, 4, "89"),
            new Read(10, 4, null),
            new Read(1L << 40, 4, null),
            new Read(3, 0, ""))
        .map(read ->
            Case.of(
                read.most + " bytes at " + read.at,
                p -> {
                  try (AsynchronousFileChannel channel = file(p)) {
                    ByteBuffer buffer = ByteBuffer.allocate(read.most);
                    Future<Integer> future = channel.read(buffer, read.at);
                    assertEquals(read.given == null ? -1 : read.given.length(), result(future));
                    assertEquals(read.given == null ? "" : read.given, Bytes.given(buffer));
                    assertTrue(future.isDone());
                    assertFalse(future.isCancelled());
                    assertFalse(future.cancel(true));
                  }
                }));
  }

  /** Place of a write, and the content after it. */
  private record Write(long at, String text, String content) {}

  @Cites("#write(ByteBuffer,long)")
  Stream<Case> aFutureTellsWhatWasWritten() {
    return Stream.of(
            new Write(0, "ab", "ab23456789"),
            new Write(9, "ab", "012345678ab"),
            new Write(12, "ab", "0123456789\0\0ab"),
            new Write(5, "", CONTENT),
            new Write(15, "", CONTENT))
        .map(write ->
            Case.of(
                "'" + write.text + "' at " + write.at,
                p -> {
                  try (AsynchronousFileChannel channel = file(p)) {
                    ByteBuffer buffer = Bytes.of(write.text);
                    assertEquals(write.text.length(), result(channel.write(buffer, write.at)));
                    assertFalse(buffer.hasRemaining());
                    assertEquals(write.content.length(), channel.size());
                  }
                  assertEquals(write.content, p.read("f"));
                }));
  }

  @Cites("#read(ByteBuffer,long)")
  void manyOperationsAreUnderWayAtOnce(Playground p) throws Exception {
    p.write("f", "");
    try (AsynchronousFileChannel channel = open(p, READ, WRITE)) {
      List<Future<Integer>> writes = new ArrayList<>();
      for (int i = 0; i < 100; i++) {
        writes.add(channel.write(Bytes.of(String.format("%04d", i)), i * 4L));
      }
      for (Future<Integer> write : writes) {
        assertEquals(4, result(write));
      }
      List<ByteBuffer> buffers = new ArrayList<>();
      List<Future<Integer>> reads = new ArrayList<>();
      for (int i = 0; i < 100; i++) {
        buffers.add(ByteBuffer.allocate(4));
        reads.add(channel.read(buffers.get(i), i * 4L));
      }
      for (int i = 0; i < 100; i++) {
        assertEquals(4, result(reads.get(i)));
        assertEquals(String.format("%04d", i), Bytes.given(buffers.get(i)));
      }
    }
  }

  // ---------------------------------------------------------------- handlers

  @Cites("#read(ByteBuffer,long,A,CompletionHandler)")
  void aHandlerIsGivenTheResultAndItsAttachment(Playground p) throws Exception {
    try (AsynchronousFileChannel channel = file(p)) {
      Handler<Integer> read = new Handler<>();
      ByteBuffer buffer = ByteBuffer.allocate(3);
      Object attachment = new Object();
      channel.read(buffer, 4, attachment, read);
      assertEquals(3, read.result());
      assertSame(attachment, read.attachment());
      assertEquals("456", Bytes.given(buffer));
      Handler<Integer> written = new Handler<>();
      channel.write(Bytes.of("xy"), 0, null, written);
      assertEquals(2, written.result());
      assertNull(written.attachment());
    }
    p.shows("f=xy23456789");
  }

  @Cites("java.nio.channels.CompletionHandler#completed")
  void aHandlerIsCalledOnce(Playground p) throws Exception {
    try (AsynchronousFileChannel channel = file(p)) {
      Handler<Integer> handler = new Handler<>();
      channel.read(ByteBuffer.allocate(1), 0, null, handler);
      assertEquals(1, handler.result());
      assertEquals(1, result(channel.read(ByteBuffer.allocate(1), 1)));
      assertEquals(1, handler.calls());
    }
  }

  @Cites("#open(Path,Set,ExecutorService,FileAttribute[])")
  void handlersRunInTheExecutorThatWasGiven(Playground p) throws Exception {
    p.write("f", CONTENT);
    ExecutorService executor = Executors.newSingleThreadExecutor(work -> new Thread(work, "mine"));
    try (AsynchronousFileChannel channel =
        AsynchronousFileChannel.open(p.path("f"), Set.of(READ), executor)) {
      Handler<Integer> handler = new Handler<>();
      channel.read(ByteBuffer.allocate(1), 0, null, handler);
      assertEquals(1, handler.result());
      assertEquals("mine", handler.thread().getName());
    } finally {
      executor.shutdown();
      assertTrue(executor.awaitTermination(10, TimeUnit.SECONDS), "the executor ends");
    }
  }

  @Cites("#open(Path,Set,ExecutorService,FileAttribute[])")
  void closingTheChannelDoesNotShutTheExecutorDown(Playground p) throws Exception {
    p.write("f", CONTENT);
    ExecutorService executor = Executors.newSingleThreadExecutor();
    try {
      AsynchronousFileChannel.open(p.path("f"), Set.of(READ), executor).close();
      assertFalse(executor.isShutdown());
      assertEquals("done", result(executor.submit(() -> "done")));
    } finally {
      executor.shutdown();
    }
  }

  // ---------------------------------------------------------------- size, truncation, force

  @Cites("#truncate")
  Stream<Case> truncationCutsTheFile() {
    return Map.of(4L, "0123", 0L, "", 10L, CONTENT, 20L, CONTENT).entrySet().stream()
        .map(cut ->
            Case.of(
                "to " + cut.getKey(),
                p -> {
                  try (AsynchronousFileChannel channel = file(p)) {
                    assertSame(channel, channel.truncate(cut.getKey()));
                    assertEquals(cut.getValue().length(), channel.size());
                    channel.force(true);
                  }
                  assertEquals(cut.getValue(), p.read("f"));
                }));
  }

  @Cites("#open(Path,OpenOption[])")
  Stream<Case> openingFailsAtOnce() {
    return Map.<OpenOption, Errno>of(READ, Errno.ENOENT, WRITE, Errno.ENOENT).entrySet().stream()
        .map(row ->
            Case.of(
                row.getKey() + " of nothing",
                p -> p.expect(row.getValue(), () -> open(p, row.getKey()))));
  }

  @Cites("#open(Path,OpenOption[])")
  void aNewFileIsMadeAndAnOldOneCut(Playground p) throws IOException {
    open(p, WRITE, StandardOpenOption.CREATE_NEW).close();
    p.shows("f");
    p.expect(Errno.EEXIST, () -> open(p, WRITE, StandardOpenOption.CREATE_NEW));
    p.write("f", CONTENT);
    open(p, WRITE, StandardOpenOption.TRUNCATE_EXISTING).close();
    p.shows("f");
  }

  // ---------------------------------------------------------------- refusals, at once

  @Cites("#read(ByteBuffer,long) IllegalArgumentException")
  void whatCannotBeIsRefusedAtOnce(Playground p) throws IOException {
    try (AsynchronousFileChannel channel = file(p)) {
      ByteBuffer one = ByteBuffer.allocate(1);
      Handler<Integer> handler = new Handler<>();
      p.refuses(IllegalArgumentException.class, () -> result(channel.read(one, -1)));
      p.refuses(IllegalArgumentException.class, () -> channel.read(one, -1, null, handler));
      p.refuses(
          IllegalArgumentException.class, () -> result(channel.read(one.asReadOnlyBuffer(), 0)));
      p.refuses(IllegalArgumentException.class, () -> result(channel.write(one, -1)));
      p.refuses(IllegalArgumentException.class, () -> channel.truncate(-1));
      p.refuses(NullPointerException.class, () -> channel.read(one, 0, null, null));
      assertEquals(0, handler.calls());
    }
    p.shows("f=" + CONTENT);
  }

  @Cites("java.nio.channels.NonReadableChannelException")
  void whatWasNotOpenedForReadingIsNotRead(Playground p) throws IOException {
    p.write("f", CONTENT);
    try (AsynchronousFileChannel channel = open(p, WRITE)) {
      p.refuses(
          NonReadableChannelException.class, () -> result(channel.read(ByteBuffer.allocate(1), 0)));
    }
  }

  @Cites("java.nio.channels.NonWritableChannelException")
  void whatWasNotOpenedForWritingIsNotWritten(Playground p) throws IOException {
    p.write("f", CONTENT);
    try (AsynchronousFileChannel channel = open(p, READ)) {
      p.refuses(NonWritableChannelException.class, () -> result(channel.write(Bytes.of("x"), 0)));
      p.refuses(NonWritableChannelException.class, () -> channel.truncate(1));
    }
    p.shows("f=" + CONTENT);
  }

  // ---------------------------------------------------------------- closing

  @Cites("java.nio.channels.ClosedChannelException")
  Stream<Case> theResultOfAClosedChannelIsThatItIsClosed() {
    Map<String, Use<AsynchronousFileChannel>> methods =
        Map.of(
            "read", c -> result(c.read(ByteBuffer.allocate(1), 0)),
            "write", c -> result(c.write(Bytes.of("x"), 0)));
    return methods.entrySet().stream()
        .map(method ->
            Case.of(
                method.getKey(),
                p -> {
                  AsynchronousFileChannel channel = file(p);
                  channel.close();
                  ExecutionException thrown =
                      p.refuses(ExecutionException.class, () -> method.getValue().of(channel));
                  assertInstanceOf(ClosedChannelException.class, thrown.getCause());
                  p.shows("f=" + CONTENT);
                }));
  }

  @Cites("java.nio.channels.CompletionHandler#failed")
  void aHandlerIsToldThatTheChannelIsClosed(Playground p) throws Exception {
    AsynchronousFileChannel channel = file(p);
    channel.close();
    Handler<Integer> handler = new Handler<>();
    channel.read(ByteBuffer.allocate(1), 0, "attached", handler);
    assertInstanceOf(ClosedChannelException.class, handler.failure());
    assertEquals("attached", handler.attachment());
  }

  @Cites("java.nio.channels.ClosedChannelException")
  Stream<Case> whatHasNoFutureSaysAtOnceThatItIsClosed() {
    Map<String, Use<AsynchronousFileChannel>> methods =
        Map.of(
            "size", AsynchronousFileChannel::size,
            "truncate", c -> c.truncate(1),
            "force", c -> c.force(true));
    return methods.entrySet().stream()
        .map(method ->
            Case.of(
                method.getKey(),
                p -> {
                  AsynchronousFileChannel channel = file(p);
                  channel.close();
                  channel.close();
                  assertFalse(channel.isOpen());
                  p.refuses(ClosedChannelException.class, () -> method.getValue().of(channel));
                }));
  }

  @Cites("java.nio.channels.AsynchronousChannel#close")
  void closingEndsWhatIsUnderWay(Playground p) throws Exception {
    AsynchronousFileChannel channel = file(p);
    List<Future<Integer>> reads = new ArrayList<>();
    for (int i = 0; i < 50; i++) {
      reads.add(channel.read(ByteBuffer.allocate(4), 0));
    }
    channel.close();
    for (Future<Integer> read : reads) {
      try {
        assertEquals(4, result(read));
      } catch (ExecutionException e) {
        assertInstanceOf(ClosedChannelException.class, e.getCause());
      }
    }
  }
}
