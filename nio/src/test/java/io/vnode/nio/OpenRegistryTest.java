package io.vnode.nio;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.vnode.engine.Credentials;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.FileChannel;
import java.nio.file.ClosedFileSystemException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/**
 * {@link java.nio.file.FileSystem#close}: what is open is closed, and what is asked later fails.
 */
class OpenRegistryTest {

  /** FileSystem.close: "all open channels, directory streams ... are closed". */
  @Test
  void closingAFileSystemClosesWhatItOpened() throws IOException {
    VfsFileSystem fileSystem = TreeFileSystem.unlimited();
    Path file = fileSystem.getPath("/f");
    FileChannel channel =
        FileChannel.open(file, StandardOpenOption.WRITE, StandardOpenOption.CREATE);
    InputStream in = Files.newInputStream(file);
    OutputStream out = Files.newOutputStream(file);
    Iterator<Path> entries;
    try (DirectoryStream<Path> stream = Files.newDirectoryStream(fileSystem.getPath("/"))) {
      entries = stream.iterator();
      fileSystem.close();
    }
    assertFalse(channel.isOpen());
    assertThrows(ClosedChannelException.class, () -> channel.write(ByteBuffer.allocate(1)));
    assertThrows(ClosedChannelException.class, in::read);
    assertThrows(ClosedChannelException.class, () -> out.write(1));
    assertFalse(entries.hasNext());
    assertEquals(0, fileSystem.root().volume().openFiles());
    assertEquals(0, fileSystem.opened().size());
  }

  /** ClosedFileSystemException: for whatever is opened after. */
  @Test
  void nothingIsOpenedInAFileSystemThatWasClosed() throws IOException {
    VfsFileSystem fileSystem = TreeFileSystem.unlimited();
    Path root = fileSystem.getPath("/");
    fileSystem.close();
    fileSystem.close();
    assertThrows(ClosedFileSystemException.class, () -> Files.newByteChannel(root));
    assertThrows(ClosedFileSystemException.class, () -> FileChannel.open(root));
    assertThrows(ClosedFileSystemException.class, () -> Files.newInputStream(root));
    assertThrows(ClosedFileSystemException.class, () -> Files.newOutputStream(root));
    assertThrows(ClosedFileSystemException.class, () -> Files.newDirectoryStream(root));
  }

  /** A view closes what was opened through it, the file system what was opened through any. */
  @Test
  void aViewClosesItsOwnAndNoMore() throws IOException {
    VfsFileSystem fileSystem = TreeFileSystem.unlimited();
    VfsFileSystem view = fileSystem.as(Credentials.ROOT);
    VfsFileSystem other = fileSystem.as(Credentials.ROOT);
    FileChannel base =
        FileChannel.open(
            fileSystem.getPath("/f"), StandardOpenOption.WRITE, StandardOpenOption.CREATE);
    FileChannel viewed = FileChannel.open(view.getPath("/f"));
    FileChannel another = FileChannel.open(other.getPath("/f"));
    view.close();
    assertFalse(viewed.isOpen());
    assertTrue(base.isOpen() && another.isOpen());
    fileSystem.close();
    assertFalse(base.isOpen() || another.isOpen());
    assertThrows(ClosedFileSystemException.class, () -> FileChannel.open(other.getPath("/f")));
  }

  /**
   * AsynchronousCloseException, ClosedChannelException, ClosedFileSystemException; no other end.
   */
  @Test
  void aFileSystemThatIsClosedUnderLoadEndsAllOfItAndKeepsNothing() throws Exception {
    for (int round = 0; round < 20; round++) {
      closeUnderLoad();
    }
  }

  private static void closeUnderLoad() throws Exception {
    VfsFileSystem fileSystem = TreeFileSystem.unlimited();
    Path file = fileSystem.getPath("/f");
    Path other = fileSystem.getPath("/o");
    Files.write(file, new byte[100_000]);
    Files.write(other, new byte[100_000]);
    FileChannel shared = FileChannel.open(file, StandardOpenOption.READ, StandardOpenOption.WRITE);
    List<Callable<?>> loads =
        List.of(
            () -> shared.write(ByteBuffer.allocate(10_000), 5),
            () -> shared.read(ByteBuffer.allocate(10_000), 0),
            () -> Files.readAllBytes(file),
            () -> Files.write(other, new byte[50_000]),
            () -> {
              try (InputStream in = Files.newInputStream(file)) {
                return in.readAllBytes();
              }
            },
            () -> {
              try (DirectoryStream<Path> stream =
                  Files.newDirectoryStream(fileSystem.getPath("/"))) {
                stream.forEach(entry -> assertTrue(entry.isAbsolute()));
              } catch (ClosedFileSystemException e) {
                throw e;
              } catch (IllegalStateException e) {
                return e; // The stream was closed before it was asked for its iterator.
              }
              return null;
            });
    ExecutorService executor = Executors.newFixedThreadPool(loads.size(), TestThreads::daemon);
    CountDownLatch started = new CountDownLatch(loads.size());
    List<Future<?>> running = new ArrayList<>();
    for (Callable<?> load : loads) {
      running.add(executor.submit(() -> repeat(load, started)));
    }
    started.await();
    fileSystem.close();
    for (Future<?> one : running) {
      Throwable end =
          assertThrows(ExecutionException.class, () -> one.get(20, TimeUnit.SECONDS)).getCause();
      if (!(end instanceof ClosedFileSystemException)) {
        assertInstanceOf(ClosedChannelException.class, end);
      }
    }
    executor.shutdown();
    assertEquals(0, fileSystem.opened().size(), "something stayed registered");
    assertEquals(0, fileSystem.root().volume().openFiles(), "files left open");
    fileSystem.namespace().verify();
  }

  private static Object repeat(Callable<?> load, CountDownLatch started) throws Exception {
    load.call();
    started.countDown();
    while (true) {
      load.call();
    }
  }

  /** Closing goes on past a resource that fails, and says so in the end. */
  @Test
  void oneThatCannotBeClosedDoesNotKeepTheOthersOpen() throws IOException {
    OpenRegistry registry = new OpenRegistry(null);
    List<String> closed = new ArrayList<>();
    for (String name : List.of("a", "b", "c")) {
      Closeable resource =
          () -> {
            closed.add(name);
            throw new IOException(name);
          };
      new OpenRegistry.Entry(registry, resource).enter();
    }
    IOException e = assertThrows(IOException.class, registry::close);
    assertEquals(3, closed.size());
    assertEquals(2, e.getSuppressed().length);
    assertEquals(0, registry.size());
  }
}
