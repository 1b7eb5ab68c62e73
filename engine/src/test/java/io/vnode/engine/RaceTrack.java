package io.vnode.engine;

import java.io.IOException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;

/** What a {@link Race} is held on: two volumes, a crew, and short ways to do things as root. */
final class RaceTrack {
  static final long CAPACITY = 1 << 20;
  static final long INODES = 1000;
  static final int NAMES = 500;

  final StressVolume volume;
  final StressVolume other;
  final Namespace namespace;
  final Directory root;
  final Crew crew = new Crew();

  /** Names made less names taken away, where a race counts them. */
  final AtomicInteger names = new AtomicInteger();

  /** Files that are closed when the race is over. */
  final AtomicReference<OpenFile> last = new AtomicReference<>();

  final AtomicReference<OpenFile> spare = new AtomicReference<>();

  RaceTrack(boolean coarse) {
    VolumeOptions options =
        VolumeOptions.DEFAULT.withCoarseLocks(coarse).withAtime(AtimePolicy.NEVER);
    volume = new StressVolume(options, CAPACITY, INODES);
    other = new StressVolume(options, CAPACITY, INODES);
    namespace = new Namespace(volume);
    root = volume.root();
  }

  /** Checks the tree with the files still open, and again when they are closed. */
  void finish() throws IOException {
    namespace.verify();
    closeIfOpen(last.getAndSet(null));
    closeIfOpen(spare.getAndSet(null));
    namespace.verify();
  }

  void requireNothingOpen() {
    require(volume.openFiles() == 0 && volume.orphans().isEmpty(), "something is still open");
  }

  static String[] names(String... names) {
    return names;
  }

  Inode find(Directory directory, String name) throws IOException {
    return namespace.find(Credentials.ROOT, directory, names(name), 0);
  }

  boolean lists(Directory directory, String name) throws IOException {
    DirectoryCursor cursor = namespace.list(directory, 0);
    for (DirectoryEntry entry = cursor.next(); entry != null; entry = cursor.next()) {
      if (entry.name().equals(name)) {
        return true;
      }
    }
    return false;
  }

  Inode create(String name) throws IOException {
    try (OpenFile file = open(name, OpenFile.CREATE | OpenFile.WRITE)) {
      return file.inode();
    }
  }

  OpenFile open(String name, int how) throws IOException {
    return namespace.open(Credentials.ROOT, root, names(name), 0, how, 0666);
  }

  OpenFile open(String[] path, int how) throws IOException {
    return namespace.open(Credentials.ROOT, root, path, 0, how, 0666);
  }

  /** The root of what a snapshot taken now holds, in a volume of its own, found to be sound. */
  Directory restored() throws IOException {
    Namespace copy = new Namespace(new StressVolume(VolumeOptions.DEFAULT, CAPACITY, INODES));
    try (TreeSnapshot snapshot = namespace.snapshot()) {
      copy.restore(snapshot);
    }
    copy.verify();
    return copy.root();
  }

  Directory mkdir(String name) throws IOException {
    return mkdir(root, name);
  }

  Directory mkdir(Directory parent, String name) throws IOException {
    return namespace.mkdir(Credentials.ROOT, parent, names(name), 0, 0777);
  }

  void rename(Directory from, String name, Directory to, String newName) throws IOException {
    namespace.rename(Credentials.ROOT, from, names(name), 0, to, names(newName), 0, 0);
  }

  boolean unlinkIfThere(String name) throws IOException {
    return tolerate(Errno.ENOENT, () -> namespace.unlink(Credentials.ROOT, root, names(name), 0));
  }

  /**
   * Counts the caller in and waits until {@code all} have come, awake, so that they start at once.
   *
   * @return false when they do not come, because the race is over
   */
  @SuppressWarnings("ThreadPriorityCheck") // Only to be kind to a machine of few cores.
  boolean arrive(AtomicInteger arrivals, int all) {
    arrivals.incrementAndGet();
    while (arrivals.get() < all) {
      if (crew.isOver()) {
        return false;
      }
      Thread.yield();
    }
    return true;
  }

  static void closeIfOpen(OpenFile file) throws IOException {
    if (file != null) {
      file.close();
    }
  }

  /** Something that may fail in one way. */
  interface Step {
    void run() throws IOException;
  }

  /** Runs {@code step}. @return whether it succeeded, and did not fail with {@code errno} */
  static boolean tolerate(Errno errno, Step step) throws IOException {
    try {
      step.run();
      return true;
    } catch (VfsException e) {
      if (e.errno() != errno) {
        throw e;
      }
      return false;
    }
  }

  static void require(boolean holds, String otherwise) {
    if (!holds) {
      throw new AssertionError(otherwise);
    }
  }
}
