/**
 * Any file system of {@code java.nio.file} as a volume of the engine: its directory trees, shown as
 * inodes.
 *
 * <p>{@link io.vnode.nio.volume.NioVolume} is the way in. The file system behind a volume is called
 * the host here, whichever it is: the machine's own, one in memory, one in an archive. The host is
 * the truth: names and attributes are asked for each time, permissions are the host's, and what
 * another program changes there is seen at once.
 *
 * <p>Names are resolved one at a time, relative to a directory that is held open where the host has
 * {@link java.nio.file.SecureDirectoryStream}, and links are never followed by the host: a link is
 * an inode, and the namespace that the volume is mounted in resolves it. So no name leads out of
 * the tree, whatever is swapped for what meanwhile.
 */
package io.vnode.nio.volume;
