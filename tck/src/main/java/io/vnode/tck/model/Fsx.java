package io.vnode.tck.model;

import io.vnode.testkit.Gen;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * One operation of fsx on a {@link FsxFile}; reads as the call.
 *
 * <p>Offsets and lengths fall on both sides of the borders of blocks and pages more often than
 * chance would have it: that is where files go wrong.
 */
record Fsx(String code, Operation operation) {
  /** What is done to the file. */
  interface Operation {
    void on(FsxFile file) throws IOException;
  }

  private static final int SIZE_MAX = 96 * 1024;

  private static final Gen<Integer> NEAR_BORDERS =
      Gen.zip(
          Gen.of(0, 512, 4096, 8192, 16384, 65536),
          Gen.ints(-2, 2),
          (at, by) -> Math.max(0, at + by));

  private static final Gen<Integer> OFFSETS =
      Gen.weighted(
          Gen.weight(3, Gen.ints(0, 300)),
          Gen.weight(3, NEAR_BORDERS),
          Gen.weight(2, Gen.ints(0, SIZE_MAX)));

  private static final Gen<Integer> LENGTHS =
      Gen.weighted(
          Gen.weight(4, Gen.ints(0, 20)),
          Gen.weight(3, Gen.ints(0, 1000)),
          Gen.weight(2, NEAR_BORDERS.map(length -> Math.min(length, 9000))));

  private static final Gen<Integer> SEEDS = Gen.ints(0, 250);

  @Override
  public String toString() {
    return "file." + code + ";";
  }

  /** All operations; with those on mappings if {@code maps}. */
  static Gen<Fsx> operations(boolean maps) {
    List<Gen.Weight<Fsx>> operations = new ArrayList<>();
    operations.addAll(writes());
    operations.addAll(reads());
    operations.addAll(wholes());
    if (maps) {
      operations.add(Gen.weight(3, part("mapWrite", FsxFile::mapWrite)));
      operations.add(Gen.weight(3, part("mapRead", FsxFile::mapRead)));
    }
    return Gen.weighted(operations);
  }

  private interface Write {
    void on(FsxFile file, int at, int length, int seed) throws IOException;
  }

  private interface Read {
    void on(FsxFile file, int at, int length) throws IOException;
  }

  private static Gen<Fsx> part(String name, Write write) {
    return Gen.zip(
        OFFSETS,
        LENGTHS,
        SEEDS,
        (at, length, seed) ->
            new Fsx(
                name + "(" + at + ", " + length + ", " + seed + ")",
                file -> write.on(file, at, length, seed)));
  }

  private static Gen<Fsx> part(String name, Read read) {
    return Gen.zip(
        OFFSETS,
        LENGTHS,
        (at, length) ->
            new Fsx(name + "(" + at + ", " + length + ")", file -> read.on(file, at, length)));
  }

  private static List<Gen.Weight<Fsx>> writes() {
    return List.of(
        Gen.weight(8, part("write", FsxFile::write)),
        Gen.weight(8, part("writeAt", FsxFile::writeAt)),
        Gen.weight(2, part("gather", FsxFile::gather)),
        Gen.weight(
            3,
            Gen.zip(
                LENGTHS,
                SEEDS,
                (length, seed) ->
                    new Fsx(
                        "append(" + length + ", " + seed + ")",
                        file -> file.append(length, seed)))),
        Gen.weight(
            2,
            Gen.zip(
                LENGTHS,
                SEEDS,
                (length, seed) ->
                    new Fsx(
                        "hole(" + length + ", " + seed + ")", file -> file.hole(length, seed)))),
        Gen.weight(
            8, OFFSETS.map(size -> new Fsx("truncate(" + size + ")", file -> file.truncate(size)))),
        Gen.weight(
            2,
            Gen.zip(
                OFFSETS,
                LENGTHS,
                OFFSETS,
                (from, length, to) ->
                    new Fsx(
                        "transfer(" + from + ", " + length + ", " + to + ")",
                        file -> file.transfer(from, length, to)))));
  }

  private static List<Gen.Weight<Fsx>> reads() {
    return List.of(
        Gen.weight(8, part("read", FsxFile::read)),
        Gen.weight(8, part("readAt", FsxFile::readAt)),
        Gen.weight(2, part("transferOut", FsxFile::transferOut)),
        Gen.weight(2, Gen.just(new Fsx("requireAll()", FsxFile::requireAll))));
  }

  private static List<Gen.Weight<Fsx>> wholes() {
    return List.of(
        Gen.weight(2, Gen.just(new Fsx("reopen()", FsxFile::reopen))),
        Gen.weight(1, Gen.just(new Fsx("empty()", FsxFile::empty))),
        Gen.weight(
            1,
            Gen.zip(
                OFFSETS,
                SEEDS,
                (at, seed) ->
                    new Fsx("copy(" + at + ", " + seed + ")", file -> file.copy(at, seed)))));
  }
}
