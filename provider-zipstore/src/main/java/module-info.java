/** The file system over zip archives: scheme {@code zipstore}. */
module io.vnode.zipstore {}
