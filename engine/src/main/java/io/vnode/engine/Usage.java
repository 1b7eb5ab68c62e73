package io.vnode.engine;

/**
 * What {@code statfs(2)} answers: how much a volume holds and could hold.
 *
 * @param type the name of the kind of volume, as {@code mount(8)} shows it
 * @param blockSize the unit in which space is given out
 * @param capacity bytes in all; {@link Long#MAX_VALUE} for no limit but memory
 * @param free bytes that are left
 * @param inodes inodes in all
 * @param freeInodes inodes that are left
 */
public record Usage(
    String type, int blockSize, long capacity, long free, long inodes, long freeInodes) {}
