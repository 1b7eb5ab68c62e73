package io.vnode.engine;

import java.io.IOException;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;

/**
 * One file-system object: its number, kind, permissions, owner, times, link count, flags and
 * extended attributes. It knows no name: names are in directories, and there may be several or
 * none.
 *
 * <h2>Who may change what</h2>
 *
 * <p>Fields are read without a lock, each whole by itself. Mode, flags, owner, link count and
 * extended attributes change under the inode's {@link #lock}; times are single words that the last
 * writer wins. Writes are at least releases and reads acquires: whoever sees a change sees what led
 * to it, and a {@code stat} writes nothing that another core would have to fetch.
 *
 * <p>A volume whose truth lies elsewhere overrides {@link #stat}, {@link #apply}, the {@code note}
 * methods and the extended attributes; every other volume inherits them.
 */
@SuppressWarnings("UnusedVariable") // The fields are read through their handles.
public abstract sealed class Inode implements Found
    permits Directory, FileNode, SymlinkNode, SpecialNode {

  /** A flag of an inode that nothing can change: contents, attributes, names. */
  public static final int IMMUTABLE = 1;

  /** A flag of a file that only grows, or of a directory that only gains names. */
  public static final int APPEND_ONLY = 2;

  /** A flag beside the others that says that nobody, root included, can take them away. */
  public static final int SEALED = 4;

  /** Where the flags begin in {@link #word}: above the 16 bits of {@code st_mode}. */
  private static final int FLAG_SHIFT = 16;

  private static final int MODE_MASK = (1 << FLAG_SHIFT) - 1;

  private static final MethodHandles.Lookup LOOKUP = MethodHandles.lookup();
  private static final VarHandle WORD = Fields.handle(LOOKUP, "word", int.class);
  private static final VarHandle UID = Fields.handle(LOOKUP, "uid", int.class);
  private static final VarHandle GID = Fields.handle(LOOKUP, "gid", int.class);
  private static final VarHandle ACCESSED = Fields.handle(LOOKUP, "accessed", long.class);
  private static final VarHandle MODIFIED = Fields.handle(LOOKUP, "modified", long.class);
  private static final VarHandle CHANGED = Fields.handle(LOOKUP, "changed", long.class);
  private static final VarHandle BORN = Fields.handle(LOOKUP, "born", long.class);
  private static final VarHandle XATTRS = Fields.handle(LOOKUP, "xattrs", Xattrs.class);
  private static final VarHandle LINKS = Fields.handle(LOOKUP, "links", int.class);

  private final Volume volume;
  private final long number;

  /** Mode and flags in one word, so that a check never sees the one without the other. */
  private int word;

  private int uid;
  private int gid;

  /** Volatile, since a file's last closer reads it in turn with writing another count. */
  private volatile int links;

  private long accessed;
  private long modified;
  private long changed;
  private long born;

  /** Null until the first extended attribute is set. */
  private Xattrs xattrs;

  Inode(Volume volume, long number, Birth birth, int links) {
    this.volume = volume;
    this.number = number;
    this.word = birth.mode();
    this.uid = birth.uid();
    this.gid = birth.gid();
    LINKS.set(this, links); // No fence: nobody else knows the inode yet.
    long now = volume.now();
    this.accessed = now;
    this.modified = now;
    this.changed = now;
    this.born = now;
  }

  /** The twin of {@code original} in {@code volume}: with its number and all of its attributes. */
  Inode(Volume volume, Inode original, int links) {
    this.volume = volume;
    this.number = original.number;
    this.links = links;
    imitate(original);
  }

  /**
   * Takes on the attributes of {@code original}, all but its number and links. The owner is read
   * before the mode and is written before it, so that who changes both at once meanwhile gives no
   * set-id bits of one owner to another.
   */
  final void imitate(Inode original) {
    UID.setRelease(this, original.uid());
    GID.setRelease(this, original.gid());
    WORD.setRelease(this, (int) WORD.getAcquire(original));
    XATTRS.setRelease(this, original.xattrs());
    ACCESSED.setRelease(this, (long) ACCESSED.getAcquire(original));
    MODIFIED.setRelease(this, (long) MODIFIED.getAcquire(original));
    CHANGED.setRelease(this, (long) CHANGED.getAcquire(original));
    BORN.setRelease(this, (long) BORN.getAcquire(original));
  }

  /** Takes on what {@code facts} say but the number and the kind, before anybody knows it. */
  final void restore(InodeFacts facts) {
    word = facts.mode() | facts.flags() << FLAG_SHIFT;
    uid = facts.uid();
    gid = facts.gid();
    accessed = facts.accessed();
    modified = facts.modified();
    changed = facts.changed();
    born = facts.born();
    xattrs = facts.xattrs();
  }

  /** All that there is to know of it but contents and names. */
  final InodeFacts facts() throws IOException {
    return new InodeFacts(
        number,
        mode(),
        flags(),
        uid(),
        gid(),
        (long) ACCESSED.getAcquire(this),
        (long) MODIFIED.getAcquire(this),
        (long) CHANGED.getAcquire(this),
        (long) BORN.getAcquire(this),
        this instanceof SpecialNode special ? special.rdev() : 0,
        this instanceof SymlinkNode link ? link.target() : null,
        xattrs());
  }

  /** Sets flags besides those there are. Called with the lock held. */
  final void addFlags(int flags) {
    WORD.setRelease(this, word | flags << FLAG_SHIFT);
  }

  public final Volume volume() {
    return volume;
  }

  /**
   * The number that no other inode of the volume has; but a file that is open while the tree is
   * {@linkplain Namespace#restore restored} keeps its own, which may then be that of a restored
   * one.
   */
  public final long number() {
    return number;
  }

  public final Kind kind() {
    return Kind.of(mode());
  }

  /** Type and permission bits. */
  public int mode() {
    return (int) WORD.getAcquire(this) & MODE_MASK;
  }

  /** The flags {@link #IMMUTABLE}, {@link #APPEND_ONLY} and {@link #SEALED}. */
  public final int flags() {
    return (int) WORD.getAcquire(this) >>> FLAG_SHIFT;
  }

  public int uid() {
    return (int) UID.getAcquire(this);
  }

  public int gid() {
    return (int) GID.getAcquire(this);
  }

  /** How many names the inode has; zero once it is on its way out. */
  public int links() {
    return links;
  }

  /**
   * Whether every change of the inode, of its contents or, if it is a directory, of its names
   * answers EROFS: all of a volume that is read-only, and what a volume protects besides.
   */
  public boolean isReadOnly() {
    return volume.isReadOnly();
  }

  /**
   * Whether the system behind a volume without {@link VolumeOptions#permissions} allows the caller
   * all of {@code want}, a sum of the constants of {@link Access}.
   */
  protected boolean isAllowed(int want) throws IOException {
    return true;
  }

  /**
   * Whether all that the inode held was given back, so that it must not be charged for anything any
   * more. Asked with the lock held.
   */
  protected boolean isGone() {
    return false;
  }

  /** Bytes of contents, as {@code st_size} counts them. */
  public abstract long size() throws IOException;

  /** Bytes that the contents take up. */
  public long allocated() throws IOException {
    return 0;
  }

  /**
   * The monitor that guards this inode. It is the inode itself, which costs no memory; under the
   * coarse lock policy it is one for the whole volume.
   */
  final Object lock() {
    return volume.lockOf(this);
  }

  /** Fills in all attributes. */
  public void stat(Stat into) throws IOException {
    into.fill(this, mode(), links(), uid(), gid());
    into.fillSize(size(), allocated());
    into.fillTimes(
        (long) ACCESSED.getAcquire(this),
        (long) MODIFIED.getAcquire(this),
        (long) CHANGED.getAcquire(this),
        (long) BORN.getAcquire(this));
  }

  /**
   * Makes a change that has been found possible and permitted. Called with the lock held.
   *
   * @param now the moment of the change, which becomes the change time
   */
  public void apply(Change change, long now) throws IOException {
    if (change.hasMode()) {
      setMode(change.mode());
    }
    if (change.hasOwner()) {
      UID.setRelease(this, change.uid());
    }
    if (change.hasGroup()) {
      GID.setRelease(this, change.gid());
    }
    if (change.hasFlags()) {
      WORD.setRelease(this, (word & MODE_MASK) | change.flags() << FLAG_SHIFT);
    }
    if (change.hasAccessed()) {
      ACCESSED.setRelease(this, change.accessedAt(now));
    }
    if (change.hasModified()) {
      MODIFIED.setRelease(this, change.modifiedAt(now));
    }
    if (change.hasBorn()) {
      BORN.setRelease(this, change.born());
    }
    noteChanged(now);
  }

  private void setMode(int permissions) {
    WORD.setRelease(this, (word & ~Mode.CHANGEABLE) | permissions);
  }

  /**
   * Notes that the contents were read: relatime or what the volume's policy says. To who keeps the
   * tree elsewhere that is no change: it is kept with the next one.
   */
  protected void noteAccessed() {
    AtimePolicy policy = volume.options().atime();
    if (policy == AtimePolicy.NEVER || volume.isReadOnly()) {
      return;
    }
    long now = volume.now();
    long last = (long) ACCESSED.getAcquire(this);
    if (policy == AtimePolicy.ALWAYS || isAccessStale(last, now)) {
      ACCESSED.setRelease(this, now);
    }
  }

  private boolean isAccessStale(long last, long now) {
    return last <= (long) MODIFIED.getAcquire(this)
        || last <= (long) CHANGED.getAcquire(this)
        || now - last >= Time.DAY;
  }

  /** Notes that the contents, or a directory's names, changed. */
  protected void noteModified(long now) {
    MODIFIED.setRelease(this, now);
    CHANGED.setRelease(this, now);
    volume.noteTouched(this);
  }

  /** Notes that the contents were changed, now; nothing where the times are not ours to keep. */
  protected void noteWritten() {
    noteModified(volume.now());
    volume.noteWritten(this);
  }

  /** When the inode was made, if nobody has said otherwise. */
  final long birthTime() {
    return (long) BORN.get(this);
  }

  /** Notes that the attributes or names of the inode changed. */
  protected void noteChanged(long now) {
    CHANGED.setRelease(this, now);
    volume.noteTouched(this);
  }

  /** Notes that the inode has {@code delta} more names. Called with the lock held. */
  protected void noteLinks(int delta) {
    int count = links + delta;
    links = count;
  }

  /** Notes that a directory is no more. Called with the lock held. */
  final void noteDead() {
    links = 0;
  }

  /**
   * Gives back what the inode holds, or arranges that its last closer does: its last name is gone.
   * Called with the lock held, once.
   */
  protected void unlinked() {}

  /** The extended attributes, or null when there are none yet. Changed only with the lock held. */
  protected Xattrs xattrs() {
    return (Xattrs) XATTRS.getAcquire(this);
  }

  /**
   * As {@link #xattrs}, for whoever asks by way of a name: to be overridden where they are
   * elsewhere, together with {@link #setXattrs}.
   */
  protected Xattrs readXattrs() throws IOException {
    return xattrs();
  }

  /** Replaces the extended attributes, which are immutable. Called with the lock held. */
  protected void setXattrs(Xattrs replacement) throws IOException {
    XATTRS.setRelease(this, replacement);
  }
}
