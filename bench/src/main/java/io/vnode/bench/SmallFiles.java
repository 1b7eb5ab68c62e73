package io.vnode.bench;

import java.io.IOException;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** The contents of a file of 100 bytes: opened, read and written anew. */
@State(Scope.Thread)
public class SmallFiles {
  private static final int SIZE = 100;

  private final byte[] contents = contents();
  private Path file;

  static byte[] contents() {
    byte[] contents = new byte[SIZE];
    for (int i = 0; i < SIZE; i++) {
      contents[i] = (byte) i;
    }
    return contents;
  }

  @Setup(Level.Trial)
  public void setUp(OpenSubject opened) throws IOException {
    file = Files.write(opened.newDirectory().resolve("file"), contents);
    opened.inTheEnd(() -> Check.holds(file, contents));
  }

  /** Other bytes each time, so that the last of them must be there in the end. */
  @Benchmark
  public void overwrite() throws IOException {
    contents[0]++;
    Files.write(file, contents);
  }

  @Benchmark
  public byte[] readAllBytes() throws IOException {
    byte[] bytes = Files.readAllBytes(file);
    Check.equal(SIZE, bytes.length, "the number of bytes read");
    Check.equal(contents[SIZE - 1], bytes[SIZE - 1], "the last byte");
    return bytes;
  }

  @Benchmark
  public void openAndClose() throws IOException {
    SeekableByteChannel channel = Files.newByteChannel(file);
    Check.that(channel.isOpen(), "the channel is open");
    channel.close();
    Check.that(!channel.isOpen(), "the channel is closed");
  }
}
