package io.vnode.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.nio.file.StandardCopyOption.REPLACE_EXISTING;
import static java.nio.file.StandardOpenOption.APPEND;
import static java.nio.file.StandardOpenOption.READ;
import static java.nio.file.StandardOpenOption.WRITE;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;

/** A question whose answer says how much a file system is like that of the host. */
enum Probe {
  DELETE_FULL("delete a directory with a file in it") {
    @Override
    Object ask(Path d) throws IOException {
      Files.createFile(d.resolve("f"));
      Files.delete(d);
      return "deleted";
    }
  },
  READ_DIRECTORY("read a directory as a file") {
    @Override
    Object ask(Path d) throws IOException {
      return Files.readString(d);
    }
  },
  REPLACE_FULL("move a file over a full directory") {
    @Override
    Object ask(Path d) throws IOException {
      Files.createDirectories(d.resolve("full/up"));
      return Files.move(Files.createFile(d.resolve("f")), d.resolve("full"), REPLACE_EXISTING);
    }
  },
  INTO_ITSELF("move a directory into itself") {
    @Override
    Object ask(Path d) throws IOException {
      Files.createDirectories(d.resolve("a/b"));
      return Files.move(d.resolve("a"), d.resolve("a/b/c"));
    }
  },
  APPEND_TWICE("append through two open channels") {
    @Override
    Object ask(Path d) throws IOException {
      Path file = Files.createFile(d.resolve("f"));
      try (FileChannel one = FileChannel.open(file, APPEND);
          FileChannel two = FileChannel.open(file, APPEND)) {
        one.write(UTF_8.encode("one,"));
        two.write(UTF_8.encode("two,"));
        one.write(UTF_8.encode("three"));
      }
      return Files.readString(file);
    }
  },
  LONG_NAME("a name of 256 bytes") {
    @Override
    Object ask(Path d) throws IOException {
      return Files.createFile(d.resolve("n".repeat(256)));
    }
  },
  UNLINKED("read a file deleted while open") {
    @Override
    Object ask(Path d) throws IOException {
      Path file = Files.writeString(d.resolve("f"), "still here");
      try (FileChannel channel = FileChannel.open(file, READ)) {
        Files.delete(file);
        ByteBuffer bytes = ByteBuffer.allocate(64);
        return channel.read(bytes) + " bytes, exists: " + Files.exists(file);
      }
    }
  },
  REPLACE_LINKED("replace one of a file's two names") {
    @Override
    Object ask(Path d) throws IOException {
      Path one = Files.writeString(d.resolve("one"), "1");
      Path two = Files.createLink(d.resolve("two"), one);
      Files.move(Files.writeString(d.resolve("new"), "2"), one, REPLACE_EXISTING);
      return Files.readString(one) + Files.readString(two);
    }
  },
  PAST_THE_END("write past the end, read the gap") {
    @Override
    Object ask(Path d) throws IOException {
      Path file = Files.createFile(d.resolve("f"));
      try (FileChannel channel = FileChannel.open(file, WRITE)) {
        channel.write(ByteBuffer.wrap(new byte[] {1}), 3);
      }
      return Arrays.toString(Files.readAllBytes(file));
    }
  };

  /** What is done. */
  final String words;

  Probe(String words) {
    this.words = words;
  }

  /** Asks in a new directory inside {@code parent}. */
  Object runIn(Path parent) throws IOException {
    return ask(Files.createDirectory(parent.resolve(name())));
  }

  /** The answer of the file system to which the empty directory {@code d} belongs. */
  abstract Object ask(Path d) throws IOException;
}
