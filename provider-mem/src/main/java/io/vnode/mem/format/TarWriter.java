package io.vnode.mem.format;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.vnode.nio.FileData;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.apache.commons.compress.archivers.tar.TarConstants;

/**
 * A tar archive that is being written, in the format of POSIX with the extensions of GNU tar for
 * sparse files and of star for extended attributes.
 */
final class TarWriter implements MemberWriter {
  private static final int NAME_BYTES = 100;
  private static final int BUFFER_BYTES = 64 * 1024;
  private static final int BLOCK_BYTES = 512;

  private final TarArchiveOutputStream out;
  private final ByteBuffer buffer = ByteBuffer.allocate(BUFFER_BYTES);

  TarWriter(OutputStream out) {
    this.out = new TarArchiveOutputStream(out, UTF_8.name());
    // What is too long is said in records of our own; numbers that are too large become binary.
    this.out.setLongFileMode(TarArchiveOutputStream.LONGFILE_TRUNCATE);
    this.out.setBigNumberMode(TarArchiveOutputStream.BIGNUMBER_STAR);
  }

  @Override
  public boolean hasHardLinks() {
    return true;
  }

  @Override
  public void write(Member member, Path file) throws IOException {
    List<FileData.Range> data = member.hasContents() ? FileData.of(file, member.size()) : List.of();
    long stored = data.stream().mapToLong(FileData.Range::length).sum();
    boolean sparse = stored < member.size();
    byte[] map = sparse ? sparseMap(member, data) : new byte[0];
    String name = nameInArchive(member);
    writeRecords(records(member, name, sparse));
    TarArchiveEntry header = header(member, sparse ? "GNUSparseFile.0/" + name : name, file);
    header.setSize(map.length + stored);
    out.putArchiveEntry(header);
    out.write(map);
    if (!data.isEmpty()) {
      writeData(file, data);
    }
    out.closeArchiveEntry();
  }

  private static String nameInArchive(Member member) {
    return member.isDirectory() ? member.shown() + "/" : member.name();
  }

  private static PaxRecords records(Member member, String name, boolean sparse) {
    PaxRecords records = new PaxRecords();
    if (sparse) {
      records.put("GNU.sparse.major", "1").put("GNU.sparse.minor", "0");
      records.put("GNU.sparse.name", name);
      records.put("GNU.sparse.realsize", Long.toString(member.size()));
    } else if (!isPlain(name)) {
      records.put("path", name);
    }
    if (member.target() != null && !isPlain(member.target())) {
      records.put("linkpath", member.target());
    }
    records.put("mtime", member.modified());
    member.xattrs().forEach(records::putXattr);
    return records;
  }

  /** Whether every reader of tar finds {@code name} in the header as it is. */
  private static boolean isPlain(String name) {
    return name.length() <= NAME_BYTES && name.chars().allMatch(c -> c > 0 && c < 128);
  }

  private void writeRecords(PaxRecords records) throws IOException {
    byte[] bytes = records.toByteArray();
    TarArchiveEntry header =
        new TarArchiveEntry("PaxHeaders/0", TarConstants.LF_PAX_EXTENDED_HEADER_LC);
    header.setSize(bytes.length);
    out.putArchiveEntry(header);
    out.write(bytes);
    out.closeArchiveEntry();
  }

  private static TarArchiveEntry header(Member member, String name, Path file)
      throws FileSystemException {
    TarArchiveEntry header = new TarArchiveEntry(name, flag(member, file));
    if (member.target() != null) {
      header.setLinkName(member.target());
    }
    int usual = member.isDirectory() ? 0755 : 0644;
    header.setMode(member.mode() < 0 ? usual : member.mode());
    header.setModTime(member.modified());
    if (member.owner() != null) {
      header.setUserId(member.owner().uid());
      header.setUserName(member.owner().user());
      header.setGroupId(member.owner().gid());
      header.setGroupName(member.owner().group());
    }
    header.setDevMajor(DeviceNumber.major(member.rdev()));
    header.setDevMinor(DeviceNumber.minor(member.rdev()));
    return header;
  }

  private static byte flag(Member member, Path file) throws FileSystemException {
    return switch (member.kind()) {
      case REGULAR -> member.isHardLink() ? TarConstants.LF_LINK : TarConstants.LF_NORMAL;
      case DIRECTORY -> TarConstants.LF_DIR;
      case SYMLINK -> TarConstants.LF_SYMLINK;
      case FIFO -> TarConstants.LF_FIFO;
      case CHARACTER_DEVICE -> TarConstants.LF_CHR;
      case BLOCK_DEVICE -> TarConstants.LF_BLK;
      case SOCKET ->
          throw new FileSystemException(file.toString(), null, "tar has no word for a socket");
    };
  }

  /** The map that stands before the data of a sparse file: decimals, padded to whole blocks. */
  private static byte[] sparseMap(Member member, List<FileData.Range> data) {
    StringBuilder map = new StringBuilder().append(data.size() + 1).append('\n');
    for (FileData.Range range : data) {
      map.append(range.from()).append('\n').append(range.length()).append('\n');
    }
    map.append(member.size()).append("\n0\n");
    int length = (map.length() + BLOCK_BYTES - 1) / BLOCK_BYTES * BLOCK_BYTES;
    byte[] padded = new byte[length];
    byte[] text = map.toString().getBytes(UTF_8);
    System.arraycopy(text, 0, padded, 0, text.length);
    return padded;
  }

  private void writeData(Path file, List<FileData.Range> data) throws IOException {
    try (SeekableByteChannel channel = Files.newByteChannel(file)) {
      for (FileData.Range range : data) {
        channel.position(range.from());
        writeRange(file, channel, range.length());
      }
    }
  }

  private void writeRange(Path file, SeekableByteChannel channel, long length) throws IOException {
    for (long left = length; left > 0; left -= buffer.position()) {
      buffer.clear().limit((int) Math.min(buffer.capacity(), left));
      if (channel.read(buffer) < 0) {
        throw new FileSystemException(file.toString(), null, "got shorter while it was saved");
      }
      out.write(buffer.array(), 0, buffer.position());
    }
  }

  @Override
  public void close() throws IOException {
    out.close();
  }
}
