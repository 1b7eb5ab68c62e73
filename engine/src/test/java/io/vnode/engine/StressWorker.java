package io.vnode.engine;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.SplittableRandom;

/** One thread of the stress test: does random operations on few names, so that they collide. */
final class StressWorker implements Crew.Task {
  private static final String[] NAMES = {"a", "b", "c", "d"};
  private static final int PATH_MAX = 3;
  private static final int BYTES_MAX = 3 * Block.SIZE;
  private static final int LISTING_MAX = 100_000;
  private static final Credentials USER = new Credentials(1000, 1000);

  private final StressTree tree;
  private final StressOp[] deck;
  private final SplittableRandom random;
  private final ByteBuffer buffer = ByteBuffer.allocate(BYTES_MAX);
  private Credentials who = Credentials.ROOT;

  /** Where relative paths start: wherever this thread has wandered to, dead or alive. */
  private Directory here;

  /** Something that this thread has met before, dead or alive. */
  private Inode known;

  StressWorker(StressTree tree, StressOp[] deck, long seed) {
    this.tree = tree;
    this.deck = deck;
    this.random = new SplittableRandom(seed);
    this.here = tree.volume.root();
    this.known = here;
  }

  @Override
  public void step() throws IOException {
    who = oneIn(8) ? USER : Credentials.ROOT;
    if (oneIn(16)) {
      here = tree.volume.root();
    }
    deck[random.nextInt(deck.length)].run(this);
  }

  // Choices

  private boolean oneIn(int n) {
    return random.nextInt(n) == 0;
  }

  private String name() {
    return NAMES[random.nextInt(NAMES.length)];
  }

  /** One to three names, now and then with a way up in between or, rarely, at the end. */
  private String[] path() {
    String[] names = new String[1 + random.nextInt(PATH_MAX)];
    for (int i = 0; i < names.length; i++) {
      names[i] = oneIn(i == names.length - 1 ? 40 : 6) ? ".." : name();
    }
    return names;
  }

  private int how() {
    int how = oneIn(3) ? OpenFile.READ : OpenFile.READ | OpenFile.WRITE;
    if (how != OpenFile.READ) {
      how |= oneIn(3) ? OpenFile.APPEND : 0;
      how |= oneIn(6) ? OpenFile.TRUNCATE : 0;
      how |= oneIn(3) ? OpenFile.CREATE : 0;
    }
    return how;
  }

  /** Whatever the others do: the tree of one moment is sound. */
  void snapshot() throws IOException {
    Namespace copy =
        new Namespace(new StressVolume(VolumeOptions.DEFAULT, Long.MAX_VALUE, Long.MAX_VALUE));
    try (TreeSnapshot snapshot = tree.namespace.snapshot()) {
      copy.restore(snapshot);
    }
    copy.verify();
  }

  // Files

  void create() throws IOException {
    int how = OpenFile.WRITE | OpenFile.READ | OpenFile.CREATE | OpenFile.EXCLUSIVE;
    OpenFile file = tree.namespace.open(who, here, path(), 0, how, 0666);
    tree.names.incrementAndGet();
    keep(file);
  }

  /**
   * Opens; where names need not be counted also makes, and opens so that the name is taken away.
   */
  void open() throws IOException {
    int how = how();
    if (!tree.plan.replaces()) {
      how &= ~OpenFile.CREATE;
    } else if (oneIn(8)) {
      how |= OpenFile.UNLINK;
    }
    keep(tree.namespace.open(who, here, path(), 0, how, 0666));
  }

  private void keep(OpenFile file) throws IOException {
    known = file.inode();
    OpenFile before = tree.files.getAndSet(random.nextInt(tree.files.length()), file);
    if (before != null) {
      before.close();
    }
  }

  /** A file that was opened by whoever, and may be closed by somebody else any moment. */
  private OpenFile file() {
    return tree.files.get(random.nextInt(tree.files.length()));
  }

  private ByteBuffer bytes() {
    return buffer.clear().limit(1 + random.nextInt(oneIn(4) ? BYTES_MAX : 100));
  }

  void read() throws IOException {
    OpenFile file = file();
    if (file != null) {
      int count = oneIn(2) ? file.read(bytes()) : file.read(bytes(), random.nextInt(BYTES_MAX));
      check(count == buffer.position() || count == -1, "a wrong count of bytes read");
    }
  }

  void write() throws IOException {
    OpenFile file = file();
    if (file != null) {
      int count = oneIn(2) ? file.write(bytes()) : file.write(bytes(), random.nextInt(BYTES_MAX));
      check(count == buffer.position() && count > 0, "a wrong count of bytes written");
      if (oneIn(16)) {
        file.position(random.nextInt(BYTES_MAX));
      }
    }
  }

  void truncate() throws IOException {
    OpenFile file = file();
    if (oneIn(3)) {
      tree.namespace.truncate(who, here, path(), 0, random.nextInt(BYTES_MAX));
    } else if (file != null) {
      file.truncate(random.nextInt(BYTES_MAX));
    }
  }

  void close() throws IOException {
    OpenFile file = tree.files.getAndSet(random.nextInt(tree.files.length()), null);
    if (file != null) {
      file.close();
    }
  }

  // Names

  void mkdir() throws IOException {
    Directory made = tree.namespace.mkdir(who, here, path(), 0, 0777);
    made(made);
    if (oneIn(2)) {
      here = made;
    }
  }

  void symlink() throws IOException {
    String target = (oneIn(3) ? "/" : "") + String.join("/", path());
    made(tree.namespace.symlink(who, target, here, path(), 0));
  }

  private void made(Inode inode) {
    ((StressVolume) inode.volume()).made.incrementAndGet();
    tree.names.incrementAndGet();
    known = inode;
  }

  void link() throws IOException {
    tree.namespace.link(who, here, path(), PathWalk.NOFOLLOW, here, path(), 0);
    tree.names.incrementAndGet();
  }

  void unlink() throws IOException {
    tree.namespace.unlink(who, here, path(), 0);
    tree.names.decrementAndGet();
  }

  void rmdir() throws IOException {
    tree.namespace.rmdir(who, here, path(), 0);
    tree.names.decrementAndGet();
  }

  void rename() throws IOException {
    int how = oneIn(3) ? Namespace.EXCHANGE : oneIn(3) ? Namespace.NO_REPLACE : 0;
    if (how == 0 && !tree.plan.replaces()) {
      how = Namespace.NO_REPLACE;
    }
    Directory there = oneIn(4) && known instanceof Directory met ? met : here;
    tree.namespace.rename(who, here, path(), 0, there, path(), 0, how);
  }

  // Looking

  void list() throws IOException {
    long cookie = 0;
    int count = 0;
    Directory directory = tree.namespace.directory(who, here, path(), 0, Access.READ);
    DirectoryCursor cursor = tree.namespace.list(directory, 0);
    for (DirectoryEntry entry = cursor.next(); entry != null; entry = cursor.next()) {
      check(entry.cookie() > cookie, "a listing that goes back");
      check(++count < LISTING_MAX, "a listing without end");
      cookie = entry.cookie();
      Inode met = tree.namespace.inode(entry);
      known = met == null ? known : met;
    }
  }

  void stat() throws IOException {
    Stat stat = tree.namespace.stat(who, here, path(), flags(), new Stat());
    check(stat.links() >= 0 && stat.size() >= 0 && stat.kind() != null, "an impossible stat");
  }

  void wander() throws IOException {
    known = tree.namespace.lookup(who, here, path(), flags());
    if (known instanceof Directory directory) {
      here = oneIn(4) ? tree.namespace.parent(directory) : directory;
    }
  }

  private int flags() {
    return oneIn(4) ? PathWalk.NOFOLLOW : oneIn(4) ? PathWalk.BENEATH : 0;
  }

  // Attributes

  void chmod() throws IOException {
    int mode = oneIn(4) ? random.nextInt(010000) : 0777;
    Change change = new Change().mode(mode);
    if (who == Credentials.ROOT) {
      change.owner(oneIn(4) ? USER.uid() : 0);
    }
    tree.namespace.change(who, oneIn(2) ? known : find(), change);
  }

  void xattr() throws IOException {
    byte[] value = oneIn(3) ? null : new byte[random.nextInt(64)];
    tree.namespace.setXattr(who, oneIn(2) ? known : find(), "user." + name(), value);
  }

  private Inode find() throws IOException {
    known = tree.namespace.lookup(who, here, path(), PathWalk.NOFOLLOW);
    return known;
  }

  // Volumes

  void mount() throws IOException {
    tree.namespace.mount(Credentials.ROOT, tree.other, here, path(), 0);
  }

  void unmount() throws IOException {
    if (oneIn(2)) {
      tree.namespace.unmount(Credentials.ROOT, tree.other.root(), new String[0], 0);
    } else {
      tree.namespace.unmount(Credentials.ROOT, here, path(), 0);
    }
  }

  private static void check(boolean holds, String otherwise) {
    if (!holds) {
      throw new AssertionError(otherwise);
    }
  }
}
