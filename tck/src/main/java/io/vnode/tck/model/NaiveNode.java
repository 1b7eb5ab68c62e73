package io.vnode.tck.model;

import java.util.Map;
import java.util.TreeMap;

/** A file, a directory or a link of the naive model: open to all, with no rule of its own. */
final class NaiveNode {
  enum Kind {
    FILE(0100000),
    DIRECTORY(0040000),
    LINK(0120000);

    final int bits;

    Kind(int bits) {
      this.bits = bits;
    }
  }

  final Kind kind;
  int permissions;
  int uid;
  int gid;
  int links = 1;

  /** When the contents and when anything changed last, by the number of the step. */
  int modified;

  int changed;

  /** The modification time in seconds that somebody chose, or null. */
  Long chosen;

  /** Whether the modification time can be foretold. */
  boolean timed = true;

  final Map<String, String> user = new TreeMap<>();

  /** Of a directory. */
  final Map<String, NaiveNode> entries = new TreeMap<>();

  NaiveNode parent;

  /** Of a file. */
  byte[] bytes = {};

  /** Of a link. */
  String target;

  NaiveNode(Kind kind) {
    this.kind = kind;
  }

  boolean isDirectory() {
    return kind == Kind.DIRECTORY;
  }

  boolean isLink() {
    return kind == Kind.LINK;
  }

  int mode() {
    return kind.bits | permissions;
  }

  private String size() {
    return switch (kind) {
      case FILE -> String.valueOf(bytes.length);
      case LINK -> NioTree.SIZE_OF_TEXT;
      case DIRECTORY -> NioTree.NO_SIZE;
    };
  }

  /** What is known of the times of a node. */
  record Times(int modified, int changed, Long chosen) {}

  Times times() {
    return new Times(modified, changed, chosen);
  }

  void times(Times times) {
    modified = times.modified;
    changed = times.changed;
    chosen = times.chosen;
  }

  String words() {
    return NioTree.words(mode(), links, uid, gid, size());
  }
}
