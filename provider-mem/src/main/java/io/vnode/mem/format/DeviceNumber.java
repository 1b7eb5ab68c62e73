package io.vnode.mem.format;

/** The two halves of a device number, as Linux packs them into one word: see makedev(3). */
final class DeviceNumber {
  private DeviceNumber() {}

  static int major(long number) {
    return (int) ((number >>> 8 & 0xFFF) | (number >>> 32 & ~0xFFF));
  }

  static int minor(long number) {
    return (int) ((number & 0xFF) | (number >>> 12 & ~0xFF));
  }

  static long of(int major, int minor) {
    return (major & 0xFFFL) << 8
        | (major & 0xFFFFF000L) << 32
        | (minor & 0xFFL)
        | (minor & 0xFFFFFF00L) << 12;
  }
}
