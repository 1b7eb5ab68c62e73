package io.vnode.tck.model;

import static java.nio.file.StandardOpenOption.APPEND;
import static java.nio.file.StandardOpenOption.READ;
import static java.nio.file.StandardOpenOption.WRITE;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import io.vnode.tck.Allowance;
import io.vnode.tck.Area;
import io.vnode.tck.Capability;
import io.vnode.tck.Cites;
import io.vnode.tck.Needs;
import io.vnode.tck.OwnFileSystem;
import io.vnode.tck.Playground;
import io.vnode.tck.TimeLimit;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.util.Arrays;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/** What holds of the bytes of a file while several threads read and write it. */
@Area(value = "model.storms.contents", source = "POSIX.1-2024 2.9.7 Thread Interactions")
@Needs(Capability.FILE_CHANNELS)
@OwnFileSystem
@TimeLimit(value = 60, prolongedBy = Storm.DURATION)
final class ContentStormChecks {
  private static final int BLOCK = 4096;

  @Cites("POSIX.1-2024 write() O_APPEND: no intervening file modification operation shall occur")
  void appendsOfSeveralChannelsDoNotMix(Playground p) throws Exception {
    p.create("f");
    AtomicInteger writers = new AtomicInteger();
    AtomicLong written = new AtomicLong();
    Storm.on(p)
        .with(
            4,
            chance -> {
              try (FileChannel channel = FileChannel.open(p.path("f"), APPEND)) {
                byte mark = (byte) ('a' + writers.getAndIncrement() % 26);
                for (int i = 0; i < 5; i++) {
                  written.addAndGet(append(channel, mark, 3 + chance.nextInt(700)));
                }
              }
            })
        .rage();
    byte[] bytes = Files.readAllBytes(p.path("f"));
    assertEquals(written.get(), bytes.length, "the bytes of all");
    requireRecords(bytes);
  }

  /** Appends two bytes of length and so many marks, in one call. */
  private static int append(FileChannel channel, byte mark, int length) throws IOException {
    ByteBuffer record = ByteBuffer.allocate(length);
    record.putShort((short) length);
    Arrays.fill(record.array(), 2, length, mark);
    return channel.write(record.rewind());
  }

  private static void requireRecords(byte[] bytes) {
    ByteBuffer records = ByteBuffer.wrap(bytes);
    while (records.hasRemaining()) {
      int at = records.position();
      int length = records.getShort(at);
      assertTrue(length > 2 && at + length <= bytes.length, () -> "no record at " + at);
      for (int i = at + 3; i < at + length; i++) {
        assertEquals(bytes[at + 2], bytes[i], "the marks of one record, at " + i);
      }
      records.position(at + length);
    }
  }

  @Cites("[read(), write()] shall be atomic with respect to each other")
  void wordsThatWereWrittenInOneCallAreNotTorn(Playground p) throws Exception {
    assumeFalse(p.allows(Allowance.TORN_READS), "reads may be torn");
    p.create("f");
    try (FileChannel writer = p.open("f", WRITE);
        FileChannel reader = p.open("f", READ)) {
      fill(writer, 1, 0);
      Storm.on(p)
          .with(2, chance -> fill(writer, 1 + chance.nextInt(100), 8L * chance.nextInt(3)))
          .with(2, chance -> requireWholeWords(reader, chance))
          .rage();
    }
  }

  /** Writes a block of one byte, in one call. */
  private static void fill(FileChannel channel, int value, long position) throws IOException {
    byte[] block = new byte[BLOCK];
    Arrays.fill(block, (byte) value);
    channel.write(ByteBuffer.wrap(block), position);
  }

  private static void requireWholeWords(FileChannel channel, Random chance) throws IOException {
    ByteBuffer buffer =
        chance.nextBoolean() ? ByteBuffer.allocate(BLOCK) : ByteBuffer.allocateDirect(BLOCK);
    channel.read(buffer, 8L * chance.nextInt(100));
    buffer.flip();
    while (buffer.remaining() >= Long.BYTES) {
      long word = buffer.getLong();
      assertEquals(Long.rotateLeft(word, 8), word, () -> "torn: " + Long.toHexString(word));
    }
  }

  @Cites("POSIX.1-2024 ftruncate(): the extended area shall appear as if it were zero-filled")
  void fileThatShrinksAndGrowsShowsWhatWasWrittenOrZeroes(Playground p) throws Exception {
    p.create("f");
    try (FileChannel channel = p.open("f", READ, WRITE)) {
      Storm.on(p)
          .with(
              1,
              chance -> {
                channel.write(ByteBuffer.wrap(new byte[] {'x'}), chance.nextInt(3 * BLOCK));
                channel.truncate(chance.nextInt(BLOCK));
              })
          .with(1, chance -> channel.write(ByteBuffer.wrap(new byte[] {'x', 'x', 'x'}), 10))
          .with(
              2,
              chance -> {
                ByteBuffer buffer = ByteBuffer.allocate(3 * BLOCK);
                channel.read(buffer, 0);
                buffer.flip();
                while (buffer.hasRemaining()) {
                  byte b = buffer.get();
                  assertTrue(b == 'x' || b == 0, () -> "nobody wrote the byte " + b);
                }
              })
          .rage();
      requireZeroesBehindTheEnd(channel);
    }
  }

  private static void requireZeroesBehindTheEnd(FileChannel channel) throws IOException {
    channel.truncate(5);
    channel.write(ByteBuffer.wrap(new byte[] {'y'}), 2 * BLOCK);
    ByteBuffer buffer = ByteBuffer.allocate(2 * BLOCK - 5);
    channel.read(buffer, 5);
    assertEquals(ByteBuffer.allocate(2 * BLOCK - 5), buffer.flip(), "what lies between");
  }

  @Cites("java.nio.channels.FileChannel: a view of the file's contents is consistent")
  void relativeReadsOfOneChannelShareOutTheFile(Playground p) throws Exception {
    int size = 1 << 20;
    Files.write(p.path("f"), numbered(size));
    try (FileChannel channel = p.open("f", READ)) {
      AtomicLong read = new AtomicLong();
      AtomicLong sum = new AtomicLong();
      Storm.on(p)
          .with(
              4,
              chance -> {
                ByteBuffer buffer = ByteBuffer.allocate(8 * (1 + chance.nextInt(64)));
                int count = channel.read(buffer);
                buffer.flip();
                read.addAndGet(Math.max(0, count));
                while (buffer.remaining() >= Long.BYTES) {
                  sum.addAndGet(buffer.getLong());
                }
              })
          .rage();
      assertEquals(channel.position(), read.get(), "the bytes that were read");
      long words = read.get() / Long.BYTES;
      assertEquals(words * (words - 1) / 2, sum.get(), "the sum of the words, each read once");
    }
  }

  private static byte[] numbered(int size) {
    ByteBuffer buffer = ByteBuffer.allocate(size);
    for (long i = 0; buffer.hasRemaining(); i++) {
      buffer.putLong(i);
    }
    return buffer.array();
  }
}
