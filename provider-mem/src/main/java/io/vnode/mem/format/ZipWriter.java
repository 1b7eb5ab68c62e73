package io.vnode.mem.format;

import java.io.IOException;
import java.nio.channels.SeekableByteChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.commons.compress.archivers.zip.X7875_NewUnix;
import org.apache.commons.compress.archivers.zip.Zip64Mode;
import org.apache.commons.compress.archivers.zip.ZipArchiveEntry;
import org.apache.commons.compress.archivers.zip.ZipArchiveOutputStream;

/**
 * A zip archive that is being written, as Info-ZIP writes it on Unix: with modes, symbolic links,
 * numbers of owners and times of 100 ns. It has no hard links, extended attributes or holes.
 */
final class ZipWriter implements MemberWriter {
  private final ZipArchiveOutputStream out;

  ZipWriter(SeekableByteChannel channel) throws IOException {
    this.out = new ZipArchiveOutputStream(channel);
    out.setEncoding(StandardCharsets.UTF_8.name());
    out.setUseZip64(Zip64Mode.AsNeeded);
  }

  @Override
  public boolean hasHardLinks() {
    return false;
  }

  /** {@inheritDoc} The top has no name in a zip and is left out. */
  @Override
  public void write(Member member, Path file) throws IOException {
    if (member.name().isEmpty()) {
      return;
    }
    out.putArchiveEntry(entry(member, file));
    if (member.target() != null) {
      out.write(member.target().getBytes(StandardCharsets.UTF_8));
    } else if (member.hasContents()) {
      Files.copy(file, out);
    }
    out.closeArchiveEntry();
  }

  private static ZipArchiveEntry entry(Member member, Path file) throws FileSystemException {
    if (!isKnown(member)) {
      throw new FileSystemException(
          file.toString(), null, "a zip holds files, directories and links and not this");
    }
    ZipArchiveEntry entry =
        new ZipArchiveEntry(member.isDirectory() ? member.name() + "/" : member.name());
    int usual = member.isDirectory() ? 0755 : 0644;
    entry.setUnixMode(member.kind().bits() | (member.mode() < 0 ? usual : member.mode()));
    entry.setLastModifiedTime(member.modified());
    if (member.owner() != null) {
      X7875_NewUnix owner = new X7875_NewUnix();
      owner.setUID(member.owner().uid());
      owner.setGID(member.owner().gid());
      entry.addExtraField(owner);
    }
    return entry;
  }

  private static boolean isKnown(Member member) {
    return switch (member.kind()) {
      case REGULAR, DIRECTORY, SYMLINK -> true;
      default -> false;
    };
  }

  @Override
  public void close() throws IOException {
    out.close();
  }
}
