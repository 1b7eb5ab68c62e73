package io.vnode.tck.posix;

import static io.vnode.tck.Capability.HARD_LINKS;
import static io.vnode.tck.Capability.OPEN_UNLINKED;
import static io.vnode.tck.Capability.PERSISTENT;
import static io.vnode.tck.Capability.SPARSE;
import static io.vnode.tck.Capability.SYMBOLIC_LINKS;
import static java.nio.file.StandardCopyOption.ATOMIC_MOVE;
import static java.nio.file.StandardOpenOption.APPEND;
import static java.nio.file.StandardOpenOption.CREATE_NEW;
import static java.nio.file.StandardOpenOption.READ;
import static java.nio.file.StandardOpenOption.TRUNCATE_EXISTING;
import static java.nio.file.StandardOpenOption.WRITE;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.vnode.tck.Area;
import io.vnode.tck.Case;
import io.vnode.tck.Cites;
import io.vnode.tck.Fixture;
import io.vnode.tck.Needs;
import io.vnode.tck.OwnFileSystem;
import io.vnode.tck.Playground;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.OpenOption;
import java.util.Random;
import java.util.stream.Stream;

/** What was done is still done when the file system was closed and is open again. */
@Area(value = "posix.persistent", source = "POSIX.1-2024")
@Needs(PERSISTENT)
@OwnFileSystem
final class PersistentChecks {

  // ---------------------------------------------------------------- trees

  /** A row: what {@code lines} draw is there, and nothing else. */
  private static Case drawn(String label, String... lines) {
    return Kept.row(label, p -> p.tree(lines), p -> p.shows(lines));
  }

  @Cites("POSIX.1-2024 File System [a collection of files and certain of their attributes]")
  Stream<Case> aTreeIsAsItWas() {
    return Stream.of(
        drawn("nothing"),
        drawn("empty file", "f"),
        drawn("one byte", "f=x"),
        drawn("empty directory", "d/", "d/e/"),
        drawn("files and directories", "d/", "d/f=one", "d/e/", "d/e/g=two", "h=three"),
        drawn("deep", "a/", "a/b/", "a/b/c/", "a/b/c/d/", "a/b/c/d/e/", "a/b/c/d/e/f=x"),
        drawn("links", "f=x", "l -> f", "m -> nothing/here", "n -> ..").needs(SYMBOLIC_LINKS),
        drawn("long link", "l -> " + "x/".repeat(200) + "x").needs(SYMBOLIC_LINKS),
        drawn("names of one file", "d/", "d/f=x", "e/", "e/g == d/f", "h == d/f")
            .needs(HARD_LINKS));
  }

  @Cites("POSIX.1-2024 Filename [a sequence of bytes]")
  Stream<Case> anyNameIsAsItWas() {
    return Fixture.in("names/").stream()
        .map(entry -> entry.name().substring("names/".length()))
        .map(name ->
            Kept.row(
                Integer.toHexString(name.hashCode()) + " " + name,
                p -> p.tree(name + "/", name + "/" + name),
                p -> p.shows(name + "/", name + "/" + name)));
  }

  @Cites("POSIX.1-2024 readdir() [DESCRIPTION]")
  void aFullDirectoryIsFull(Playground p) throws IOException {
    String[] names =
        Stream.iterate(0, i -> i + 1).limit(500).map("f%03d"::formatted).toArray(String[]::new);
    p.tree(names);
    p.reopen().shows(names);
  }

  // ---------------------------------------------------------------- contents

  @Cites("POSIX.1-2024 write() [any successful read() shall return the data]")
  Stream<Case> bytesAreAsTheyWere() {
    return Stream.of(0, 1, 511, 512, 513, 4095, 4096, 4097, 65_536, 3_000_001)
        .map(size -> {
          byte[] bytes = new byte[size];
          new Random(size).nextBytes(bytes);
          return Kept.row(
              size + " of them",
              p -> p.run("write " + size, () -> Files.write(p.path("f"), bytes)),
              p -> assertArrayEquals(bytes, Files.readAllBytes(p.path("f"))));
        });
  }

  @Cites("POSIX.1-2024 lseek() [bytes in the gap shall return 0]")
  @Needs(SPARSE)
  void aHoleIsAHole(Playground p) throws IOException {
    long far = 1L << 33;
    try (SeekableByteChannel channel = Files.newByteChannel(p.path("f"), CREATE_NEW, WRITE)) {
      channel.write(ByteBuffer.wrap(new byte[] {1}));
      channel.position(far).write(ByteBuffer.wrap(new byte[] {2}));
    }
    Playground again = p.reopen();
    assertEquals(far + 1, again.stat("f").size());
    try (SeekableByteChannel channel = Files.newByteChannel(again.path("f"), READ)) {
      assertArrayEquals(new byte[] {1, 0}, next(channel));
      assertArrayEquals(new byte[] {0, 0}, next(channel.position(far / 2)));
      assertArrayEquals(new byte[] {0, 2}, next(channel.position(far - 1)));
    }
    again.delete("f"); // Which nobody is to read all of.
  }

  private static byte[] next(SeekableByteChannel channel) throws IOException {
    ByteBuffer two = ByteBuffer.allocate(2);
    channel.read(two);
    return two.array();
  }

  // ---------------------------------------------------------------- changes

  @Cites("POSIX.1-2024 write() [DESCRIPTION]")
  Stream<Case> aChangeOfContentsStays() {
    return Stream.of(
        Kept.row("overwrite", p -> put(p, 2, "XY", WRITE), p -> p.shows("f=01XY456789")),
        Kept.row("append", p -> put(p, 0, "XY", WRITE, APPEND), p -> p.shows("f=0123456789XY")),
        Kept.row("shorten", p -> cut(p, 4), p -> p.shows("f=0123")),
        Kept.row("empty", p -> cut(p, 0), p -> p.shows("f")),
        Kept.row(
            "write anew", p -> put(p, 0, "XY", WRITE, TRUNCATE_EXISTING), p -> p.shows("f=XY")),
        Kept.row(
            "write behind the end",
            p -> put(p, 12, "XY", WRITE),
            p -> p.shows("f=0123456789\0\0XY")),
        Kept.row(
            "shorten and write behind",
            p -> {
              cut(p, 4);
              put(p, 6, "XY", WRITE);
            },
            p -> p.shows("f=0123\0\0XY")));
  }

  private static void put(Playground p, long place, String text, OpenOption... options)
      throws IOException {
    made(p);
    try (SeekableByteChannel channel = Files.newByteChannel(p.path("f"), options)) {
      p.run(
          "write " + text + " at " + place,
          () -> channel.position(place).write(StandardCharsets.US_ASCII.encode(text)));
    }
  }

  private static void cut(Playground p, long size) throws IOException {
    made(p);
    try (SeekableByteChannel channel = Files.newByteChannel(p.path("f"), WRITE)) {
      p.run("truncate to " + size, () -> channel.truncate(size));
    }
  }

  /** Ten digits, which have been kept once already. */
  private static void made(Playground p) throws IOException {
    if (!p.exists("f")) {
      p.write("f", "0123456789");
    }
  }

  @Cites("POSIX.1-2024 unlink() [DESCRIPTION]")
  Stream<Case> aChangeOfNamesStays() {
    return Stream.of(
        changed("delete", p -> p.delete("f"), "g=two", "d/", "d/h=three"),
        changed(
            "delete a directory",
            p -> {
              p.delete("d/h");
              p.delete("d");
            },
            "f=one",
            "g=two"),
        changed("rename", p -> p.move("f", "d/i"), "g=two", "d/", "d/h=three", "d/i=one")
            .cites("POSIX.1-2024 rename() [DESCRIPTION]"),
        changed("rename over", p -> p.move("f", "g", ATOMIC_MOVE), "g=one", "d/", "d/h=three")
            .cites("POSIX.1-2024 rename() [DESCRIPTION]"),
        changed("rename a directory", p -> p.move("d", "e"), "f=one", "g=two", "e/", "e/h=three")
            .cites("POSIX.1-2024 rename() [DESCRIPTION]"),
        changed(
            "delete and make again",
            p -> {
              p.delete("f");
              p.mkdir("f");
            },
            "f/",
            "g=two",
            "d/",
            "d/h=three"),
        changed(
                "one of two names goes",
                p -> {
                  p.link("d/i", "f");
                  p.delete("f");
                },
                "g=two",
                "d/",
                "d/h=three",
                "d/i=one")
            .needs(HARD_LINKS));
  }

  /** A row: a tree that was kept once is changed. */
  private static Case changed(String label, Kept.Part change, String... after) {
    return Case.of(
        label,
        p -> {
          p.tree("f=one", "g=two", "d/", "d/h=three");
          Playground again = p.reopen();
          change.in(again);
          again.reopen().shows(after);
        });
  }

  @Cites("POSIX.1-2024 unlink() [the file ... when the last reference is closed]")
  @Needs(OPEN_UNLINKED)
  void whatLostItsNameWhileItWasOpenDoesNotComeBack(Playground p) throws IOException {
    p.tree("f=open", "g=here");
    SeekableByteChannel channel = Files.newByteChannel(p.path("f"), READ, WRITE);
    p.delete("f");
    channel.write(ByteBuffer.allocate(10_000));
    Playground again = p.reopen();
    channel.close();
    again.shows("g=here");
    again.reopen().shows("g=here");
  }

  @Cites("java.nio.file.FileSystem#close [all open channels]")
  void whatWasWrittenIsThereIfClosingTheFileSystemClosedTheStream(Playground p) throws IOException {
    OutputStream stream = Files.newOutputStream(p.path("f"));
    stream.write("written".getBytes(StandardCharsets.US_ASCII));
    Playground again = p.reopen();
    again.shows("f=written");
    try {
      stream.close();
    } catch (IOException e) {
      // It may say that it was closed.
    }
    again.shows("f=written");
  }

  @Cites("java.nio.file.FileSystem#close")
  void openingAgainAndAgainChangesNothing(Playground p) throws IOException {
    p.tree("d/", "d/f=x", "d/e/");
    Playground again = p.reopen().reopen().reopen();
    again.shows("d/", "d/f=x", "d/e/");
    assertTrue(again.fileSystem().isOpen());
  }
}
