/**
 * The {@code java.nio.file} face: it translates names, options and errors, and has no rule of its
 * own.
 */
package io.vnode.nio;
