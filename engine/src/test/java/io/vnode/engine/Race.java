package io.vnode.engine;

import static io.vnode.engine.RaceTrack.closeIfOpen;
import static io.vnode.engine.RaceTrack.names;
import static io.vnode.engine.RaceTrack.require;
import static io.vnode.engine.RaceTrack.tolerate;

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
    void prepare(RaceTrack track) throws IOException {
      track.create("target");
      for (int i = 0; i < 2; i++) {
        String own = "source" + i;
        track.crew.add(() -> {
          track.create(own);
          track.rename(track.root, own, track.root, "target");
        });
        track.crew.add(
            () -> require(track.find(track.root, "target") != null, "the lookup missed it"));
      }
      track.crew.add(() -> require(track.lists(track.root, "target"), "the listing missed it"));
    }
  },

  /** The same between directories, under the rename mutex. */
  A_NAME_RENAMED_OVER_FROM_ELSEWHERE_IS_NEVER_MISSING {
    @Override
    void prepare(RaceTrack track) throws IOException {
      Directory there = track.mkdir("there");
      track.mkdir(there, "target");
      track.crew.add(() -> {
        track.mkdir(track.root, "source");
        track.rename(track.root, "source", there, "target");
      });
      track.crew.add(() -> require(track.find(there, "target") != null, "the lookup missed it"));
      track.crew.add(() -> require(track.lists(there, "target"), "the listing missed it"));
    }
  },

  /** {@link Directory#move}: at no moment has the inode no name at all. */
  WHAT_IS_RENAMED_ALWAYS_HAS_A_NAME {
    @Override
    void prepare(RaceTrack track) throws IOException {
      AtomicInteger moves = new AtomicInteger();
      track.create("0");
      track.crew.add(() -> {
        int move = moves.get();
        track.rename(track.root, "" + move, track.root, "" + (move + 1));
        moves.set(move + 1);
      });
      track.crew.add(() -> {
        int at = moves.get();
        boolean first = track.find(track.root, "" + at) != null;
        boolean next = track.find(track.root, "" + (at + 1)) != null;
        require(first || next || moves.get() > at, "it had neither name");
      });
    }
  },

  /** POSIX link(): a file that is there gets its name, however its directory grows meanwhile. */
  A_LINK_IS_MADE_HOWEVER_ITS_DIRECTORY_GROWS {
    private static final int NAMES = 100;

    @Override
    void prepare(RaceTrack track) throws IOException {
      track.create("f");
      track.crew.add(() -> {
        for (int i = 0; i < NAMES; i++) {
          track.mkdir("grows" + i);
        }
        for (int i = 0; i < NAMES; i++) {
          track.namespace.rmdir(Credentials.ROOT, track.root, names("grows" + i), 0);
        }
      });
      track.crew.add(() -> {
        track.namespace.link(
            Credentials.ROOT, track.root, names("f"), 0, track.root, names("g"), 0);
        track.namespace.unlink(Credentials.ROOT, track.root, names("g"), 0);
      });
    }
  },

  /** {@link TreeVolume#snapshot}: names that come and go in a row are there in a row. */
  A_SNAPSHOT_HAS_ALL_NAMES_OF_ONE_MOMENT {
    // No multiple of the places: what is removed is elsewhere than what was just made.
    private static final int WINDOW = 43;

    @Override
    void prepare(RaceTrack track) throws IOException {
      List<Directory> places = new ArrayList<>();
      for (int i = 0; i < 8; i++) {
        places.add(track.mkdir("place" + i));
      }
      AtomicInteger made = new AtomicInteger();
      track.crew.add(() -> {
        int next = made.getAndIncrement();
        track.mkdir(places.get(next % places.size()), "" + next);
        if (next >= WINDOW) {
          int first = next - WINDOW;
          track.namespace.rmdir(
              Credentials.ROOT, places.get(first % places.size()), names("" + first), 0);
        }
      });
      track.crew.add(() -> judgeRow(track));
      track.crew.add(() -> judgeRow(track));
    }

    private void judgeRow(RaceTrack track) throws IOException {
      int first = Integer.MAX_VALUE;
      int last = -1;
      int count = 0;
      Directory root = track.restored();
      for (int i = 0; i < 8; i++) {
        DirectoryCursor entries = ((Directory) root.lookup("place" + i)).list(0);
        for (DirectoryEntry entry = entries.next(); entry != null; entry = entries.next()) {
          int number = Integer.parseInt(entry.name());
          first = Math.min(first, number);
          last = Math.max(last, number);
          count++;
        }
      }
      require(count == 0 || count == last - first + 1, "a name is missing in between");
      require(count <= WINDOW + 1, count + " names, of which some had gone");
    }
  },

  /** The same: of the two names of a rename there is one. */
  WHAT_IS_RENAMED_IS_IN_EACH_SNAPSHOT_ONCE {
    @Override
    void prepare(RaceTrack track) throws IOException {
      Directory one = track.mkdir("one");
      Directory other = track.mkdir("other");
      track.mkdir(one, "wanderer");
      track.crew.add(() -> {
        track.rename(one, "wanderer", other, "wanderer");
        track.rename(other, "wanderer", one, "wanderer");
      });
      for (int i = 0; i < 2; i++) {
        track.crew.add(() -> {
          Directory root = track.restored();
          boolean here = ((Directory) root.lookup("one")).lookup("wanderer") != null;
          boolean there = ((Directory) root.lookup("other")).lookup("wanderer") != null;
          require(here != there, here ? "it is there twice" : "it is not there");
        });
      }
    }
  },

  /** {@link Namespace#restore}: what is in both trees is never missing, and opens. */
  A_RESTORE_IS_ONE_STEP_FOR_WHOEVER_READS {
    @Override
    void prepare(RaceTrack track) throws IOException {
      Directory up = track.mkdir(track.mkdir(track.mkdir("a"), "b"), "c");
      String[] path = names("a", "b", "c", "file");
      track.open(path, OpenFile.CREATE | OpenFile.WRITE).close();
      track.mkdir(up, "old");
      TreeSnapshot snapshot = track.namespace.snapshot();
      track.crew.add(() -> track.namespace.restore(snapshot));
      for (int i = 0; i < 3; i++) {
        track.crew.add(() -> track.open(path, OpenFile.READ).close());
      }
    }
  },

  /** The same: whatever goes on meanwhile, what is charged can be reached. */
  RESTORES_AMONG_CHANGES_LEAVE_NOTHING_BEHIND {
    @Override
    void prepare(RaceTrack track) throws IOException {
      track.mkdir(track.mkdir("a"), "b");
      track.mkdir("z");
      TreeSnapshot snapshot = track.namespace.snapshot();
      track.crew.add(() -> track.namespace.restore(snapshot));
      for (int i = 0; i < 3; i++) {
        String own = "" + i;
        track.crew.add(() ->
            change(() -> {
              int how = OpenFile.CREATE | OpenFile.WRITE;
              try (OpenFile file = track.open(names("a", "b", own), how)) {
                file.write(ByteBuffer.allocate(100));
              }
            }));
        track.crew.add(() ->
            change(() ->
                track.namespace.mkdir(Credentials.ROOT, track.root, names("a", own), 0, 0777)));
        track.crew.add(() ->
            change(() ->
                track.namespace.rename(
                    Credentials.ROOT,
                    track.root,
                    names("a", "b"),
                    0,
                    track.root,
                    names("z", own),
                    0,
                    0)));
        track.crew.add(() ->
            change(() ->
                track.namespace.link(
                    Credentials.ROOT,
                    track.root,
                    names("a", "b", own),
                    0,
                    track.root,
                    names("z", "link" + own),
                    0)));
        track.crew.add(track::restored);
      }
    }

    private void change(RaceTrack.Step step) throws IOException {
      try {
        step.run();
      } catch (VfsException e) {
        require(
            e.errno() == Errno.ENOENT || e.errno() == Errno.EEXIST || e.errno() == Errno.ENOSPC,
            "a change answered " + e.errno());
      }
    }
  },

  /** {@link Depth}: a height is never too small, however many raise it. */
  HEIGHTS_ARE_NEVER_LOWERED {
    @Override
    void prepare(RaceTrack track) throws IOException {
      // Below each of many directories are two branches, one higher: both are noted at once.
      AtomicInteger arrivals = new AtomicInteger();
      AtomicReferenceArray<List<Directory>> branches = new AtomicReferenceArray<>(2);
      for (int i = 0; i < 2; i++) {
        int branch = i;
        AtomicInteger rounds = new AtomicInteger();
        track.crew.add(() -> {
          int arrived = 6 * rounds.getAndIncrement();
          if (branch == 0) {
            plant(track, branches);
          }
          if (!track.arrive(arrivals, arrived + 2)) {
            return;
          }
          branches.get(branch).forEach(Depth::noteBelow);
          if (!track.arrive(arrivals, arrived + 4)) {
            return;
          }
          for (Directory low : branches.get(0)) {
            require(low.parent().height() == 2, "a height was lowered");
          }
          track.arrive(arrivals, arrived + 6);
        });
      }
    }

    private void plant(RaceTrack track, AtomicReferenceArray<List<Directory>> branches) {
      List<Directory> low = new ArrayList<>();
      List<Directory> high = new ArrayList<>();
      for (int i = 0; i < 1000; i++) {
        TreeDirectory top = directory(track, track.volume.root());
        low.add(directory(track, top));
        TreeDirectory higher = directory(track, top);
        high.add(higher);
        higher.raiseHeight(1);
      }
      branches.set(0, low);
      branches.set(1, high);
    }

    private TreeDirectory directory(RaceTrack track, TreeDirectory parent) {
      return new TreeDirectory(track.volume, 0, StressVolume.ROOT, parent);
    }
  },

  /** Crossing a mount point finds what is mounted or what is below, and nothing else. */
  A_WALK_CROSSES_A_MOUNT_THAT_COMES_AND_GOES {
    @Override
    void prepare(RaceTrack track) throws IOException {
      track.mkdir("point");
      track.crew.add(() -> {
        track.namespace.mount(Credentials.ROOT, track.other, track.root, names("point"), 0);
        track.namespace.unmount(Credentials.ROOT, track.other.root(), names(), 0);
      });
      for (int i = 0; i < 2; i++) {
        track.crew.add(
            () -> require(track.find(track.root, "point") instanceof Directory, "nothing there"));
        track.crew.add(() -> {
          Directory up = track.namespace.parent(track.other.root());
          require(up == track.root || up == track.other.root(), "a way up to nowhere");
        });
      }
    }
  },

  /** A volume can be mounted once, even from two namespaces. */
  A_VOLUME_IS_MOUNTED_ONCE {
    @Override
    void prepare(RaceTrack track) throws IOException {
      for (int i = 0; i < 2; i++) {
        StressVolume own =
            new StressVolume(track.volume.options(), RaceTrack.CAPACITY, RaceTrack.INODES);
        Namespace mine = new Namespace(own);
        mine.mkdir(Credentials.ROOT, own.root(), names("point"), 0, 0777);
        Directory point = (Directory) own.root().lookup("point");
        track.crew.add(() -> {
          try {
            mine.mount(Credentials.ROOT, track.other, own.root(), names("point"), 0);
          } catch (VfsException e) {
            require(e.errno() == Errno.EBUSY, "a mount answered " + e.errno());
            return;
          }
          require(track.other.covered() == point, "the volume covers another directory");
          mine.unmount(Credentials.ROOT, own.root(), names("point"), 0);
          require(point.mounted() == null, "the volume is still there");
        });
      }
    }
  },

  /** unmount: EBUSY while a file of the volume is open, whatever else is opened and closed. */
  OPEN_FILES_ARE_NEVER_COUNTED_TOO_FEW {
    @Override
    void prepare(RaceTrack track) throws IOException {
      track.create("kept");
      OpenFile kept = track.open("kept", OpenFile.READ);
      track.last.set(kept);
      for (int i = 0; i < 4; i++) {
        SynchronousQueue<OpenFile> handover = new SynchronousQueue<>();
        track.crew.add(
            () -> handover.offer(track.open("kept", OpenFile.READ), 1, TimeUnit.SECONDS));
        track.crew.add(() -> {
          OpenFile file = handover.poll(1, TimeUnit.SECONDS);
          if (file != null) {
            file.close();
          }
        });
      }
      track.crew.add(() -> require(track.volume.openFiles() > 0, "the volume seemed idle"));
    }

    @Override
    void judge(RaceTrack track) {
      // A file may have been offered when nobody was there any more to take it.
    }
  },

  /** {@link TreeFile}: of the last unlink and the last close, just one releases the bytes. */
  THE_LAST_NAME_AND_THE_LAST_CLOSE_RELEASE_ONCE {
    @Override
    void prepare(RaceTrack track) {
      AtomicReference<OpenFile> shared = track.last;
      for (int i = 0; i < 2; i++) {
        track.crew.add(() -> {
          OpenFile file = track.open("file", OpenFile.CREATE | OpenFile.READ | OpenFile.WRITE);
          file.write(ByteBuffer.wrap(new byte[10]));
          closeIfOpen(shared.getAndSet(file));
        });
        track.crew.add(() -> track.unlinkIfThere("file"));
        track.crew.add(() -> closeIfOpen(shared.getAndSet(null)));
      }
    }
  },

  /** close(2) and write(2): who writes while the last user closes leaves nothing behind. */
  A_WRITE_THAT_COMES_TOO_LATE_LEAVES_NOTHING {
    @Override
    void prepare(RaceTrack track) {
      AtomicReference<OpenFile> shared = track.last;
      int how = OpenFile.CREATE | OpenFile.WRITE | OpenFile.UNLINK;
      track.crew.add(() -> {
        closeIfOpen(
            shared.getAndSet(track.open("file" + ThreadLocalRandom.current().nextInt(), how)));
      });
      for (int i = 0; i < 2; i++) {
        track.crew.add(() -> {
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
    void prepare(RaceTrack track) {
      String[] both = {"one", "other"};
      for (int i = 0; i < 2; i++) {
        String[] from = names(both[i]);
        String[] to = names(both[1 - i]);
        track.crew.add(() ->
            tolerate(
                Errno.ENOENT,
                () ->
                    tolerate(
                        Errno.EEXIST,
                        () ->
                            track.namespace.link(
                                Credentials.ROOT, track.root, from, 0, track.root, to, 0))));
        track.crew.add(() -> track.unlinkIfThere(from[0]));
      }
      track.crew.add(() -> track.create("one"));
    }
  },

  /** setxattr(2) on what was just removed: nothing is charged that nobody would give back. */
  AN_ATTRIBUTE_THAT_COMES_TOO_LATE_LEAVES_NOTHING {
    @Override
    void prepare(RaceTrack track) {
      AtomicReference<Inode> known = new AtomicReference<>(track.root);
      track.crew.add(() -> {
        known.set(track.create("file"));
        track.unlinkIfThere("file");
        known.set(track.mkdir("directory"));
        track.namespace.rmdir(Credentials.ROOT, track.root, names("directory"), 0);
      });
      for (int i = 0; i < 2; i++) {
        track.crew.add(() -> {
          Inode inode = known.get();
          if (inode != track.root) {
            tolerate(
                Errno.ENOENT,
                () -> track.namespace.setXattr(Credentials.ROOT, inode, "user.a", new byte[10]));
          }
        });
      }
    }
  },

  /** link(2), EEXIST: of two who make one name at once, one does. */
  A_NAME_IS_MADE_BY_ONE {
    @Override
    void prepare(RaceTrack track) throws IOException {
      Inode file = track.create("file");
      AtomicInteger arrivals = new AtomicInteger();
      for (int i = 0; i < 2; i++) {
        boolean first = i == 0;
        AtomicInteger rounds = new AtomicInteger();
        track.crew.add(() -> {
          int arrived = 4 * rounds.getAndIncrement();
          if (!track.arrive(arrivals, arrived + 2)) {
            return;
          }
          for (int name = 0; name < RaceTrack.NAMES; name++) {
            link(track, "file", "name" + name);
          }
          if (track.arrive(arrivals, arrived + 4) && first) {
            require(
                track.names.get() == RaceTrack.NAMES,
                track.names + " made " + RaceTrack.NAMES + " names");
            require(file.links() == RaceTrack.NAMES + 1, "the links are wrong");
            for (int name = 0; name < RaceTrack.NAMES; name++) {
              track.names.addAndGet(track.unlinkIfThere("name" + name) ? -1 : 0);
            }
          }
        });
      }
    }

    private void link(RaceTrack track, String from, String to) throws IOException {
      boolean made =
          tolerate(
              Errno.EEXIST,
              () ->
                  track.namespace.link(
                      Credentials.ROOT, track.root, names(from), 0, track.root, names(to), 0));
      track.names.addAndGet(made ? 1 : 0);
    }
  },

  /** open(2), O_CREAT | O_EXCL: an open that succeeds has made the file, once. */
  AN_EXCLUSIVE_OPEN_MAKES_JUST_ONE_NAME {
    @Override
    void prepare(RaceTrack track) {
      int how = OpenFile.CREATE | OpenFile.EXCLUSIVE | OpenFile.WRITE;
      for (int i = 0; i < 2; i++) {
        track.crew.add(() ->
            tolerate(
                Errno.EEXIST,
                () -> {
                  try (OpenFile file = track.open("file", how)) {
                    file.write(ByteBuffer.allocate(1));
                  }
                  track.names.incrementAndGet();
                }));
        track.crew.add(() -> track.names.addAndGet(track.unlinkIfThere("file") ? -1 : 0));
      }
    }

    @Override
    void judge(RaceTrack track) throws IOException {
      require(
          track.names.get() == track.volume.root().size(),
          track.names + " names made less removed");
    }
  },

  /** open(2), O_CREAT, with the name taken away: succeeds whoever takes the name away before. */
  AN_OPEN_THAT_UNLINKS_MINDS_NOBODY_WHO_UNLINKS_FIRST {
    @Override
    void prepare(RaceTrack track) {
      track.crew.add(
          () -> track.open("file", OpenFile.CREATE | OpenFile.WRITE | OpenFile.UNLINK).close());
      track.crew.add(() -> track.unlinkIfThere("file"));
      track.crew.add(() -> track.open("file", OpenFile.CREATE | OpenFile.WRITE).close());
    }
  },

  /** {@link OpenFile}: two threads who share one never get the same bytes. */
  THREADS_WHO_SHARE_A_POSITION_SHARE_THE_BYTES {
    @Override
    void prepare(RaceTrack track) throws IOException {
      AtomicInteger turns = new AtomicInteger();
      track.create("file");
      OpenFile writer = track.open("file", OpenFile.WRITE);
      OpenFile reader = track.open("file", OpenFile.READ);
      byte[] met = new byte[1 << 16];
      for (int i = 0; i < 2; i++) {
        track.crew.add(() -> {
          if (writer.position() < 2L * met.length) {
            int turn = turns.getAndIncrement();
            if (turn < met.length) {
              writer.write(ByteBuffer.allocate(2).putShort((short) turn).flip());
            }
          }
        });
        track.crew.add(() -> {
          ByteBuffer two = ByteBuffer.allocate(2);
          if (reader.read(two) > 0) {
            int turn = two.getShort(0) & 0xFFFF;
            synchronized (met) {
              require(met[turn]++ == 0, "the same bytes were read twice");
            }
          }
        });
      }
      track.last.set(writer);
      track.spare.set(reader);
    }
  };

  /** Puts the tree in place and the threads to work. */
  abstract void prepare(RaceTrack track) throws IOException;

  /** Judges what they leave behind, besides that the tree is sound. */
  void judge(RaceTrack track) throws IOException {
    track.requireNothingOpen();
  }

  /** Holds the race for {@code nanos}. */
  final void run(long nanos, boolean coarse) throws Exception {
    RaceTrack track = new RaceTrack(coarse);
    prepare(track);
    track.crew.work(nanos);
    track.finish();
    judge(track);
  }
}
