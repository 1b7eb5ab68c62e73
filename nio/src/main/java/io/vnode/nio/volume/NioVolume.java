package io.vnode.nio.volume;

import com.google.common.collect.MapMaker;
import com.google.common.hash.Hashing;
import io.vnode.engine.AtimePolicy;
import io.vnode.engine.Birth;
import io.vnode.engine.Change;
import io.vnode.engine.Directory;
import io.vnode.engine.Errno;
import io.vnode.engine.Inode;
import io.vnode.engine.Kind;
import io.vnode.engine.Mode;
import io.vnode.engine.Usage;
import io.vnode.engine.VfsException;
import io.vnode.engine.Volume;
import io.vnode.engine.VolumeOptions;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileStore;
import java.nio.file.FileSystem;
import java.nio.file.Files;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.concurrent.ConcurrentMap;

/**
 * A directory of any file system of {@code java.nio.file}, with all that is below it, as a volume.
 *
 * <p>An inode stands for a file of the host for as long as anybody holds it: there is one for each
 * {@code fileKey}, or for each name where the host has no keys. Permissions are the host's, which
 * knows this process and not who asks here.
 */
public final class NioVolume extends Volume {
  private static final VolumeOptions OPTIONS =
      VolumeOptions.DEFAULT.withPermissions(false).withAtime(AtimePolicy.NEVER);

  private static final int BLOCK_SIZE = 4096;

  /** Who is asked last, when every rule of ours has been, before the host changes something. */
  @FunctionalInterface
  public interface Veto {
    /** Returns for the change to be made. @throws IOException for it not to be */
    void beforeChange() throws IOException;
  }

  private final Path top;
  private final FileSystem host;
  private final HostViews views;
  private final NioPolicy policy;
  private final ProtectedNames protectedNames;
  private final Veto veto;
  private final OpenDirectories directories;
  private final HostWatches watches;
  private final RecentAnswers recent;
  private final NioDirectory root;
  private final ConcurrentMap<Object, Inode> inodes = new MapMaker().weakValues().makeMap();

  /**
   * The volume of what is in {@code top} and below.
   *
   * @throws NotDirectoryException when that is no directory
   * @throws IOException when it is not there or cannot be read
   */
  public NioVolume(Path top, NioPolicy policy) throws IOException {
    this(top, policy, () -> {});
  }

  /** As the other, if {@code veto} lets changes be made. */
  public NioVolume(Path top, NioPolicy policy, Veto veto) throws IOException {
    super(OPTIONS.withReadOnly(policy.readOnly()));
    this.policy = policy;
    this.recent = new RecentAnswers(policy.cache());
    this.veto = veto;
    this.protectedNames =
        policy.isProtected() == null ? null : new ProtectedNames(this, policy.isProtected());
    this.top = top.toAbsolutePath();
    this.host = top.getFileSystem();
    BasicFileAttributes found = readTop();
    if (!found.isDirectory()) {
      throw new NotDirectoryException(top.toString());
    }
    this.views = HostViews.of(host);
    this.directories = new OpenDirectories(this.top, recent);
    this.watches = new HostWatches(host);
    Object key = found.fileKey() == null ? "/" : found.fileKey();
    this.root = new NioDirectory(this, number(key), new HostEntry(this, key, null), null);
  }

  @Override
  public Directory root() {
    return root;
  }

  @Override
  protected boolean isHosted() {
    return true;
  }

  /** How full the store is that the top of the volume is in. */
  @Override
  public Usage usage() throws IOException {
    FileStore store = HostErrors.asking(() -> Files.getFileStore(top));
    return new Usage(
        store.type(),
        BLOCK_SIZE,
        store.getTotalSpace(),
        store.getUsableSpace(),
        Long.MAX_VALUE,
        Long.MAX_VALUE);
  }

  @Override
  public void close() throws IOException {
    watches.close();
    directories.close();
  }

  /** They are the host's to count, or refused. */
  @Override
  protected void chargeXattrs(long delta) throws VfsException {
    if (!policy.userAttributes()) {
      throw VfsException.of(Errno.EOPNOTSUPP);
    }
  }

  /** Called before each change at the host. */
  void beforeChange() throws IOException {
    veto.beforeChange();
  }

  FileSystem host() {
    return host;
  }

  /** Where the host has the root. */
  Path top() {
    return top;
  }

  HostViews views() {
    return views;
  }

  NioPolicy policy() {
    return policy;
  }

  OpenDirectories directories() {
    return directories;
  }

  /** What the host has answered that is still believed. */
  RecentAnswers recent() {
    return recent;
  }

  HostWatches watches() {
    return watches;
  }

  /**
   * @throws VfsException EPERM for an owner or permissions, if the policy says so
   */
  void requireChangeable(Change change) throws VfsException {
    boolean security = change.hasMode() || change.hasOwner() || change.hasGroup();
    if (security && !policy.security()) {
      throw VfsException.of(Errno.EPERM);
    }
  }

  /** What the policy makes read-only; null where that is nothing. */
  ProtectedNames protectedNames() {
    return protectedNames;
  }

  BasicFileAttributes readTop() throws IOException {
    return HostErrors.asking(() -> Files.readAttributes(top, BasicFileAttributes.class));
  }

  /** The inode of the {@code kind} that is at {@code place}, of the key that the host has told. */
  Inode inode(Kind kind, Object fileKey, Place place) throws IOException {
    Object key = fileKey == null ? place : fileKey;
    Inode known = inodes.get(key);
    if (known instanceof NioInode ours && ours.isStill(kind, place)) {
      ours.entry().seenAt(place);
      return known;
    }
    Inode made = make(kind, new HostEntry(this, key, place));
    Inode other = known == null ? inodes.putIfAbsent(key, made) : inodes.put(key, made);
    return other == null || other == known ? made : other;
  }

  private Inode make(Kind kind, HostEntry entry) {
    Birth birth = new Birth(kind.bits() | Mode.PERMISSIONS, 0, 0, 0, null);
    long number = number(entry.key());
    return switch (kind) {
      case DIRECTORY -> new NioDirectory(this, number, entry, entry.place().parent());
      case SYMLINK -> new NioLink(this, number, birth, entry);
      case REGULAR -> new NioFile(this, number, birth, entry);
      default -> new NioSpecial(this, number, birth, entry);
    };
  }

  /** Notes that {@code inode} was moved to {@code place}, which is its key where there is none. */
  void moved(NioInode inode, Place place) {
    HostEntry entry = inode.entry();
    if (entry.key().equals(entry.place())) {
      forgetEntry(inode);
    }
    entry.seenAt(place);
    if (inode instanceof NioDirectory) {
      directories.forgetPaths();
    }
  }

  /**
   * Forgets {@code inode}, which has lost a name. If that was the last, the host may give its key
   * to a new file, and whoever holds the inode must not find himself with that; if it was not, it
   * will be met again.
   */
  void forgetEntry(NioInode inode) {
    inodes.remove(inode.entry().key(), inode);
  }

  /**
   * The number of the file {@code key}: the same whenever it is met, as {@link #inodes} forgets.
   */
  private static long number(Object key) {
    return Hashing.sipHash24().hashString(key.toString(), StandardCharsets.UTF_8).asLong()
        & Long.MAX_VALUE;
  }
}
