package io.vnode.wofs;

import io.vnode.nio.VfsUri;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystem;
import java.nio.file.FileSystemException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.UserDefinedFileAttributeView;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;

/** Trees of tests: what is in one, as a text for each path, and changes made by chance. */
final class Trees {
  private static final String[] NAMES = {"a", "b", "c", "d", "e"};

  /** No file of the tests is longer. */
  private static final int READ_MAX = 1 << 20;

  private Trees() {}

  /** Mounts what is at {@code site}. */
  static WofsFileSystem mount(MemorySite site, Map<String, ?> env) throws IOException {
    return WofsFileSystem.open(
        WofsProvider.installed(),
        VfsUri.ofArchive(WofsProvider.SCHEME, "memory.img"),
        site,
        () -> {},
        WofsSettings.of(env),
        "");
  }

  /** All there is below the root: attributes, contents, links, inode numbers. */
  static Map<String, String> dump(FileSystem fs) throws IOException {
    Map<String, String> all = new TreeMap<>();
    Files.walkFileTree(
        fs.getPath("/"),
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult preVisitDirectory(Path path, BasicFileAttributes attributes)
              throws IOException {
            all.put(path.toString(), describe(path));
            return FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult visitFile(Path path, BasicFileAttributes attributes)
              throws IOException {
            all.put(path.toString(), describe(path));
            return FileVisitResult.CONTINUE;
          }
        });
    return all;
  }

  private static String describe(Path path) throws IOException {
    Map<String, Object> unix = Files.readAttributes(path, "unix:*", LinkOption.NOFOLLOW_LINKS);
    StringBuilder text = new StringBuilder();
    for (String name :
        List.of(
            "mode", "ino", "nlink", "uid", "gid", "lastModifiedTime", "ctime", "creationTime")) {
      if (!(name.equals("nlink") && Files.isDirectory(path, LinkOption.NOFOLLOW_LINKS))) {
        text.append(name).append('=').append(unix.get(name)).append(' ');
      }
    }
    if (Files.isSymbolicLink(path)) {
      return text.append("-> ").append(Files.readSymbolicLink(path)).toString();
    }
    UserDefinedFileAttributeView user =
        Files.getFileAttributeView(path, UserDefinedFileAttributeView.class);
    for (String name : user.list()) {
      ByteBuffer value = ByteBuffer.allocate(user.size(name));
      user.read(name, value);
      text.append(name).append('=').append(StandardCharsets.UTF_8.decode(value.flip())).append(' ');
    }
    if (Files.isRegularFile(path)) {
      try (InputStream in = Files.newInputStream(path)) {
        byte[] bytes = in.readNBytes(READ_MAX); // A forged size may be any.
        text.append(Files.size(path)).append(" bytes ").append(Arrays.hashCode(bytes));
      }
    }
    return text.toString();
  }

  /** One change of what is in {@code fs}, chosen by {@code random}; or none, if it cannot be. */
  static void change(FileSystem fs, Random random) throws IOException {
    Path path = anyPath(fs, random);
    Path other = anyPath(fs, random);
    try {
      switch (random.nextInt(14)) {
        case 0, 1, 2 -> Files.write(path, bytes(random));
        case 3 -> Files.createDirectory(path);
        case 4 -> Files.createSymbolicLink(path, fs.getPath("to/" + random.nextInt(100)));
        case 5 -> Files.createLink(path, other);
        case 6 -> Files.delete(path);
        case 7, 8 -> Files.move(path, other, StandardCopyOption.REPLACE_EXISTING);
        case 9 -> Files.setAttribute(path, "unix:mode", 0600 + random.nextInt(0200));
        case 10 -> Files.copy(path, other);
        case 11 ->
            Files.setAttribute(
                path, "user:" + NAMES[random.nextInt(5)], "v".getBytes(StandardCharsets.UTF_8));
        case 12 -> writeFarOut(path, random);
        default -> truncate(path, random);
      }
    } catch (FileSystemException | IllegalArgumentException | UnsupportedOperationException e) {
      // It was not there, or there already, or of another kind: then nothing has changed.
    }
  }

  private static Path anyPath(FileSystem fs, Random random) {
    List<String> names = new ArrayList<>();
    for (int depth = random.nextInt(3); depth >= 0; depth--) {
      names.add(NAMES[random.nextInt(NAMES.length)]);
    }
    return fs.getPath("/" + String.join("/", names));
  }

  private static byte[] bytes(Random random) {
    int[] lengths = {0, 1, 100, 4096, 16384, 16385, 20480, 40000};
    byte[] bytes = new byte[lengths[random.nextInt(lengths.length)]];
    random.nextBytes(bytes);
    return bytes;
  }

  private static void writeFarOut(Path path, Random random) throws IOException {
    try (var channel = FileChannel.open(path, StandardOpenOption.WRITE)) {
      channel.write(ByteBuffer.wrap(bytes(random)), random.nextInt(1 << 18));
    }
  }

  private static void truncate(Path path, Random random) throws IOException {
    try (var channel = FileChannel.open(path, StandardOpenOption.WRITE)) {
      channel.truncate(random.nextInt(30000));
    }
  }
}
