package io.vnode.zipstore;

import io.vnode.engine.Credentials;
import io.vnode.nio.VfsFileAttributes;
import io.vnode.nio.VfsFileSystem;
import io.vnode.nio.VfsPrincipals;
import io.vnode.nio.VfsUri;
import java.io.IOException;
import java.nio.channels.SeekableByteChannel;
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
    Archive file = ArchiveFile.open(archive);
    try {
      return new ZipFileSystem(provider, address, ZipVolume.open(file, settings));
    } catch (IOException | RuntimeException e) {
      file.close();
      throw e;
    }
  }

  static ZipFileSystem open(
      ZipStoreProvider provider, VfsUri address, SeekableByteChannel archive, Map<String, ?> env)
      throws IOException {
    ZipSettings settings = ZipSettings.of(env);
    return new ZipFileSystem(
        provider, address, ZipVolume.open(new ArchiveChannel(archive), settings));
  }

  @Override
  protected VfsFileAttributes newAttributes(VfsPrincipals principals) {
    return new EntryDates.Attributes(principals);
  }
}
