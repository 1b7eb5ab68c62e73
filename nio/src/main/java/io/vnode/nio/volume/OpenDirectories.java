package io.vnode.nio.volume;

import com.google.common.cache.Cache;
import com.google.common.cache.CacheBuilder;
import com.google.common.cache.RemovalNotification;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.ClosedFileSystemException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SecureDirectoryStream;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;

/**
 * The directories of the host that a volume holds open: the last ones that it opened. Others are
 * opened when they are needed, step by step from the nearest above that is open.
 */
final class OpenDirectories implements Closeable {
  /** How many directories a volume holds open, in file descriptors of the host. */
  private static final int OPEN_MAX = 128;

  /** Where all others are opened from, until the volume is closed; null if none can be held. */
  private final HeldDirectory top;

  /** What is held by each, until there are too many or it is forgotten. */
  private final Cache<NioDirectory, HeldDirectory> open =
      CacheBuilder.newBuilder()
          .weakKeys()
          .maximumSize(OPEN_MAX)
          .removalListener(this::forget)
          .build();

  private final Whereabouts whereabouts;

  /** Of the volume whose root is at {@code root}, and which believes {@code recent}. */
  OpenDirectories(Path root, RecentAnswers recent) throws IOException {
    this.top = hold(root);
    this.whereabouts = new Whereabouts(top, recent);
  }

  /** The directory {@code root}, if the host can hold it open; it is closed with the volume. */
  @SuppressWarnings({"unchecked", "StreamResourceLeak"}) // A secure stream is one of paths.
  private static HeldDirectory hold(Path root) throws IOException {
    DirectoryStream<Path> stream = Files.newDirectoryStream(root);
    if (stream instanceof SecureDirectoryStream) {
      return HeldDirectory.ofRoot(root, (SecureDirectoryStream<Path>) stream);
    }
    stream.close();
    return null;
  }

  private void forget(RemovalNotification<NioDirectory, HeldDirectory> removed) {
    whereabouts.forget(removed.getValue());
    NioDirectory directory = removed.getKey();
    if (directory != null && directory.held() == removed.getValue()) {
      directory.hold(null);
    }
    try {
      removed.getValue().leave();
    } catch (IOException e) {
      // It was only read, and nobody waits for what its end has to say.
    }
  }

  /**
   * The directory of the host that {@code directory} is, to be {@linkplain HostDirectory#leave
   * left}.
   *
   * @throws NoSuchFileException when it is not where it was seen last
   * @throws ClosedFileSystemException when the volume was closed
   */
  HostDirectory enter(NioDirectory directory) throws IOException {
    if (top == null) {
      return new NamedDirectory(directory.path());
    }
    HeldDirectory known = known(directory);
    return known == null ? open(directory) : known;
  }

  /** Opens {@code directory}, and what is not open above it. */
  private HeldDirectory open(NioDirectory directory) throws IOException {
    Deque<NioDirectory> down = new ArrayDeque<>();
    NioDirectory here = directory;
    HeldDirectory host = null;
    while (host == null) {
      down.push(here);
      here = here.place().parent();
      host = known(here);
    }
    while (!down.isEmpty()) {
      HeldDirectory above = host;
      try {
        host = openBelow(above, down.pop());
      } finally {
        above.leave();
      }
    }
    return host;
  }

  /** {@code directory} if it is open; the root is until the end. */
  private HeldDirectory known(NioDirectory directory) {
    HeldDirectory known = directory.isRoot() ? top : directory.held();
    boolean entered = known != null && known.enter();
    if (!entered && directory.isRoot()) {
      throw new ClosedFileSystemException();
    }
    return entered ? known : null;
  }

  /**
   * The directory that the names {@code from} to {@code to} lead to from the root, if it is open
   * and the host says in one word that it is still where they lead; otherwise null.
   */
  NioDirectory inPlace(String[] names, int from, int to) throws IOException {
    return whereabouts.find(Arrays.asList(names).subList(from, to));
  }

  private HeldDirectory openBelow(HeldDirectory above, NioDirectory directory) throws IOException {
    HeldDirectory opened = above.directory(directory.place().hostName());
    if (!directory.key().equals(opened.key())) {
      opened.leave();
      throw new NoSuchFileException(directory.path().toString());
    }
    return remember(directory, opened);
  }

  /** Remembers {@code opened}, which stays in use. */
  private HeldDirectory remember(NioDirectory directory, HeldDirectory opened) {
    opened.enter();
    whereabouts.note(directory, opened);
    directory.hold(opened);
    open.put(directory, opened); // Over another, which is left when its users are through.
    return opened;
  }

  /** Lets all directories go but the root: some of them are elsewhere now. */
  void forgetPaths() {
    whereabouts.clear();
    open.invalidateAll();
  }

  /** Lets all directories go. */
  @Override
  public void close() throws IOException {
    forgetPaths();
    if (top != null) {
      top.leave();
    }
  }
}
