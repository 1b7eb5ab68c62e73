package io.vnode.mem;

import io.vnode.engine.Birth;
import io.vnode.engine.Credentials;
import io.vnode.engine.Kind;
import io.vnode.engine.Mode;
import io.vnode.engine.Space;
import io.vnode.engine.TreeVolume;
import io.vnode.engine.Volume;
import io.vnode.nio.TreeSettings;
import io.vnode.nio.VfsFileSystem;
import io.vnode.nio.VfsFileSystemProvider;
import io.vnode.nio.VfsUri;
import io.vnode.nio.VfsUsers;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.ClosedFileSystemException;

/**
 * A file system in memory: a volume whose tree and bytes are on the heap, and its users.
 *
 * <p>A fresh one holds {@code /}, which belongs to the acting user, and {@code /tmp}, which belongs
 * to root and where everybody may make files. It lasts until it is closed, or until neither it nor
 * any of its paths can be reached.
 */
public final class MemFileSystem extends VfsFileSystem {
  private static final int ROOT_MODE = 0755;
  private static final int TMP_MODE = Mode.STICKY | 0777;

  private final MemSettings settings;

  private MemFileSystem(
      VfsFileSystemProvider provider,
      VfsUri address,
      Volume volume,
      VfsUsers users,
      MemSettings settings,
      String workingDirectory) {
    super(
        provider,
        address,
        volume,
        users.principals(),
        users.acting(),
        settings.get(TreeSettings.UMASK),
        workingDirectory);
    this.settings = settings;
  }

  static MemFileSystem open(VfsFileSystemProvider provider, VfsUri address, MemSettings settings)
      throws IOException {
    return open(provider, address, settings, "/");
  }

  /** Opens one whose relative paths start at {@code workingDirectory}, which need not be there. */
  static MemFileSystem open(
      VfsFileSystemProvider provider, VfsUri address, MemSettings given, String workingDirectory)
      throws IOException {
    MemSnapshot from = given.get(MemSettings.FROM);
    MemSettings settings = from == null ? given : given.over(from.settings());
    if (from != null) {
      settings.requireRoomFor(from);
    }
    VfsUsers users = settings.users();
    Faults faults = settings.get(MemSettings.FAULTS);
    FaultGate gate = faults == null ? null : new FaultGate(faults);
    MemFileSystem fileSystem =
        new MemFileSystem(
            provider,
            address,
            volume(settings, users.acting(), gate),
            users,
            settings,
            workingDirectory);
    if (from == null) {
      fileSystem.makeTmp();
    } else {
      fileSystem.restore(from);
    }
    if (gate != null) {
      gate.begin();
    }
    return fileSystem;
  }

  private static Volume volume(MemSettings settings, Credentials owner, FaultGate gate) {
    return new TreeVolume(
        MemFsProvider.SCHEME,
        settings.volumeOptions().withGate(gate),
        new Space(settings.get(MemSettings.CAPACITY)),
        new Space(settings.get(MemSettings.INODES)),
        new Birth(Kind.DIRECTORY.bits() | ROOT_MODE, owner.uid(), owner.gid(), 0, null));
  }

  private void makeTmp() throws IOException {
    namespace().mkdir(Credentials.ROOT, namespace().root(), new String[] {"tmp"}, 0, TMP_MODE);
  }

  /**
   * All that is here at this moment: a snapshot, which later changes do not change. It costs a copy
   * of each inode and none of the bytes; nobody waits for it but who changes the very directory
   * that is being copied.
   *
   * <p>Names are those of one moment, even while other threads go on. The contents and attributes
   * of each file are those of some moment between the call and its return. What is open and has no
   * name is not in it. No permission is asked: whoever has this object has the disk.
   *
   * @throws ClosedFileSystemException when this is closed
   */
  public MemSnapshot snapshot() {
    try {
      return new MemSnapshot(takeSnapshot(), settings.heritage());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * Puts {@code snapshot} in the place of all there is, in one step: whoever looks for a file meets
   * the old tree or the new. Paths go on to mean what they say. Channels and streams that are open
   * keep the old files, which have no names any more, until they are closed. Watch keys become
   * invalid. A change that another thread is at in a directory of the old tree may fail as if that
   * had been removed.
   *
   * <p>What the other file system of a foreign snapshot holds is charged here as well, before what
   * there is has been given back; a snapshot of this file system needs no room.
   *
   * @throws java.nio.file.FileSystemException when it does not fit; then nothing has changed
   * @throws IllegalStateException when the snapshot was closed
   * @throws ClosedFileSystemException when this is closed
   */
  public void restore(MemSnapshot snapshot) throws IOException {
    putBack(snapshot.tree());
  }
}
