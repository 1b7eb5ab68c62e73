package io.vnode.nio;

/**
 * What makes a file the same file under any name: its volume and its number there.
 *
 * @param dev the volume ({@code st_dev})
 * @param ino the number of the inode ({@code st_ino})
 */
record FileKey(long dev, long ino) {

  /** As the keys of the JDK's own files read. */
  @Override
  public String toString() {
    return "(dev=" + Long.toHexString(dev) + ",ino=" + ino + ')';
  }
}
