package io.vnode.tck.posix;

import static io.vnode.tck.Capability.ATOMIC_RENAME_OVER;
import static io.vnode.tck.Capability.HARD_LINKS;
import static io.vnode.tck.Capability.OPEN_UNLINKED;
import static io.vnode.tck.Capability.UNIX_ATTRIBUTES;
import static java.nio.charset.StandardCharsets.UTF_8;
import static java.nio.file.StandardCopyOption.ATOMIC_MOVE;
import static java.nio.file.StandardOpenOption.READ;
import static java.nio.file.StandardOpenOption.WRITE;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import io.vnode.tck.Area;
import io.vnode.tck.Case;
import io.vnode.tck.Cites;
import io.vnode.tck.Errno;
import io.vnode.tck.Kind;
import io.vnode.tck.Needs;
import io.vnode.tck.Playground;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.Files;
import java.nio.file.OpenOption;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;

/** {@code unlink()}, by {@code Files.delete}, and files that are open when they lose their name. */
@Area(value = "posix.unlink", source = "POSIX.1-2024 unlink()")
final class UnlinkChecks {
  @Cites("[DESCRIPTION] The unlink() function shall remove a link to a file.")
  Stream<Case> theNameGoesWhateverItStandsFor() {
    return Kind.things()
        .filter(kind -> kind != Kind.FULL_DIRECTORY)
        .map(kind ->
            Case.of(
                    kind.toString(),
                    p -> {
                      kind.make(p, "x");
                      p.delete("x");
                      assertFalse(p.exists("x"));
                      p.expect(Errno.ENOENT, () -> p.delete("x"));
                    })
                .needs(kind.needs()));
  }

  @Cites("[DESCRIPTION] remove the link named by the pathname")
  void otherNamesStay(Playground p) throws IOException {
    p.tree("d/", "d/a=1", "d/b=2", "d/c=3");
    p.delete("d/b");
    p.shows("d/", "d/a=1", "d/c=3");
  }

  @Cites("[DESCRIPTION] decrement the link count of the file referenced by the link")
  @Needs({HARD_LINKS, UNIX_ATTRIBUTES})
  void aFileHasALinkLess(Playground p) throws IOException {
    p.tree("f=x", "g == f", "h == f");
    p.delete("g");
    assertEquals(2, p.nlink("f"));
    p.shows("f=x", "h == f");
  }

  @Cites("[DESCRIPTION] the name is free")
  void aNewFileOfTheNameIsAnother(Playground p) throws IOException {
    p.write("f", "old");
    p.delete("f");
    p.create("f");
    assertEquals("", p.read("f"));
  }

  // ---------------------------------------------------------------- open while it goes

  /** How {@code f} loses its name. */
  private enum Loss {
    DELETED {
      @Override
      void happens(Playground p) throws IOException {
        p.delete("f");
      }
    },
    REPLACED {
      @Override
      void happens(Playground p) throws IOException {
        p.write("new", "new");
        p.move("new", "f", ATOMIC_MOVE);
      }
    };

    abstract void happens(Playground p) throws IOException;

    @Override
    public String toString() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /** What is done with the open file after it lost its name. */
  @FunctionalInterface
  private interface Use {
    void of(SeekableByteChannel channel) throws IOException;
  }

  private static Stream<Case> open(Use use, OpenOption... options) {
    return Stream.of(Loss.values())
        .map(loss ->
            Case.of(
                    loss.toString(),
                    p -> {
                      p.write("f", "content");
                      try (SeekableByteChannel channel =
                          Files.newByteChannel(p.path("f"), options)) {
                        loss.happens(p);
                        use.of(channel);
                      }
                      if (loss == Loss.DELETED) {
                        p.shows();
                      } else {
                        p.shows("f=new");
                      }
                    })
                .needs(loss == Loss.REPLACED ? Set.of(ATOMIC_RENAME_OVER) : Set.of()));
  }

  @Cites("[DESCRIPTION] removal of the file contents shall be postponed until all references")
  @Needs(OPEN_UNLINKED)
  Stream<Case> anOpenFileWithoutANameIsRead() {
    return open(channel -> assertEquals("content", all(channel)), READ);
  }

  @Cites("[DESCRIPTION] removal of the file contents shall be postponed until all references")
  @Needs(OPEN_UNLINKED)
  Stream<Case> anOpenFileWithoutANameIsWritten() {
    return open(
        channel -> {
          channel.write(UTF_8.encode("CON"));
          assertEquals("CONtent", all(channel));
        },
        READ,
        WRITE);
  }

  @Cites("[DESCRIPTION] removal of the file contents shall be postponed until all references")
  @Needs(OPEN_UNLINKED)
  Stream<Case> anOpenFileWithoutANameGrows() {
    return open(
        channel -> {
          channel.position(100_000).write(UTF_8.encode("!"));
          assertEquals(100_001, channel.size());
          assertEquals("content\0", all(channel).substring(0, 8));
        },
        READ,
        WRITE);
  }

  @Cites("[DESCRIPTION] removal of the file contents shall be postponed until all references")
  @Needs(OPEN_UNLINKED)
  Stream<Case> anOpenFileWithoutANameIsTruncated() {
    return open(
        channel -> {
          channel.truncate(3);
          assertEquals("con", all(channel));
        },
        READ,
        WRITE);
  }

  @Cites("[DESCRIPTION] until all references to the file are closed")
  @Needs(OPEN_UNLINKED)
  void itLivesUntilTheLastChannelIsClosed(Playground p) throws IOException {
    p.write("f", "content");
    try (SeekableByteChannel last = Files.newByteChannel(p.path("f"), READ)) {
      try (SeekableByteChannel first = Files.newByteChannel(p.path("f"), WRITE)) {
        p.delete("f");
        first.write(UTF_8.encode("CON"));
      }
      assertEquals("CONtent", all(last));
    }
  }

  @Cites("[DESCRIPTION] the name is free at once")
  @Needs(OPEN_UNLINKED)
  void aNewFileOfItsNameHasNothingInCommonWithIt(Playground p) throws IOException {
    p.write("f", "content");
    try (SeekableByteChannel old = Files.newByteChannel(p.path("f"), READ, WRITE)) {
      p.delete("f");
      p.write("f", "new");
      old.write(UTF_8.encode("OLD"));
      assertEquals("new", p.read("f"));
      assertEquals("OLDtent", all(old));
    }
  }

  @Cites("[DESCRIPTION] the directory that held it")
  @Needs(OPEN_UNLINKED)
  void itsDirectoryCanBeRemoved(Playground p) throws IOException {
    p.tree("d/", "d/f=content");
    try (SeekableByteChannel open = Files.newByteChannel(p.path("d/f"), READ)) {
      p.delete("d/f");
      p.delete("d");
      assertEquals("content", all(open));
    }
  }

  private static String all(SeekableByteChannel channel) throws IOException {
    ByteBuffer buffer = ByteBuffer.allocate((int) channel.size() + 1);
    channel.position(0);
    while (channel.read(buffer) > 0) {
      // A read may be short.
    }
    return UTF_8.decode(buffer.flip()).toString();
  }
}
