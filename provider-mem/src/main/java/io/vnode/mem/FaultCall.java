package io.vnode.mem;

import io.vnode.engine.Gate.Operation;

/**
 * An operation that a plan is asked about.
 *
 * @param newPath where a move leads, otherwise null
 * @param bytes how many there are to be read or written, otherwise zero
 */
record FaultCall(Operation operation, String path, String newPath, long bytes) {}
