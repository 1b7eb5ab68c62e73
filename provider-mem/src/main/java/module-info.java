/** The file system in memory: scheme {@code memfs}. */
module io.vnode.mem {
  requires transitive io.vnode.nio;
}
