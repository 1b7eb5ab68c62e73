package io.vnode.engine;

/**
 * A change of attributes that somebody asks for: the {@code iattr} of Linux.
 *
 * <p>chmod, chown and utimens are this one thing with different fields set, so that one check and
 * one step serve all of them, and a caller can change several at once.
 */
public final class Change {
  private static final int MODE = 1;
  private static final int OWNER = 2;
  private static final int GROUP = 4;
  private static final int ACCESSED = 8;
  private static final int MODIFIED = 16;
  private static final int BORN = 32;
  private static final int FLAGS = 64;

  private static final int CHOSEN_TIME = 128;

  private int fields;
  private int mode;
  private int uid;
  private int gid;
  private int flags;
  private long accessed;
  private long modified;
  private long born;
  private boolean accessedNow;
  private boolean modifiedNow;

  /** A change of nothing yet. */
  public Change() {}

  /** This change with {@code mode} in place of what it asks for; this one stays as it is. */
  Change withMode(int mode) {
    Change copy = new Change();
    copy.fields = fields;
    copy.uid = uid;
    copy.gid = gid;
    copy.flags = flags;
    copy.accessed = accessed;
    copy.modified = modified;
    copy.born = born;
    copy.accessedNow = accessedNow;
    copy.modifiedNow = modifiedNow;
    return copy.mode(mode);
  }

  /** Asks for the permission, set-id and sticky bits of {@code mode}. */
  public Change mode(int mode) {
    fields |= MODE;
    this.mode = mode & Mode.CHANGEABLE;
    return this;
  }

  public Change owner(int uid) {
    fields |= OWNER;
    this.uid = uid;
    return this;
  }

  public Change group(int gid) {
    fields |= GROUP;
    this.gid = gid;
    return this;
  }

  /** Asks for an access time of the caller's choice. */
  public Change accessed(long time) {
    fields |= ACCESSED | CHOSEN_TIME;
    accessed = time;
    return this;
  }

  /** Asks for a modification time of the caller's choice. */
  public Change modified(long time) {
    fields |= MODIFIED | CHOSEN_TIME;
    modified = time;
    return this;
  }

  /** Asks for the present as access time. */
  public Change accessedNow() {
    fields |= ACCESSED;
    accessedNow = true;
    return this;
  }

  /** Asks for the present as modification time. */
  public Change modifiedNow() {
    fields |= MODIFIED;
    modifiedNow = true;
    return this;
  }

  /** Asks for a time of birth, which POSIX does not have and archives do. */
  public Change born(long time) {
    fields |= BORN | CHOSEN_TIME;
    born = time;
    return this;
  }

  /** Asks for the inode flags {@link Inode#IMMUTABLE} and {@link Inode#APPEND_ONLY}. */
  public Change flags(int flags) {
    fields |= FLAGS;
    this.flags = flags;
    return this;
  }

  public boolean isEmpty() {
    return fields == 0;
  }

  public boolean hasMode() {
    return has(MODE);
  }

  public boolean hasOwner() {
    return has(OWNER);
  }

  public boolean hasGroup() {
    return has(GROUP);
  }

  public boolean hasAccessed() {
    return has(ACCESSED);
  }

  public boolean hasModified() {
    return has(MODIFIED);
  }

  public boolean hasBorn() {
    return has(BORN);
  }

  public boolean hasFlags() {
    return has(FLAGS);
  }

  private boolean has(int field) {
    return (fields & field) != 0;
  }

  public int mode() {
    return mode;
  }

  public int uid() {
    return uid;
  }

  public int gid() {
    return gid;
  }

  public int flags() {
    return flags;
  }

  /** The access time asked for, when it is {@code now}. */
  public long accessedAt(long now) {
    return accessedNow ? now : accessed;
  }

  /** The modification time asked for, when it is {@code now}. */
  public long modifiedAt(long now) {
    return modifiedNow ? now : modified;
  }

  /** Whether any time is asked for. */
  boolean hasTime() {
    return has(ACCESSED | MODIFIED | BORN);
  }

  /** Whether only the owner may ask: any choice of times but "both are now". */
  boolean choosesTime() {
    return has(CHOSEN_TIME) || accessedNow != modifiedNow;
  }

  /** Whether this is what {@code touch(1)} asks: that both times be now, and nothing else. */
  boolean isTouch() {
    return fields == (ACCESSED | MODIFIED) && accessedNow && modifiedNow;
  }

  public long born() {
    return born;
  }
}
