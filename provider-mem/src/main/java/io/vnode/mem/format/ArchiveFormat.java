package io.vnode.mem.format;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.channels.SeekableByteChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.Locale;
import java.util.zip.GZIPOutputStream;

/** A format of archives: how it is known by a file's name or contents, and how one is begun. */
enum ArchiveFormat {
  TAR,
  TAR_GZ,
  ZIP;

  private static final int TAR_BLOCK_BYTES = 512;
  private static final int CHECKSUM_FROM = 148;
  private static final int CHECKSUM_BYTES = 8;

  /** The format that the name of {@code file} says. */
  static ArchiveFormat ofName(Path file) {
    Path last = file.getFileName();
    String name = last == null ? "" : last.toString().toLowerCase(Locale.ROOT);
    if (name.endsWith(".tar")) {
      return TAR;
    }
    if (name.endsWith(".tar.gz") || name.endsWith(".tgz")) {
      return TAR_GZ;
    }
    if (name.endsWith(".zip")) {
      return ZIP;
    }
    throw new IllegalArgumentException(
        "'"
            + file
            + "' does not say the format: the name must end with .tar, .tar.gz, .tgz or"
            + " .zip");
  }

  /** The format that the first bytes of {@code file} say. */
  static ArchiveFormat ofContents(Path file) throws IOException {
    byte[] start;
    try (InputStream in = Files.newInputStream(file)) {
      start = in.readNBytes(TAR_BLOCK_BYTES);
    }
    if (start.length > 3 && start[0] == 'P' && start[1] == 'K' && start[2] < 7) {
      return ZIP;
    }
    if (start.length > 1 && start[0] == 0x1F && start[1] == (byte) 0x8B) {
      return TAR_GZ;
    }
    if (start.length == TAR_BLOCK_BYTES && isTarHeader(start)) {
      return TAR;
    }
    throw new FileSystemException(
        file.toString(), null, "neither a directory nor a tar, .tar.gz or zip archive");
  }

  /** Whether {@code block} begins a tar archive: with a sum that is right, or the empty end. */
  private static boolean isTarHeader(byte[] block) {
    String told =
        new String(block, CHECKSUM_FROM, CHECKSUM_BYTES, StandardCharsets.US_ASCII)
            .replace('\0', ' ')
            .strip();
    byte[] summed = block.clone();
    Arrays.fill(summed, CHECKSUM_FROM, CHECKSUM_FROM + CHECKSUM_BYTES, (byte) ' ');
    int sum = 0;
    for (byte b : summed) {
      sum += b & 0xFF;
    }
    boolean empty = sum == CHECKSUM_BYTES * ' ' && told.isEmpty();
    return empty
        || told.equals(Integer.toOctalString(sum))
        || told.matches("0+" + Integer.toOctalString(sum));
  }

  /** Begins an archive in the new file {@code file}. */
  MemberWriter create(Path file) throws IOException {
    if (this == ZIP) {
      SeekableByteChannel channel =
          Files.newByteChannel(
              file,
              StandardOpenOption.CREATE_NEW,
              StandardOpenOption.WRITE,
              StandardOpenOption.READ);
      return new ZipWriter(channel);
    }
    OutputStream out =
        new BufferedOutputStream(Files.newOutputStream(file, StandardOpenOption.CREATE_NEW));
    return new TarWriter(this == TAR ? out : new GZIPOutputStream(out));
  }

  /**
   * Requires the library behind this package, which users who have no archives need not have.
   *
   * @throws IllegalStateException saying what is missing
   */
  static void requireLibrary() {
    String needed = "org.apache.commons.compress.archivers.tar.TarArchiveEntry";
    try {
      Class.forName(needed, false, ArchiveFormat.class.getClassLoader());
    } catch (ClassNotFoundException e) {
      throw new IllegalStateException(
          "tar and zip archives need org.apache.commons:commons-compress, which is not there", e);
    }
  }
}
