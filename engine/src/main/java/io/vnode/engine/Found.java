package io.vnode.engine;

/**
 * What names come to: an inode, the reason why there is none, or, before that is known, the place
 * where they go on another way than straight.
 */
sealed interface Found permits Inode, Errno, PathWalk.Turn {}
