package io.vnode.engine;

/**
 * How a volume behaves: the policies that are the engine's and not a provider's.
 *
 * @param readOnly whether every change answers EROFS
 * @param permissions whether {@link Access} refuses anything; off, everybody is root
 * @param atime when reads renew the access time
 * @param clock where the time comes from
 * @param coarse whether one monitor guards the whole volume: slower, and so simple that it judges
 *     the fine locks
 * @param depthMax levels of directories, see {@link Limits#DEPTH_MAX}
 * @param linkMax names of one inode, see {@link Limits#LINK_MAX}
 * @param fileSizeMax bytes in a file, see {@link Limits#FILE_SIZE_MAX}
 * @param gate what is asked before each call of the SPI; null, as nearly always, for nothing
 */
public record VolumeOptions(
    boolean readOnly,
    boolean permissions,
    AtimePolicy atime,
    Time.Source clock,
    boolean coarse,
    int depthMax,
    int linkMax,
    long fileSizeMax,
    Gate gate) {

  /** Writable, permissions checked, relatime, the machine's clock, fine locks, all limits. */
  public static final VolumeOptions DEFAULT =
      new VolumeOptions(
          false,
          true,
          AtimePolicy.RELATIME,
          Time.SYSTEM,
          false,
          Limits.DEPTH_MAX,
          Limits.LINK_MAX,
          Limits.FILE_SIZE_MAX,
          null);

  public VolumeOptions withReadOnly(boolean readOnly) {
    return new VolumeOptions(
        readOnly, permissions, atime, clock, coarse, depthMax, linkMax, fileSizeMax, gate);
  }

  public VolumeOptions withPermissions(boolean permissions) {
    return new VolumeOptions(
        readOnly, permissions, atime, clock, coarse, depthMax, linkMax, fileSizeMax, gate);
  }

  public VolumeOptions withAtime(AtimePolicy atime) {
    return new VolumeOptions(
        readOnly, permissions, atime, clock, coarse, depthMax, linkMax, fileSizeMax, gate);
  }

  public VolumeOptions withClock(Time.Source clock) {
    return new VolumeOptions(
        readOnly, permissions, atime, clock, coarse, depthMax, linkMax, fileSizeMax, gate);
  }

  public VolumeOptions withCoarseLocks(boolean coarse) {
    return new VolumeOptions(
        readOnly, permissions, atime, clock, coarse, depthMax, linkMax, fileSizeMax, gate);
  }

  public VolumeOptions withDepthMax(int depthMax) {
    return new VolumeOptions(
        readOnly, permissions, atime, clock, coarse, depthMax, linkMax, fileSizeMax, gate);
  }

  public VolumeOptions withLinkMax(int linkMax) {
    return new VolumeOptions(
        readOnly, permissions, atime, clock, coarse, depthMax, linkMax, fileSizeMax, gate);
  }

  public VolumeOptions withFileSizeMax(long fileSizeMax) {
    return new VolumeOptions(
        readOnly, permissions, atime, clock, coarse, depthMax, linkMax, fileSizeMax, gate);
  }

  public VolumeOptions withGate(Gate gate) {
    return new VolumeOptions(
        readOnly, permissions, atime, clock, coarse, depthMax, linkMax, fileSizeMax, gate);
  }
}
