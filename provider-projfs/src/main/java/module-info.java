/** Projections of directory trees from many places: scheme {@code projfs}. */
module io.vnode.projfs {
  requires transitive io.vnode.nio;

  exports io.vnode.projfs;
  exports io.vnode.projfs.pdl;

  provides java.nio.file.spi.FileSystemProvider with
      io.vnode.projfs.ProjFsProvider;
}
