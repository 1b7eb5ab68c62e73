package io.vnode.wofs.format;

import io.vnode.engine.ChangedNames;
import io.vnode.engine.InodeFacts;
import io.vnode.engine.Kind;
import io.vnode.engine.Xattrs;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Comparator;
import java.util.List;

/** Writes metadata: numbers of as many bytes as they need, texts with their lengths before them. */
final class MetadataWriter {
  /** What an inode has, besides the flags of the engine in the lowest three bits. */
  static final int HAS_XATTRS = 8;

  static final int HAS_CONTENTS = 16;
  static final int ENGINE_FLAGS = 7;

  private static final int VARINT_MAX = 10;

  private final long time;
  private ByteBuffer bytes = Bytes.buffer(1 << 12);

  /** A writer for a commit of the moment {@code time}, beside which other times are short. */
  private MetadataWriter(long time) {
    this.time = time;
  }

  /** {@code metadata} as they stand in the image. */
  static ByteBuffer encode(Metadata metadata, long time) throws IOException {
    MetadataWriter writer = new MetadataWriter(time);
    writer.number(metadata.root());
    writer.number(metadata.lastNumber());
    writer.number(metadata.inodes().size());
    for (Metadata.Entry entry : metadata.inodes()) {
      writer.inode(entry);
    }
    writer.number(metadata.names().size());
    for (ChangedNames names : metadata.names()) {
      writer.names(names);
    }
    return writer.bytes.flip();
  }

  private void inode(Metadata.Entry entry) throws IOException {
    InodeFacts facts = entry.facts();
    number(facts.number());
    number(facts.mode());
    number(
        facts.flags()
            | (facts.xattrs() == null ? 0 : HAS_XATTRS)
            | (entry.contents() == null ? 0 : HAS_CONTENTS));
    number(Integer.toUnsignedLong(facts.uid()));
    number(Integer.toUnsignedLong(facts.gid()));
    signed(facts.modified() - time);
    signed(facts.changed() - facts.modified());
    signed(facts.accessed() - facts.modified());
    signed(facts.born() - facts.modified());
    if (facts.kind() == Kind.SYMLINK) {
      text(facts.target());
    } else if (facts.kind().isDevice()) {
      number(facts.rdev());
    }
    if (facts.xattrs() != null) {
      xattrs(facts.xattrs());
    }
    if (entry.contents() != null) {
      contents(entry.contents());
    }
  }

  private void xattrs(Xattrs xattrs) throws IOException {
    number(xattrs.names().size());
    for (String name : xattrs.names()) {
      text(name);
      blob(ByteBuffer.wrap(xattrs.get(name)));
    }
  }

  private void contents(FileMap map) {
    number(map.size());
    number(map.runs().size());
    long next = 0;
    for (Run run : map.runs()) {
      number(run.index() - next);
      number(run.count());
      number(run.lastLength());
      number(run.method());
      number(run.offset());
      for (int i = 0; i < run.count(); i++) {
        room(Integer.BYTES).putInt(run.crc(i));
        if (run.isCompressed()) {
          number(run.stored(i));
        }
      }
      next = run.index() + run.count();
    }
  }

  private void names(ChangedNames changed) throws IOException {
    number(changed.directory());
    List<ChangedNames.Entry> entries =
        changed.entries().stream()
            .sorted(Comparator.comparingLong(ChangedNames.Entry::cookie))
            .toList();
    number(entries.size());
    long last = 0;
    for (ChangedNames.Entry entry : entries) {
      number(entry.inode());
      text(entry.name());
      if (entry.inode() != 0) {
        number(entry.cookie() - last);
        last = entry.cookie();
      }
    }
  }

  // ---------------------------------------------------------------- primitives

  private ByteBuffer room(int more) {
    if (bytes.remaining() < more) {
      int length = Math.max(bytes.capacity() * 2, bytes.position() + more);
      ByteBuffer longer = Bytes.buffer(length);
      bytes = longer.put(bytes.flip());
    }
    return bytes;
  }

  private void number(long value) {
    room(VARINT_MAX);
    long left = value;
    while ((left & ~0x7FL) != 0) {
      bytes.put((byte) (left | 0x80));
      left >>>= 7;
    }
    bytes.put((byte) left);
  }

  /** Near zero is short, whatever the sign. */
  private void signed(long value) {
    number((value << 1) ^ (value >> 63));
  }

  private void blob(ByteBuffer blob) {
    number(blob.remaining());
    room(blob.remaining()).put(blob);
  }

  /** A text in UTF-8, which half a surrogate pair is not in. */
  private void text(String text) throws IOException {
    try {
      blob(StandardCharsets.UTF_8.newEncoder().encode(CharBuffer.wrap(text)));
    } catch (CharacterCodingException e) {
      throw new IOException("'" + text + "' has half a surrogate pair, which is not in UTF-8", e);
    }
  }
}
