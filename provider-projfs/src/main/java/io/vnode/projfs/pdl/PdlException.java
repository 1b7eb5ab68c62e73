package io.vnode.projfs.pdl;

import java.io.IOException;
import java.util.List;
import java.util.stream.Collectors;

/** All that is wrong in a definition. Nothing of it was mounted. */
public final class PdlException extends IOException {
  private static final long serialVersionUID = 1L;

  private final transient List<PdlError> errors;

  /** For {@code errors}, of which there is one at least. */
  public PdlException(List<PdlError> errors) {
    super(errors.stream().map(PdlError::toString).collect(Collectors.joining("\n")));
    this.errors = List.copyOf(errors);
  }

  /** The errors, in the order of the text. */
  public List<PdlError> errors() {
    return errors;
  }
}
