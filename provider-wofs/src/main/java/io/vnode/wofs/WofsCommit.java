package io.vnode.wofs;

import java.time.Instant;

/**
 * One commit of an image: what an unmount has appended to it.
 *
 * @param number counted from 1 on, through compactions
 * @param time when it was made
 * @param start where in the image it begins
 * @param length how many bytes of the image it has
 * @param isBase whether it tells of the whole tree, and not only of what has changed
 * @param hash the SHA-256 of it and of all commits before it, in hexadecimal
 */
public record WofsCommit(
    long number, Instant time, long start, long length, boolean isBase, String hash) {}
