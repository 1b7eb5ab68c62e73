package io.vnode.nio;

import io.vnode.engine.Body;
import io.vnode.engine.OpenFile;
import io.vnode.engine.VfsException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Where there are bytes in a file and where only holes, which read as zeros: what {@code SEEK_DATA}
 * and {@code SEEK_HOLE} of lseek(2) tell, for which {@code java.nio.file} has no words.
 */
public final class FileData {
  /** A piece of a file without a hole in it. */
  public record Range(long from, long length) {}

  private FileData() {}

  /**
   * The pieces of the first {@code size} bytes of {@code file} that are no holes, in order. Of a
   * file that is not ours nobody knows, and all of it is one piece.
   */
  public static List<Range> of(Path file, long size) throws IOException {
    if (!(file instanceof VfsPath)) {
      return size == 0 ? List.of() : List.of(new Range(0, size));
    }
    Location place = Location.of(file);
    try (OpenFile open =
        place.namespace().open(place.who(), place.at(), place.names(), 0, OpenFile.READ, 0)) {
      return of(open.body(), size);
    } catch (VfsException e) {
      throw NioErrors.of(e, file);
    }
  }

  private static List<Range> of(Body body, long size) throws IOException {
    List<Range> ranges = new ArrayList<>();
    long from = body.nextData(0);
    while (from >= 0 && from < size) {
      long hole = body.nextHole(from);
      long end = hole < 0 ? size : Math.min(hole, size);
      ranges.add(new Range(from, end - from));
      from = body.nextData(end);
    }
    return ranges;
  }
}
