package io.vnode.tck.model;

import java.util.Locale;

/** What the actions of a history are about, besides names that come, move and go. */
enum Theme {
  NAMES,
  COPIES,
  CONTENTS,
  ATTRIBUTES,
  EVERYTHING;

  /** Whether what {@code other} is about belongs to it. */
  boolean has(Theme other) {
    return this == EVERYTHING || this == other;
  }

  String label() {
    return name().toLowerCase(Locale.ROOT);
  }
}
