package io.vnode.wasi;

/**
 * What a guest may use up. Past a limit each call answers an errno, and the guest goes on.
 *
 * @param openFiles descriptors that are open at once, standard streams included; past it EMFILE
 * @param bytesWritten bytes that may be written to files, all together; past it EDQUOT
 * @param depth levels of directories below one that was given, links counted as one; past it
 *     ENAMETOOLONG
 * @param nameLength bytes of UTF-8 in one name; past it ENAMETOOLONG
 */
public record GuestLimits(int openFiles, long bytesWritten, int depth, int nameLength) {
  /** As many files as a process of Linux has, and otherwise what the engine allows. */
  public static final GuestLimits DEFAULT = new GuestLimits(1024, Long.MAX_VALUE, 4096, 255);

  /**
   * @throws IllegalArgumentException for fewer than the three descriptors of the standard streams,
   *     and for a limit that is negative
   */
  public GuestLimits {
    if (openFiles < DescriptorTable.FIRST_PREOPEN) {
      throw new IllegalArgumentException(
          "a guest has three standard streams, so it cannot do with openFiles=" + openFiles);
    }
    if (bytesWritten < 0 || depth < 0 || nameLength < 0) {
      throw new IllegalArgumentException(
          "a limit is zero or more: bytesWritten="
              + bytesWritten
              + ", depth="
              + depth
              + ", nameLength="
              + nameLength);
    }
  }

  public GuestLimits withOpenFiles(int openFiles) {
    return new GuestLimits(openFiles, bytesWritten, depth, nameLength);
  }

  public GuestLimits withBytesWritten(long bytesWritten) {
    return new GuestLimits(openFiles, bytesWritten, depth, nameLength);
  }

  public GuestLimits withDepth(int depth) {
    return new GuestLimits(openFiles, bytesWritten, depth, nameLength);
  }

  public GuestLimits withNameLength(int nameLength) {
    return new GuestLimits(openFiles, bytesWritten, depth, nameLength);
  }
}
