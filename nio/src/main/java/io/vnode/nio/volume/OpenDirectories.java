package io.vnode.nio.volume;

import com.google.common.cache.Cache;
import com.google.common.cache.CacheBuilder;
import com.google.common.cache.RemovalNotification;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SecureDirectoryStream;
import java.util.ArrayDeque;
import java.util.Deque;

/**
 * The directories of the host that a volume holds open: the last ones that it used. Others are
 * opened when they are needed, step by step from the nearest above that is open.
 */
final class OpenDirectories implements Closeable {
  /** How many directories a volume holds open, in file descriptors of the host. */
  private static final int OPEN_MAX = 128;

  private final Path root;
  private final boolean held;

  /** Where all others are opened from, until the volume is closed; null before the first. */
  private HostDirectory top;

  private final Cache<NioDirectory, HostDirectory> open =
      CacheBuilder.newBuilder()
          .weakKeys()
          .maximumSize(OPEN_MAX)
          .removalListener(OpenDirectories::forget)
          .build();

  /** Of the volume whose root is at {@code root}. */
  OpenDirectories(Path root) throws IOException {
    this.root = root;
    try (DirectoryStream<Path> stream = Files.newDirectoryStream(root)) {
      this.held = stream instanceof SecureDirectoryStream;
    }
  }

  private static void forget(RemovalNotification<NioDirectory, HostDirectory> removed) {
    try {
      removed.getValue().leave();
    } catch (IOException e) {
      // It was only read, and nobody waits for what its end has to say.
    }
  }

  /** Whether directories are held open, and names in them cannot lead elsewhere. */
  boolean isHeld() {
    return held;
  }

  /**
   * The directory of the host that {@code directory} is, to be {@linkplain HostDirectory#leave
   * left}.
   *
   * @throws NoSuchFileException when it is not where it was seen last
   */
  HostDirectory enter(NioDirectory directory) throws IOException {
    if (!held) {
      return new NamedDirectory(directory.path());
    }
    Deque<NioDirectory> down = new ArrayDeque<>();
    NioDirectory here = directory;
    HostDirectory host = known(here);
    while (host == null) {
      down.push(here);
      here = here.place().parent();
      host = known(here);
    }
    while (!down.isEmpty()) {
      HostDirectory above = host;
      try {
        host = openBelow(above, down.pop());
      } finally {
        above.leave();
      }
    }
    return host;
  }

  /** {@code directory} if it is open; the root always is. */
  private HostDirectory known(NioDirectory directory) throws IOException {
    if (directory.isRoot()) {
      HostDirectory top = top();
      return top.enter() ? top : null;
    }
    HostDirectory known = open.getIfPresent(directory);
    return known != null && known.enter() ? known : null;
  }

  /** The cast holds: a stream that is secure is one of paths. It is closed when the volume is. */
  @SuppressWarnings({"unchecked", "StreamResourceLeak"})
  private synchronized HostDirectory top() throws IOException {
    if (top == null) {
      DirectoryStream<Path> stream = Files.newDirectoryStream(root);
      top = HeldDirectory.ofRoot(root, (SecureDirectoryStream<Path>) stream);
    }
    return top;
  }

  private HostDirectory openBelow(HostDirectory above, NioDirectory directory) throws IOException {
    HostDirectory opened = above.directory(directory.place().hostName());
    if (!directory.key().equals(((HeldDirectory) opened).key())) {
      opened.leave();
      throw new NoSuchFileException(directory.path().toString());
    }
    return remember(directory, opened);
  }

  /** Remembers {@code opened}, which stays in use. */
  private HostDirectory remember(NioDirectory directory, HostDirectory opened) {
    opened.enter();
    open.put(directory, opened); // Over another, which is left when its users are through.
    return opened;
  }

  /** Lets all directories go but the root: some of them are elsewhere now. */
  void forgetPaths() {
    open.invalidateAll();
  }

  /** Lets all directories go. */
  @Override
  public synchronized void close() throws IOException {
    open.invalidateAll();
    if (top != null) {
      top.leave();
    }
  }
}
