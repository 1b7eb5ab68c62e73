package io.vnode.wofs;

import java.io.IOException;

/** An image is not what docs/WOFS-FORMAT.md says: its message tells which, where and what. */
public final class WofsFormatException extends IOException {
  private static final long serialVersionUID = 1;

  private final long offset;

  /** What is wrong at {@code offset} of {@code image}. */
  public WofsFormatException(String image, long offset, String what) {
    super(image + ": at " + offset + ": " + what);
    this.offset = offset;
  }

  /** Where in the image it is. */
  public long offset() {
    return offset;
  }
}
