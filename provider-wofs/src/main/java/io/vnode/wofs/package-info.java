/**
 * The file system in one image file, which is written once, when it is unmounted: scheme {@code
 * wofs}.
 *
 * <pre>{@code
 * try (FileSystem fs = FileSystems.newFileSystem(URI.create("wofs:disk.img"), Map.of())) {
 *   Files.writeString(fs.getPath("/example.txt"), "Hello, World!");
 * } // The only write to disk.img happens here.
 * FileSystems.newFileSystem(Path.of("disk.img"), Map.of());       // known by its magic
 * Path.of(URI.create("wofs:disk.img!/example.txt"));              // opens it if need be
 * WofsFileSystem.mount(Path.of("disk.img"), Map.of("at", "3"));   // as the third commit left it
 * }</pre>
 *
 * <p>The tree is in memory. Unmounting appends a commit to the image: what has changed, and nothing
 * that is there is written again. docs/WOFS-FORMAT.md describes the image.
 *
 * <h2>Settings</h2>
 *
 * <ul>
 *   <li>{@code create}: whether an image that is missing or empty is made: {@code true}, which is
 *       the default, or {@code false}.
 *   <li>{@code capacity}: how long a new image may get, from 64 KiB to 16 TiB. Default 4 MiB. One
 *       that is there has its own.
 *   <li>{@code mode}: {@code rw}, which is the default; {@code worm}, where a file is sealed when
 *       its last writer closes it; {@code append}, where files grow and nothing changes; {@code
 *       ro}.
 *   <li>{@code retain}: for how long what is sealed cannot be removed either, as {@code 30d}.
 *       Default for ever.
 *   <li>{@code at}: the number of an earlier commit, which is mounted read-only.
 *   <li>{@code history}: what becomes of earlier commits when the image is full: {@code compact},
 *       which is the default, makes a new one without them; {@code keep} refuses the commit with
 *       ENOSPC.
 *   <li>{@code compression}: of what is written: {@code none}, which is the default, {@code
 *       deflate} or {@code zstd}.
 *   <li>{@code load}: {@code all} reads the whole image when it is mounted, {@code touched} what is
 *       read. Default {@code all} up to 64 MiB.
 *   <li>{@code commitEvery}: a period, as {@code 5 s}, to commit in. Default never.
 *   <li>{@code rescue}: a path where all is saved when the commit of an unmount fails.
 *   <li>{@code recover}: {@code true} mounts a damaged image read-only, as the last commit before
 *       the damage left it.
 *   <li>{@code atime}, {@code umask}, {@code user}, {@code group}, {@code groups}, {@code users},
 *       {@code permissions}, {@code clock}: as for {@code memfs}.
 *   <li>{@code provider}: {@code wofs}, for {@code FileSystems.newFileSystem(Path, Map)}, where an
 *       image is to be made.
 * </ul>
 *
 * <h2>What lasts</h2>
 *
 * <p>What was committed: by the unmount, by {@link io.vnode.wofs.WofsFileSystem#commit}, by {@code
 * FileChannel.force}, by a write to a file that was opened with {@code SYNC} or {@code DSYNC}, and
 * by {@code commitEvery}. Each of these commits everything. A crash leaves the last commit, and the
 * next mount says so. Files that are open and have no name are not committed.
 *
 * <p>Memory holds the tree, what was written since the last commit and, with {@code load=all}, the
 * image. What is free is counted so that a write answers ENOSPC, and not the unmount.
 */
package io.vnode.wofs;
