/** The file system over zip archives: scheme {@code zipstore}. */
module io.vnode.zipstore {
  requires transitive io.vnode.nio;
  requires com.google.common;
  // Only entries that are neither stored nor deflated need it.
  requires static org.apache.commons.compress;

  exports io.vnode.zipstore;
  exports io.vnode.zipstore.pack;

  provides java.nio.file.spi.FileSystemProvider with
      io.vnode.zipstore.ZipStoreProvider;
}
