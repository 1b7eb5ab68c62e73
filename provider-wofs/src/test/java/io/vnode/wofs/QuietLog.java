package io.vnode.wofs;

import java.util.logging.Level;
import java.util.logging.Logger;

/** Mounts that have something to say of each of ten thousand images do not say it in tests. */
final class QuietLog {
  /** Held, as a logger that nobody holds forgets its level. */
  private static final Logger LOGGER = Logger.getLogger(WofsFileSystem.class.getName());

  private QuietLog() {}

  static void begin() {
    LOGGER.setLevel(Level.OFF);
  }
}
