package io.vnode.tck.posix;

import static io.vnode.tck.Capability.OPEN_UNLINKED;
import static io.vnode.tck.Capability.QUOTA;
import static io.vnode.tck.Capability.SPARSE;
import static java.nio.file.StandardOpenOption.APPEND;
import static java.nio.file.StandardOpenOption.CREATE;
import static java.nio.file.StandardOpenOption.WRITE;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.vnode.tck.Area;
import io.vnode.tck.Case;
import io.vnode.tck.Check;
import io.vnode.tck.Cites;
import io.vnode.tck.Errno;
import io.vnode.tck.Limit;
import io.vnode.tck.Needs;
import io.vnode.tck.OwnFileSystem;
import io.vnode.tck.Playground;
import io.vnode.tck.TimeLimit;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.util.Arrays;
import java.util.stream.Stream;

/** The ends of what can be stored: {@code [ENOSPC]} and {@code [EFBIG]}. */
@Area(value = "posix.room", source = "POSIX.1-2024 write()")
final class RoomChecks {
  private static final int PIECE = 1 << 16;

  // ---------------------------------------------------------------- a full file system

  @Cites("[ENOSPC] There was no free space remaining on the device containing the file.")
  @Needs(QUOTA)
  @OwnFileSystem
  @TimeLimit(60)
  Stream<Case> whatFillsTheFileSystemIsRefused() {
    return Stream.of(
        full("a write", (p, channel) -> channel.write(piece())),
        full("a write at a position", (p, channel) -> channel.write(piece(), channel.size())),
        full(
            "a write to another file",
            (p, channel) -> Files.write(p.path("other"), piece().array(), WRITE)));
  }

  /** Something that needs room. */
  @FunctionalInterface
  private interface Use {
    Object of(Playground p, FileChannel channel) throws IOException;
  }

  private static Case full(String label, Use use) {
    return Case.of(
        label,
        filled((p, channel) -> {
          p.expect(Errno.ENOSPC, () -> use.of(p, channel));
          return null;
        }));
  }

  /** A check of what holds when {@code full} has taken all the room there is. */
  private static Check.Body filled(Use use) {
    return p -> {
      long most = p.limit(Limit.CAPACITY);
      p.write("other", "");
      try (FileChannel channel = p.open("full", CREATE, WRITE)) {
        fill(p, channel, most);
        use.of(p, channel);
      }
    };
  }

  private static void fill(Playground p, FileChannel channel, long most) throws IOException {
    p.refuses(
        IOException.class,
        () -> {
          while (channel.size() <= most) {
            channel.write(piece());
          }
        });
    assertTrue(channel.size() <= most, "more is stored than there is room for");
  }

  private static ByteBuffer piece() {
    byte[] bytes = new byte[PIECE];
    Arrays.fill(bytes, (byte) 7);
    return ByteBuffer.wrap(bytes);
  }

  @Cites("POSIX.1-2024 ftruncate() [DESCRIPTION] the extra data shall be discarded")
  @Needs(QUOTA)
  @OwnFileSystem
  @TimeLimit(60)
  Stream<Case> roomThatIsGivenBackIsThereAgain() {
    return Stream.of(
        again("by a truncation", (p, channel) -> channel.truncate(0)),
        again(
            "by a deletion",
            (p, channel) -> {
              channel.close();
              p.delete("full");
              return null;
            }));
  }

  private static Case again(String label, Use use) {
    return Case.of(
        label,
        filled((p, channel) -> {
          use.of(p, channel);
          byte[] bytes = new byte[(int) (p.limit(Limit.CAPACITY) / 2)];
          Files.write(p.path("other"), bytes);
          assertArrayEquals(bytes, Files.readAllBytes(p.path("other")));
          return null;
        }));
  }

  @Cites("POSIX.1-2024 unlink() [DESCRIPTION] the space occupied by the file shall be freed")
  @Needs({QUOTA, OPEN_UNLINKED})
  @OwnFileSystem
  @TimeLimit(60)
  void aFileThatIsOpenKeepsItsRoomUntilItIsClosed(Playground p) throws IOException {
    byte[] bytes = new byte[(int) (p.limit(Limit.CAPACITY) / 2)];
    try (FileChannel channel = p.open("full", CREATE, WRITE)) {
      fill(p, channel, p.limit(Limit.CAPACITY));
      p.delete("full");
      p.refuses(IOException.class, () -> Files.write(p.path("other"), bytes));
    }
    Files.write(p.path("other"), bytes);
    assertEquals(bytes.length, p.stat("other").size());
  }

  @Cites("[ENOSPC] what is there stays")
  @Needs(QUOTA)
  @OwnFileSystem
  @TimeLimit(60)
  void aFullFileSystemStillHasWhatItHad(Playground p) throws IOException {
    p.write("before", "content");
    fill(p);
    assertEquals("content", p.read("before"));
    p.move("before", "after");
    p.delete("after");
  }

  private static void fill(Playground p) throws IOException {
    try (FileChannel channel = p.open("full", CREATE, WRITE)) {
      fill(p, channel, p.limit(Limit.CAPACITY));
    }
  }

  // ---------------------------------------------------------------- a file as long as can be

  @Cites("[EFBIG] An attempt was made to write at or beyond the ... maximum file size")
  @Needs(SPARSE)
  Stream<Case> noByteIsWrittenBehindTheLongestFile() {
    return Stream.of("at the limit", "behind it")
        .map(where ->
            Case.of(
                where,
                p -> {
                  long most = p.limit(Limit.FILE_SIZE) + (where.startsWith("at") ? 0 : 1000);
                  p.write("f", "x");
                  try (FileChannel channel = p.open("f", WRITE)) {
                    p.expect(Errno.EFBIG, () -> channel.write(ByteBuffer.allocate(1), most));
                    channel.position(most);
                    p.expect(Errno.EFBIG, () -> channel.write(ByteBuffer.allocate(1)));
                  }
                }));
  }

  @Cites("[DESCRIPTION] the next attempt to write a non-zero number of bytes will give [EFBIG]")
  @Needs(SPARSE)
  void whatFitsIsWrittenAndTheRestIsRefused(Playground p) throws IOException {
    long most = p.limit(Limit.FILE_SIZE);
    try (FileChannel channel = p.open("f", CREATE, WRITE)) {
      assertEquals(2, channel.write(ByteBuffer.allocate(5), most - 2));
      assertEquals(most, channel.size());
      channel.truncate(0);
    }
  }

  @Cites("[EFBIG] O_APPEND")
  @Needs(SPARSE)
  void nothingIsAppendedToTheLongestFile(Playground p) throws IOException {
    long most = p.limit(Limit.FILE_SIZE);
    try (FileChannel channel = p.open("f", CREATE, WRITE)) {
      channel.write(ByteBuffer.allocate(1), most - 1);
    }
    try (FileChannel channel = p.open("f", APPEND)) {
      p.refuses(IOException.class, () -> channel.write(ByteBuffer.allocate(1)));
    }
    assertEquals(most, p.stat("f").size());
    p.delete("f");
  }
}
