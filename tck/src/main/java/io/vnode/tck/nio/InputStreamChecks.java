package io.vnode.tck.nio;

import static java.nio.file.StandardOpenOption.APPEND;
import static java.nio.file.StandardOpenOption.READ;
import static java.nio.file.StandardOpenOption.WRITE;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.vnode.tck.Area;
import io.vnode.tck.Capability;
import io.vnode.tck.Case;
import io.vnode.tck.Cites;
import io.vnode.tck.Errno;
import io.vnode.tck.Needs;
import io.vnode.tck.Operation;
import io.vnode.tck.Playground;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.OpenOption;
import java.util.stream.Stream;

/** Files read as streams. */
@Area(value = "nio.input-streams", source = "java.nio.file.Files")
final class InputStreamChecks {
  private static final String CONTENT = "0123456789";

  private static InputStream in(Playground p, OpenOption... options) throws IOException {
    return p.get("newInputStream f", () -> Files.newInputStream(p.path("f"), options));
  }

  private static String text(byte[] bytes) {
    return new String(bytes, java.nio.charset.StandardCharsets.ISO_8859_1);
  }

  @Cites("java.io.InputStream#read()")
  void bytesAreReadOneByOneWithoutSign(Playground p) throws IOException {
    Files.write(p.path("f"), new byte[] {0, 127, (byte) 128, (byte) 255});
    try (InputStream in = in(p)) {
      for (int expected : new int[] {0, 127, 128, 255, -1, -1}) {
        assertEquals(expected, in.read());
      }
    }
  }

  /** What is read, given the stream at its start. */
  @FunctionalInterface
  private interface Reading {
    Object of(InputStream in) throws IOException;
  }

  @Cites("java.io.InputStream")
  Stream<Case> everyWayToReadGivesTheBytes() {
    return Stream.of(
        reads("an array", CONTENT, in -> text(in.readNBytes(10))),
        reads(
            "a part of an array",
            "4 ..0123..",
            in -> {
              byte[] array = Bytes.of("..........").array();
              int count = in.read(array, 2, 4);
              return count + " " + text(array).substring(0, 8);
            }),
        reads("nothing", 0, in -> in.read(new byte[5], 2, 0)),
        reads("nothing into nothing", 0, in -> in.read(new byte[0])),
        reads("all", CONTENT, in -> text(in.readAllBytes())),
        reads("all of nothing", "", in -> text(in.readAllBytes()) + text(in.readAllBytes()), 1),
        reads("some", "012", in -> text(in.readNBytes(3))),
        reads("more than there is", CONTENT, in -> text(in.readNBytes(20))),
        reads("at the end", -1, in -> in.read(new byte[3]), 1),
        reads(
            "to another stream",
            "10 " + CONTENT,
            in -> {
              ByteArrayOutputStream out = new ByteArrayOutputStream();
              return in.transferTo(out) + " " + out;
            }),
        reads(
            "to another stream, the rest",
            "6 456789",
            in -> {
              ByteArrayOutputStream out = new ByteArrayOutputStream();
              in.readNBytes(4);
              return in.transferTo(out) + " " + out;
            }),
        reads(
            "behind what was skipped",
            "4567",
            in -> {
              in.skipNBytes(4);
              return text(in.readNBytes(4));
            }),
        reads("nothing skipped", 0L, in -> in.skip(0)));
  }

  private static Case reads(String label, Object result, Reading reading) {
    return reads(label, result, reading, 0);
  }

  /** With {@code used} not 0 all has been read before. */
  private static Case reads(String label, Object result, Reading reading, int used) {
    return Case.of(
        label,
        p -> {
          p.write("f", CONTENT);
          try (InputStream in = in(p)) {
            if (used != 0) {
              assertEquals(10, in.readAllBytes().length);
            }
            assertEquals(result, reading.of(in));
          }
        });
  }

  @Cites("java.io.InputStream#skip")
  Stream<Case> skippingTellsHowFarItGot() {
    return Stream.of(1L, 9L, 10L, 15L, Long.MAX_VALUE)
        .map(count ->
            Case.of(
                count + " of 10",
                p -> {
                  p.write("f", CONTENT);
                  try (InputStream in = in(p)) {
                    long skipped = in.skip(count);
                    assertTrue(skipped >= 0 && skipped <= count, () -> skipped + " skipped");
                    String rest = text(in.readAllBytes());
                    assertEquals(CONTENT.substring((int) Math.min(10, skipped)), rest);
                  }
                }));
  }

  @Cites("java.io.InputStream#skipNBytes EOFException")
  void skippingOverTheEndIsAnError(Playground p) throws IOException {
    p.write("f", CONTENT);
    try (InputStream in = in(p)) {
      p.refuses(EOFException.class, () -> in.skipNBytes(11));
    }
  }

  @Cites("java.io.InputStream#available")
  void noMoreIsAvailableThanIsLeft(Playground p) throws IOException {
    p.write("f", CONTENT);
    try (InputStream in = in(p)) {
      for (int left = 10; left >= 0; left--) {
        int available = in.available();
        assertTrue(available >= 0 && available <= left, available + " of " + left);
        in.read();
      }
    }
  }

  @Cites("java.io.InputStream#reset")
  void aStreamReturnsToItsMarkOrSaysThatItCannot(Playground p) throws IOException {
    p.write("f", CONTENT);
    try (InputStream in = in(p)) {
      in.readNBytes(2);
      in.mark(100);
      in.readNBytes(3);
      if (in.markSupported()) {
        in.reset();
        assertEquals("23", text(in.readNBytes(2)));
      } else {
        p.refuses(IOException.class, in::reset);
      }
    }
  }

  @Cites("java.io.InputStream#read(byte[],int,int) IndexOutOfBoundsException")
  Stream<Case> partsOfAnArrayThatAreNotThereAreRefused() {
    return Stream.of(
            new int[] {-1, 2},
            new int[] {0, -1},
            new int[] {0, 6},
            new int[] {4, 2},
            new int[] {6, 0},
            new int[] {1, Integer.MAX_VALUE})
        .map(part ->
            Case.of(
                part[1] + " at " + part[0] + " of 5",
                p -> {
                  p.write("f", CONTENT);
                  try (InputStream in = in(p);
                      OutputStream out = OutputStreamChecks.out(p, WRITE)) {
                    p.refuses(
                        IndexOutOfBoundsException.class,
                        () -> in.read(new byte[5], part[0], part[1]));
                    p.refuses(
                        IndexOutOfBoundsException.class,
                        () -> out.write(new byte[5], part[0], part[1]));
                  }
                  p.shows("f=" + CONTENT);
                }));
  }

  @Cites("java.io.InputStream#close")
  void aClosedStreamIsNotRead(Playground p) throws IOException {
    p.write("f", CONTENT);
    InputStream in = in(p);
    in.close();
    in.close();
    p.refuses(IOException.class, in::read);
    p.refuses(IOException.class, () -> in.read(new byte[1]));
  }

  @Cites("#newInputStream UnsupportedOperationException")
  Stream<Case> nothingIsWrittenByReading() {
    return Stream.<OpenOption>of(WRITE, APPEND)
        .map(option ->
            Case.of(
                option.toString(),
                p -> {
                  p.write("f", CONTENT);
                  refusesOption(p, () -> in(p, READ, option));
                  p.shows("f=" + CONTENT);
                }));
  }

  @Cites("#newInputStream")
  void aDirectoryIsNotReadAsAStream(Playground p) throws IOException {
    p.mkdir("f");
    p.refuses(
        IOException.class,
        () -> {
          try (InputStream in = in(p)) {
            in.read();
          }
        });
  }

  @Cites("#newInputStream")
  @Needs(Capability.SYMBOLIC_LINKS)
  void aLinkIsFollowedUnlessForbidden(Playground p) throws IOException {
    p.tree("t=abc", "f -> t");
    try (InputStream in = in(p)) {
      assertEquals("abc", text(in.readAllBytes()));
    }
    p.expect(Errno.ELOOP, () -> in(p, java.nio.file.LinkOption.NOFOLLOW_LINKS));
  }

  @Cites("#newInputStream")
  void aLargeFileIsReadWhole(Playground p) throws IOException {
    byte[] content = Bytes.pattern(300_001);
    Files.write(p.path("f"), content);
    try (InputStream in = in(p)) {
      assertArrayEquals(content, in.readAllBytes());
    }
  }

  /** Either as an option that is not supported or as one that contradicts the others. */
  static void refusesOption(Playground p, Operation operation) {
    RuntimeException thrown = p.refuses(RuntimeException.class, operation);
    assertTrue(
        thrown instanceof UnsupportedOperationException
            || thrown instanceof IllegalArgumentException,
        thrown::toString);
  }
}
