package io.vnode.projfs;

import java.io.IOException;
import java.net.URI;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * Another process that locks a file, says whether it got the lock, and holds it as long as told.
 */
final class LockProbe implements AutoCloseable {
  private final Process process;
  private final boolean locked;

  /** A process that tries to lock {@code file}. */
  LockProbe(Path file) throws IOException {
    URI home =
        URI.create(LockProbe.class.getProtectionDomain().getCodeSource().getLocation().toString());
    String classes = Path.of(home).toString();
    String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
    process =
        new ProcessBuilder(java, "-cp", classes, LockProbe.class.getName(), file.toString())
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    locked = process.getInputStream().read() == '+';
  }

  /** Whether it got the lock, which it holds until this is closed. */
  boolean isLocked() {
    return locked;
  }

  @Override
  public void close() throws IOException {
    process.getOutputStream().close();
    try {
      process.waitFor();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** The other process: tries, says {@code +} or {@code -}, and waits for the end of its input. */
  public static void main(String[] args) throws IOException {
    try (FileChannel channel = FileChannel.open(Path.of(args[0]), StandardOpenOption.WRITE);
        FileLock lock = channel.tryLock()) {
      System.out.write(lock == null ? '-' : '+');
      System.out.flush();
      while (System.in.read() >= 0) {}
    }
  }
}
