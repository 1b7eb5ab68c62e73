package io.vnode.wofs;

import static java.nio.file.StandardOpenOption.CREATE;
import static java.nio.file.StandardOpenOption.WRITE;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.nio.file.attribute.UserDefinedFileAttributeView;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Random;

/** An image with a history, in which there is one of everything that the format knows. */
final class Sample {
  /** How many commits it has. */
  static final int COMMITS = 4;

  private final Path image;
  private final Map<String, String> settings;

  private Sample(Path image, Map<String, String> settings) {
    this.image = image;
    this.settings = settings;
  }

  /** Makes it at {@code image}. */
  static void make(Path image, Map<String, String> settings) throws IOException {
    Sample sample = new Sample(image, new HashMap<>(settings));
    sample.commit(Sample::plant);
    sample.commit(Sample::grow);
    sample.commit(Sample::prune);
    sample.commit(Sample::retouch);
  }

  /** What one session does, in the root. */
  private interface Session {
    void run(Path root) throws IOException;
  }

  private void commit(Session session) throws IOException {
    try (WofsFileSystem fs = WofsFileSystem.mount(image, settings)) {
      session.run(fs.getPath("/"));
    }
  }

  private static void plant(Path root) throws IOException {
    Files.createDirectories(root.resolve("a/b/c"));
    Files.writeString(root.resolve("a/text"), "some words ".repeat(9000));
    Files.write(root.resolve("a/noise"), noise(50_000));
    Files.writeString(root.resolve("a/b/doomed"), "not for long");
    Files.createLink(root.resolve("a/b/c/hard"), root.resolve("a/noise"));
    Files.createSymbolicLink(root.resolve("soft"), root.getFileSystem().getPath("a/b/../text"));
    Files.createSymbolicLink(
        root.resolve("dangling"), root.getFileSystem().getPath("no/wh\u00e9re"));
    Files.createFile(root.resolve("empty"));
    Files.writeString(root.resolve("\u00e9t\u00e9 \u2603"), "name");
    Files.setPosixFilePermissions(
        root.resolve("a/text"), PosixFilePermissions.fromString("rw-r-x--x"));
  }

  private static void grow(Path root) throws IOException {
    try (FileChannel holes = FileChannel.open(root.resolve("holes"), CREATE, WRITE)) {
      holes.write(ByteBuffer.wrap(noise(1000)), 100_000);
      holes.write(ByteBuffer.wrap(noise(20)), 300_010);
      holes.write(ByteBuffer.wrap(new byte[1]), 399_999);
    }
    attributes(root.resolve("a/text")).write("colour", ByteBuffer.wrap(new byte[] {0, 1, -1}));
    attributes(root.resolve("a")).write("kept", ByteBuffer.wrap(new byte[] {'x'}));
    Files.writeString(root.resolve("a/b/new"), "new");
  }

  private static UserDefinedFileAttributeView attributes(Path path) {
    return Files.getFileAttributeView(path, UserDefinedFileAttributeView.class);
  }

  private static void prune(Path root) throws IOException {
    Files.delete(root.resolve("a/b/doomed"));
    Files.move(root.resolve("a/b"), root.resolve("moved"));
    try (FileChannel noise = FileChannel.open(root.resolve("a/noise"), WRITE)) {
      noise.write(ByteBuffer.wrap(noise(100)), 20_000);
      noise.truncate(40_001);
    }
  }

  private static void retouch(Path root) throws IOException {
    Files.move(root.resolve("empty"), root.resolve("moved/c/empty"));
    Files.setPosixFilePermissions(
        root.resolve("moved"), PosixFilePermissions.fromString("rwxr-x---"));
    Files.setLastModifiedTime(
        root.resolve("a/text"), FileTime.from(Instant.parse("1969-07-20T20:17:40.123456789Z")));
  }

  /** Bytes that do not get shorter. */
  static byte[] noise(int length) {
    byte[] bytes = new byte[length];
    new Random(length).nextBytes(bytes);
    return bytes;
  }
}
