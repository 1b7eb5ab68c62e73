package io.vnode.cli;

import java.io.IOException;

/** A failure at one of the two files of an operation, which the cause alone would not tell. */
final class LocatedException extends IOException {
  private static final long serialVersionUID = 1L;

  private final String where;

  LocatedException(Location where, Exception cause) {
    this(where.text(), cause);
  }

  LocatedException(String where, Exception cause) {
    super(cause);
    this.where = where;
  }

  /** Does it; what fails is put down to {@code location}. */
  static void at(Location location, Tool.Action action) throws LocatedException {
    try {
      action.run();
    } catch (IOException
        | UnsupportedOperationException
        | IllegalArgumentException
        | SecurityException e) {
      throw new LocatedException(location, e);
    }
  }

  String where() {
    return where;
  }
}
