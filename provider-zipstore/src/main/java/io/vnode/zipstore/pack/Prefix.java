package io.vnode.zipstore.pack;

import io.vnode.zipstore.format.CarriedStore;
import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * An executable that comes in front of an archive, with as much as is kept of the archive that it
 * has already.
 *
 * <p>Bytes that stay are where they were. From the first entry on behind which no entry stays,
 * everything is dropped, so that packing the same again makes the file no longer; a replaced entry
 * in front of one that stays is merely not listed any more.
 */
final class Prefix implements Closeable {
  private static final int CHUNK_SIZE = 256 << 10;

  private final Path executable;
  private final SeekableByteChannel channel;
  private final List<byte[]> kept = new ArrayList<>();
  private byte[] comment = {};
  private long length;

  private Prefix(Path executable) throws IOException {
    this.executable = executable;
    this.channel = Files.newByteChannel(executable);
  }

  /**
   * Opens {@code executable}, whose archive keeps what {@code plan} does not replace.
   *
   * @throws java.nio.file.FileSystemException naming it, if it cannot be added to
   */
  static Prefix open(Path executable, TreePlan plan) throws IOException {
    Prefix prefix = new Prefix(executable);
    try {
      prefix.read(plan);
      return prefix;
    } catch (IOException e) {
      prefix.close();
      throw PackErrors.at(executable, e);
    }
  }

  private void read(TreePlan plan) throws IOException {
    length = channel.size();
    CarriedStore store =
        CarriedStore.find((position, dst) -> channel.position(position).read(dst), length);
    if (store != null) {
      comment = store.comment();
      keep(store, plan);
    }
  }

  private void keep(CarriedStore store, TreePlan plan) throws IOException {
    List<CarriedStore.Entry> replaced = new ArrayList<>();
    long keptEnd = 0;
    for (CarriedStore.Entry entry : store.entries()) {
      if (plan.replaces(entry.name(), executable)) {
        replaced.add(entry);
      } else {
        kept.add(store.header(entry));
        keptEnd = Math.max(keptEnd, entry.end());
      }
    }
    length = store.directoryAt();
    for (CarriedStore.Entry entry : replaced) {
      if (entry.at() >= keptEnd) {
        length = Math.min(length, entry.at());
      }
    }
  }

  /** The headers of the entries that stay. */
  List<byte[]> kept() {
    return kept;
  }

  /** What followed the archive. */
  byte[] comment() {
    return comment;
  }

  /** Writes the bytes that stay to {@code out}, and has them used by whom they could be. */
  void copyTo(PackFile out) throws IOException {
    channel.position(0);
    ByteBuffer chunk = ByteBuffer.allocate(CHUNK_SIZE);
    for (long left = length; left > 0; left -= chunk.position()) {
      chunk.clear().limit((int) Math.min(left, CHUNK_SIZE));
      if (read(chunk) < 0) {
        throw PackErrors.at(executable, new IOException("shrank while it was read"));
      }
      out.write(chunk.array(), 0, chunk.position());
    }
    out.takePermissions(executable);
  }

  private int read(ByteBuffer chunk) throws IOException {
    try {
      return channel.read(chunk);
    } catch (IOException e) {
      throw PackErrors.at(executable, e);
    }
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }
}
