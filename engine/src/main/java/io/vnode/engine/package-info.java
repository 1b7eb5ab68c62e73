/** The inode engine: what a file system is, whoever asks and wherever it is stored. */
package io.vnode.engine;
