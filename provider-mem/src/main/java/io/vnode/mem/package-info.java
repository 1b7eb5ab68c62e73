/** A file system in memory, scheme {@code memfs}. */
package io.vnode.mem;
