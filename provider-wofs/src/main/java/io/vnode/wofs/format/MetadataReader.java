package io.vnode.wofs.format;

import io.vnode.engine.ChangedNames;
import io.vnode.engine.InodeFacts;
import io.vnode.engine.Kind;
import io.vnode.engine.Limits;
import io.vnode.engine.Piece;
import io.vnode.engine.Xattrs;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Reads metadata. Nothing is made that is larger than the bytes that ask for it, and whatever
 * cannot be is refused with the place where it stands.
 */
final class MetadataReader {
  private static final int MODE_MAX = 0xFFFF;

  private final ImageSource image;
  private final Commit commit;
  private final ByteBuffer bytes;

  private MetadataReader(ImageSource image, Commit commit, ByteBuffer bytes) {
    this.image = image;
    this.commit = commit;
    this.bytes = bytes;
  }

  /** The metadata of {@code commit}. */
  static Metadata read(ImageSource image, Commit commit) throws IOException {
    if (commit.metadataLength() > Integer.MAX_VALUE - 8) {
      throw image.wrong(commit.metadata(), "metadata of more than 2 GiB");
    }
    ByteBuffer bytes = image.read(commit.metadata(), (int) commit.metadataLength());
    if (Checksum.crc(bytes) != commit.metadataCrc()) {
      throw image.wrong(
          commit.metadata(),
          "the metadata of commit " + commit.number() + " are damaged: their checksum is another");
    }
    return new MetadataReader(image, commit, bytes).metadata();
  }

  private Metadata metadata() throws IOException {
    long root = number();
    long lastNumber = number();
    List<Metadata.Entry> inodes = new ArrayList<>();
    for (int left = count(); left > 0; left--) {
      inodes.add(inode(lastNumber));
    }
    List<ChangedNames> names = new ArrayList<>();
    for (int left = count(); left > 0; left--) {
      names.add(names());
    }
    require(!bytes.hasRemaining(), "bytes behind the metadata");
    return new Metadata(root, lastNumber, inodes, names);
  }

  private Metadata.Entry inode(long lastNumber) throws IOException {
    long number = number();
    require(number > 0 && number <= lastNumber, "an inode that is not numbered as it can be");
    int mode = (int) number(MODE_MAX);
    Kind kind = Kind.of(mode);
    require(kind != null, "an inode of no kind");
    int has = (int) number(MetadataWriter.ENGINE_FLAGS | 8 | 16);
    int uid = (int) number(0xFFFF_FFFFL);
    int gid = (int) number(0xFFFF_FFFFL);
    long modified = commit.time() + signed();
    long changed = modified + signed();
    long accessed = modified + signed();
    long born = modified + signed();
    String target = kind == Kind.SYMLINK ? text(Limits.PATH_MAX - 1) : null;
    require(target == null || isTarget(target), "a link that leads to no path");
    long rdev = kind.isDevice() ? number() : 0;
    Xattrs xattrs = (has & MetadataWriter.HAS_XATTRS) == 0 ? null : xattrs();
    InodeFacts facts =
        new InodeFacts(
            number,
            mode,
            has & MetadataWriter.ENGINE_FLAGS,
            uid,
            gid,
            accessed,
            modified,
            changed,
            born,
            rdev,
            target,
            xattrs);
    FileMap contents = (has & MetadataWriter.HAS_CONTENTS) == 0 ? null : contents();
    require(contents == null || kind == Kind.REGULAR, "contents of what is no file");
    return new Metadata.Entry(facts, contents);
  }

  private static boolean isTarget(String target) {
    return !target.isEmpty() && target.indexOf(0) < 0;
  }

  private Xattrs xattrs() throws IOException {
    Map<String, byte[]> values = new LinkedHashMap<>();
    for (int left = count(); left > 0; left--) {
      values.put(text(Limits.XATTR_NAME_MAX), blob(Limits.XATTR_SIZE_MAX));
    }
    return Xattrs.of(values);
  }

  private FileMap contents() throws IOException {
    long size = number(Limits.FILE_SIZE_MAX);
    List<Run> runs = new ArrayList<>();
    long next = 0;
    for (int left = count(); left > 0; left--) {
      Run run = run(next, size);
      runs.add(run);
      next = run.index() + run.count();
    }
    return new FileMap(size, runs);
  }

  private Run run(long next, long size) throws IOException {
    long index = next + number(Long.MAX_VALUE / Piece.MAX);
    int count = count();
    int lastLength = (int) number(Piece.MAX);
    int method = (int) number(Compression.METHOD_MAX);
    long offset = number();
    require(count > 0 && lastLength > 0, "a run of no bytes");
    int[] crcs = new int[count];
    int[] stored = method == Compression.NONE ? null : new int[count];
    for (int i = 0; i < count; i++) {
      require(bytes.remaining() >= Integer.BYTES, "a run that ends early");
      crcs[i] = bytes.getInt();
      if (stored != null) {
        stored[i] = (int) number(Piece.MAX);
      }
    }
    Run run = new Run(index, lastLength, method, offset, crcs, stored);
    requireInside(run, size);
    return run;
  }

  /** Requires that all pieces of {@code run} are in the file, and before the commit's metadata. */
  private void requireInside(Run run, long size) throws IOException {
    long stored = 0;
    for (int i = 0; i < run.count(); i++) {
      stored += run.stored(i);
    }
    long last = run.index() + run.count() - 1;
    boolean inFile =
        last <= (Long.MAX_VALUE - Piece.MAX) / Piece.MAX
            && last * Piece.MAX + run.lastLength() <= size;
    boolean inImage = run.offset() >= Header.LENGTH && run.offset() <= commit.metadata() - stored;
    require(inFile && inImage, "a run outside of its file or of the image");
  }

  private ChangedNames names() throws IOException {
    long directory = number();
    List<ChangedNames.Entry> entries = new ArrayList<>();
    long last = 0;
    for (int left = count(); left > 0; left--) {
      long inode = number();
      String name = text(Limits.NAME_MAX);
      require(isName(name), "a name that is none");
      if (inode != 0) {
        long step = number();
        require(step > 0 && last + step > 0, "names that are not in their order");
        last += step;
      }
      entries.add(new ChangedNames.Entry(name, inode, inode == 0 ? 0 : last));
    }
    return new ChangedNames(directory, entries);
  }

  private static boolean isName(String name) {
    return !name.isEmpty()
        && !name.equals(".")
        && !name.equals("..")
        && name.indexOf('/') < 0
        && name.indexOf(0) < 0;
  }

  // ---------------------------------------------------------------- primitives

  private void require(boolean holds, String otherwise) throws IOException {
    if (!holds) {
      throw image.wrong(
          commit.metadata() + bytes.position(),
          "in the metadata of commit " + commit.number() + ": " + otherwise);
    }
  }

  private long number() throws IOException {
    long value = 0;
    for (int shift = 0; shift < Long.SIZE; shift += 7) {
      require(bytes.hasRemaining(), "a number that ends early");
      byte next = bytes.get();
      value |= (next & 0x7FL) << shift;
      if (next >= 0) {
        return value;
      }
    }
    require(false, "a number of more than 64 bits");
    return value;
  }

  private long number(long most) throws IOException {
    long value = number();
    if (value < 0 || value > most) { // Only then are there words to be made: this is asked most.
      require(false, "a number that is not from 0 to " + most);
    }
    return value;
  }

  /** How many things follow, each of which takes a byte at least. */
  private int count() throws IOException {
    return (int) number(bytes.remaining());
  }

  private long signed() throws IOException {
    long value = number();
    return (value >>> 1) ^ -(value & 1);
  }

  private byte[] blob(int most) throws IOException {
    int length = (int) number(Math.min(most, bytes.remaining()));
    require(length <= bytes.remaining(), "a text that ends early");
    byte[] blob = new byte[length];
    bytes.get(blob);
    return blob;
  }

  private String text(int most) throws IOException {
    byte[] blob = blob(most);
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(blob)).toString();
    } catch (CharacterCodingException e) {
      require(false, "a text that is not in UTF-8");
      throw e;
    }
  }
}
