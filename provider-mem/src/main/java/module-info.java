/** The file system in memory: scheme {@code memfs}. */
module io.vnode.mem {
  requires transitive io.vnode.nio;
  // Only MemFsTempDirFactory needs it, and only tests need that.
  requires static transitive org.junit.jupiter.api;
  // Only archives need it.
  requires static org.apache.commons.compress;

  exports io.vnode.mem;

  provides java.nio.file.spi.FileSystemProvider with
      io.vnode.mem.MemFsProvider;
}
