package io.vnode.mem.format;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;

import io.vnode.mem.MemFileSystem;
import io.vnode.mem.MemFs;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.junit.jupiter.api.Test;

/** {@link TarReader}, fed by streams that are right and odd. */
class TarReaderTest {
  /** {@link InputStream#read(byte[])}: a stream may give less than it is asked for at any time. */
  @Test
  void aSparseFileIsReadWholeFromAStreamThatGivesLittle() throws IOException {
    try (MemFileSystem memory = MemFs.create();
        MemFileSystem loaded = MemFs.create()) {
      Path tree = Files.createDirectory(memory.getPath("/tree"));
      Path sparse = tree.resolve("sparse");
      try (SeekableByteChannel channel =
          Files.newByteChannel(sparse, StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
        for (int i = 0; i < 20; i++) {
          channel.position(100_000L * i).write(ByteBuffer.wrap(("piece " + i).getBytes(UTF_8)));
        }
      }
      MemFs.save(tree, memory.getPath("/t.tar"));
      TreeBuilder builder = new TreeBuilder(loaded.getPath("/"));
      try (InputStream in = Files.newInputStream(memory.getPath("/t.tar"))) {
        TarReader.read(new SevenAtATime(in), builder);
      }
      assertArrayEquals(Files.readAllBytes(sparse), Files.readAllBytes(loaded.getPath("/sparse")));
    }
  }

  private static final class SevenAtATime extends FilterInputStream {
    SevenAtATime(InputStream in) {
      super(in);
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
      return in.read(bytes, offset, Math.min(7, length));
    }
  }
}
