package io.vnode.mem.format;

import io.vnode.engine.Kind;
import io.vnode.nio.FileData;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;

/** The members of a tar archive, one after the other, made in a tree. */
final class TarReader {
  /** What stands for bytes that are no text in a value that the library took for one. */
  private static final char NO_TEXT = '\uFFFD';

  private static final int MODE_BITS = 07777;

  private TarReader() {}

  static void read(InputStream in, TreeBuilder tree) throws IOException {
    try (TarArchiveInputStream archive =
        new TarArchiveInputStream(new WholeReads(in), StandardCharsets.UTF_8.name())) {
      for (TarArchiveEntry entry = next(archive); entry != null; entry = next(archive)) {
        if (!entry.isGlobalPaxHeader()) {
          tree.add(member(entry), pieces(entry), archive);
        }
      }
    }
  }

  /** The next entry, or null. @throws IOException saying where the archive is damaged */
  private static TarArchiveEntry next(TarArchiveInputStream archive) throws IOException {
    TarArchiveEntry last = archive.getCurrentEntry();
    try {
      return archive.getNextEntry();
    } catch (IOException e) {
      String place = last == null ? "it" : "what follows '" + last.getName() + "'";
      throw new IOException("tar: " + place + " cannot be read: " + e.getMessage(), e);
    }
  }

  private static Member member(TarArchiveEntry entry) throws IOException {
    Kind kind = kind(entry);
    boolean links = entry.isLink() || entry.isSymbolicLink();
    return new Member(
        entry.getName(),
        kind,
        links ? entry.getLinkName() : null,
        entry.isSparse() ? entry.getRealSize() : entry.getSize(),
        entry.getMode() & MODE_BITS,
        new Member.Owner(
            entry.getLongUserId(),
            entry.getUserName(),
            entry.getLongGroupId(),
            entry.getGroupName()),
        entry.getLastModifiedTime(),
        entry.getCreationTime(),
        xattrs(entry),
        kind.isDevice() ? DeviceNumber.of(entry.getDevMajor(), entry.getDevMinor()) : 0);
  }

  /** What the map of a sparse file says; null for any other. */
  private static List<FileData.Range> pieces(TarArchiveEntry entry) throws IOException {
    return entry.isSparse()
        ? entry.getOrderedSparseHeaders().stream()
            .map(piece -> new FileData.Range(piece.getOffset(), piece.getNumbytes()))
            .toList()
        : null;
  }

  private static Kind kind(TarArchiveEntry entry) throws IOException {
    if (entry.isDirectory()) {
      return Kind.DIRECTORY;
    }
    if (entry.isSymbolicLink()) {
      return Kind.SYMLINK;
    }
    if (entry.isFIFO()) {
      return Kind.FIFO;
    }
    if (entry.isCharacterDevice()) {
      return Kind.CHARACTER_DEVICE;
    }
    if (entry.isBlockDevice()) {
      return Kind.BLOCK_DEVICE;
    }
    if (entry.isFile() || entry.isLink() || entry.isSparse()) {
      return Kind.REGULAR;
    }
    throw new IOException(
        "tar: " + entry.getName() + ": unknown kind of entry '" + (char) entry.getLinkFlag() + "'");
  }

  private static Map<String, byte[]> xattrs(TarArchiveEntry entry) throws IOException {
    Map<String, byte[]> xattrs = new TreeMap<>();
    for (Map.Entry<String, String> record : entry.getExtraPaxHeaders().entrySet()) {
      String key = record.getKey();
      if (key.startsWith(PaxRecords.XATTR_BASE64)) {
        String name = PaxRecords.unescaped(key.substring(PaxRecords.XATTR_BASE64.length()));
        xattrs.put(name, Base64.getDecoder().decode(record.getValue()));
      }
    }
    for (Map.Entry<String, String> record : entry.getExtraPaxHeaders().entrySet()) {
      String key = record.getKey();
      if (key.startsWith(PaxRecords.XATTR)) {
        String name = key.substring(PaxRecords.XATTR.length());
        if (!xattrs.containsKey(name)) {
          xattrs.put(name, bytes(entry, name, record.getValue()));
        }
      }
    }
    return xattrs;
  }

  private static byte[] bytes(TarArchiveEntry entry, String name, String value) throws IOException {
    if (value.indexOf(NO_TEXT) >= 0 && name.startsWith(TreeBuilder.USER)) {
      throw new IOException(
          "tar: "
              + entry.getName()
              + ": the attribute "
              + name
              + " is no text, and such are read only as bsdtar writes them, "
              + PaxRecords.XATTR_BASE64);
    }
    return value.getBytes(StandardCharsets.UTF_8);
  }
}
