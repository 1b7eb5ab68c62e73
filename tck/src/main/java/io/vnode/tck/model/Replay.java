package io.vnode.tck.model;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.Files;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.nio.file.attribute.UserDefinedFileAttributeView;
import java.util.Set;

/**
 * The words that histories are written in, besides those of {@code java.nio.file}: with {@code
 * import static} of these, of the constants of the options, and with a {@code Path} for each user,
 * a history that failed is Java to paste into a test.
 */
public final class Replay {
  private Replay() {}

  /** {@code rw-r--r--} for 0644. */
  public static Set<PosixFilePermission> permissions(int mode) {
    StringBuilder text = new StringBuilder("rwxrwxrwx");
    for (int i = 0; i < text.length(); i++) {
      if ((mode & (0400 >> i)) == 0) {
        text.setCharAt(i, '-');
      }
    }
    return PosixFilePermissions.fromString(text.toString());
  }

  /** One byte for each letter. */
  public static ByteBuffer bytes(String text) {
    return ByteBuffer.wrap(text.getBytes(ISO_8859_1));
  }

  /** What was read into {@code buffer}, a letter for each byte. */
  static String text(ByteBuffer buffer) {
    return ISO_8859_1.decode(buffer.flip()).toString();
  }

  /** Opens, writes all of {@code text} and closes. */
  public static int write(Path path, String text, OpenOption... options) throws IOException {
    try (SeekableByteChannel channel = Files.newByteChannel(path, options)) {
      return channel.write(bytes(text));
    }
  }

  /** Reads from where the channel stands: how many bytes there were, and the bytes. */
  public static String read(FileChannel channel, int length) throws IOException {
    ByteBuffer buffer = ByteBuffer.allocate(length);
    int count = channel.read(buffer);
    return count + " " + text(buffer);
  }

  /** Reads at {@code position}: how many bytes there were, and the bytes. */
  public static String read(FileChannel channel, int length, long position) throws IOException {
    ByteBuffer buffer = ByteBuffer.allocate(length);
    int count = channel.read(buffer, position);
    return count + " " + text(buffer);
  }

  /** The path in {@code root} that {@code text} stands for; from a slash on it is absolute. */
  public static Path target(Path root, String text) {
    String below = text.replace("/", root.getFileSystem().getSeparator());
    return root.getFileSystem().getPath(text.startsWith("/") ? root + below : below);
  }

  public static FileTime seconds(long seconds) {
    return FileTime.fromMillis(seconds * 1000);
  }

  /** A file's attributes of one's own. */
  public static UserDefinedFileAttributeView user(Path path) {
    return Files.getFileAttributeView(path, UserDefinedFileAttributeView.class);
  }

  /** The value of a file's own attribute {@code name}. */
  public static String userAttribute(Path path, String name) throws IOException {
    UserDefinedFileAttributeView view = user(path);
    ByteBuffer value = ByteBuffer.allocate(view.size(name));
    view.read(name, value);
    return text(value);
  }

  /** Which of read, write and execute are allowed. */
  public static String access(Path path) {
    return (Files.isReadable(path) ? "r" : "-")
        + (Files.isWritable(path) ? "w" : "-")
        + (Files.isExecutable(path) ? "x" : "-");
  }
}
