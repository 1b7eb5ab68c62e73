/** What the Javadoc of {@code java.nio.file} and {@code java.nio.channels} requires. */
package io.vnode.tck.nio;
