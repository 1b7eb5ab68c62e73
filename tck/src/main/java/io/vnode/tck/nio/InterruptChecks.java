package io.vnode.tck.nio;

import static io.vnode.tck.Capability.FILE_CHANNELS;
import static io.vnode.tck.Capability.LOCKS;
import static io.vnode.tck.Capability.WATCH;
import static java.nio.file.StandardOpenOption.READ;
import static java.nio.file.StandardOpenOption.WRITE;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.vnode.tck.Area;
import io.vnode.tck.Case;
import io.vnode.tck.Cites;
import io.vnode.tck.Needs;
import io.vnode.tck.Playground;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.ClosedByInterruptException;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLockInterruptionException;
import java.nio.file.WatchService;
import java.util.Map;
import java.util.stream.Stream;

/** What a thread meets that was interrupted before. */
@Area(value = "nio.interrupts", source = "java.nio.channels.InterruptibleChannel")
final class InterruptChecks {
  private static Map<String, Use<FileChannel>> transfers() {
    return Map.of(
        "read", c -> c.read(ByteBuffer.allocate(1)),
        "read at", c -> c.read(ByteBuffer.allocate(1), 1),
        "read several", c -> c.read(new ByteBuffer[] {ByteBuffer.allocate(1)}),
        "write", c -> c.write(Bytes.of("x")),
        "write at", c -> c.write(Bytes.of("x"), 1),
        "write several", c -> c.write(new ByteBuffer[] {Bytes.of("x")}),
        "transferTo", c -> c.transferTo(0, 1, Channels.newChannel(new ByteArrayOutputStream())),
        "transferFrom",
            c -> c.transferFrom(Channels.newChannel(new ByteArrayInputStream(new byte[1])), 0, 1));
  }

  @Cites("[ClosedByInterruptException]")
  @Needs(FILE_CHANNELS)
  Stream<Case> theChannelOfAnInterruptedThreadIsClosed() {
    return transfers().entrySet().stream()
        .map(method ->
            Case.of(
                method.getKey(),
                p -> {
                  p.write("f", "abc");
                  try (FileChannel channel = p.open("f", READ, WRITE)) {
                    interrupted(() ->
                        p.refuses(
                            ClosedByInterruptException.class, () -> method.getValue().of(channel)));
                    assertFalse(channel.isOpen());
                    p.refuses(ClosedChannelException.class, channel::size);
                  }
                }));
  }

  @Cites("java.nio.channels.FileLockInterruptionException")
  @Needs({FILE_CHANNELS, LOCKS})
  void anInterruptedThreadGetsNoLock(Playground p) throws IOException {
    p.write("f", "abc");
    try (FileChannel channel = p.open("f", READ, WRITE);
        FileChannel other = p.open("f", READ, WRITE)) {
      interrupted(() -> p.refuses(FileLockInterruptionException.class, channel::lock));
      other.lock().close();
    }
  }

  @Cites("java.nio.file.WatchService#take")
  @Needs(WATCH)
  void anInterruptedThreadDoesNotWaitForEvents(Playground p) throws IOException {
    try (WatchService service = p.fileSystem().newWatchService()) {
      Thread.currentThread().interrupt();
      p.refuses(InterruptedException.class, service::take);
      assertFalse(Thread.interrupted());
    }
  }

  @Cites("java.nio.file.Files#createDirectory")
  void whatHasNoChannelIsNotStoppedByAnInterrupt(Playground p) throws IOException {
    Thread.currentThread().interrupt();
    try {
      p.mkdir("d");
      p.create("d/f");
      p.move("d/f", "d/g");
      assertEquals(java.util.List.of("g"), p.list("d"));
    } finally {
      assertTrue(Thread.interrupted());
    }
  }

  /** Does it with the interrupt set, which must still be set afterwards, and takes it off. */
  private static void interrupted(Runnable work) {
    Thread.currentThread().interrupt();
    boolean kept;
    try {
      work.run();
    } finally {
      kept = Thread.interrupted();
    }
    assertTrue(kept, "the interrupt status stays");
  }
}
