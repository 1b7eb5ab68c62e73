package io.vnode.wasi;

import static io.vnode.wasi.Guest.BUFFER;
import static io.vnode.wasi.Guest.refuses;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.vnode.engine.Errno;
import io.vnode.engine.Kind;
import io.vnode.mem.MemFs;
import java.io.BufferedOutputStream;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.nio.channels.Channels;
import java.nio.file.FileSystem;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** Standard streams, and what a guest is told of itself. */
class StreamsTest {

  /** fd_read, fd_write of descriptors 0, 1 and 2. */
  @Test
  void streamsPassBytesOn() throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    try (Guest guest =
        Guest.of(settings ->
            settings.stdin("input".getBytes(UTF_8)).stdout(out).stderr(Channels.newChannel(err)))) {
      assertEquals("inp", guest.read(0, 3));
      assertEquals("ut", guest.read(0, 100));
      assertEquals("", guest.read(0, 100));
      guest.write(1, "output");
      guest.write(2, "error");
    }
    assertEquals("output", out.toString(UTF_8));
    assertEquals("error", err.toString(UTF_8));
  }

  /** fd_filestat_get, fd_seek: a stream that is a file is one to the guest. */
  @Test
  void filesAreStandardStreams(@TempDir Path host) throws IOException {
    try (FileSystem memory = MemFs.create()) {
      for (Path top : List.of(host, memory.getPath("/tmp"))) {
        Path in = Files.writeString(top.resolve("in"), "input");
        Path link = Files.createSymbolicLink(top.resolve("link"), in);
        Path out = Files.writeString(top.resolve("out"), "what was there before");
        try (Guest guest = Guest.of(settings -> settings.stdin(link).stdout(out).stderr(out))) {
          assertEquals(FileType.of(Kind.REGULAR), guest.fdstat(0).type());
          assertEquals(5, guest.fstat(0).size());
          assertEquals("input", guest.read(0, 100));
          guest.call(WasiCall.FD_SEEK, 0, 2, 0, Guest.RESULT);
          assertEquals("put", guest.read(0, 100));
          refuses(Errno.ENOTCAPABLE, () -> guest.write(0, "no"));
          guest.write(1, "output");
          guest.write(2, " and error");
          refuses(Errno.ENOTCAPABLE, () -> guest.read(1, 1));
        }
        assertEquals("output and error", Files.readString(out));
      }
    }
  }

  /** A device has no place, and is not emptied: {@code < /dev/null} of a shell. */
  @Test
  @EnabledOnOs(OS.LINUX)
  void aDeviceIsAStream() throws IOException {
    Path device = Path.of("/dev/null");
    try (Guest guest = Guest.of(settings -> settings.stdin(device).stdout(device))) {
      assertEquals("", guest.read(0, 10));
      assertEquals(6, guest.write(1, "output"));
      refuses(Errno.ESPIPE, () -> guest.call(WasiCall.FD_SEEK, 1, 0, 0, Guest.RESULT));
    }
  }

  /** A file that is to be read must be there; a directory is no stream. */
  @Test
  void aFileThatCannotBeAStreamIsNamed(@TempDir Path host) {
    Path missing = host.resolve("missing");
    Exception e =
        assertThrows(
            NoSuchFileException.class, () -> Guest.of(settings -> settings.stdin(missing)));
    assertEquals(missing.toString(), e.getMessage());
    for (Path directory : List.of(host, host.getRoot())) {
      FileSystemException refused =
          assertThrows(
              FileSystemException.class, () -> Guest.of(settings -> settings.stdout(directory)));
      assertEquals(directory.toString(), refused.getFile());
    }
  }

  /** filetype: a terminal is a character device, anything else is not known. */
  @Test
  void aTerminalFlushesItsLines() throws IOException {
    ByteArrayOutputStream shown = new ByteArrayOutputStream();
    try (Guest guest =
        Guest.of(settings -> settings.stdout(new BufferedOutputStream(shown)).terminal())) {
      assertEquals(FileType.CHARACTER_DEVICE, guest.fdstat(1).type());
      assertEquals(FileType.CHARACTER_DEVICE, guest.fstat(1).type());
      guest.write(1, "no line yet");
      assertEquals("", shown.toString(UTF_8));
      guest.write(1, ", now\n");
      assertEquals("no line yet, now\n", shown.toString(UTF_8));
    }
    try (Guest guest = Guest.of(settings -> settings.stdout(new BufferedOutputStream(shown)))) {
      assertEquals(FileType.UNKNOWN, guest.fdstat(1).type());
      guest.write(1, "held\n");
      assertEquals("no line yet, now\n", shown.toString(UTF_8));
    }
    assertEquals("no line yet, now\nheld\n", shown.toString(UTF_8));
  }

  /** errno.pipe: "Broken pipe". */
  @Test
  void aClosedPipeIsBroken() throws IOException {
    PipedInputStream reader = new PipedInputStream();
    PipedOutputStream writer = new PipedOutputStream(reader);
    try (Guest guest = Guest.of(settings -> settings.stdout(writer))) {
      guest.write(1, "read by somebody");
      reader.close();
      refuses(Errno.EPIPE, () -> guest.write(1, "by nobody"));
    }
  }

  /** errno.io: whatever else goes wrong with a stream. */
  @Test
  void aStreamThatFailsIsAnIoError() throws IOException {
    InputStream broken =
        Channels.newInputStream(Channels.newChannel(InputStream.nullInputStream()));
    broken.close();
    try (Guest guest = Guest.of(settings -> settings.stdin(broken))) {
      refuses(Errno.EIO, () -> guest.read(0, 1));
    }
  }

  /** fdflags.nonblock: EAGAIN, "Resource unavailable, or operation would block". */
  @Test
  void inputThatWouldWaitIsRefusedWithoutBlocking() throws IOException {
    PipedInputStream reader = new PipedInputStream();
    try (PipedOutputStream writer = new PipedOutputStream(reader);
        Guest guest = Guest.of(settings -> settings.stdin(reader))) {
      guest.call(WasiCall.FD_FDSTAT_SET_FLAGS, 0, Flags.NONBLOCK);
      refuses(Errno.EAGAIN, () -> guest.read(0, 10));
      writer.write("now".getBytes(UTF_8));
      assertEquals("now", guest.read(0, 10));
    }
  }

  /** args_get, environ_get and their sizes: texts that end with a NUL, and pointers to them. */
  @Test
  void argumentsAndEnvironmentAreTold() throws IOException {
    try (Guest guest =
        Guest.of(settings ->
            settings.arguments("tool", "--in", "dätä").environment(Map.of("TZ", "UTC")))) {
      assertEquals(
          List.of("tool", "--in", "dätä"),
          texts(guest, WasiCall.ARGS_SIZES_GET, WasiCall.ARGS_GET));
      assertEquals(
          List.of("TZ=UTC"), texts(guest, WasiCall.ENVIRON_SIZES_GET, WasiCall.ENVIRON_GET));
    }
  }

  private static List<String> texts(Guest guest, WasiCall sizes, WasiCall get) {
    guest.call(sizes, Guest.RESULT, Guest.SECOND_RESULT);
    int count = guest.memory().getInt(Guest.RESULT);
    int size = guest.memory().getInt(Guest.SECOND_RESULT);
    guest.call(get, Guest.STRUCT, BUFFER);
    List<String> texts = List.of(new String(guest.bytes(BUFFER, size), UTF_8).split("\0"));
    int at = BUFFER;
    for (int i = 0; i < count; i++) {
      assertEquals(at, guest.memory().getInt(Guest.STRUCT + 4 * i));
      at += texts.get(i).getBytes(UTF_8).length + 1;
    }
    assertEquals(BUFFER + size, at);
    return texts;
  }

  /** random_get: the bytes asked for, and no others. */
  @Test
  void randomBytesFillTheBuffer() throws IOException {
    try (Guest guest = Guest.of(settings -> settings.random(new Random(7)))) {
      guest.call(WasiCall.RANDOM_GET, BUFFER, 10_000);
      long zeros = 0;
      for (byte each : guest.bytes(BUFFER, 10_000)) {
        zeros += each == 0 ? 1 : 0;
      }
      assertEquals(0, zeros / 100, "about one in 256");
      assertEquals(0, guest.memory().get(BUFFER + 10_000));
    }
  }

  /** stdin as a stream that gives less than it is asked for. */
  @Test
  void aShortReadIsNoEnd() throws IOException {
    InputStream slow =
        new ByteArrayInputStream("slow".getBytes(UTF_8)) {
          @Override
          public synchronized int read(byte[] into, int from, int length) {
            return super.read(into, from, Math.min(1, length));
          }
        };
    try (Guest guest = Guest.of(settings -> settings.stdin(slow))) {
      assertEquals("s", guest.read(0, 10));
      assertEquals("l", guest.read(0, 10));
    }
  }
}
