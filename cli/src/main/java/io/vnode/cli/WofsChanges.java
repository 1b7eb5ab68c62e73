package io.vnode.cli;

import io.vnode.wofs.WofsChange;

/** The lines that tell of changes: a letter, a size and a path. */
final class WofsChanges {
  /** What the letters are, for the help of a command. */
  static final String LETTERS =
      "A added, D deleted, M modified, R renamed, P mode, owner, time or extended attributes.";

  private WofsChanges() {}

  static char letter(WofsChange.Kind kind) {
    return switch (kind) {
      case ADDED -> 'A';
      case REMOVED -> 'D';
      case RENAMED -> 'R';
      case MODIFIED -> 'M';
      case ATTRIBUTES -> 'P';
    };
  }

  /** Tells of {@code change} in one line, whatever characters are in its path. */
  static String line(WofsChange change) {
    String from = change.from() == null ? "" : Names.escaped(change.from()) + " -> ";
    return String.format(
        "%c %10d %s%s", letter(change.kind()), change.size(), from, Names.escaped(change.path()));
  }

  static void json(Json json, WofsChange change) {
    json.beginObject()
        .member("change", letter(change.kind()))
        .member("path", change.path())
        .member("from", change.from())
        .member("size", change.size())
        .end();
  }
}
