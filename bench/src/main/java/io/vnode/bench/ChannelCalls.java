package io.vnode.bench;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.nio.file.StandardOpenOption.CREATE_NEW;
import static java.nio.file.StandardOpenOption.READ;
import static java.nio.file.StandardOpenOption.WRITE;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;

/** What {@code calls.c} does with the bytes of a file, done by a channel, and told the same way. */
final class ChannelCalls {
  private static final int CALLS = 1000;
  private static final int SMALL = 4096;
  private static final int LARGE = 1 << 16;
  private static final int SIZE = 1 << 20;

  private final long warmupNanos;
  private final int rounds;
  private final FileChannel file;
  private final OutputStream out;
  private final ByteBuffer block = ByteBuffer.allocate(LARGE);

  private ChannelCalls(List<String> arguments, FileChannel file, OutputStream out) {
    this.warmupNanos = TimeUnit.MILLISECONDS.toNanos(Long.parseLong(arguments.get(1)));
    this.rounds = Integer.parseInt(arguments.get(2));
    this.file = file;
    this.out = out;
  }

  /** Does as {@code program} does with {@code arguments}. */
  static void run(Path program, List<String> arguments, Path top, OutputStream out)
      throws IOException {
    Path large = top.resolve("large");
    try (FileChannel file = FileChannel.open(large, CREATE_NEW, READ, WRITE)) {
      file.write(ByteBuffer.allocate(SIZE));
      ChannelCalls calls = new ChannelCalls(arguments, file, out);
      calls.measure(GuestCall.READ_SMALL, () -> calls.read(SMALL));
      calls.measure(GuestCall.WRITE_SMALL, () -> calls.write(SMALL));
      calls.measure(GuestCall.READ_LARGE, () -> calls.read(LARGE));
      calls.measure(GuestCall.WRITE_LARGE, () -> calls.write(LARGE));
    }
    Files.delete(large);
  }

  /** One round of calls. */
  @FunctionalInterface
  private interface Round {
    void run() throws IOException;
  }

  private void read(int size) throws IOException {
    for (int i = 0; i < CALLS; i++) {
      int count = file.read(block.clear().limit(size), (long) i * LARGE % SIZE);
      Check.equal(size, count, "the number of bytes read");
    }
  }

  private void write(int size) throws IOException {
    for (int i = 0; i < CALLS; i++) {
      int count = file.write(block.clear().limit(size), (long) i * LARGE % SIZE);
      Check.equal(size, count, "the number of bytes written");
    }
  }

  private void measure(GuestCall call, Round round) throws IOException {
    long begin = System.nanoTime();
    while (System.nanoTime() - begin < warmupNanos) {
      round.run();
    }
    StringBuilder line = new StringBuilder(call.title()).append(':');
    for (int i = 0; i < rounds; i++) {
      long start = System.nanoTime();
      round.run();
      long taken = System.nanoTime() - start;
      line.append(String.format(Locale.ROOT, " %.1f", (double) taken / CALLS));
    }
    out.write(line.append('\n').toString().getBytes(UTF_8));
  }
}
