package io.vnode.projfs;

import io.vnode.engine.Credentials;
import io.vnode.engine.Errno;
import io.vnode.engine.VfsException;
import io.vnode.nio.VfsBasicAttributes;
import io.vnode.nio.VfsFileSystem;
import io.vnode.nio.VfsPrincipals;
import io.vnode.nio.VfsUri;
import io.vnode.nio.volume.NioPolicy;
import io.vnode.nio.volume.NioVolume;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/**
 * A projection as a file system.
 *
 * <p>Beyond what was declared, directories of other file systems can be mounted in it and taken
 * away again while it is open.
 */
public final class ProjFileSystem extends VfsFileSystem {
  private static final String[] NO_NAMES = {};

  private final ProjSettings settings;

  ProjFileSystem(
      ProjFsProvider provider, VfsUri address, ProjVolume volume, ProjSettings settings) {
    super(provider, address, volume, new VfsPrincipals(), Credentials.ROOT, 0);
    this.settings = settings;
  }

  /** The sources are asked for what is wanted and no more. */
  @Override
  protected VfsBasicAttributes newBasicAttributes(VfsPrincipals principals) {
    return new VfsBasicAttributes();
  }

  /**
   * Shows the directory {@code source} at {@code place}, which is a directory of this file system.
   *
   * @param protects names and globs that stay read-only
   * @throws IOException when either is none or cannot be read, and when something is mounted at
   *     {@code place} already
   */
  public void mount(Path place, Path source, ProjAccess access, String... protects)
      throws IOException {
    mount(place, source, access, List.of(protects));
  }

  void mount(Path place, Path source, ProjAccess access, List<String> protects) throws IOException {
    Portal.requireSource(source, true, false);
    mount(source, access, protects, volume -> mountVolume(place, volume));
  }

  /** As {@link #mount}, on {@code place} itself. Somebody else may have done so already. */
  void mountOn(ProjDirectory place, Path source, ProjAccess access, List<String> protects)
      throws IOException {
    try {
      mount(
          source,
          access,
          protects,
          volume -> namespace().mount(credentials(), volume, place, NO_NAMES, 0));
    } catch (VfsException e) {
      if (e.errno() != Errno.EBUSY) {
        throw e;
      }
    }
  }

  /** Where a volume is to be mounted. */
  private interface Mounting {
    void mount(NioVolume volume) throws IOException;
  }

  private void mount(Path source, ProjAccess access, List<String> protects, Mounting mounting)
      throws IOException {
    NioPolicy policy =
        new NioPolicy(
            access == ProjAccess.READ_ONLY,
            settings.links(),
            settings.security(),
            settings.userAttributes(),
            Protection.of(protects, source),
            settings.cache());
    NioVolume volume = new NioVolume(source, policy, settings::beforeChange);
    try {
      mounting.mount(volume);
    } catch (IOException | RuntimeException e) {
      volume.close();
      throw e;
    }
  }

  /**
   * Takes away what is mounted at {@code place}.
   *
   * @throws IOException when nothing is, or a file of it is open
   */
  public void unmount(Path place) throws IOException {
    unmountVolume(place).close();
  }
}
