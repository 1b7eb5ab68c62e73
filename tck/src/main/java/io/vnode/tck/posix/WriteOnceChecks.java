package io.vnode.tck.posix;

import static io.vnode.tck.Capability.ASYNC;
import static io.vnode.tck.Capability.FILE_CHANNELS;
import static io.vnode.tck.Capability.WRITE_ONCE;
import static java.nio.file.StandardOpenOption.APPEND;
import static java.nio.file.StandardOpenOption.CREATE;
import static java.nio.file.StandardOpenOption.CREATE_NEW;
import static java.nio.file.StandardOpenOption.READ;
import static java.nio.file.StandardOpenOption.TRUNCATE_EXISTING;
import static java.nio.file.StandardOpenOption.WRITE;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.vnode.tck.Area;
import io.vnode.tck.Capability;
import io.vnode.tck.Case;
import io.vnode.tck.Cites;
import io.vnode.tck.Errno;
import io.vnode.tck.Needs;
import io.vnode.tck.OwnFileSystem;
import io.vnode.tck.Playground;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.AsynchronousFileChannel;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.OpenOption;
import java.util.stream.Stream;

/** File systems where what was written stays as it is: what they refuse, and what they do not. */
@Area(value = "posix.write-once", source = "POSIX.1-2024 open() [EACCES] [EPERM] [EROFS]")
@Needs(WRITE_ONCE)
@OwnFileSystem // Which need not be able to remove what a check leaves.
final class WriteOnceChecks {
  private static final Errno[] REFUSED = {Errno.EACCES, Errno.EPERM, Errno.EROFS};

  /** What would write the file {@code f} once more. */
  @FunctionalInterface
  private interface Writing {
    void in(Playground p) throws IOException;
  }

  private static Case refused(String label, Writing writing, Capability... needs) {
    return Case.of(
            label,
            p -> {
              p.write("f", "first");
              p.expectAny(REFUSED, () -> writing.in(p));
              assertEquals("first", p.read("f"));
            })
        .needs(needs);
  }

  private static Case opened(String label, OpenOption... options) {
    return refused("open to " + label, p -> Call.open(p, "f", options));
  }

  private static Case channel(String label, OpenOption... options) {
    return refused("channel to " + label, p -> p.open("f", options).close(), FILE_CHANNELS);
  }

  @Cites("the file exists and write permission is denied")
  Stream<Case> whatWasWrittenIsNotOpenedToBeWrittenAgain() {
    return Stream.of(
        opened("write", WRITE),
        opened("read and write", READ, WRITE),
        opened("append", APPEND),
        opened("empty", WRITE, TRUNCATE_EXISTING),
        opened("make and write", CREATE, WRITE),
        opened("make and empty", CREATE, WRITE, TRUNCATE_EXISTING),
        channel("write", WRITE),
        channel("read and write", READ, WRITE),
        channel("append", APPEND),
        channel("empty", WRITE, TRUNCATE_EXISTING),
        refused("stream", p -> Files.newOutputStream(p.path("f")).close()),
        refused(
            "asynchronous channel",
            p -> AsynchronousFileChannel.open(p.path("f"), WRITE).close(),
            ASYNC));
  }

  @Cites("POSIX.1-2024 open() [EEXIST] O_CREAT and O_EXCL are set, and the named file exists")
  void whatWasWrittenIsNotMadeAgain(Playground p) throws IOException {
    p.write("f", "first");
    p.expect(Errno.EEXIST, () -> Call.open(p, "f", CREATE_NEW, WRITE));
    assertEquals("first", p.read("f"));
  }

  @Cites("java.nio.file.Files#copy(Path,Path,CopyOption...) the copy is a file like any other")
  void aCopyOfWhatWasWrittenIsWrittenToo(Playground p) throws IOException {
    p.write("f", "first");
    p.copy("f", "copy");
    p.expectAny(REFUSED, () -> Call.open(p, "copy", WRITE));
    assertEquals("first", p.read("copy"));
  }

  @Cites("POSIX.1-2024 read() [DESCRIPTION]")
  void whatWasWrittenIsReadAsOftenAsOneLikes(Playground p) throws IOException {
    p.write("f", "first");
    for (int i = 0; i < 3; i++) {
      assertEquals("first", p.read("f"));
      assertEquals("first".length(), p.stat("f").size());
    }
  }

  @Cites("POSIX.1-2024 open() O_CREAT [DESCRIPTION]")
  void whatIsNewIsWrittenBesideIt(Playground p) throws IOException {
    p.write("f", "first");
    p.mkdir("d");
    p.write("d/g", "second");
    p.write("h", "third");
    assertEquals("first second third", p.read("f") + " " + p.read("d/g") + " " + p.read("h"));
  }

  @Cites("POSIX.1-2024 write() [DESCRIPTION] a file is written until it is closed")
  @Needs(FILE_CHANNELS)
  void whoWritesItFirstWritesUntilHeCloses(Playground p) throws IOException {
    try (FileChannel channel = p.open("f", CREATE_NEW, WRITE)) {
      channel.write(ByteBuffer.wrap(new byte[] {'a', 'b'}));
      channel.write(ByteBuffer.wrap(new byte[] {'c'}));
    }
    assertEquals("abc", p.read("f"));
    p.expectAny(REFUSED, () -> Call.open(p, "f", WRITE));
  }
}
