package io.vnode.bench;

import io.vnode.wofs.format.Commit;
import io.vnode.wofs.format.CommitLog;
import io.vnode.wofs.format.ImageSource;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.util.zip.CRC32C;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/**
 * What an image has to be read for when it is mounted: the bytes of its metadata, read from the
 * file and compared with their checksum; nothing is made of them.
 */
@State(Scope.Thread)
public class MetadataReading {
  @Param("1024")
  int mebibytes;

  @Param("10000")
  int files;

  private Path file;
  private Commit commit;

  @Setup(Level.Trial)
  public void setUp() throws IOException {
    file = SampleArchives.ofTree(Store.WOFS, ImageMounting.tree(mebibytes, files));
    try (ImageSource image = new ChannelSource(file)) {
      commit = CommitLog.read(image, false).last();
    }
  }

  @Benchmark
  public void read() throws IOException {
    try (ImageSource image = new ChannelSource(file)) {
      CRC32C crc = new CRC32C();
      crc.update(image.read(commit.metadata(), (int) commit.metadataLength()));
      Check.equal(commit.metadataCrc(), (int) crc.getValue(), "the checksum of the metadata");
    }
  }

  /** An image as its file has it. */
  private record ChannelSource(Path file, FileChannel channel) implements ImageSource {
    ChannelSource(Path file) throws IOException {
      this(file, FileChannel.open(file));
    }

    @Override
    public String name() {
      return file.toString();
    }

    @Override
    public long size() throws IOException {
      return channel.size();
    }

    @Override
    public void read(long position, ByteBuffer target) throws IOException {
      int count = target.remaining();
      Check.equal(count, channel.read(target, position), "the number of bytes read");
    }

    @Override
    public void close() throws IOException {
      channel.close();
    }
  }
}
