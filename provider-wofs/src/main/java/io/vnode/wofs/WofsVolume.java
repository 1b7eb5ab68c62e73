package io.vnode.wofs;

import io.vnode.engine.Birth;
import io.vnode.engine.Body;
import io.vnode.engine.Credentials;
import io.vnode.engine.Directory;
import io.vnode.engine.DirectoryCursor;
import io.vnode.engine.DirectoryEntry;
import io.vnode.engine.Errno;
import io.vnode.engine.Inode;
import io.vnode.engine.KeptVolume;
import io.vnode.engine.Kind;
import io.vnode.engine.Space;
import io.vnode.engine.SymlinkNode;
import io.vnode.engine.TreeChanges;
import io.vnode.engine.TreeFile;
import io.vnode.engine.Usage;
import io.vnode.engine.VfsException;
import io.vnode.wofs.format.Commit;
import io.vnode.wofs.format.ImageFullException;
import io.vnode.wofs.format.TreeImage;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystemException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.ScheduledExecutorService;

/** The tree of an image, in memory; what changes in it is committed to the image. */
final class WofsVolume extends KeptVolume {
  private static final int ROOT_MODE = 0755;

  /** Until when a sealed inode cannot be removed, in nanoseconds since 1970. */
  private static final String UNTIL = "wofs.until";

  /** What is left free for the header, the head, the seals and the pages of one commit. */
  private static final long RESERVED = 16L << 10;

  /** One of so many bytes is left free for the extents of large files. */
  private static final int EXTENTS = 128;

  /** What an inode takes at most, but for the text of a link. */
  private static final int INODE_WEIGHT = 64;

  /** What a name takes at most, but for its text. */
  private static final int NAME_WEIGHT = 16;

  private final WofsSettings settings;
  private final WofsMode mode;
  private final long capacity;
  private final ImageKeeper keeper;
  private ScheduledExecutorService clock;
  private volatile boolean abandoned;

  /** Bytes of the space that earlier commits hold, and that cannot be had back. */
  private long history;

  WofsVolume(WofsSettings settings, ImageKeeper keeper, Credentials owner) {
    super(
        WofsProvider.SCHEME,
        settings.volumeOptions(),
        new Space(usable(keeper.capacity())),
        new Space(usable(keeper.capacity()) / INODE_WEIGHT),
        new Birth(Kind.DIRECTORY.bits() | ROOT_MODE, owner.uid(), owner.gid(), 0, null));
    this.settings = settings;
    this.mode = settings.get(WofsSettings.MODE);
    this.capacity = keeper.capacity();
    this.keeper = keeper;
  }

  private static long usable(long capacity) {
    return capacity - RESERVED - capacity / EXTENTS;
  }

  /** Makes the tree that the image holds, if it holds one. */
  void load(TreeImage tree) throws IOException {
    if (tree != null) {
      tree.load(loader());
    }
    if (!isReadOnly() && (mode == WofsMode.WORM || mode == WofsMode.APPEND)) {
      sealAll(mode == WofsMode.APPEND);
    }
    chargeHistory();
    Duration period = settings.get(WofsSettings.COMMIT_EVERY);
    if (!isReadOnly() && !period.isZero()) {
      clock = CommitClock.start(this, period);
    }
  }

  /** {@inheritDoc} The image is, and is read when a block is. */
  @Override
  protected boolean isHosted() {
    return true;
  }

  @Override
  public Usage usage() {
    long free = bytes().free();
    return new Usage(
        WofsProvider.SCHEME, 4096, capacity, free, inodes().capacity(), inodes().free());
  }

  // ---------------------------------------------------------------- weights

  @Override
  protected int weightOf(Inode inode) {
    if (inode instanceof SymlinkNode link) {
      return INODE_WEIGHT + textWeight(link);
    }
    return INODE_WEIGHT;
  }

  private static int textWeight(SymlinkNode link) {
    try {
      return (int) link.size();
    } catch (IOException e) {
      throw new IllegalStateException("a link in memory cannot fail", e);
    }
  }

  @Override
  protected int weightOf(String name) {
    return NAME_WEIGHT + name.getBytes(StandardCharsets.UTF_8).length;
  }

  /** Takes from the space what earlier commits hold, where these are kept. */
  private void chargeHistory() {
    if (!settings.get(WofsSettings.KEEPS)) {
      return;
    }
    long live = bytes().used() - history;
    long held = Math.max(0, keeper.end() - live);
    try {
      chargeXattrs(held - history);
      history = held;
    } catch (VfsException e) {
      history += takeRest();
    }
  }

  @Override
  protected long countBytes(Collection<? extends Body> bodies) {
    return super.countBytes(bodies) + history;
  }

  /** Takes what is left. @return how much */
  private long takeRest() {
    long rest = bytes().free();
    return bytes().tryReserve(rest) ? rest : 0;
  }

  // ---------------------------------------------------------------- sealing

  @Override
  protected TreeFile newFile(long number, Birth birth, Body body) {
    return mode == WofsMode.WORM
        ? new WofsFile(this, number, birth, body)
        : super.newFile(number, birth, body);
  }

  @Override
  protected int flagsOf(Kind kind) {
    boolean grows = mode == WofsMode.WORM || mode == WofsMode.APPEND;
    if (!grows || (mode == WofsMode.WORM && kind == Kind.REGULAR)) {
      return 0;
    }
    boolean canGrow = kind == Kind.DIRECTORY || kind == Kind.REGULAR;
    return Inode.SEALED | (canGrow ? Inode.APPEND_ONLY : Inode.IMMUTABLE);
  }

  /** Seals {@code inode}; a file until the end of the retention, if there is one. */
  void seal(Inode inode) throws IOException {
    if (inode.flags() != 0 || inode.links() == 0) {
      return;
    }
    Duration retention = settings.get(WofsSettings.RETAIN);
    if (retention != null && inode.kind() == Kind.REGULAR) {
      long until = now() + retention.toNanos();
      setOwnXattr(inode, UNTIL, ByteBuffer.allocate(Long.BYTES).putLong(until).array());
    }
    sealForGood(inode, inode.kind() == Kind.DIRECTORY);
  }

  /**
   * Seals all there is.
   *
   * @param growing whether files may still grow, as directories may
   */
  void sealAll(boolean growing) throws IOException {
    Deque<Directory> pending = new ArrayDeque<>(List.of(root()));
    while (!pending.isEmpty()) {
      Directory directory = pending.remove();
      DirectoryCursor entries = directory.list(0);
      for (DirectoryEntry entry = entries.next(); entry != null; entry = entries.next()) {
        if (entry.inode() instanceof Directory child) {
          pending.add(child);
        } else {
          seal(entry.inode(), growing);
        }
      }
      seal(directory, growing);
    }
  }

  private void seal(Inode inode, boolean growing) throws IOException {
    if (inode == null || (inode.flags() & Inode.SEALED) != 0) {
      return;
    }
    if (growing && inode.kind() == Kind.REGULAR) {
      sealForGood(inode, true);
    } else {
      seal(inode);
    }
  }

  /** Until when {@code inode} cannot be removed, or null when it can, or never. */
  Long retainedUntil(Inode inode) {
    byte[] until = ownXattr(inode, UNTIL);
    return until == null ? null : ByteBuffer.wrap(until).getLong();
  }

  @Override
  protected boolean isReleased(Inode inode) {
    if ((inode.flags() & Inode.SEALED) == 0) {
      return false;
    }
    Long until = retainedUntil(inode);
    return until != null && now() >= until;
  }

  // ---------------------------------------------------------------- committing

  @Override
  protected void force() throws IOException {
    try {
      commit();
    } catch (ImageFullException e) {
      throw VfsException.of(Errno.ENOSPC, e.getMessage());
    }
  }

  /**
   * Commits what has changed, if anything has.
   *
   * @return the number of the last commit
   */
  long commit() throws IOException {
    return keeper.commit(this);
  }

  /** Writes all there is to a new image in the place of the old one, without earlier commits. */
  Commit compact() throws IOException {
    return keeper.compact(this);
  }

  boolean hasChanges() {
    return isChanged();
  }

  TreeChanges take(boolean all) throws IOException {
    return all ? everything() : changes();
  }

  /** Told that a commit was made. */
  void committed() {
    chargeHistory();
  }

  /** Lets what has not been committed be lost when this is closed. */
  void abandon() {
    abandoned = true;
  }

  /** {@inheritDoc} Commits first; when that fails it can be tried again. */
  @Override
  public void close() throws IOException {
    if (clock != null) {
      clock.shutdown(); // The commit that it is at comes to its end: the next one waits for it.
    }
    commitFinally();
    keeper.close();
  }

  private void commitFinally() throws IOException {
    if (isReadOnly() || abandoned) {
      return;
    }
    try {
      keeper.commit(this);
    } catch (IOException e) {
      keeper.rescue(this, settings.get(WofsSettings.RESCUE), e);
      throw e instanceof ImageFullException
          ? new FileSystemException(keeper.name(), null, e.getMessage())
          : e;
    }
  }
}
