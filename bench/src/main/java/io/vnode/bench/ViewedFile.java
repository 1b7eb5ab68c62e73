package io.vnode.bench;

import static java.nio.file.StandardOpenOption.READ;
import static java.nio.file.StandardOpenOption.WRITE;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.SplittableRandom;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/** A file three directories down in a tree of the host that is shown elsewhere. */
@State(Scope.Thread)
public class ViewedFile {
  private static final String DIRECTORIES = "a/b/c";

  @Param View subject;

  @Param("16")
  int mebibytes;

  private final SplittableRandom random = new SplittableRandom(1);
  private final ByteBuffer block = ByteBuffer.allocateDirect(Streams.BUFFER_SIZE);
  private Path tree;
  private Path shown;
  private Path file;
  private Stamps stamps;
  private FileChannel channel;

  @Setup(Level.Trial)
  public void show() throws IOException {
    tree = Subject.HOST.directory();
    stamps = new Stamps(mebibytes, Streams.BUFFER_SIZE);
    stamps.fill(Files.createDirectories(tree.resolve(DIRECTORIES)).resolve("file"));
    shown = subject.ofTree(tree);
    file = shown.resolve(DIRECTORIES).resolve("file");
    channel = FileChannel.open(file, READ, WRITE);
  }

  @TearDown(Level.Trial)
  public void end() throws IOException {
    channel.close();
    stamps.checkAll(file);
    subject.end(shown);
    Subject.HOST.dispose(tree);
  }

  @Benchmark
  public BasicFileAttributes readAttributes() throws IOException {
    BasicFileAttributes found = Files.readAttributes(file, BasicFileAttributes.class);
    Check.equal((long) mebibytes << 20, found.size(), "the size");
    return found;
  }

  @Benchmark
  public void openAndClose() throws IOException {
    try (SeekableByteChannel opened = Files.newByteChannel(file)) {
      Check.that(opened.isOpen(), "the channel is open");
    }
  }

  @Benchmark
  public void read() throws IOException {
    int piece = random.nextInt(stamps.pieces);
    channel.read(block.clear(), stamps.position(piece));
    stamps.check(block, piece);
  }

  @Benchmark
  public void write() throws IOException {
    int piece = random.nextInt(stamps.pieces);
    stamps.stamp(block, piece);
    int written = channel.write(block.rewind(), stamps.position(piece));
    Check.equal(Streams.BUFFER_SIZE, written, "the number of bytes written");
  }
}
