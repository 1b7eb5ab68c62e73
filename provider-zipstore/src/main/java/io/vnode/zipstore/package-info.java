/**
 * The file system inside a zip archive, read-only: scheme {@code zipstore}.
 *
 * <p>The archive is a zip, zip64 or jar, with anything in front of it: an executable, a script.
 *
 * <pre>{@code
 * FileSystem zip = FileSystems.newFileSystem(URI.create("zipstore:app.com"), Map.of());
 * Path.of(URI.create("zipstore:app.com!/apps/hello"));              // opens it if need be
 * Path.of(URI.create("zipstore:outer.jar!/lib/inner.jar!/x"));      // archives in archives
 * ZipStore.open(Path.of("app.com"), Map.of("onOddEntry", "first")); // by path
 * ZipStore.open(channel, Map.of());                                 // by any SeekableByteChannel
 * }</pre>
 *
 * <h2>Addresses</h2>
 *
 * <p>What stands before {@code !/} is the archive: a path of the host, relative or absolute, or the
 * URI of a path of any provider. Percent escapes count in both parts, so a name with an exclamation
 * mark is written with {@code %21}. {@code toUri} gives the real path of the archive as a URI, so
 * that all ways to write it lead to one file system.
 *
 * <h2>Settings</h2>
 *
 * <ul>
 *   <li>{@code encoding}: how names are read that are not marked as UTF-8 and have no UTF-8 beside
 *       them. Default {@code CP437}.
 *   <li>{@code onOddEntry}: what becomes of odd entries, see below: {@code strict}, which is the
 *       default, {@code first} or {@code rename}.
 *   <li>{@code verify}: whether CRC-32 are checked: {@code always}, which is the default, where all
 *       bytes of a file are read in turn; or {@code off}.
 *   <li>{@code heldPerFile}: how many bytes of one file may be held in memory as a whole, which is
 *       done with files that are neither stored nor deflated while they are open, and with packed
 *       files that are mapped. Default 64 MiB.
 *   <li>{@code heldInAll}: how many of all files together. Default 256 MiB, but a quarter of the
 *       heap at the most. What any open file needs, 64 KiB and the state of its reader, is not
 *       counted.
 *   <li>{@code ratio}: how many bytes one packed byte may become, in files of more than 1 MiB.
 *       Default 1032, the most that deflate can do.
 *   <li>{@code provider}: {@code zipstore}, for {@code FileSystems.newFileSystem(Path, Map)}. That
 *       asks providers in their order, and the JDK's own for zip files comes first and looks at no
 *       such setting: {@link io.vnode.zipstore.ZipStore#open} is the sure way.
 * </ul>
 *
 * <h2>Odd entries</h2>
 *
 * <p>Empty names and {@code .} in a path count for nothing: {@code a//b} and {@code ./a/b} are
 * {@code a/b}. A directory may have any number of entries, of which the first counts; so may a file
 * if all of them lead to the same bytes. What else cannot be in a tree, or could deceive who looks
 * at it, is odd:
 *
 * <table>
 *   <caption>What becomes of odd entries</caption>
 *   <tr><th>the entry</th><th>strict</th><th>first</th><th>rename</th></tr>
 *   <tr><td>has {@code ..} in its path</td><td>refused</td><td>left out</td>
 *       <td>{@code %2E%2E} instead</td></tr>
 *   <tr><td>has an absolute path</td><td>refused</td><td>left out</td><td>starts at the root</td></tr>
 *   <tr><td>has a backslash, and is not from Unix</td><td>refused</td><td>left out</td>
 *       <td>a slash instead</td></tr>
 *   <tr><td>has a NUL</td><td>refused</td><td>left out</td><td>{@code %00} instead</td></tr>
 *   <tr><td>is in none of the encodings</td><td>refused</td><td>left out</td>
 *       <td>read as code page 437</td></tr>
 *   <tr><td>is a file that is there</td><td>refused</td><td>left out</td>
 *       <td>{@code ~2} behind it, and so on</td></tr>
 *   <tr><td>is a file, and a directory is there, or the reverse</td><td>refused</td>
 *       <td>left out</td><td>{@code ~2} behind it, and so on</td></tr>
 *   <tr><td>has no name, one of more than 255 bytes, or a path of more than 4094</td>
 *       <td>refused</td><td>left out</td><td>left out</td></tr>
 * </table>
 *
 * <p>Refused is the archive as a whole, when it is opened. With {@code strict}, so is one in which
 * an entry begins among the bytes of another one, as far as the directory tells; and a file is
 * refused when it is opened whose local header has another name, method or size than the directory,
 * or puts its bytes where they reach into another entry.
 *
 * <h2>Bytes</h2>
 *
 * <p>Files that are stored or deflated are read anywhere without being unpacked as a whole. Those
 * packed by deflate64, bzip2, lzma, zstd or xz are unpacked when they are opened, for which Commons
 * Compress must be there, and what it needs itself: XZ for Java for lzma and xz, zstd-jni for zstd.
 * What is packed otherwise, or encrypted, is listed, and refused when it is opened.
 *
 * <p>{@code map} of a stored file is a map of the archive, where that can be mapped, and of any
 * other file a copy outside the heap. {@code transferTo} of a stored file to a file or socket of
 * the host is done by the host. Neither checks a CRC-32.
 *
 * <h2>Attributes</h2>
 *
 * <p>Permissions are those that the archive says, and without any {@code r-xr-xr-x} for directories
 * and {@code r--r--r--} for files, which belong to root. Who asks is root unless {@code
 * VfsFileSystem.as} says otherwise. Times are those of the NTFS field, the extended timestamp or
 * the old one of Unix in the directory, and else of MS-DOS. Of an extended timestamp the directory
 * has only the time of the modification: those of the last access and of the making are read from
 * the local header when somebody asks for one of them, but for links. What nobody says is the time
 * of the modification.
 */
package io.vnode.zipstore;
