/** The file system in one image file: scheme {@code wofs}. */
package io.vnode.wofs;
