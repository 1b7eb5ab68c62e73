package io.vnode.nio;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.vnode.engine.Birth;
import io.vnode.engine.Body;
import io.vnode.engine.Credentials;
import io.vnode.engine.Kind;
import io.vnode.engine.Space;
import io.vnode.engine.TreeVolume;
import io.vnode.engine.VolumeOptions;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.FileSystem;
import java.nio.file.Files;
import java.nio.file.StandardOpenOption;
import java.util.Collection;
import org.junit.jupiter.api.Test;

/** {@code FileSystem.close}: "all open channels are closed", and what holds the files as well. */
class FailingCloseTest {
  /** Bytes that cannot be closed by a writer. */
  private static final class StubbornBody implements Body {
    @Override
    public long size() {
      return 0;
    }

    @Override
    public int read(ByteBuffer target, long position) {
      return -1;
    }

    @Override
    public int write(ByteBuffer source, long position) {
      return 0;
    }

    @Override
    public void truncate(long size) {}

    @Override
    public void force(boolean metadata) {}

    @Override
    public void release() {}

    @Override
    public void trim() throws IOException {
      throw new IOException("cannot be closed");
    }
  }

  /** A volume of such files whose own close fails so often. */
  private static final class StubbornVolume extends TreeVolume {
    private int failures;
    private int closed;

    StubbornVolume(int failures) {
      super(
          "stubborn",
          VolumeOptions.DEFAULT,
          new Space(1 << 20),
          new Space(100),
          new Birth(Kind.DIRECTORY.bits() | 0755, 0, 0, 0, null));
      this.failures = failures;
    }

    @Override
    protected Body newBody() {
      return new StubbornBody();
    }

    @Override
    protected long countBytes(Collection<? extends Body> bodies) {
      return 0;
    }

    @Override
    public void close() throws IOException {
      if (failures-- > 0) {
        throw new IOException("the volume cannot be closed");
      }
      closed++;
    }
  }

  /** A file that cannot be closed keeps nobody from closing what it is in. */
  @Test
  void theVolumeIsClosedThoughAFileCannotBe() throws IOException {
    StubbornVolume volume = new StubbornVolume(0);
    FileSystem fs = TreeFileSystem.of(volume, Credentials.ROOT, 0);
    Files.newByteChannel(fs.getPath("/file"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    IOException failure = assertThrows(IOException.class, fs::close);
    assertEquals("cannot be closed", failure.getMessage());
    assertEquals(1, volume.closed);
    assertFalse(fs.isOpen());
  }

  /** A volume that cannot be closed can be closed again, and then once. */
  @Test
  void aCloseThatFailsCanBeTriedAgain() throws IOException {
    StubbornVolume volume = new StubbornVolume(2);
    FileSystem fs = TreeFileSystem.of(volume, Credentials.ROOT, 0);
    assertThrows(IOException.class, fs::close);
    assertThrows(IOException.class, fs::close);
    fs.close();
    fs.close();
    assertEquals(1, volume.closed);
  }
}
