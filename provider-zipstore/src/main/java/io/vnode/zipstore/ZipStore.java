package io.vnode.zipstore;

import io.vnode.nio.VfsFileSystem;
import java.io.IOException;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.Path;
import java.util.Map;

/** The way to an archive by its path, or by a channel. */
public final class ZipStore {
  private ZipStore() {}

  /**
   * Opens the archive {@code archive}, a path of any provider, as a file system of its own: what
   * else is open of the same archive has nothing to do with it.
   *
   * @param settings those of the package; none for the standard ones
   * @throws java.util.zip.ZipException if it is no archive or one that cannot be read
   * @throws IllegalArgumentException naming the setting that is wrong, and what it takes
   */
  public static VfsFileSystem open(Path archive, Map<String, ?> settings) throws IOException {
    return ZipStoreProvider.own().open(archive, settings);
  }

  /**
   * Opens the archive behind {@code archive}, which is the file system's from then on and closed
   * with it; if this fails it stays the caller's. A channel that is no {@code FileChannel} is read
   * by one thread at a time. One that is closed by an interrupt of a reader is gone for all: an
   * archive that was opened by its path is not.
   *
   * <p>The URIs of its paths hold as long as it is open, and directories without an entry are of
   * 1970.
   *
   * @param settings those of the package; none for the standard ones
   * @throws java.util.zip.ZipException if it is no archive or one that cannot be read
   * @throws IllegalArgumentException naming the setting that is wrong, and what it takes
   */
  public static VfsFileSystem open(SeekableByteChannel archive, Map<String, ?> settings)
      throws IOException {
    return ZipStoreProvider.own().open(archive, settings);
  }
}
