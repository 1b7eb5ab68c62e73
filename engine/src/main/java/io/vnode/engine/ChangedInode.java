package io.vnode.engine;

/**
 * An inode that is new, or of which something has changed.
 *
 * @param contents what is in the file, or null when that has not changed or it is none
 */
public record ChangedInode(InodeFacts facts, FrozenFile contents) {}
