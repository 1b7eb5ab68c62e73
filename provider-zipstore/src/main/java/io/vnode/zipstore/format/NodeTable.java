package io.vnode.zipstore.format;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Arrays;

/**
 * The tree of an archive in arrays of numbers, one of each for a node: a file, or a directory with
 * or without an entry of its own. Node 0 is the root; as it is nobody's child, 0 also means none.
 *
 * <p>Names are in UTF-8, most of them where they stand in the central directory. Nodes are added by
 * one thread, and from {@link #finish} on any number may read.
 */
final class NodeTable {
  static final int ROOT = 0;
  static final int NONE = 0;
  static final int NO_HEADER = -1;

  /** In the place of a first child: this is a file. */
  private static final int IS_FILE = -1;

  /** One part in so many, as a power of two, may be room for more. */
  private static final int SLACK_SHIFT = 4;

  private final byte[] directory;
  private final ByteStore mended = new ByteStore();

  private int count = 1;
  private int[] parents;

  /** Where a name is: in the directory, or below zero, inverted, among the mended ones. */
  private int[] nameAts;

  private char[] nameLengths;
  private int[] headerAts;
  private int[] firstChildren;
  private int[] nextSiblings;

  /**
   * Nodes by the hash of parent and name; the next free place where that is taken. Bits that no
   * node needs hold a part of the hash, so that others are seen to be others without a look at
   * them.
   */
  private int[] slots;

  /** The bits of a slot that are a node. */
  private int nodeMask;

  /** The root alone, in a table with room for {@code expected} nodes. */
  NodeTable(byte[] directory, int expected) {
    this.directory = directory;
    int room = expected + (expected >> SLACK_SHIFT) + 16;
    parents = new int[room];
    nameAts = new int[room];
    nameLengths = new char[room];
    headerAts = new int[room];
    firstChildren = new int[room];
    slots = new int[slotsFor(room)];
    nodeMask = nodeMask(room);
    headerAts[ROOT] = NO_HEADER;
  }

  /** A power of two of which two thirds are enough for {@code nodes}. */
  private static int slotsFor(int nodes) {
    return Integer.highestOneBit(nodes + (nodes >> 1)) << 1;
  }

  private static int nodeMask(int nodes) {
    return (Integer.highestOneBit(nodes) << 1) - 1;
  }

  /** How many nodes there are. */
  int count() {
    return count;
  }

  byte[] directory() {
    return directory;
  }

  int parent(int node) {
    return parents[node];
  }

  /** Where the header of the node is in the directory, or {@link #NO_HEADER}. */
  int headerAt(int node) {
    return headerAts[node];
  }

  void setHeader(int node, int headerAt) {
    headerAts[node] = headerAt;
  }

  boolean isDirectory(int node) {
    return firstChildren[node] != IS_FILE;
  }

  /** The first node in the directory {@code node}, or {@link #NONE}. */
  int firstChild(int node) {
    return firstChildren[node];
  }

  /** The node behind {@code node} in the same directory, or {@link #NONE}. */
  int nextSibling(int node) {
    return nextSiblings[node];
  }

  String name(int node) {
    int at = nameAts[node];
    return new String(holder(at), at < 0 ? ~at : at, nameLengths[node], UTF_8);
  }

  /** The names from below the root to {@code node}, as one text. */
  String path(int node) {
    StringBuilder path = new StringBuilder();
    for (int at = node; at != ROOT; at = parents[at]) {
      path.insert(0, "/" + name(at));
    }
    return path.toString();
  }

  private byte[] holder(int nameAt) {
    return nameAt < 0 ? mended.bytes() : directory;
  }

  /** The node with the name in {@code bytes} in the directory {@code parent}, or NONE. */
  int find(int parent, byte[] bytes, int from, int length) {
    int hash = NameHash.of(parent, bytes, from, length);
    return slots[slotOf(hash, parent, bytes, from, length)] & nodeMask;
  }

  /** The slot of that node, or the free one where it belongs. */
  private int slotOf(int hash, int parent, byte[] bytes, int from, int length) {
    int mask = slots.length - 1;
    int slot = hash & mask;
    for (int entry = slots[slot]; entry != NONE; entry = slots[slot]) {
      int node = entry & nodeMask;
      if (((entry ^ hash) & ~nodeMask) == 0
          && parents[node] == parent
          && isNamed(node, bytes, from, length)) {
        return slot;
      }
      slot = slot + 1 & mask;
    }
    return slot;
  }

  private boolean isNamed(int node, byte[] bytes, int from, int length) {
    if (nameLengths[node] != length) {
      return false;
    }
    int at = nameAts[node];
    int begin = at < 0 ? ~at : at;
    return Arrays.equals(holder(at), begin, begin + length, bytes, from, from + length);
  }

  /**
   * Adds a node, unless {@code parent} has one of that name. A name that is not in the bytes of the
   * directory is copied.
   *
   * @return the node that was there, or {@link #NONE} if it was added, as the last one
   */
  int add(int parent, byte[] bytes, int from, int length, int headerAt, boolean isDirectory) {
    if (count == parents.length) {
      grow();
    }
    int hash = NameHash.of(parent, bytes, from, length);
    int slot = slotOf(hash, parent, bytes, from, length);
    if (slots[slot] != NONE) {
      return slots[slot] & nodeMask;
    }
    int node = count++;
    slots[slot] = (hash & ~nodeMask) | node;
    parents[node] = parent;
    nameAts[node] = bytes == directory ? from : ~mended.add(bytes, from, length);
    nameLengths[node] = (char) length;
    headerAts[node] = headerAt;
    firstChildren[node] = isDirectory ? NONE : IS_FILE;
    return NONE;
  }

  /** The directory of that name in {@code parent}, made if need be; NONE if it is a file. */
  int enter(int parent, byte[] bytes, int from, int length) {
    int found = add(parent, bytes, from, length, NO_HEADER, true);
    if (found == NONE) {
      return count - 1;
    }
    return isDirectory(found) ? found : NONE;
  }

  private void grow() {
    int room = Math.addExact(count, (count >> 1) + 16);
    resize(room);
    nodeMask = nodeMask(room);
    slots = new int[slotsFor(room)];
    for (int node = 1; node < count; node++) {
      int at = nameAts[node];
      byte[] bytes = holder(at);
      int from = at < 0 ? ~at : at;
      int length = nameLengths[node];
      int hash = NameHash.of(parents[node], bytes, from, length);
      slots[slotOf(hash, parents[node], bytes, from, length)] = (hash & ~nodeMask) | node;
    }
  }

  private void resize(int room) {
    parents = Arrays.copyOf(parents, room);
    nameAts = Arrays.copyOf(nameAts, room);
    nameLengths = Arrays.copyOf(nameLengths, room);
    headerAts = Arrays.copyOf(headerAts, room);
    firstChildren = Arrays.copyOf(firstChildren, room);
  }

  /** Strings the nodes of each directory together, in the order in which they were added. */
  void finish() {
    if (parents.length - count > count >> SLACK_SHIFT) {
      resize(count);
    }
    nextSiblings = new int[count];
    for (int node = count - 1; node > ROOT; node--) {
      int parent = parents[node];
      nextSiblings[node] = firstChildren[parent];
      firstChildren[parent] = node;
    }
  }
}
