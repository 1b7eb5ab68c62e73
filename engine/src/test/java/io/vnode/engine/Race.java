package io.vnode.engine;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.atomic.AtomicReferenceArray;

/**
 * Small contests of a few threads around one moment of the engine, each with the promise that must
 * hold whoever wins. Where the stress test finds that something is wrong, these find what.
 */
enum Race {
  /** rename(2): there is no point at which another thread finds the new name missing. */
  A_NAME_RENAMED_OVER_IS_NEVER_MISSING {
    @Override
    void prepare() throws IOException {
      create("target");
      for (int i = 0; i < 2; i++) {
        String own = "source" + i;
        crew.add(() -> {
          create(own);
          rename(root, own, root, "target");
        });
        crew.add(() -> require(find(root, "target") != null, "the lookup missed it"));
      }
      crew.add(() -> require(lists(root, "target"), "the listing missed it"));
    }
  },

  /** The same between directories, under the rename mutex. */
  A_NAME_RENAMED_OVER_FROM_ELSEWHERE_IS_NEVER_MISSING {
    @Override
    void prepare() throws IOException {
      Directory there = mkdir("there");
      mkdir(there, "target");
      crew.add(() -> {
        mkdir(root, "source");
        rename(root, "source", there, "target");
      });
      crew.add(() -> require(find(there, "target") != null, "the lookup missed it"));
      crew.add(() -> require(lists(there, "target"), "the listing missed it"));
    }
  },

  /** {@link Directory#move}: at no moment has the inode no name at all. */
  WHAT_IS_RENAMED_ALWAYS_HAS_A_NAME {
    @Override
    void prepare() throws IOException {
      AtomicInteger moves = new AtomicInteger();
      create("0");
      crew.add(() -> {
        int move = moves.get();
        rename(root, "" + move, root, "" + (move + 1));
        moves.set(move + 1);
      });
      crew.add(() -> {
        int at = moves.get();
        boolean first = find(root, "" + at) != null;
        boolean next = find(root, "" + (at + 1)) != null;
        require(first || next || moves.get() > at, "it had neither name");
      });
    }
  },

  /** {@link Depth}: a height is never too small, however many raise it. */
  HEIGHTS_ARE_NEVER_LOWERED {
    @Override
    void prepare() throws IOException {
      // Below each of many directories are two branches, one higher: both are noted at once.
      AtomicInteger arrivals = new AtomicInteger();
      AtomicReferenceArray<List<Directory>> branches = new AtomicReferenceArray<>(2);
      for (int i = 0; i < 2; i++) {
        int branch = i;
        AtomicInteger rounds = new AtomicInteger();
        crew.add(() -> {
          int arrived = 6 * rounds.getAndIncrement();
          if (branch == 0) {
            plant(branches);
          }
          if (arrive(arrivals, arrived + 2)) {
            branches.get(branch).forEach(Depth::noteBelow);
          }
          if (arrive(arrivals, arrived + 4)) {
            for (Directory low : branches.get(0)) {
              require(low.parent().height() == 2, "a height was lowered");
            }
          }
          arrive(arrivals, arrived + 6);
        });
      }
    }

    private void plant(AtomicReferenceArray<List<Directory>> branches) {
      List<Directory> low = new ArrayList<>();
      List<Directory> high = new ArrayList<>();
      for (int i = 0; i < 1000; i++) {
        TreeDirectory top = directory(volume.root());
        low.add(directory(top));
        TreeDirectory higher = directory(top);
        high.add(higher);
        higher.raiseHeight(1);
      }
      branches.set(0, low);
      branches.set(1, high);
    }

    private TreeDirectory directory(TreeDirectory parent) {
      return new TreeDirectory(volume, 0, StressVolume.ROOT, parent);
    }
  },

  /** Crossing a mount point finds what is mounted or what is below, and nothing else. */
  A_WALK_CROSSES_A_MOUNT_THAT_COMES_AND_GOES {
    @Override
    void prepare() throws IOException {
      mkdir("point");
      crew.add(() -> {
        namespace.mount(Credentials.ROOT, other, root, names("point"), 0);
        namespace.unmount(Credentials.ROOT, other.root(), names(), 0);
      });
      for (int i = 0; i < 2; i++) {
        crew.add(() -> require(find(root, "point") instanceof Directory, "nothing there"));
        crew.add(() -> {
          Directory up = namespace.parent(other.root());
          require(up == root || up == other.root(), "a way up to nowhere");
        });
      }
    }
  },

  /** A volume can be mounted once, even from two namespaces. */
  A_VOLUME_IS_MOUNTED_ONCE {
    @Override
    void prepare() throws IOException {
      for (int i = 0; i < 2; i++) {
        StressVolume own = new StressVolume(volume.options(), CAPACITY, INODES);
        Namespace mine = new Namespace(own);
        mine.mkdir(Credentials.ROOT, own.root(), names("point"), 0, 0777);
        Directory point = (Directory) own.root().lookup("point");
        crew.add(() -> {
          try {
            mine.mount(Credentials.ROOT, other, own.root(), names("point"), 0);
          } catch (VfsException e) {
            require(e.errno() == Errno.EBUSY, "a mount answered " + e.errno());
            return;
          }
          require(other.covered() == point, "the volume covers another directory");
          mine.unmount(Credentials.ROOT, own.root(), names("point"), 0);
          require(point.mounted() == null, "the volume is still there");
        });
      }
    }
  },

  /** unmount: EBUSY while a file of the volume is open, whatever else is opened and closed. */
  OPEN_FILES_ARE_NEVER_COUNTED_TOO_FEW {
    @Override
    void prepare() throws IOException {
      create("kept");
      OpenFile kept = open("kept", OpenFile.READ);
      last.set(kept);
      for (int i = 0; i < 4; i++) {
        SynchronousQueue<OpenFile> handover = new SynchronousQueue<>();
        crew.add(() -> handover.offer(open("kept", OpenFile.READ), 1, TimeUnit.SECONDS));
        crew.add(() -> {
          OpenFile file = handover.poll(1, TimeUnit.SECONDS);
          if (file != null) {
            file.close();
          }
        });
      }
      crew.add(() -> require(volume.openFiles() > 0, "the volume seemed idle"));
    }

    @Override
    void judge() {
      // A file may have been offered when nobody was there any more to take it.
    }
  },

  /** {@link TreeFile}: of the last unlink and the last close, just one releases the bytes. */
  THE_LAST_NAME_AND_THE_LAST_CLOSE_RELEASE_ONCE {
    @Override
    void prepare() {
      AtomicReference<OpenFile> shared = new AtomicReference<>();
      for (int i = 0; i < 2; i++) {
        crew.add(() -> {
          OpenFile file = open("file", OpenFile.CREATE | OpenFile.READ | OpenFile.WRITE);
          file.write(ByteBuffer.wrap(new byte[10]));
          closeIfOpen(shared.getAndSet(file));
        });
        crew.add(() -> unlinkIfThere("file"));
        crew.add(() -> closeIfOpen(shared.getAndSet(null)));
      }
      last = shared;
    }
  },

  /** close(2) and write(2): who writes while the last user closes leaves nothing behind. */
  A_WRITE_THAT_COMES_TOO_LATE_LEAVES_NOTHING {
    @Override
    void prepare() {
      AtomicReference<OpenFile> shared = last;
      int how = OpenFile.CREATE | OpenFile.WRITE | OpenFile.UNLINK;
      crew.add(() -> {
        closeIfOpen(shared.getAndSet(open("file" + ThreadLocalRandom.current().nextInt(), how)));
      });
      for (int i = 0; i < 2; i++) {
        crew.add(() -> {
          OpenFile file = shared.get();
          if (file != null) {
            tolerate(Errno.EBADF, () -> file.write(ByteBuffer.wrap(new byte[100]), 0));
          }
        });
      }
    }
  },

  /** link(2), ENOENT: what has lost its last name gets no other. */
  A_LINK_DOES_NOT_REVIVE_WHAT_IS_GONE {
    @Override
    void prepare() {
      String[] names = {"one", "other"};
      for (int i = 0; i < 2; i++) {
        String[] from = names(names[i]);
        String[] to = names(names[1 - i]);
        crew.add(() ->
            tolerate(
                Errno.ENOENT,
                () ->
                    tolerate(
                        Errno.EEXIST,
                        () -> namespace.link(Credentials.ROOT, root, from, 0, root, to, 0))));
        crew.add(() -> unlinkIfThere(from[0]));
      }
      crew.add(() -> create("one"));
    }
  },

  /** setxattr(2) on what was just removed: nothing is charged that nobody would give back. */
  AN_ATTRIBUTE_THAT_COMES_TOO_LATE_LEAVES_NOTHING {
    @Override
    void prepare() {
      AtomicReference<Inode> known = new AtomicReference<>(root);
      crew.add(() -> {
        known.set(create("file"));
        unlinkIfThere("file");
        known.set(mkdir("directory"));
        namespace.rmdir(Credentials.ROOT, root, names("directory"), 0);
      });
      for (int i = 0; i < 2; i++) {
        crew.add(() -> {
          Inode inode = known.get();
          if (inode != root) {
            tolerate(
                Errno.ENOENT,
                () -> namespace.setXattr(Credentials.ROOT, inode, "user.a", new byte[10]));
          }
        });
      }
    }
  },

  /** link(2), EEXIST: of two who make one name at once, one does. */
  A_NAME_IS_MADE_BY_ONE {
    @Override
    void prepare() throws IOException {
      Inode file = create("file");
      AtomicInteger arrivals = new AtomicInteger();
      for (int i = 0; i < 2; i++) {
        boolean first = i == 0;
        AtomicInteger rounds = new AtomicInteger();
        crew.add(() -> {
          int arrived = 4 * rounds.getAndIncrement();
          arrive(arrivals, arrived + 2);
          for (int name = 0; name < NAMES; name++) {
            link("file", "name" + name);
          }
          if (arrive(arrivals, arrived + 4) && first) {
            require(names.get() == NAMES, names + " made " + NAMES + " names");
            require(file.links() == NAMES + 1, "the links are wrong");
            for (int name = 0; name < NAMES; name++) {
              names.addAndGet(unlinkIfThere("name" + name) ? -1 : 0);
            }
          }
        });
      }
    }

    private void link(String from, String to) throws IOException {
      boolean made =
          tolerate(
              Errno.EEXIST,
              () -> namespace.link(Credentials.ROOT, root, names(from), 0, root, names(to), 0));
      names.addAndGet(made ? 1 : 0);
    }
  },

  /** open(2), O_CREAT | O_EXCL: an open that succeeds has made the file, once. */
  AN_EXCLUSIVE_OPEN_MAKES_JUST_ONE_NAME {
    @Override
    void prepare() {
      int how = OpenFile.CREATE | OpenFile.EXCLUSIVE | OpenFile.WRITE;
      for (int i = 0; i < 2; i++) {
        crew.add(() ->
            tolerate(
                Errno.EEXIST,
                () -> {
                  try (OpenFile file = open("file", how)) {
                    file.write(ByteBuffer.allocate(1));
                  }
                  names.incrementAndGet();
                }));
        crew.add(() -> names.addAndGet(unlinkIfThere("file") ? -1 : 0));
      }
    }

    @Override
    void judge() throws IOException {
      require(names.get() == volume.root().size(), names + " names made less removed");
    }
  },

  /** open(2), O_CREAT, with the name taken away: succeeds whoever takes the name away before. */
  AN_OPEN_THAT_UNLINKS_MINDS_NOBODY_WHO_UNLINKS_FIRST {
    @Override
    void prepare() {
      crew.add(() -> open("file", OpenFile.CREATE | OpenFile.WRITE | OpenFile.UNLINK).close());
      crew.add(() -> unlinkIfThere("file"));
      crew.add(() -> open("file", OpenFile.CREATE | OpenFile.WRITE).close());
    }
  },

  /** {@link OpenFile}: two threads who share one never get the same bytes. */
  THREADS_WHO_SHARE_A_POSITION_SHARE_THE_BYTES {
    @Override
    void prepare() throws IOException {
      AtomicInteger turns = new AtomicInteger();
      create("file");
      OpenFile writer = open("file", OpenFile.WRITE);
      OpenFile reader = open("file", OpenFile.READ);
      byte[] met = new byte[1 << 16];
      for (int i = 0; i < 2; i++) {
        crew.add(() -> {
          if (writer.position() < 2L * met.length) {
            int turn = turns.getAndIncrement();
            if (turn < met.length) {
              writer.write(ByteBuffer.allocate(2).putShort((short) turn).flip());
            }
          }
        });
        crew.add(() -> {
          ByteBuffer two = ByteBuffer.allocate(2);
          if (reader.read(two) > 0) {
            int turn = two.getShort(0) & 0xFFFF;
            synchronized (met) {
              require(met[turn]++ == 0, "the same bytes were read twice");
            }
          }
        });
      }
      last.set(writer);
      spare.set(reader);
    }
  };

  static final long CAPACITY = 1 << 20;
  static final long INODES = 1000;
  static final int NAMES = 500;

  StressVolume volume;
  StressVolume other;
  Namespace namespace;
  Directory root;
  Crew crew;
  AtomicInteger names;
  AtomicReference<OpenFile> last;
  AtomicReference<OpenFile> spare;

  /** Puts the tree in place and the threads to work. */
  abstract void prepare() throws IOException;

  /** Judges what they leave behind, besides that the tree is sound. */
  void judge() throws IOException {
    require(volume.openFiles() == 0 && volume.orphans().isEmpty(), "something is still open");
  }

  /** Holds the race for {@code nanos}. */
  final synchronized void run(long nanos, boolean coarse) throws Exception {
    VolumeOptions options =
        VolumeOptions.DEFAULT.withCoarseLocks(coarse).withAtime(AtimePolicy.NEVER);
    volume = new StressVolume(options, CAPACITY, INODES);
    other = new StressVolume(options, CAPACITY, INODES);
    namespace = new Namespace(volume);
    root = volume.root();
    crew = new Crew();
    names = new AtomicInteger();
    last = new AtomicReference<>();
    spare = new AtomicReference<>();
    prepare();
    crew.work(nanos);
    namespace.verify();
    closeIfOpen(last.getAndSet(null));
    closeIfOpen(spare.getAndSet(null));
    namespace.verify();
    judge();
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
