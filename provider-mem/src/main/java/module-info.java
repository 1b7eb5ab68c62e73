/** The file system in memory: scheme {@code memfs}. */
module io.vnode.mem {
  requires transitive io.vnode.nio;

  exports io.vnode.mem;

  provides java.nio.file.spi.FileSystemProvider with
      io.vnode.mem.MemFsProvider;
}
