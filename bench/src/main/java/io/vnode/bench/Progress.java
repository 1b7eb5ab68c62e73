package io.vnode.bench;

import java.io.PrintStream;
import java.util.Locale;
import java.util.function.LongSupplier;

/** The line on a terminal that tells what is measured now and how long it will take yet. */
final class Progress {
  private static final String ERASE_LINE = "\r\u001b[K";
  private static final double NANOS_A_MINUTE = 60e9;

  private final PrintStream terminal;
  private final boolean isShown;
  private final LongSupplier nanoClock;
  private long started;
  private int expected;
  private int begun;

  Progress(PrintStream terminal, boolean isShown, LongSupplier nanoClock) {
    this.terminal = terminal;
    this.isShown = isShown;
    this.nanoClock = nanoClock;
  }

  void expect(int steps) {
    expected = steps;
    started = nanoClock.getAsLong();
  }

  void begin(String step) {
    int done = begun++;
    if (!isShown) {
      return;
    }
    String left = "";
    if (done > 0) {
      double nanos = (double) (nanoClock.getAsLong() - started) / done * (expected - done);
      left = String.format(Locale.ROOT, ", %.0f min left", Math.ceil(nanos / NANOS_A_MINUTE));
    }
    terminal.print(ERASE_LINE + begun + "/" + expected + left + ": " + step);
    terminal.flush();
  }

  void end() {
    if (isShown) {
      terminal.print(ERASE_LINE);
      terminal.flush();
    }
  }
}
