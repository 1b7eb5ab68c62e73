/** Programs for WASI preview 1 on any file system. */
module io.vnode.wasi {
  requires transitive io.vnode.nio;
  requires com.google.common;
  requires java.management;

  exports io.vnode.wasi;
}
