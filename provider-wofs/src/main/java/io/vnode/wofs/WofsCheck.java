package io.vnode.wofs;

import java.util.List;

/**
 * What came of checking an image.
 *
 * @param commits how many commits were looked at
 * @param pieces how many pieces of files
 * @param bytes how many bytes those have in the image
 * @param damages what is wrong, in the order in which it was found
 */
public record WofsCheck(long commits, long pieces, long bytes, List<WofsFormatException> damages) {

  /** Whether nothing is wrong. */
  public boolean isSound() {
    return damages.isEmpty();
  }
}
