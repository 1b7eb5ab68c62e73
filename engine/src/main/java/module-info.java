/** The inode engine: inodes, path walk, locks, open files, tree and block bodies. */
module io.vnode.engine {
  exports io.vnode.engine;
}
