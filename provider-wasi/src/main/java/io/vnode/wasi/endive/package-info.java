/**
 * Programs run by Endive, compiled to bytecode of the JVM or interpreted; all that knows this
 * runtime.
 *
 * <p>{@link io.vnode.wasi.endive.EndiveRuntime} is for {@link io.vnode.wasi.WasiProgram}. Whoever
 * has an instance of his own takes {@link io.vnode.wasi.endive.EndiveImports} and a {@link
 * io.vnode.wasi.endive.LinearMemory} for it.
 */
package io.vnode.wasi.endive;
