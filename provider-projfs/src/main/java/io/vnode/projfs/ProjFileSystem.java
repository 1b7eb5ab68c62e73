package io.vnode.projfs;

import io.vnode.engine.Credentials;
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
  private final ProjSettings settings;

  ProjFileSystem(
      ProjFsProvider provider, VfsUri address, ProjVolume volume, ProjSettings settings) {
    super(provider, address, volume, new VfsPrincipals(), Credentials.ROOT, 0);
    this.settings = settings;
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
    Portal.requireSource(source, true);
    NioPolicy policy =
        new NioPolicy(
            access == ProjAccess.READ_ONLY,
            settings.links(),
            settings.security(),
            Protection.of(protects, source));
    NioVolume volume = new NioVolume(source, policy, settings::beforeChange);
    try {
      mountVolume(place, volume);
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
