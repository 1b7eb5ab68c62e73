package io.vnode.projfs;

import io.vnode.engine.Errno;

/**
 * What becomes of a deed.
 *
 * @param refusal the error that it ends with; null when it is allowed
 * @param reason what brings the error about, in words; null when it is allowed
 */
public record ProjVerdict(Errno refusal, String reason) {
  static final ProjVerdict ALLOWED = new ProjVerdict(null, null);

  /** Whether nothing is in the way. */
  public boolean isAllowed() {
    return refusal == null;
  }
}
