package io.vnode.zipstore.pack;

import static io.vnode.testkit.Property.forAll;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.vnode.testkit.Gen;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The file that is written, with bytes written over and taken back. */
class PackFileTest {
  private static final int[] SIZES = {0, 1, 30, 16 << 10, (256 << 10) - 1, 256 << 10, 700_000};

  @TempDir Path folder;

  /** The same bytes as an array has to which the same is done. */
  @Test
  void buffersDoNotShow() throws IOException {
    Path target = folder.resolve("file");
    forAll(
        60,
        Gen.longs(0, Long.MAX_VALUE),
        seed -> {
          Random random = new Random(seed);
          byte[] expected = {};
          try (PackFile file = PackFile.create(target)) {
            for (int i = random.nextInt(20); i > 0; i--) {
              expected = change(file, expected, random);
              assertEquals(expected.length, file.position());
            }
            file.finish();
          }
          assertArrayEquals(expected, Files.readAllBytes(target));
          assertEquals(List.of("file"), Trees.names(folder));
        });
  }

  private static byte[] change(PackFile file, byte[] before, Random random) throws IOException {
    byte[] bytes = new byte[SIZES[random.nextInt(SIZES.length)]];
    random.nextBytes(bytes);
    if (random.nextInt(4) == 0) {
      int position = random.nextInt(before.length + 1);
      file.rewind(position);
      return Arrays.copyOf(before, position);
    }
    return append(file, before, bytes, new byte[random.nextInt(100)]);
  }

  /** Writes a header and bytes behind it, and then the header once more. */
  private static byte[] append(PackFile file, byte[] before, byte[] bytes, byte[] header)
      throws IOException {
    file.write(header);
    file.stream().write(bytes);
    Arrays.fill(header, (byte) 7);
    file.patch(before.length, header);
    ByteArrayOutputStream after = new ByteArrayOutputStream();
    after.writeBytes(before);
    after.writeBytes(header);
    after.writeBytes(bytes);
    return after.toByteArray();
  }
}
