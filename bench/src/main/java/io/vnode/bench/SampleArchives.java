package io.vnode.bench;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.util.Arrays;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/**
 * The archives that readers are measured at, made by the JDK. They are the same for all, and are
 * kept while a run lasts, since to make them takes longer than to measure.
 */
final class SampleArchives {
  static final String STORED = "d/stored";
  static final String DEFLATED = "d/deflated";

  static final int BLOCK_SIZE = 4 << 10;

  /** Files in each directory of an archive of many. */
  static final int EACH = 1000;

  private static final int SMALL_SIZE = 2000;
  private static final FileTime TIME = FileTime.fromMillis(1_600_000_000_000L);
  private static final Path FOLDER =
      Path.of(System.getProperty("java.io.tmpdir"), "vnode-bench-archives");

  private SampleArchives() {}

  /** The bytes that all files are cut from: who finds the archives made needs none. */
  private static final class Content {
    static final byte[] BYTES = SampleContent.make();
  }

  /** Makes something at a path where nothing is. */
  private interface Maker {
    void make(Path fresh) throws IOException;
  }

  private static Path kept(String name, Maker maker) throws IOException {
    Path file = FOLDER.resolve(name);
    if (Files.exists(file)) {
      return file;
    }
    Files.createDirectories(FOLDER);
    Path fresh = Files.createTempDirectory(FOLDER, name).resolve("fresh");
    maker.make(fresh);
    Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE);
    Subject.HOST.dispose(fresh.getParent());
    return file;
  }

  /** Makes an archive. */
  private interface ZipMaker {
    void make(ZipOutputStream out) throws IOException;
  }

  private static Path keptZip(String name, ZipMaker maker) throws IOException {
    return kept(
        name + ".zip",
        fresh -> {
          try (OutputStream out = Files.newOutputStream(fresh);
              ZipOutputStream zip = new ZipOutputStream(out)) {
            maker.make(zip);
          }
        });
  }

  /** Removes all that were made. */
  static void removeAll() throws IOException {
    if (Files.exists(FOLDER)) {
      Subject.HOST.dispose(FOLDER);
    }
  }

  /** The path of file {@code i} in an archive of many. */
  static String name(int i) {
    return "directory" + i / EACH + "/file" + i;
  }

  /** An archive of {@code count} deflated files of 2,000 bytes, with times of their own or none. */
  static Path ofMany(int count, boolean dated) throws IOException {
    return keptZip(
        "many" + count + dated,
        zip -> {
          for (int i = 0; i < count; i++) {
            ZipEntry entry = new ZipEntry(name(i));
            if (dated) {
              entry.setLastModifiedTime(TIME);
              entry.setLastAccessTime(TIME);
            }
            zip.putNextEntry(entry);
            zip.write(Content.BYTES, i * SMALL_SIZE % SampleContent.SIZE, SMALL_SIZE);
          }
        });
  }

  /** What {@code store} makes of {@code tree}. */
  static Path ofTree(Store store, SampleTree tree) throws IOException {
    String name = "tree" + tree.files() + "x" + tree.size() + "." + store.name();
    return kept(name, fresh -> store.pack(tree, fresh));
  }

  /** An archive of two files with the same bytes, one of them stored and the other deflated. */
  static Path ofTwoLarge(int mebibytes) throws IOException {
    return keptZip(
        "large" + mebibytes,
        zip -> {
          int blocks = blocks(mebibytes);
          CRC32 crc = new CRC32();
          for (int i = 0; i < blocks; i++) {
            crc.update(block(i));
          }
          ZipEntry stored = new ZipEntry(STORED);
          stored.setMethod(ZipEntry.STORED);
          stored.setSize((long) blocks * BLOCK_SIZE);
          stored.setCrc(crc.getValue());
          for (ZipEntry entry : new ZipEntry[] {stored, new ZipEntry(DEFLATED)}) {
            zip.putNextEntry(entry);
            for (int i = 0; i < blocks; i++) {
              zip.write(block(i));
            }
          }
        });
  }

  static int blocks(int mebibytes) {
    return mebibytes * ((1 << 20) / BLOCK_SIZE);
  }

  /**
   * A piece of the content, with the number of the block in front. The content comes again and
   * again, but so far apart that deflate does not see it.
   */
  private static byte[] block(int number) {
    int from = number % (SampleContent.SIZE / BLOCK_SIZE) * BLOCK_SIZE;
    byte[] block = Arrays.copyOfRange(Content.BYTES, from, from + BLOCK_SIZE);
    ByteBuffer.wrap(block).putInt(number);
    return block;
  }

  /** Requires that {@code bytes} from {@code at} on are those of block {@code number}. */
  static void check(ByteBuffer bytes, int at, int number) {
    Check.equal(number, bytes.getInt(at), "the number in a block");
  }
}
