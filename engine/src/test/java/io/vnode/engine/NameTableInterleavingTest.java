package io.vnode.engine;

import java.util.List;
import org.jetbrains.lincheck.datastructures.IntGen;
import org.jetbrains.lincheck.datastructures.Operation;
import org.jetbrains.lincheck.datastructures.Param;
import org.junit.jupiter.api.Test;

/**
 * {@link NameTable} and {@link NameOrder} under every schedule of a writer and two readers that
 * Lincheck comes by: what readers find is what a table with a lock would show them.
 *
 * <p>Writers share a group that never runs in parallel, as they share a directory's lock.
 */
@Param(name = "name", gen = IntGen.class, conf = "0:3")
public class NameTableInterleavingTest {
  private static final StressVolume VOLUME = new StressVolume(VolumeOptions.DEFAULT, 1000, 1000);
  private static final Inode[] INODES = new Inode[2];

  static {
    for (int i = 0; i < INODES.length; i++) {
      INODES[i] = new TreeDirectory(VOLUME, i, StressVolume.ROOT, null);
    }
  }

  private final NameTable table = new NameTable();

  @Operation(nonParallelGroup = "writers")
  public boolean add(@Param(name = "name") int name) {
    boolean free = table.get(text(name)) == null;
    if (free) {
      table.add(text(name), INODES[0]);
    }
    return free;
  }

  @Operation(nonParallelGroup = "writers")
  public boolean replace(@Param(name = "name") int name) {
    boolean there = table.get(text(name)) == INODES[0];
    if (there) {
      table.replace(text(name), INODES[1]);
    }
    return there;
  }

  @Operation(nonParallelGroup = "writers")
  public boolean remove(@Param(name = "name") int name) {
    boolean there = table.get(text(name)) != null;
    if (there) {
      table.remove(text(name));
    }
    return there;
  }

  @Operation
  public long get(@Param(name = "name") int name) {
    Inode inode = table.get(text(name));
    return inode == null ? -1 : inode.number();
  }

  /** Names that are in one slot's way, so that runs, graves and new arrays come soon. */
  private static String text(int name) {
    return List.of("Aa", "BB", "C#", "x").get(name);
  }

  @Test
  void lookupsAreLinearizable() {
    Interleavings.check(getClass(), 3, 15, 400);
  }
}
