package io.vnode.mem.format;

import io.vnode.engine.Kind;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.SeekableByteChannel;
import java.util.Collections;
import java.util.Map;
import org.apache.commons.compress.archivers.zip.X7875_NewUnix;
import org.apache.commons.compress.archivers.zip.ZipArchiveEntry;
import org.apache.commons.compress.archivers.zip.ZipExtraField;
import org.apache.commons.compress.archivers.zip.ZipFile;

/** The members of a zip archive, in the order in which they stand there, made in a tree. */
final class ZipReader {
  private static final int MODE_BITS = 07777;

  private ZipReader() {}

  static void read(SeekableByteChannel channel, TreeBuilder tree) throws IOException {
    try (ZipFile archive = ZipFile.builder().setSeekableByteChannel(channel).get()) {
      for (ZipArchiveEntry entry : Collections.list(archive.getEntriesInPhysicalOrder())) {
        Member member = member(archive, entry);
        if (member.hasContents()) {
          try (InputStream contents = archive.getInputStream(entry)) {
            tree.add(member, null, contents);
          }
        } else {
          tree.add(member, null, InputStream.nullInputStream());
        }
      }
    }
  }

  private static Member member(ZipFile archive, ZipArchiveEntry entry) throws IOException {
    Kind kind = kind(entry);
    int mode = entry.getUnixMode();
    return new Member(
        entry.getName(),
        kind,
        kind == Kind.SYMLINK ? archive.getUnixSymlink(entry) : null,
        kind == Kind.REGULAR ? entry.getSize() : 0,
        mode == 0 ? -1 : mode & MODE_BITS,
        owner(entry),
        entry.getLastModifiedTime(),
        null,
        Map.of(),
        0);
  }

  private static Kind kind(ZipArchiveEntry entry) throws IOException {
    if (entry.isDirectory()) {
      return Kind.DIRECTORY;
    }
    if (entry.isUnixSymlink()) {
      return Kind.SYMLINK;
    }
    Kind kind = Kind.of(entry.getUnixMode());
    if (kind == null || kind == Kind.REGULAR) {
      return Kind.REGULAR;
    }
    throw new IOException("zip: " + entry.getName() + ": unknown kind of entry " + kind);
  }

  private static Member.Owner owner(ZipArchiveEntry entry) {
    for (ZipExtraField field : entry.getExtraFields()) {
      if (field instanceof X7875_NewUnix owner) {
        return new Member.Owner(owner.getUID(), null, owner.getGID(), null);
      }
    }
    return null;
  }
}
