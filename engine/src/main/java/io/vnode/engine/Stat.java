package io.vnode.engine;

/**
 * What {@code stat(2)} answers: the attributes of one inode at one moment.
 *
 * <p>A face may extend it with the interface its callers want to see, and hand an instance to
 * {@link Namespace#stat} to be filled: then one object is all that a stat allocates.
 */
public class Stat {
  long device;
  long inode;
  int mode;
  int links;
  int uid;
  int gid;

  /** The size; of a device node, which has none, the device. */
  long extent;

  long allocated;
  long accessed;
  long modified;
  long changed;
  long born;

  /** Attributes to be filled. */
  public Stat() {}

  /** How much anybody will see, so that a volume need not ask for more; each has those before. */
  public enum Detail {
    /** Kind, size and the times of access, modification and birth. */
    BASIC,
    /** Permissions, the number of names and the time of change, too. */
    NAMES,
    /** Owners, and what device it is, too. */
    ALL
  }

  /** How much of these attributes anybody will see. */
  public Detail detail() {
    return Detail.ALL;
  }

  /** Forgets whose attributes these are. */
  final void clear() {
    device = 0;
  }

  /** Whether these are the attributes of {@code inode}, and not of none or another. */
  final boolean isOf(Inode inode) {
    return device == inode.volume().id() && this.inode == inode.number();
  }

  /** The identity of the volume ({@code st_dev}). */
  public final long device() {
    return device;
  }

  /** The number of the inode within its volume ({@code st_ino}). */
  public final long inode() {
    return inode;
  }

  /** Type and permission bits ({@code st_mode}). */
  public final int mode() {
    return mode;
  }

  public final Kind kind() {
    return Kind.of(mode);
  }

  /** How many names the inode has ({@code st_nlink}). */
  public final int links() {
    return links;
  }

  public final int uid() {
    return uid;
  }

  public final int gid() {
    return gid;
  }

  /** The device that a device node stands for ({@code st_rdev}), zero for anything else. */
  public final long rdev() {
    return kind().isDevice() ? extent : 0;
  }

  /** Bytes in the file, or in the target of a symbolic link ({@code st_size}). */
  public final long size() {
    return kind().isDevice() ? 0 : extent;
  }

  /** Bytes that the contents take up ({@code st_blocks * 512}); less than the size when sparse. */
  public final long allocated() {
    return allocated;
  }

  /** Last access, in the sense of {@link Time}. */
  public long accessed() {
    return accessed;
  }

  /** Last change of the contents. */
  public final long modified() {
    return modified;
  }

  /** Last change of the inode: its contents, its attributes or its names. */
  public final long changed() {
    return changed;
  }

  /** Birth of the inode. */
  public long born() {
    return born;
  }

  /** Fills in what the inode is and whose. */
  public final void fill(Inode identity, int mode, int links, int uid, int gid) {
    this.device = identity.volume().id();
    this.inode = identity.number();
    this.mode = mode;
    this.links = links;
    this.uid = uid;
    this.gid = gid;
  }

  /** Fills in how much the inode holds. */
  public final void fillSize(long size, long allocated) {
    this.extent = size;
    this.allocated = allocated;
  }

  /** Fills in the device that a device node stands for. */
  public final void fillDevice(long rdev) {
    this.extent = rdev;
  }

  /** Fills in the four times. */
  public final void fillTimes(long accessed, long modified, long changed, long born) {
    this.accessed = accessed;
    this.modified = modified;
    this.changed = changed;
    this.born = born;
  }
}
