package io.vnode.wofs.format;

import java.io.IOException;

/** A commit does not fit into the image. */
public final class ImageFullException extends IOException {
  private static final long serialVersionUID = 1;

  ImageFullException(long capacity) {
    super("the image is full: its capacity is " + capacity + " bytes");
  }
}
