package io.vnode.wofs;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.vnode.engine.Errno;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The functions of seeds/003, and what they answer. */
class WofsTest {
  @TempDir Path directory;
  private final Wofs wofs = new Wofs();

  private Path disk() {
    return directory.resolve("filesystem.img");
  }

  private static void assertFails(Errno errno, int answer) {
    assertEquals(-errno.linux(), answer);
  }

  private byte[] read(String name, int length) {
    byte[] bytes = new byte[length];
    int fd = wofs.open(name, Wofs.RDONLY);
    int count = wofs.read(fd, bytes, length);
    wofs.close(fd);
    return Arrays.copyOf(bytes, Math.max(0, count));
  }

  /** Seed: "Example". */
  @Test
  void theExampleOfTheSeedWorks() {
    if (wofs.mount(disk()) != 0) {
      throw new AssertionError("cannot be mounted");
    }
    int fd = wofs.create("example.txt", 0);
    if (fd >= 0) {
      byte[] data = "Hello, World!".getBytes(UTF_8);
      wofs.write(fd, data, data.length);
      wofs.close(fd);
    }
    assertEquals(0, wofs.unmount());

    assertEquals(0, wofs.mount(disk()));
    assertEquals("Hello, World!", new String(read("example.txt", 100), UTF_8));
    assertEquals(0, wofs.unmount());
  }

  /** A blank disk formats itself: one that is missing, and one that is empty. */
  @Test
  void aBlankDiskFormatsItself() throws IOException {
    Files.createFile(disk());
    assertEquals(0, wofs.mount(disk()));
    assertTrue(wofs.create("a", 0) >= 0);
    assertEquals(0, wofs.unmount());
    assertTrue(Files.size(disk()) > 4096);
  }

  /** Seed {@code wo_create}: "error number if the file already exists". */
  @Test
  void whatIsThereIsNotMadeAgain() {
    wofs.mount(disk());
    assertEquals(0, wofs.create("a", 0));
    assertFails(Errno.EEXIST, wofs.create("a", 0));
    assertFails(Errno.ENOENT, wofs.open("b", Wofs.RDONLY));
    wofs.unmount();
  }

  /** Seed {@code wo_write}: "error number if there is not enough free space". */
  @Test
  void aFullDiskSaysSo() {
    wofs.mount(disk());
    int fd = wofs.create("large", 0);
    byte[] bytes = new byte[1 << 20];
    int answer = 0;
    for (int i = 0; i < 10 && answer >= 0; i++) {
      answer = wofs.write(fd, bytes, bytes.length);
    }
    assertFails(Errno.ENOSPC, answer);
    assertEquals(0, wofs.unmount());
  }

  /** Seed {@code wo_close}: "error number if the file descriptor is invalid". */
  @Test
  void aBadDescriptorIsRefused() {
    byte[] buffer = new byte[10];
    assertFails(Errno.ENODEV, wofs.open("a", Wofs.RDONLY));
    wofs.mount(disk());
    for (int fd : new int[] {-1, 0, 7, Integer.MAX_VALUE}) {
      assertFails(Errno.EBADF, wofs.read(fd, buffer, 10));
      assertFails(Errno.EBADF, wofs.write(fd, buffer, 10));
      assertFails(Errno.EBADF, wofs.close(fd));
    }
    int fd = wofs.create("a", 0);
    assertFails(Errno.EFAULT, wofs.write(fd, buffer, 11));
    assertFails(Errno.EINVAL, wofs.read(fd, buffer, -1));
    wofs.close(fd);
    assertFails(Errno.EBADF, wofs.close(fd));
    int reader = wofs.open("a", Wofs.RDONLY);
    assertFails(Errno.EBADF, wofs.write(reader, buffer, 10));
    assertFails(Errno.EBUSY, wofs.mount(disk()));
    wofs.unmount();
    assertFails(Errno.ENODEV, wofs.unmount());
  }

  /** Binary data with NULs, and a file of 1.5 MB, come back in the next session. */
  @Test
  void anyBytesLast() {
    byte[] large = new byte[1_500_000];
    new Random(1).nextBytes(large);
    Arrays.fill(large, 10, 5000, (byte) 0);
    wofs.mount(disk());
    int fd = wofs.create("large", 0);
    assertEquals(large.length, wofs.write(fd, large, large.length));
    wofs.unmount();
    wofs.mount(disk());
    assertArrayEquals(large, read("large", 2_000_000));
    wofs.unmount();
  }

  /** Seed {@code wo_open}: "finds the first empty slot in the file descriptor table". */
  @Test
  void fiftyFilesAreOpenAtOnceAndTheLeastFreeNumberIsNext() {
    wofs.mount(disk());
    for (int i = 0; i < 50; i++) {
      assertEquals(i, wofs.create("file-" + i, 0));
    }
    wofs.close(17);
    wofs.close(3);
    assertEquals(3, wofs.open("file-3", Wofs.RDWR));
    assertEquals(17, wofs.open("/file-17", Wofs.WRONLY));
    for (int i = 0; i < 50; i++) {
      assertEquals(1, wofs.write(i, new byte[] {(byte) i}, 1));
    }
    assertEquals(0, wofs.unmount());
    wofs.mount(disk(), Map.of("mode", "ro"));
    assertArrayEquals(new byte[] {49}, read("file-49", 10));
    assertFails(Errno.EROFS, wofs.create("new", 0));
    wofs.unmount();
  }

  /** A disk that is no image: EIO, and the disk is left alone. */
  @Test
  void whatIsNoImageIsLeftAlone() throws IOException {
    Files.writeString(disk(), "no image");
    assertFails(Errno.EIO, wofs.mount(disk()));
    assertEquals("no image", Files.readString(disk()));
  }
}
