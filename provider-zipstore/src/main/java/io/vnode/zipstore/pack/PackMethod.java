package io.vnode.zipstore.pack;

/**
 * How the bytes of files are packed. What does not become smaller is stored, and so are symbolic
 * links, whatever the method.
 */
public enum PackMethod {
  /** Not at all, so that a file is in the archive as it is and can be mapped there. */
  STORE(0),

  /** By the method that every reader knows. */
  DEFLATE(8),

  /**
   * By Zstandard, faster to read and smaller than what is deflated; many readers do not know it. It
   * takes {@code org.apache.commons:commons-compress} and {@code com.github.luben:zstd-jni}.
   */
  ZSTD(93);

  private final int number;

  PackMethod(int number) {
    this.number = number;
  }

  /** Its number in an archive: APPNOTE 4.4.5. */
  int number() {
    return number;
  }
}
