package io.vnode.cli;

import io.vnode.nio.TreeListener;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Locale;
import java.util.function.Function;
import java.util.function.LongSupplier;

/**
 * The line on a terminal that shows how far a long copy is: files, bytes, bytes a second, and the
 * file at hand. It appears only after half a second and is gone at the end; elsewhere than on a
 * terminal there is none.
 */
final class Progress {
  private static final long SILENT_NANOS = 500_000_000L;
  private static final long INTERVAL_NANOS = 100_000_000L;
  private static final int NAME_LENGTH_MAX = 40;
  private static final String ERASE_LINE = "\r\u001b[K";

  private final PrintWriter terminal;
  private final boolean isShown;
  private final LongSupplier nanoClock;
  private final long started;
  private long drawn;
  private boolean isDrawn;

  private String name = "";
  private long files;
  private long bytes;
  private long bytesOfFile;
  private long sizeOfFile;

  Progress(PrintWriter terminal, boolean isShown, LongSupplier nanoClock) {
    this.terminal = terminal;
    this.isShown = isShown;
    this.nanoClock = nanoClock;
    this.started = nanoClock.getAsLong();
  }

  void beginFile(String fileName, long size) {
    name = fileName;
    sizeOfFile = size;
    bytesOfFile = 0;
    files++;
    update();
  }

  void advance(long count) {
    bytes += count;
    bytesOfFile += count;
    update();
  }

  /** Follows what is done with a tree, whose files are called what {@code names} says. */
  TreeListener ofTree(Function<Path, String> names) {
    return new TreeListener() {
      @Override
      public void begin(Path file, long size) {
        beginFile(names.apply(file), size);
      }

      @Override
      public void advance(long bytes) {
        Progress.this.advance(bytes);
      }
    };
  }

  /** Takes the line away, so that something else can be printed. */
  void erase() {
    if (isDrawn) {
      terminal.print(ERASE_LINE);
      terminal.flush();
      isDrawn = false;
    }
  }

  private void update() {
    if (!isShown) {
      return;
    }
    long now = nanoClock.getAsLong();
    if (now - started < SILENT_NANOS || (isDrawn && now - drawn < INTERVAL_NANOS)) {
      return;
    }
    drawn = now;
    isDrawn = true;
    terminal.print(ERASE_LINE + line(now - started));
    terminal.flush();
  }

  private String line(long nanos) {
    String rate = Describe.humanSize((long) (bytes / (nanos / 1e9)));
    String percent =
        sizeOfFile > 0
            ? String.format(Locale.ROOT, " %d%%", Math.min(100, bytesOfFile * 100 / sizeOfFile))
            : "";
    return String.format(
        Locale.ROOT,
        "%d %s  %sB  %sB/s  %s%s",
        files,
        files == 1 ? "file" : "files",
        Describe.humanSize(bytes),
        rate,
        shortName(),
        percent);
  }

  private String shortName() {
    String text = Names.escaped(name);
    return text.length() <= NAME_LENGTH_MAX
        ? text
        : "…" + text.substring(text.length() - NAME_LENGTH_MAX + 1);
  }
}
