/** Trees of files as tar and zip archives, by Apache Commons Compress. */
package io.vnode.mem.format;
