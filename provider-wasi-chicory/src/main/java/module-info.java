/** Programs for WASI preview 1, run by Chicory. */
module io.vnode.wasi.chicory {
  requires transitive io.vnode.wasi;
  requires transitive com.dylibso.chicory.runtime;
  requires transitive com.dylibso.chicory.wasm;
  requires com.dylibso.chicory.compiler;

  exports io.vnode.wasi.chicory;
}
