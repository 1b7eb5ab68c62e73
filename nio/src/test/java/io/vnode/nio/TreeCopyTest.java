package io.vnode.nio;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** How far a copy is; what it copies is told where there are trees to be copied. */
class TreeCopyTest {
  @TempDir Path host;

  /** Each name but those of directories begins once; the bytes of a file of two names come once. */
  @Test
  void whoListensIsToldOfEachFile() throws IOException {
    Path from = Files.createDirectories(host.resolve("from/sub")).getParent();
    Path file = Files.write(from.resolve("sub/file"), new byte[5000]);
    Files.createLink(from.resolve("sub/other"), file);
    Files.createSymbolicLink(from.resolve("link"), Path.of("sub"));
    List<Path> begun = new ArrayList<>();
    List<Long> copied = new ArrayList<>();
    TreeCopy.copy(
        from,
        host.resolve("to"),
        new TreeListener() {
          @Override
          public void begin(Path file, long size) {
            begun.add(from.relativize(file));
          }

          @Override
          public void advance(long bytes) {
            copied.add(bytes);
          }
        });
    begun.sort(null);
    assertEquals(List.of(Path.of("link"), Path.of("sub/file"), Path.of("sub/other")), begun);
    copied.sort(null);
    assertEquals(List.of((long) "sub".length(), 5000L), copied);
  }
}
