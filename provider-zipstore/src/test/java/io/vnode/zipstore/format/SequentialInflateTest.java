package io.vnode.zipstore.format;

import static io.vnode.testkit.Property.forAll;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.vnode.testkit.Gen;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.zip.CRC32;
import java.util.zip.ZipException;
import org.junit.jupiter.api.Test;

/** {@link SequentialInflate}, beside the bytes as they were before they were deflated. */
class SequentialInflateTest {
  private static SequentialInflate inflate(byte[] packed, long size) {
    return new SequentialInflate(
        new DeflatedEntry(new BytesSource(packed), 0, packed.length, size));
  }

  /** {@link SequentialInflate#read}, {@link SequentialInflate#crc32}. */
  @Test
  void allBytesComeInOrderAndTheirCrcWithThem() {
    forAll(
        100,
        Sample.upTo(300_000),
        Packing.any(),
        Gen.ints(1, 100_000),
        (sample, packing, stretch) -> {
          byte[] bytes = sample.bytes();
          SequentialInflate inflate = inflate(packing.pack(bytes), bytes.length);
          ByteBuffer read = ByteBuffer.allocate(bytes.length + stretch);
          while (inflate.read(read.limit(Math.min(read.capacity(), read.position() + stretch)))
              >= 0) {}
          assertEquals(bytes.length, read.position());
          assertArrayEquals(bytes, java.util.Arrays.copyOf(read.array(), bytes.length));
          CRC32 crc = new CRC32();
          crc.update(bytes);
          assertEquals(crc.getValue(), inflate.crc32());
        });
  }

  private static String complaint(byte[] packed, long size) {
    ByteBuffer dst = ByteBuffer.allocate(2000);
    return assertThrows(ZipException.class, () -> inflate(packed, size).read(dst)).getMessage();
  }

  /** {@link SequentialInflate#read}: of the size it is said to be. */
  @Test
  void anEntryOfAnotherSizeThanItSaysIsRefused() {
    byte[] packed = Packing.usual(new byte[1000]);
    assertEquals("entry of 1001 bytes inflates to 1000", complaint(packed, 1001));
    assertEquals("entry of 999 bytes inflates to 1000 or more", complaint(packed, 999));
    assertEquals(
        "entry of 0 bytes inflates to 1 or more", complaint(Packing.usual(new byte[1]), 0));
    assertEquals("entry of 1 bytes inflates to 0", complaint(Packing.usual(new byte[0]), 1));
  }

  /** {@link SequentialInflate#read}: nothing is deflated as well. */
  @Test
  void anEmptyEntryIsAtItsEnd() throws IOException {
    SequentialInflate inflate = inflate(Packing.usual(new byte[0]), 0);
    assertEquals(-1, inflate.read(ByteBuffer.allocate(10)));
    assertEquals(0, inflate.crc32());
  }
}
