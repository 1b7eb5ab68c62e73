/** What POSIX requires of the calls behind the methods of {@code java.nio.file.Files}. */
package io.vnode.tck.posix;
