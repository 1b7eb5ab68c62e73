/**
 * The making of archives that {@code zipstore:} reads, and every other reader of zip archives too:
 * {@link io.vnode.zipstore.pack.ZipStoreBuilder}.
 *
 * <h2>What is kept</h2>
 *
 * <p>Trees come from any file system and keep what it tells:
 *
 * <ul>
 *   <li>directories, files and symbolic links, each with its mode; a link has the text of its
 *       target as contents, as Info-ZIP has it. Other kinds of files are refused.
 *   <li>the time of modification to the second, and where they are known and not the same those of
 *       access and birth, in the extended timestamp. Times that do not fit its 32 bits are in the
 *       field of NTFS.
 *   <li>the numbers of owner and group, unless they are root's, in the field of Info-ZIP.
 *   <li>names, in UTF-8.
 * </ul>
 *
 * <p>A zip has no hard links: the contents are there once for each name. Extended attributes are
 * left out, and holes are filled.
 *
 * <h2>How it is written</h2>
 *
 * <p>Local headers are complete, so that an archive can be read from its beginning: sizes and
 * CRC-32 are in them, and nothing stands behind the bytes. The entries are in the order of their
 * names. Zip64 is used where numbers do not fit without it, and only there: a file of 4 GiB, an
 * entry or a directory beyond that, 65,535 entries.
 *
 * <p>Offsets count from the first byte of the file. With {@code align}, the bytes of stored files
 * begin at multiples of a number; what pads them is an extra field of the local header, with the
 * number that Android's zipalign gives to it ({@code 0xd935}), which all others skip.
 *
 * <h2>Onto an executable</h2>
 *
 * <p>The bytes of the executable stay as and where they are, and whoever may run it may run what is
 * written. If it carries an archive already, that one's entries and comment stay; a file or link
 * replaces one of its name, a directory is added to. Where one of both is a directory and the other
 * is not, all is refused. What was replaced is dropped where it lies behind all that stays, so that
 * packing again makes the file no longer; else its bytes stay, but are listed no more.
 */
package io.vnode.zipstore.pack;
