package io.vnode.zipstore.format;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.util.zip.ZipException;

/**
 * The tree in an archive, as its central directory has it: nodes that are numbers, names, and where
 * the bytes are. It is read once and then does not change; any number of threads may ask.
 */
public final class ZipArchive {
  /** The node at the top. */
  public static final int ROOT = NodeTable.ROOT;

  /** No node. */
  public static final int NONE = NodeTable.NONE;

  /** What fits an array. */
  static final long DIRECTORY_SIZE_MAX = Integer.MAX_VALUE - 8;

  private final PositionedSource source;
  private final long directoryAt;
  private final long base;

  /** Null where nothing is strict. */
  private final LocalOrder order;

  private final NodeTable nodes;

  private ZipArchive(PositionedSource source, EndRecord end, LocalOrder order, NodeTable nodes) {
    this.source = source;
    this.directoryAt = end.directoryAt();
    this.base = end.base();
    this.order = order;
    this.nodes = nodes;
  }

  /**
   * Reads the directory of the archive that {@code source} ends with.
   *
   * @param size how many bytes {@code source} has
   * @param encoding what names are in that do not say so
   * @param odd what becomes of names that cannot be in a tree
   * @throws ZipException if it is no archive, or is one that cannot be read, saying what is wrong
   */
  public static ZipArchive open(
      PositionedSource source, long size, NameEncoding encoding, OddEntries odd)
      throws IOException {
    PositionedSource near = TailSource.of(source, size, EndRecord.TAIL);
    EndRecord end = EndRecord.find(near, size);
    if (end.directorySize() > DIRECTORY_SIZE_MAX) {
      throw new ZipException(
          "a central directory of " + end.directorySize() + " bytes is larger than 2 GiB");
    }
    byte[] directory = Fields.read(near, end.directoryAt(), (int) end.directorySize());
    LocalOrder order =
        odd == OddEntries.STRICT ? new LocalOrder(directory, end.directoryAt() - end.base()) : null;
    NodeTable nodes = TreeBuilder.build(directory, end, new EntryNames(encoding, odd), order);
    return new ZipArchive(source, end, order, nodes);
  }

  /** How many files and directories there are, the root among them. */
  public int count() {
    return nodes.count();
  }

  public boolean isDirectory(int node) {
    return nodes.isDirectory(node);
  }

  /** The node called {@code name} in {@code directory}, or {@link #NONE}. */
  public int find(int directory, String name) {
    byte[] utf8 = name.getBytes(UTF_8);
    return nodes.find(directory, utf8, 0, utf8.length);
  }

  /** The first node in {@code directory}, or {@link #NONE}. */
  public int firstChild(int directory) {
    return nodes.firstChild(directory);
  }

  /** The node behind {@code node} in its directory, or {@link #NONE}. */
  public int nextSibling(int node) {
    return nodes.nextSibling(node);
  }

  /** The name of {@code node} in its directory. */
  public String name(int node) {
    return nodes.name(node);
  }

  /**
   * Whether {@code node} is an entry, and not a directory that only the names of others tell of.
   */
  public boolean hasEntry(int node) {
    return nodes.headerAt(node) != NodeTable.NO_HEADER;
  }

  /** The attributes of {@code node}. */
  public EntryFacts facts(int node) throws ZipException {
    return hasEntry(node)
        ? EntryFacts.of(nodes.directory(), header(node), nodes.isDirectory(node))
        : EntryFacts.NOTHING;
  }

  /** The times that the directory has of {@code node}, which is an entry. */
  public EntryTimes times(int node) {
    return EntryTimes.of(nodes.directory(), header(node));
  }

  /**
   * The times that the local header of {@code node} has, and those of the directory if it has none
   * or cannot be read: then nothing else of the entry can be.
   */
  public EntryTimes localTimes(int node) {
    CentralHeader header = header(node);
    EntryTimes times = null;
    try {
      byte[] extras = LocalHeader.extras(source, base + header.localAt());
      times = EntryTimes.of(extras, new ExtraFields(extras, 0, extras.length));
    } catch (IOException e) {
      // Whoever opens it is told.
    }
    return times == null ? EntryTimes.of(nodes.directory(), header) : times;
  }

  private CentralHeader header(int node) {
    return new CentralHeader(nodes.directory(), nodes.headerAt(node));
  }

  /**
   * Where the bytes of the file {@code node} are.
   *
   * @throws ZipException if they cannot be read, saying why
   */
  public EntryData data(int node) throws IOException {
    try {
      return locate(nodes.path(node), header(node), nodes.headerAt(node));
    } catch (ZipException e) {
      throw new ZipException("entry " + nodes.path(node) + ": " + e.getMessage());
    }
  }

  private EntryData locate(String name, CentralHeader header, int headerAt) throws IOException {
    requireReadable(header);
    long localAt = header.localAt();
    if (localAt > directoryAt - base) {
      throw new ZipException(
          "its local header at " + localAt + " is not in front of the directory");
    }
    long start = LocalHeader.dataStart(source, base + localAt, header, order != null);
    long packedSize = header.packedSize();
    if (start > directoryAt || packedSize > directoryAt - start) {
      throw new ZipException(packedSize + " bytes at " + start + " reach into the directory");
    }
    if (order != null) {
      order.requireFree(headerAt, header, start - base + packedSize);
    }
    requirePossible(header.method(), packedSize, header.size());
    return new EntryData(
        name,
        source,
        header.method(),
        (header.flags() & CentralHeader.FLAG_LZMA_MARKER) != 0,
        start,
        packedSize,
        header.size(),
        header.crc());
  }

  /** Requires that so many bytes can be so many more: as they are, or with the longest matches. */
  private static void requirePossible(int method, long packedSize, long size) throws ZipException {
    if (method == Method.STORED && packedSize != size) {
      throw new ZipException(
          packedSize + " bytes cannot be " + size + ", as they are stored as they are");
    }
    if (method == Method.DEFLATED && size / Method.DEFLATE_RATIO_MAX > packedSize) {
      throw new ZipException(packedSize + " deflated bytes cannot become " + size);
    }
  }

  private static void requireReadable(CentralHeader header) throws ZipException {
    if ((header.flags() & CentralHeader.FLAG_ENCRYPTED) != 0) {
      throw new ZipException("it is encrypted");
    }
    if (!Method.isKnown(header.method())) {
      throw new ZipException("compression method " + header.method() + " is not supported");
    }
  }
}
