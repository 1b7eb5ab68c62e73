package io.vnode.mem;

import io.vnode.engine.Birth;
import io.vnode.engine.Credentials;
import io.vnode.engine.Kind;
import io.vnode.engine.Mode;
import io.vnode.engine.Space;
import io.vnode.engine.TreeVolume;
import io.vnode.engine.Volume;
import io.vnode.nio.VfsFileSystem;
import io.vnode.nio.VfsFileSystemProvider;
import io.vnode.nio.VfsUri;
import java.io.IOException;

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

  private MemFileSystem(
      VfsFileSystemProvider provider,
      VfsUri address,
      Volume volume,
      MemUsers users,
      int umask,
      String workingDirectory) {
    super(provider, address, volume, users.principals(), users.acting(), umask, workingDirectory);
  }

  static MemFileSystem open(VfsFileSystemProvider provider, VfsUri address, MemSettings settings)
      throws IOException {
    return open(provider, address, settings, "/");
  }

  /** Opens one whose relative paths start at {@code workingDirectory}, which need not be there. */
  static MemFileSystem open(
      VfsFileSystemProvider provider, VfsUri address, MemSettings settings, String workingDirectory)
      throws IOException {
    MemUsers users = new MemUsers(settings);
    Credentials owner = users.acting();
    Faults faults = settings.get(MemSettings.FAULTS);
    FaultGate gate = faults == null ? null : new FaultGate(faults);
    Volume volume =
        new TreeVolume(
            MemFsProvider.SCHEME,
            settings.volumeOptions().withGate(gate),
            new Space(settings.get(MemSettings.CAPACITY)),
            new Space(settings.get(MemSettings.INODES)),
            new Birth(Kind.DIRECTORY.bits() | ROOT_MODE, owner.uid(), owner.gid(), 0, null));
    MemFileSystem fileSystem =
        new MemFileSystem(
            provider, address, volume, users, settings.get(MemSettings.UMASK), workingDirectory);
    fileSystem.makeTmp();
    if (gate != null) {
      gate.begin();
    }
    return fileSystem;
  }

  private void makeTmp() throws IOException {
    namespace().mkdir(Credentials.ROOT, namespace().root(), new String[] {"tmp"}, 0, TMP_MODE);
  }

  /**
   * The same files seen and judged as {@code user}, who is in {@code groups} besides those that are
   * the user's anyway.
   *
   * @throws IllegalArgumentException for a user or group that this file system does not know
   */
  public VfsFileSystem as(String user, String... groups) {
    return as(getUserPrincipalLookupService().credentials(user, groups));
  }
}
