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

  /** The hash of each node, and from {@link #finish} on the node behind it in its directory. */
  private int[] hashesOrSiblings;

  /** How many nodes are in {@link #slots}; those that were added since are not yet. */
  private int settled = 1;

  private boolean hasTwins;

  /**
   * By the lower bits of the hash of parent and name the last node that was added, and above it the
   * upper bits of the hash, so that others are seen to be others without a look at them.
   */
  private int[] slots;

  /** What stood in its slot before each node came there. */
  private int[] links;

  /** The bits of a hash that are a slot's number; those that are a node in what stands there. */
  private int mask;

  /** The root alone, in a table with room for {@code expected} nodes. */
  NodeTable(byte[] directory, int expected) {
    this.directory = directory;
    int room = expected + (expected >> SLACK_SHIFT) + 16;
    parents = new int[room];
    nameAts = new int[room];
    nameLengths = new char[room];
    headerAts = new int[room];
    firstChildren = new int[room];
    hashesOrSiblings = new int[room];
    links = new int[room];
    slots = new int[slotsFor(room)];
    mask = slots.length - 1;
    headerAts[ROOT] = NO_HEADER;
  }

  /** A power of two, more than {@code nodes} and up to twice as many. */
  private static int slotsFor(int nodes) {
    return Integer.highestOneBit(nodes) << 1;
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
    return hashesOrSiblings[node];
  }

  String name(int node) {
    int at = nameAts[node];
    return new String(holder(at), at < 0 ? ~at : at, nameLengths[node], UTF_8);
  }

  /** The names from below the root to {@code node}, as one text. */
  String path(int node) {
    StringBuilder path = new StringBuilder();
    for (int at = node; at != ROOT; at = parents[at]) {
      path.insert(0, name(at)).insert(0, '/');
    }
    return path.toString();
  }

  private byte[] holder(int nameAt) {
    return nameAt < 0 ? mended.bytes() : directory;
  }

  /** The node with the name in {@code bytes} in the directory {@code parent}, or NONE. */
  int find(int parent, byte[] bytes, int from, int length) {
    int hash = NameHash.of(parent, bytes, from, length);
    return find(slots[hash & mask], hash, parent, bytes, from, length);
  }

  /** The same among {@code first} and those that it leads to; those that are settled. */
  private int find(int first, int hash, int parent, byte[] bytes, int from, int length) {
    for (int entry = first; entry != NONE; entry = links[entry & mask]) {
      int node = entry & mask;
      if (isOfHash(entry, hash) && parents[node] == parent && isNamed(node, bytes, from, length)) {
        return node;
      }
    }
    return NONE;
  }

  /** Whether the upper bits in {@code entry} are those of {@code hash}. */
  private boolean isOfHash(int entry, int hash) {
    return ((entry ^ hash) & ~mask) == 0;
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
   * Adds a file with its name at {@code from} of the directory, and finds out later whether there
   * is one of that name: see {@link #settle}.
   */
  void addUnsettled(int parent, int from, int length, int headerAt) {
    int hash = NameHash.of(parent, directory, from, length);
    append(hash, parent, from, length, headerAt, IS_FILE);
  }

  private void append(int hash, int parent, int nameAt, int length, int headerAt, int firstChild) {
    if (count == parents.length) {
      grow();
    }
    int node = count++;
    hashesOrSiblings[node] = hash;
    parents[node] = parent;
    nameAts[node] = nameAt;
    nameLengths[node] = (char) length;
    headerAts[node] = headerAt;
    firstChildren[node] = firstChild;
  }

  /**
   * Finds a slot for each node that was added without a look at them. They are all over the memory:
   * a loop that does nothing else waits for several at once, if it needs not guess what is in them.
   * So it looks further only where the first node or the number of nodes may be a reason to.
   *
   * @return false if any node ever had the parent and name of another: it is in no slot
   */
  boolean settle() {
    for (int node = settled; node < count; node++) {
      int hash = hashesOrSiblings[node];
      int first = slots[hash & mask];
      if ((isOfHash(first, hash) || links[first & mask] != NONE) && isTwin(node, first, hash)) {
        hasTwins = true;
      } else {
        links[node] = first;
        slots[hash & mask] = (hash & ~mask) | node;
      }
    }
    settled = count;
    return !hasTwins;
  }

  private boolean isTwin(int node, int first, int hash) {
    int at = nameAts[node];
    int from = at < 0 ? ~at : at;
    return find(first, hash, parents[node], holder(at), from, nameLengths[node]) != NONE;
  }

  /**
   * Adds a node, unless {@code parent} has one of that name. A name that is not in the bytes of the
   * directory is copied.
   *
   * @return the node that was there, or {@link #NONE} if it was added, as the last one
   */
  int add(int parent, byte[] bytes, int from, int length, int headerAt, boolean isDirectory) {
    settle();
    int hash = NameHash.of(parent, bytes, from, length);
    int found = find(slots[hash & mask], hash, parent, bytes, from, length);
    if (found == NONE) {
      int nameAt = bytes == directory ? from : ~mended.add(bytes, from, length);
      append(hash, parent, nameAt, length, headerAt, isDirectory ? NONE : IS_FILE);
    }
    return found;
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
    slots = new int[slotsFor(room)];
    mask = slots.length - 1;
    settled = 1;
  }

  private void resize(int room) {
    parents = Arrays.copyOf(parents, room);
    nameAts = Arrays.copyOf(nameAts, room);
    nameLengths = Arrays.copyOf(nameLengths, room);
    headerAts = Arrays.copyOf(headerAts, room);
    links = Arrays.copyOf(links, room);
    firstChildren = Arrays.copyOf(firstChildren, room);
    hashesOrSiblings = Arrays.copyOf(hashesOrSiblings, room);
  }

  /**
   * Strings the nodes of each directory together, in the order in which they were added. All are to
   * be settled.
   */
  void finish() {
    if (parents.length - count > count >> SLACK_SHIFT) {
      resize(count);
    }
    for (int node = count - 1; node > ROOT; node--) {
      int parent = parents[node];
      hashesOrSiblings[node] = firstChildren[parent];
      firstChildren[parent] = node;
    }
  }
}
