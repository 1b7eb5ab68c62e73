package io.vnode.zipstore;

import io.vnode.engine.Credentials;
import io.vnode.nio.VfsFileSystem;
import io.vnode.nio.VfsPrincipals;
import io.vnode.nio.VfsUri;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;

/** The file system inside an archive. It ends with the one that the archive is in. */
final class ZipFileSystem extends VfsFileSystem {
  private ZipFileSystem(ZipStoreProvider provider, VfsUri address, ZipVolume volume) {
    super(provider, address, volume, new VfsPrincipals(), Credentials.ROOT, 0);
  }

  static ZipFileSystem open(
      ZipStoreProvider provider, VfsUri address, Path archive, Map<String, ?> env)
      throws IOException {
    ZipSettings settings = ZipSettings.of(env);
    return new ZipFileSystem(
        provider, address, ZipVolume.open(ArchiveFile.open(archive), settings));
  }
}
