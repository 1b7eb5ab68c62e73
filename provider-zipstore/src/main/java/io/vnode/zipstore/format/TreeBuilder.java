package io.vnode.zipstore.format;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.zip.ZipException;

/** The making of a {@link NodeTable} from the bytes of a central directory. */
final class TreeBuilder {
  /** How many numbers are tried to make a name another one. */
  private static final int RENAMES_MAX = 99;

  private final byte[] directory;
  private final EntryNames names;
  private final NodeTable nodes;

  /** Sees each entry; or null. */
  private final LocalOrder order;

  /** Whether each file is looked for before it is added, and not many at once later. */
  private final boolean inTurn;

  /** Where the path of the last entry's directory is, with a slash behind it, and its node. */
  private int lastFrom;

  private int lastLength;
  private int lastNode = NodeTable.ROOT;

  private TreeBuilder(
      byte[] directory, EndRecord end, EntryNames names, LocalOrder order, boolean inTurn) {
    this.directory = directory;
    this.names = names;
    this.order = order;
    this.inTurn = inTurn;
    this.nodes = new NodeTable(directory, directory.length / expectedSize(end));
  }

  /** How long the headers are on average, if the end record counts right. */
  private static int expectedSize(EndRecord end) {
    return (int) (end.directorySize() / Math.max(1, end.entries())) + 1;
  }

  /**
   * The tree of the entries in {@code directory}.
   *
   * @param order sees each entry, unless it is null
   * @throws ZipException naming what is wrong
   */
  static NodeTable build(byte[] directory, EndRecord end, EntryNames names, LocalOrder order)
      throws ZipException {
    TreeBuilder builder = new TreeBuilder(directory, end, names, order, false);
    long count = builder.addAll();
    NodeTable nodes = builder.nodes.settle() ? builder.nodes : inTurn(directory, end, names);
    long wrong = count - end.entries();
    if (end.zip64() ? wrong != 0 : wrong % (Fields.MAGIC_16 + 1) != 0) {
      throw new ZipException(
          "the end record counts " + end.entries() + " entries, the directory holds " + count);
    }
    if (order != null) {
      order.finish();
    }
    nodes.finish();
    return nodes;
  }

  /** The same where a name is there twice, which is judged when the second one comes. */
  private static NodeTable inTurn(byte[] directory, EndRecord end, EntryNames names)
      throws ZipException {
    TreeBuilder builder = new TreeBuilder(directory, end, names, null, true);
    builder.addAll();
    builder.nodes.settle();
    return builder.nodes;
  }

  private long addAll() throws ZipException {
    long count = 0;
    int at = 0;
    while (at < directory.length) {
      int length = requireHeader(directory, at);
      if (order != null) {
        order.note(at);
      }
      add(at);
      at += length;
      count++;
    }
    return count;
  }

  /** The length of the header at {@code at} of a directory. @throws ZipException if it is none */
  static int requireHeader(byte[] directory, int at) throws ZipException {
    int left = directory.length - at;
    if (left < CentralHeader.SIZE || Fields.i32(directory, at) != CentralHeader.SIGNATURE) {
      throw new ZipException("no header at byte " + at + " of the central directory");
    }
    int length = CentralHeader.length(directory, at);
    if (length > left) {
      throw new ZipException(
          "the header at byte " + at + " of the central directory goes beyond its end");
    }
    return length;
  }

  private void add(int at) throws ZipException {
    int from = at + CentralHeader.SIZE;
    int to = from + Fields.u16(directory, at + 28);
    boolean isNear = isInLastDirectory(from, to);
    int rest = isNear ? from + lastLength : from;
    if (to - from <= EntryNames.PATH_MAX && EntryNames.isPlainLast(directory, rest, to)) {
      addPlain(at, isNear ? lastNode : NodeTable.ROOT, rest, to - rest);
      return;
    }
    if (to - from <= EntryNames.PATH_MAX && to > from && EntryNames.isPlain(directory, rest, to)) {
      add(at, directory, from, rest, to, isNear ? lastNode : NodeTable.ROOT);
    } else {
      byte[] path = names.path(directory, new CentralHeader(directory, at));
      if (path != null) {
        add(at, path, 0, 0, path.length, NodeTable.ROOT);
      }
    }
  }

  private boolean isInLastDirectory(int from, int to) {
    return lastLength <= to - from && Fields.areEqual(directory, lastFrom, from, lastLength);
  }

  /**
   * Adds the entry with its header at {@code at} and its path in {@code bytes}; what is in front of
   * {@code rest} leads to the directory {@code near}.
   */
  private void add(int at, byte[] bytes, int from, int rest, int to, int near) throws ZipException {
    int parent = near;
    int begin = rest;
    for (int i = rest; i < to; i++) {
      if (bytes[i] == '/') {
        parent = enter(at, parent, bytes, begin, i - begin);
        if (parent == NodeTable.NONE) {
          return;
        }
        begin = i + 1;
      }
    }
    if (bytes == directory) {
      lastFrom = from;
      lastLength = begin - from;
      lastNode = parent;
    }
    if (begin < to) {
      addFile(at, parent, bytes, begin, to - begin);
    } else if (nodes.headerAt(parent) == NodeTable.NO_HEADER) {
      nodes.setHeader(parent, at);
    }
  }

  /** The directory of that name in {@code parent}, made if need be; NONE if there can be none. */
  private int enter(int at, int parent, byte[] bytes, int from, int length) throws ZipException {
    int entered = nodes.enter(parent, bytes, from, length);
    if (entered != NodeTable.NONE) {
      return entered;
    }
    CentralHeader header = new CentralHeader(directory, at);
    if (names.refuse(header, "is below another one that is a file")) {
      return NodeTable.NONE;
    }
    byte[] other = otherName(header, parent, bytes, from, length, true);
    return nodes.enter(parent, other, 0, other.length);
  }

  private void addPlain(int at, int parent, int from, int length) throws ZipException {
    if (inTurn) {
      addFile(at, parent, directory, from, length);
    } else {
      nodes.addUnsettled(parent, from, length, at);
    }
  }

  private void addFile(int at, int parent, byte[] bytes, int from, int length) throws ZipException {
    int found = nodes.add(parent, bytes, from, length, at, false);
    if (found == NodeTable.NONE) {
      return;
    }
    CentralHeader header = new CentralHeader(directory, at);
    if (nodes.isDirectory(found)) {
      if (names.refuse(header, "is a file, and another one is below it")) {
        return;
      }
    } else if (isSame(header, new CentralHeader(directory, nodes.headerAt(found)))
        || names.refuse(header, "is there twice")) {
      return;
    }
    byte[] other = otherName(header, parent, bytes, from, length, false);
    nodes.add(parent, other, 0, other.length, at, false);
  }

  private static boolean isSame(CentralHeader one, CentralHeader other) throws ZipException {
    return one.localAt() == other.localAt()
        && one.crc() == other.crc()
        && one.size() == other.size()
        && one.packedSize() == other.packedSize()
        && one.method() == other.method();
  }

  /**
   * The name with the first number behind it that is free, or that of a directory if one will do.
   */
  private byte[] otherName(
      CentralHeader header, int parent, byte[] bytes, int from, int length, boolean orDirectory)
      throws ZipException {
    String name = new String(bytes, from, length, UTF_8);
    for (int i = 2; i <= RENAMES_MAX; i++) {
      byte[] other = (name + "~" + i).getBytes(UTF_8);
      if (other.length > EntryNames.NAME_MAX) {
        break;
      }
      int found = nodes.find(parent, other, 0, other.length);
      if (found == NodeTable.NONE || (orDirectory && nodes.isDirectory(found))) {
        return other;
      }
    }
    throw new ZipException(
        "entry " + header.printableName() + " is there twice, and no other name is left for it");
  }
}
