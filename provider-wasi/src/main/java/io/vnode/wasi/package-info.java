/**
 * Programs for WASI preview 1 on any file system of {@code java.nio.file}, which see nothing else
 * of the machine.
 *
 * <p>{@link io.vnode.wasi.WasiPreview1} is the bridge: the forty-six functions of the interface,
 * each a row of the table {@link io.vnode.wasi.WasiCall}, over the memory of a guest and namespaces
 * of the engine. It knows no runtime. {@link io.vnode.wasi.WasmRuntime} is what runs programs on
 * it, and is Endive unless it is said otherwise.
 *
 * <h2>The sandbox</h2>
 *
 * <p>A guest begins with its standard streams and the directories it was given. Every path it names
 * is walked by the engine from an open directory, name by name, and never leaves it: what would
 * lead out by {@code ..}, by an absolute path or by a link is refused with ENOTCAPABLE. There is
 * one walk for each call, so nothing can be swapped between a check and a use.
 */
package io.vnode.wasi;
