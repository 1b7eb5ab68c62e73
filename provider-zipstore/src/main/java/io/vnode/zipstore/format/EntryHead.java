package io.vnode.zipstore.format;

/**
 * What an archive is to say of a file, directory or symbolic link before any byte of it is read.
 *
 * @param name the path in the archive; that of a directory, and no other, ends with a slash
 * @param mode kind and permission bits
 * @param modified the times as the engine keeps them; those of access and birth are the same where
 *     nobody knows them
 */
public record EntryHead(
    String name, int mode, int uid, int gid, long modified, long accessed, long born) {
  /** The most bytes that a name may have without its slash: the format has more, and paths less. */
  public static final int NAME_MAX = EntryNames.PATH_MAX;

  public boolean isDirectory() {
    return name.endsWith("/");
  }
}
