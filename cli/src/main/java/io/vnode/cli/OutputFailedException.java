package io.vnode.cli;

import java.io.IOException;
import java.io.UncheckedIOException;

/** Standard output takes no more; unchecked, because a command can do nothing but end. */
final class OutputFailedException extends UncheckedIOException {
  private static final long serialVersionUID = 1L;

  OutputFailedException(IOException cause) {
    super(cause);
  }

  /** Whether the reader of the pipe has gone, which is no error worth a message. */
  boolean isBrokenPipe() {
    return "Broken pipe".equals(getCause().getMessage());
  }
}
