package io.vnode.zipstore;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.vnode.nio.VfsFileSystem;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Random;
import java.util.zip.Deflater;
import java.util.zip.ZipException;
import org.apache.commons.compress.compressors.bzip2.BZip2CompressorOutputStream;
import org.apache.commons.compress.compressors.lzma.LZMACompressorOutputStream;
import org.apache.commons.compress.compressors.xz.XZCompressorOutputStream;
import org.apache.commons.compress.compressors.zstandard.ZstdCompressorOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tukaani.xz.LZMA2Options;
import org.tukaani.xz.LZMAOutputStream;

/** Methods that Commons Compress unpacks (APPNOTE 4.4.5), and what such files may claim. */
class OtherMethodsTest {
  private static final int DEFLATE64 = 9;
  private static final int BZIP2 = 12;
  private static final int LZMA = 14;
  private static final int ZSTD = 93;
  private static final int XZ = 95;

  /** Those that there is a packer for. */
  static final int[] METHODS = {BZIP2, LZMA, ZSTD, XZ};

  /** 3,000 times "a", then 3,000 times "b", by 7-Zip. */
  private static final byte[] AS_IN_DEFLATE64 =
      Base64.getDecoder().decode("5cEBCQAAAAKgrfV/RDtCDY/H4/F4PB6Px3tSHo/H4/F4PB6P92Q=");

  @TempDir Path folder;

  private interface Packer {
    OutputStream onto(OutputStream out) throws IOException;
  }

  private static byte[] pack(byte[] bytes, Packer packer) throws IOException {
    ByteArrayOutputStream packed = new ByteArrayOutputStream();
    try (OutputStream out = packer.onto(packed)) {
      out.write(bytes);
    }
    return packed.toByteArray();
  }

  /** A file of LZMA begins with properties and a size, an entry with a version and properties. */
  private static byte[] lzma(byte[] bytes, Packer packer) throws IOException {
    byte[] packed = pack(bytes, packer);
    return ByteBuffer.allocate(packed.length - 4)
        .order(ByteOrder.LITTLE_ENDIAN)
        .putShort((short) 0x1009)
        .putShort((short) 5)
        .put(packed, 0, 5)
        .put(packed, 13, packed.length - 13)
        .array();
  }

  static byte[] pack(int method, byte[] bytes) throws IOException {
    return switch (method) {
      case BZIP2 -> pack(bytes, BZip2CompressorOutputStream::new);
      case LZMA -> lzma(bytes, LZMACompressorOutputStream::new);
      case ZSTD -> pack(bytes, ZstdCompressorOutputStream::new);
      case XZ -> pack(bytes, XZCompressorOutputStream::new);
      default -> throw new AssertionError(method);
    };
  }

  private static RawZip packed(int method, byte[] bytes) throws IOException {
    RawZip raw = new RawZip();
    raw.add("a".getBytes(UTF_8), pack(method, bytes)).flags(2).packed(method, bytes);
    return raw;
  }

  private static byte[] words(int size) {
    Random random = new Random(3);
    StringBuilder text = new StringBuilder(size + 10);
    while (text.length() < size) {
      text.append("word").append(random.nextInt(1000)).append(' ');
    }
    return Arrays.copyOf(text.toString().getBytes(UTF_8), size);
  }

  private void assertUnreadable(String reason, RawZip raw, String... settings) throws IOException {
    try (VfsFileSystem zip = Archives.open(folder, raw, settings)) {
      ZipException e =
          assertThrows(ZipException.class, () -> Files.readAllBytes(zip.getPath("/a")));
      assertTrue(e.getMessage().contains(reason), e.getMessage());
      assertTrue(e.getMessage().contains("entry /a"), e.getMessage());
    }
  }

  @Test
  void filesOfEveryMethodAreReadAnywhere() throws IOException {
    for (int method : METHODS) {
      for (int size : new int[] {1, 1000, 300_000}) {
        byte[] bytes = words(size);
        try (VfsFileSystem zip = Archives.open(folder, packed(method, bytes));
            FileChannel channel = FileChannel.open(zip.getPath("/a"))) {
          assertArrayEquals(bytes, Files.readAllBytes(zip.getPath("/a")), method + ", " + size);
          ByteBuffer end = ByteBuffer.allocate(10);
          assertEquals(1, channel.read(end, size - 1));
          assertEquals(bytes[size - 1], end.get(0));
        }
      }
    }
  }

  /** APPNOTE 4.4.4, bit 1. */
  @Test
  void lzmaMayEndWithoutAMarker() throws IOException {
    byte[] bytes = words(1000);
    RawZip raw = new RawZip();
    raw.add(
            "a".getBytes(UTF_8),
            lzma(bytes, out -> new LZMAOutputStream(out, new LZMA2Options(), bytes.length)))
        .packed(LZMA, bytes);
    try (VfsFileSystem zip = Archives.open(folder, raw)) {
      assertArrayEquals(bytes, Files.readAllBytes(zip.getPath("/a")));
    }
  }

  /** A dictionary of 4 GiB is said to be needed for a thousand bytes. */
  @Test
  void dictionaryIsNoLargerThanTheFile() throws IOException {
    byte[] bytes = words(1000);
    byte[] packed = lzma(bytes, LZMACompressorOutputStream::new);
    Arrays.fill(packed, 5, 9, (byte) -1);
    RawZip raw = new RawZip();
    raw.add("a".getBytes(UTF_8), packed).flags(2).packed(LZMA, bytes);
    try (VfsFileSystem zip = Archives.open(folder, raw)) {
      assertArrayEquals(bytes, Files.readAllBytes(zip.getPath("/a")));
    }
  }

  @Test
  void deflate64IsRead() throws IOException {
    byte[] bytes = ("a".repeat(3000) + "b".repeat(3000)).getBytes(UTF_8);
    RawZip raw = new RawZip();
    raw.add("a".getBytes(UTF_8), AS_IN_DEFLATE64).packed(DEFLATE64, bytes);
    try (VfsFileSystem zip = Archives.open(folder, raw)) {
      assertArrayEquals(bytes, Files.readAllBytes(zip.getPath("/a")));
    }
  }

  @Test
  void methodThatNobodyKnowsIsRefusedByItsNumberWhenItIsRead() throws IOException {
    for (int method : new int[] {1, 6, 10, 97, 98, 99}) {
      RawZip raw = new RawZip();
      raw.add("a", "hello").method(method);
      try (VfsFileSystem zip = Archives.open(folder, raw)) {
        assertEquals(List.of("/a"), Archives.paths(zip));
      }
      assertUnreadable("compression method " + method + " is not supported", raw);
    }
  }

  @Test
  void damageIsOneErrorThatNamesTheMethod() throws IOException {
    byte[] bytes = words(5000);
    for (int method : METHODS) {
      byte[] half = pack(method, bytes);
      RawZip raw = new RawZip();
      raw.add("a".getBytes(UTF_8), Arrays.copyOf(half, half.length / 2)).packed(method, bytes);
      assertUnreadable("compressed by method " + method + " (", raw);
    }
  }

  @Test
  void otherSizeThanTheDirectorySaysIsRefused() throws IOException {
    byte[] bytes = words(5000);
    for (int method : METHODS) {
      for (int wrong : new int[] {-1, 1}) {
        RawZip raw = new RawZip();
        raw.add("a".getBytes(UTF_8), pack(method, bytes))
            .flags(2)
            .packed(method, bytes)
            .unpackedSize(bytes.length + wrong);
        assertUnreadable(wrong < 0 ? "unpack to more" : "unpack to 5000", raw);
      }
    }
  }

  @Test
  void fileOfMoreBytesThanMayBeHeldIsRefused() throws IOException {
    RawZip raw = packed(BZIP2, words(300_000));
    assertUnreadable(
        "300000 bytes to be held in memory are more than heldPerFile=204800 allows",
        raw,
        "heldPerFile",
        "200 KiB");
    assertUnreadable("heldInAll=204800", raw, "heldInAll", "200 KiB");
  }

  @Test
  void filesThatAreOpenTogetherAreHeldOnceEachAndCounted() throws IOException {
    byte[] bytes = words(150_000);
    RawZip raw = packed(XZ, bytes);
    raw.add("b".getBytes(UTF_8), pack(ZSTD, bytes)).packed(ZSTD, bytes);
    try (VfsFileSystem zip = Archives.open(folder, raw, "heldInAll", "200000")) {
      Path a = zip.getPath("/a");
      Path b = zip.getPath("/b");
      try (FileChannel one = FileChannel.open(a)) {
        assertArrayEquals(bytes, Files.readAllBytes(a));
        ZipException e = assertThrows(ZipException.class, () -> FileChannel.open(b));
        assertTrue(e.getMessage().contains("beside others"), e.getMessage());
        assertEquals(bytes.length, one.size());
      }
      assertArrayEquals(bytes, Files.readAllBytes(b), "what was closed is given back");
    }
  }

  /** A million zeros are 45 bytes of bzip2. */
  @Test
  void bombIsRefusedByItsRatio() throws IOException {
    RawZip raw = packed(BZIP2, new byte[30 << 20]);
    assertUnreadable("are more than ratio=1032 allows", raw);
    try (VfsFileSystem zip = Archives.open(folder, raw, "ratio", "1000000")) {
      assertEquals(30 << 20, Files.readAllBytes(zip.getPath("/a")).length);
    }
  }

  @Test
  void ratioHoldsForDeflatedFilesToo() throws IOException {
    RawZip raw = new RawZip();
    byte[] bytes = new byte[2 << 20];
    raw.add("a".getBytes(UTF_8), deflated(bytes)).packed(8, bytes);
    assertUnreadable("are more than ratio=100 allows", raw, "ratio", "100");
    try (VfsFileSystem zip = Archives.open(folder, raw)) {
      assertArrayEquals(bytes, Files.readAllBytes(zip.getPath("/a")));
    }
  }

  private static byte[] deflated(byte[] bytes) {
    Deflater deflater = new Deflater(9, true);
    deflater.setInput(bytes);
    deflater.finish();
    byte[] packed = new byte[bytes.length];
    return Arrays.copyOf(packed, deflater.deflate(packed));
  }

  @Test
  void limitsThatAreNoneAreRefusedByTheirKey() {
    for (String key : new String[] {"heldPerFile", "heldInAll", "ratio"}) {
      IllegalArgumentException e =
          assertThrows(
              IllegalArgumentException.class,
              () -> Archives.open(folder, RawZip.hello(), key, "much"));
      assertTrue(e.getMessage().startsWith("zipstore: " + key + ": 'much' is not"), e.getMessage());
    }
  }
}
