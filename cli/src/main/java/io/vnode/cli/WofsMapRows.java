package io.vnode.cli;

import io.vnode.wofs.WofsRegion;
import io.vnode.wofs.WofsRegion.Kind;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.IntFunction;
import java.util.stream.Stream;

/**
 * An image cut into rows, and those into cells, each of which stands for what most of its bytes are
 * there for: so a picture of it has a size that does not grow with the image.
 */
final class WofsMapRows {
  /** Cells in a row. */
  static final int CELLS = 444;

  private static final int ROWS_MAX = 40;

  /** Cells of one row that stand for the same. */
  record Stretch<T>(int from, int length, T value) {}

  private final long bytesOfRow;
  private final int count;

  /** How many bytes of each kind there are in each cell. */
  private final List<Map<Kind, Double>> bytes;

  /** The number of the commit that begins or goes on in each cell, or zero. */
  private final long[] commits;

  /** The rows of an image up to a quarter more than is used, as far as it may get. */
  WofsMapRows(List<WofsRegion> regions) {
    WofsRegion last = regions.get(regions.size() - 1);
    long used = last.kind() == Kind.FREE ? last.start() : last.end();
    long drawn = Math.min(last.end(), used + used / 4);
    bytesOfRow = rounded((drawn + ROWS_MAX - 1) / ROWS_MAX);
    count = (int) ((drawn + bytesOfRow - 1) / bytesOfRow);
    bytes = Stream.generate(WofsMapRows::noBytes).limit((long) count * CELLS).toList();
    commits = new long[count * CELLS];
    regions.forEach(this::enter);
  }

  private static Map<Kind, Double> noBytes() {
    return new EnumMap<>(Kind.class);
  }

  /** Up to a number with few digits in the binary system. */
  private static long rounded(long bytes) {
    long unit = Math.max(1, Long.highestOneBit(bytes) / 4);
    return (bytes + unit - 1) / unit * unit;
  }

  private void enter(WofsRegion region) {
    double cell = bytesOfRow / (double) CELLS;
    double begin = region.start();
    double end = region.end();
    int last = (int) Math.min(commits.length - 1.0, Math.ceil(end / cell) - 1);
    for (int i = (int) Math.min(commits.length, begin / cell); i <= last; i++) {
      double part = Math.min(end, (i + 1) * cell) - Math.max(begin, i * cell);
      bytes.get(i).merge(region.kind(), part, Double::sum);
      commits[i] = Math.max(commits[i], region.commit());
    }
  }

  int count() {
    return count;
  }

  long bytesOfRow() {
    return bytesOfRow;
  }

  /** Where {@code row} begins. */
  long start(int row) {
    return row * bytesOfRow;
  }

  /** Where the last row ends. */
  long end() {
    return start(count);
  }

  /** What the bytes of {@code row} are there for; what is behind the capacity is nothing. */
  List<Stretch<Kind>> kinds(int row) {
    return stretches(i -> kind(bytes.get(row * CELLS + i)));
  }

  private static Kind kind(Map<Kind, Double> bytes) {
    return bytes.entrySet().stream()
        .max(Map.Entry.comparingByValue())
        .map(Map.Entry::getKey)
        .orElse(null);
  }

  /** The numbers of the commits in {@code row}; zero where there is none. */
  List<Stretch<Long>> commits(int row) {
    return stretches(i -> commits[row * CELLS + i]);
  }

  private static <T> List<Stretch<T>> stretches(IntFunction<T> cells) {
    List<Stretch<T>> stretches = new ArrayList<>();
    int from = 0;
    for (int i = 1; i <= CELLS; i++) {
      if (i == CELLS || !Objects.equals(cells.apply(i), cells.apply(from))) {
        if (cells.apply(from) != null) {
          stretches.add(new Stretch<>(from, i - from, cells.apply(from)));
        }
        from = i;
      }
    }
    return stretches;
  }
}
