/**
 * The format of images, which docs/WOFS-FORMAT.md describes: the only code that knows how one looks
 * byte by byte.
 */
package io.vnode.wofs.format;
