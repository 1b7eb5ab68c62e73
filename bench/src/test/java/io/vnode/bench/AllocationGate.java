package io.vnode.bench;

import static java.nio.file.StandardCopyOption.ATOMIC_MOVE;

import java.io.IOException;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;

/**
 * An operation of memfs with the bytes it may allocate: the goal, where it has one, and the gates,
 * which are what it needs today on JDK 17 and on newer ones, or the goal where that is reached. A
 * gate is lowered when it can be, and never raised.
 */
enum AllocationGate {
  READ_ATTRIBUTES(112, 152, 152) {
    @Override
    Operation prepare(Path directory) throws IOException {
      Path file = Files.write(directory.resolve("file"), CONTENTS);
      return () -> {
        BasicFileAttributes attributes = Files.readAttributes(file, BasicFileAttributes.class);
        Check.equal(CONTENTS.length, attributes.size(), "the size");
        return attributes;
      };
    }
  },
  EXISTS(48, 48, 48) {
    @Override
    Operation prepare(Path directory) throws IOException {
      Path file = Files.createFile(directory.resolve("file"));
      return () -> {
        Check.that(Files.exists(file), "the file exists");
        return file;
      };
    }
  },
  /** On JDK 17 it is an exception that says no. */
  EXISTS_NOT(64, 144, 64) {
    @Override
    Operation prepare(Path directory) {
      Path file = directory.resolve("file");
      return () -> {
        Check.that(!Files.exists(file), "nothing is there");
        return file;
      };
    }
  },
  OPEN_CLOSE(256, 272) {
    @Override
    Operation prepare(Path directory) throws IOException {
      Path file = Files.createFile(directory.resolve("file"));
      return () -> {
        SeekableByteChannel channel = Files.newByteChannel(file);
        channel.close();
        return channel;
      };
    }
  },
  READ_ALL(616, 544) {
    @Override
    Operation prepare(Path directory) throws IOException {
      Path file = Files.write(directory.resolve("file"), CONTENTS);
      return () -> {
        byte[] bytes = Files.readAllBytes(file);
        Check.equal(CONTENTS.length, bytes.length, "the number of bytes read");
        return bytes;
      };
    }
  },
  OVERWRITE(424, 392) {
    @Override
    Operation prepare(Path directory) {
      Path file = directory.resolve("file");
      return () -> Files.write(file, CONTENTS);
    }
  },
  CREATE_DELETE(528, 496) {
    @Override
    Operation prepare(Path directory) {
      Path file = directory.resolve("file");
      return () -> {
        Files.createFile(file);
        Files.delete(file);
        return file;
      };
    }
  },
  CREATE_WRITE_DELETE(712, 648) {
    @Override
    Operation prepare(Path directory) {
      Path file = directory.resolve("file");
      return () -> {
        Files.write(file, CONTENTS);
        Files.delete(file);
        return file;
      };
    }
  },
  MKDIR_RMDIR(440, 360) {
    @Override
    Operation prepare(Path directory) {
      Path made = directory.resolve("made");
      return () -> {
        Files.createDirectory(made);
        Files.delete(made);
        return made;
      };
    }
  },
  RENAME(597, 389) {
    @Override
    Operation prepare(Path directory) throws IOException {
      return backAndForth(directory.resolve("there"), directory.resolve("back"));
    }
  },
  RENAME_ACROSS(576, 368) {
    @Override
    Operation prepare(Path directory) throws IOException {
      Path other = Files.createDirectory(directory.resolve("other"));
      return backAndForth(directory.resolve("file"), other.resolve("file"));
    }
  },
  FIRST_NAME(288, 256) {
    @Override
    Operation prepare(Path directory) throws IOException {
      Path file = Files.createFile(directory.resolve("file"));
      return () -> {
        try (DirectoryStream<Path> stream = Files.newDirectoryStream(directory)) {
          Path first = stream.iterator().next();
          Check.that(first.equals(file), "the name is listed");
          return first;
        }
      };
    }
  },
  GET_PATH(40, 24) {
    @Override
    Operation prepare(Path directory) {
      return () -> directory.getFileSystem().getPath("/usr/share/doc/vnode/readme");
    }
  },
  RESOLVE(80, 80) {
    @Override
    Operation prepare(Path directory) {
      return () -> directory.resolve("file");
    }
  };

  /** Something to be done again and again; what it answers counts, whether it is used or not. */
  @FunctionalInterface
  interface Operation {
    Object run() throws IOException;
  }

  private static final byte[] CONTENTS = SmallFiles.contents();
  private static final int OLD_JDK = 17;

  final long goal;
  private final long gateOnOldJdk;
  private final long gate;

  AllocationGate(long goal, long gateOnOldJdk, long gate) {
    this.goal = goal;
    this.gateOnOldJdk = gateOnOldJdk;
    this.gate = gate;
  }

  /** What is not named in the table shall only not grow. */
  AllocationGate(long gateOnOldJdk, long gate) {
    this(Long.MAX_VALUE, gateOnOldJdk, gate);
  }

  /** The operation, with what it needs made in the empty {@code directory}. */
  abstract Operation prepare(Path directory) throws IOException;

  long bytes() {
    return Runtime.version().feature() <= OLD_JDK ? gateOnOldJdk : gate;
  }

  private static Operation backAndForth(Path there, Path back) throws IOException {
    Files.createFile(there);
    return () -> {
      Files.move(there, back, ATOMIC_MOVE);
      Files.move(back, there, ATOMIC_MOVE);
      return there;
    };
  }
}
