package io.vnode.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;

/** Short words for what tests do with a {@link BlockBody}. */
final class BodyProbe {
  private BodyProbe() {}

  /** {@code length} bytes, none of them zero, that differ from seed to seed. */
  static byte[] bytes(int length, int seed) {
    byte[] bytes = new byte[length];
    for (int i = 0; i < length; i++) {
      bytes[i] = (byte) ((i * 31 + seed * 17) % 255 + 1);
    }
    return bytes;
  }

  static int write(BlockBody body, long position, byte... bytes) throws IOException {
    return body.write(ByteBuffer.wrap(bytes), position);
  }

  /** The bytes from {@code position} on: {@code length} of them, or as many as there are. */
  static byte[] read(BlockBody body, long position, int length) throws IOException {
    ByteBuffer target = ByteBuffer.allocate(length);
    int count = body.read(target, position);
    assertEquals(
        Math.max(count, 0), target.position(), "count of bytes and position of the buffer");
    return Arrays.copyOf(target.array(), Math.max(count, 0));
  }

  static byte[] readAll(BlockBody body) throws IOException {
    return read(body, 0, Math.toIntExact(body.size()));
  }

  /** Blocks in use are blocks reachable: for each body, and in the space for all of them. */
  static void assertSpaceIsExact(Space space, List<BlockBody> bodies) {
    assertSpaceIsExact(space, bodies, 0);
  }

  /** The same when maps of files that are gone hold {@code mappedOnly} bytes besides. */
  static void assertSpaceIsExact(Space space, List<BlockBody> bodies, long mappedOnly) {
    Set<Object> counted = identitySet();
    long reachable = 0;
    for (BlockBody body : bodies) {
      assertEquals(body.allocated(identitySet()), body.allocated(), "blocks of one body");
      reachable += body.allocated(counted);
    }
    assertEquals(reachable + mappedOnly, space.used(), "blocks of all bodies");
  }

  private static Set<Object> identitySet() {
    return Collections.newSetFromMap(new IdentityHashMap<>());
  }
}
