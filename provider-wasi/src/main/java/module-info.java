/** Programs for WASI preview 1 on any file system. */
module io.vnode.wasi {
  requires transitive io.vnode.nio;
  requires com.google.common;
  requires java.management;
  requires run.endive.compiler;
  requires transitive run.endive.runtime;
  requires transitive run.endive.wasm;

  exports io.vnode.wasi;
  exports io.vnode.wasi.endive;
}
