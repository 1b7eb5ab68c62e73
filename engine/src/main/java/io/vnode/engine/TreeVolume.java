package io.vnode.engine;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * A volume whose tree is in memory: it makes inodes, counts them and the bytes, and knows the files
 * that are open and have no name.
 *
 * <p>With its two defaults, a {@link BlockBody} for each file and nothing to do on close, it is a
 * complete file system in memory. A provider that keeps the bytes elsewhere overrides {@link
 * #newBody}.
 */
public class TreeVolume extends Volume {
  private final String type;
  private final Space bytes;
  private final Space inodes;
  private final BlockPool pool;
  private final InodeNumbers numbers = new InodeNumbers();
  private final Set<TreeFile> orphans = ConcurrentHashMap.newKeySet();
  private final TreeDirectory root;

  /** Those who are copying the tree, or some of it, at this moment. */
  private final List<Onlooker> onlookers = new CopyOnWriteArrayList<>();

  /**
   * What the snapshots hold that were taken of the tree and are still needed. Guarded by itself.
   */
  private final Set<FrozenTree> frozen = new HashSet<>();

  /**
   * A volume with an empty root.
   *
   * @param type what {@link Usage#type} says
   * @param root the mode and owner of the root directory
   */
  @SuppressWarnings("this-escape") // A root belongs to its volume; it only asks it for the time.
  public TreeVolume(String type, VolumeOptions options, Space bytes, Space inodes, Birth root) {
    super(options);
    this.type = type;
    this.bytes = bytes;
    this.inodes = inodes;
    this.pool = new BlockPool(bytes, options.fileSizeMax(), options.coarse() ? this : null, this);
    if (root.kind() != Kind.DIRECTORY || !inodes.tryReserve(1)) {
      throw new IllegalArgumentException("a volume needs a root directory and room for it");
    }
    this.root = newDirectory(root, null);
  }

  @Override
  public final TreeDirectory root() {
    return root;
  }

  @Override
  public Usage usage() {
    return new Usage(
        type, Block.UNIT, bytes.capacity(), bytes.free(), inodes.capacity(), inodes.free());
  }

  /** The bytes of a new file. */
  protected Body newBody() {
    return new BlockBody(pool);
  }

  /**
   * The bytes that {@code bodies}, which are all there are, must have been charged, found by
   * looking and not by the books.
   */
  protected long countBytes(Collection<? extends Body> bodies) {
    return charged(bodies) + pool.mappedOnly();
  }

  /** What {@code bodies} are charged together, found by looking at each block. */
  static long charged(Collection<? extends Body> bodies) {
    Set<Object> counted = Collections.newSetFromMap(new IdentityHashMap<>());
    return bodies.stream().mapToLong(body -> ((BlockBody) body).allocated(counted)).sum();
  }

  /**
   * The tree as it is at one moment: whose names those are that there were when it was taken,
   * whoever changes them meanwhile. The contents and attributes of each inode are those of some
   * moment between the call and its return.
   *
   * <p>Its blocks are shared and stay charged to this volume for as long as the snapshot needs
   * them; its inodes, names and attributes are charged to nobody.
   *
   * @throws VfsException ENOSPC when a file is mapped to memory, which cannot be shared, and there
   *     is no space for a copy
   */
  public final TreeSnapshot snapshot() throws IOException {
    FrozenTree tree = new FrozenTree(pool, frozen);
    tree.hold(new TreeClone(root, onlookers, tree, new BlockImport(pool)).run(), this);
    return new TreeSnapshot(tree);
  }

  /** A copy in this volume, without a name, of the tree at {@code top}, which nobody changes. */
  final TreeClone copyOf(TreeDirectory top) throws IOException {
    return new TreeClone(top, new ArrayList<>(), this, new BlockImport(pool)).run();
  }

  /** Lets those who look on see {@code directory}, which is locked, as it is. */
  final void noteChanging(TreeDirectory directory) {
    for (Onlooker onlooker : onlookers) {
      onlooker.keep(directory);
    }
  }

  /** As for one, for two that change in one step: who looks on sees both before it, or after. */
  final void noteChanging(TreeDirectory one, TreeDirectory other) {
    for (Onlooker onlooker : onlookers) {
      onlooker.keep(one);
      onlooker.keep(other);
    }
  }

  /** Those who are to see directories before they change. */
  final List<Onlooker> onlookers() {
    return onlookers;
  }

  final BlockPool pool() {
    return pool;
  }

  final InodeNumbers numbers() {
    return numbers;
  }

  /** {@inheritDoc} What the root is looked up in: showing it is the step. It may also grow. */
  @Override
  final Object era() {
    return root.slots();
  }

  /** What the snapshots of the tree hold; for who holds its monitor. */
  final Set<FrozenTree> frozen() {
    return frozen;
  }

  /** A new inode for {@code name}, below {@code parent} if it is a directory, charged for. */
  final Inode make(TreeDirectory parent, String name, Birth birth) throws VfsException {
    inodes.reserve(1);
    boolean done = false;
    try {
      Inode made = newInode(birth, parent);
      charge((long) weightOf(made) + weightOf(name));
      noteMade(made);
      done = true;
      return made;
    } finally {
      if (!done) {
        inodes.giveBack(1);
      }
    }
  }

  private Inode newInode(Birth birth, TreeDirectory parent) {
    return switch (birth.kind()) {
      case REGULAR -> newFile(numbers.next(), birth, newBody());
      case DIRECTORY -> newDirectory(birth, parent);
      case SYMLINK -> new SymlinkNode(this, numbers.next(), birth);
      default -> new SpecialNode(this, numbers.next(), birth);
    };
  }

  /** A new file with the bytes {@code body}. */
  protected TreeFile newFile(long number, Birth birth, Body body) {
    return options().gate() == null
        ? new TreeFile(this, number, birth, body)
        : new GatedFile(this, number, birth, body);
  }

  /** The inode that {@code facts} tell of, empty and without a name. */
  final Inode revive(InodeFacts facts) {
    Birth birth = facts.birth();
    long number = facts.number();
    Inode made =
        switch (facts.kind()) {
          case REGULAR -> newFile(number, birth, newBody());
          case DIRECTORY -> new TreeDirectory(this, number, birth, null);
          case SYMLINK -> new SymlinkNode(this, number, birth);
          default -> new SpecialNode(this, number, birth);
        };
    if (!(made instanceof Directory)) {
      made.noteLinks(-1);
    }
    return made;
  }

  /** What {@code inode} is charged besides its contents and extended attributes. */
  int weightOf(Inode inode) {
    return 0;
  }

  /** What {@code name} is charged. */
  int weightOf(String name) {
    return 0;
  }

  /** Told that {@code inode} was made, and is about to be named. */
  void noteMade(Inode inode) {}

  /** Told that {@code name} in {@code directory}, which is locked, is about to change. */
  void noteTouched(TreeDirectory directory, String name) {}

  /** Sends what is in memory to where it outlasts a crash, if there is such a place. */
  void force() throws IOException {}

  private TreeDirectory newDirectory(Birth birth, Directory parent) {
    return options().gate() == null
        ? new TreeDirectory(this, numbers.next(), birth, parent)
        : new GatedDirectory(this, numbers.next(), birth, parent);
  }

  /** Remembers a file that lost its last name and is still open. */
  final void orphaned(TreeFile file) {
    orphans.add(file);
  }

  /** Forgets a file among those without a name: it is not open any more. */
  final void buried(TreeFile file) {
    orphans.remove(file);
  }

  /** {@inheritDoc} Called with the lock held: nobody is about to charge the inode for more. */
  @Override
  protected void forget(Inode inode) {
    bytes.giveBack(Xattrs.weightOf(inode.xattrs()) + weightOf(inode));
    inodes.giveBack(1);
  }

  @Override
  protected void chargeXattrs(long delta) throws VfsException {
    charge(delta);
  }

  /** Reserves {@code delta} bytes, or gives them back when negative. */
  final void charge(long delta) throws VfsException {
    if (delta > 0) {
      bytes.reserve(delta);
    } else {
      bytes.giveBack(-delta);
    }
  }

  protected final Space bytes() {
    return bytes;
  }

  protected final Space inodes() {
    return inodes;
  }

  /** The files that are open and have no name. */
  final Set<TreeFile> orphans() {
    return orphans;
  }
}
