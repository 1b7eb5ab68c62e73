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

  private static final int STORED = 0;
  private static final int DEFLATED = 8;

  private final PositionedSource source;
  private final long directoryAt;
  private final long base;
  private final boolean strict;
  private final NodeTable nodes;

  private ZipArchive(PositionedSource source, EndRecord end, boolean strict, NodeTable nodes) {
    this.source = source;
    this.directoryAt = end.directoryAt();
    this.base = end.base();
    this.strict = strict;
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
    EndRecord end = EndRecord.find(source, size);
    if (end.directorySize() > DIRECTORY_SIZE_MAX) {
      throw new ZipException(
          "a central directory of " + end.directorySize() + " bytes is larger than 2 GiB");
    }
    byte[] directory = Fields.read(source, end.directoryAt(), (int) end.directorySize());
    NodeTable nodes = TreeBuilder.build(directory, end, new EntryNames(encoding, odd));
    return new ZipArchive(source, end, odd == OddEntries.STRICT, nodes);
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
   * The attributes of {@code node}.
   *
   * @param time how old a directory without an entry is
   */
  public EntryFacts facts(int node, long time) throws ZipException {
    return nodes.headerAt(node) == NodeTable.NO_HEADER
        ? EntryFacts.ofNothing(time)
        : EntryFacts.of(nodes.directory(), header(node), nodes.isDirectory(node));
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
      return locate(nodes.path(node), header(node));
    } catch (ZipException e) {
      throw new ZipException("entry " + nodes.path(node) + ": " + e.getMessage());
    }
  }

  private EntryData locate(String name, CentralHeader header) throws IOException {
    requireReadable(header);
    long localAt = header.localAt();
    if (localAt > directoryAt - base) {
      throw new ZipException(
          "its local header at " + localAt + " is not in front of the directory");
    }
    long start = LocalHeader.dataStart(source, base + localAt, header, strict);
    long packedSize = header.packedSize();
    if (start > directoryAt || packedSize > directoryAt - start) {
      throw new ZipException(packedSize + " bytes at " + start + " reach into the directory");
    }
    boolean isStored = header.method() == STORED;
    if (isStored && packedSize != header.size()) {
      throw new ZipException(
          packedSize + " bytes cannot be " + header.size() + ", as they are stored as they are");
    }
    return new EntryData(name, source, isStored, start, packedSize, header.size(), header.crc());
  }

  private static void requireReadable(CentralHeader header) throws ZipException {
    if ((header.flags() & CentralHeader.FLAG_ENCRYPTED) != 0) {
      throw new ZipException("it is encrypted");
    }
    int method = header.method();
    if (method != STORED && method != DEFLATED) {
      throw new ZipException("compression method " + method + " is not supported");
    }
  }
}
