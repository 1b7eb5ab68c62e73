package io.vnode.tck.nio;

import static java.nio.file.StandardOpenOption.APPEND;
import static java.nio.file.StandardOpenOption.CREATE_NEW;
import static java.nio.file.StandardOpenOption.READ;
import static java.nio.file.StandardOpenOption.WRITE;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.vnode.tck.Area;
import io.vnode.tck.Case;
import io.vnode.tck.Cites;
import io.vnode.tck.Errno;
import io.vnode.tck.Playground;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.OpenOption;
import java.nio.file.StandardOpenOption;
import java.util.Map;
import java.util.stream.Stream;

/** Files written as streams. */
@Area(value = "nio.output-streams", source = "java.nio.file.Files")
final class OutputStreamChecks {
  private static final String CONTENT = "0123456789";

  static OutputStream out(Playground p, OpenOption... options) throws IOException {
    return p.get("newOutputStream f", () -> Files.newOutputStream(p.path("f"), options));
  }

  @Cites("#newOutputStream If no options are present then ... CREATE, TRUNCATE_EXISTING, WRITE")
  void aFileIsMadeOrBeginsAnew(Playground p) throws IOException {
    out(p).close();
    p.shows("f");
    p.write("f", CONTENT);
    try (OutputStream out = out(p)) {
      assertEquals(0, p.stat("f").size());
      out.write('x');
    }
    p.shows("f=x");
  }

  /** Something written, given options and what there was; and the content then. */
  private static Case writes(
      String label, String before, String after, Use<OutputStream> use, OpenOption... options) {
    return Case.of(
        label,
        p -> {
          if (before != null) {
            p.write("f", before);
          }
          try (OutputStream out = out(p, options)) {
            p.run("write", () -> use.of(out));
          }
          assertEquals(after, p.read("f"));
        });
  }

  @Cites("java.io.OutputStream")
  Stream<Case> everyWayToWriteWritesTheBytes() {
    return Stream.of(
        writes("a byte", null, "A", out -> out.write('A')),
        writes("the low bits of a number", null, "A", out -> out.write(0x7fffff41)),
        writes("an array", null, "abc", out -> out.write(Bytes.of("abc").array())),
        writes("a part", null, "bc", out -> out.write(Bytes.of("abcd").array(), 1, 2)),
        writes("nothing", null, "", out -> out.write(new byte[3], 3, 0)),
        writes("over what is there", CONTENT, "x123456789", out -> out.write('x'), WRITE),
        writes("at the end", CONTENT, CONTENT + "x", out -> out.write('x'), APPEND),
        writes("into a new file", null, "x", out -> out.write('x'), CREATE_NEW, WRITE),
        writes(
            "into one that is made to append",
            null,
            "x",
            out -> out.write('x'),
            StandardOpenOption.CREATE,
            APPEND));
  }

  @Cites("#newOutputStream The resulting stream will not be buffered")
  void whatIsWrittenIsThereAtOnce(Playground p) throws IOException {
    try (OutputStream out = out(p)) {
      out.write(Bytes.of("abc").array());
      assertEquals("abc", p.read("f"));
      out.flush();
      out.write('d');
      assertEquals(4, p.stat("f").size());
    }
  }

  @Cites("java.io.OutputStream#close")
  void aClosedStreamIsNotWritten(Playground p) throws IOException {
    OutputStream out = out(p);
    out.write('x');
    out.close();
    out.close();
    p.refuses(IOException.class, () -> out.write('y'));
    p.refuses(IOException.class, () -> out.write(new byte[3]));
    p.shows("f=x");
  }

  @Cites("#newOutputStream")
  Stream<Case> whatIsNotOpenedChangesNothing() {
    return Map.<String, Errno>of("f", Errno.EEXIST, "no/f", Errno.ENOENT).entrySet().stream()
        .map(row ->
            Case.of(
                row.getValue().name(),
                p -> {
                  p.write("f", CONTENT);
                  p.expect(
                      row.getValue(),
                      () -> Files.newOutputStream(p.path(row.getKey()), CREATE_NEW));
                }));
  }

  @Cites("#newOutputStream except that the READ option may not be present")
  void aStreamToWriteIsNotRead(Playground p) throws IOException {
    p.write("f", CONTENT);
    InputStreamChecks.refusesOption(p, () -> out(p, READ, WRITE));
    p.shows("f=" + CONTENT);
  }
}
