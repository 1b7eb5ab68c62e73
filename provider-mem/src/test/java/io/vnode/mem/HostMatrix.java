package io.vnode.mem;

import io.vnode.mem.Stage.Someone;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * A sample of the permission matrix on the host's own file system, to judge the rules by. A program
 * of its own too: root plants the files, and somebody else does the deeds.
 *
 * @param cases the files of each are in the folder of its index
 */
record HostMatrix(Path folder, List<Case> cases) {
  /** Those whom a user without privileges may be. */
  static final List<Relation> UNPRIVILEGED =
      List.of(Relation.OWNER, Relation.GROUP, Relation.OTHER);

  /** One case for so many: a prime, so that every operation meets every kind of file. */
  private static final int STRIDE = 37;

  /** Who is nobody in particular, for files that are not the actor's. */
  private static final int STRANGER = 2000;

  record Case(Deed deed, Cell cell) {}

  /** The sample for somebody who stands to files in one of {@code relations}. */
  static HostMatrix of(Path folder, List<Relation> relations) {
    List<Case> all = new ArrayList<>();
    for (Deed deed : Deeds.all()) {
      for (Cell cell : Cell.all()) {
        boolean asked = cell.shape() != Shape.FIFO && !deed.hostMayDiffer().test(cell);
        if (asked && relations.contains(cell.relation())) {
          all.add(new Case(deed, cell));
        }
      }
    }
    List<Case> sample = new ArrayList<>();
    for (int i = 0; i < all.size(); i += STRIDE) {
      sample.add(all.get(i));
    }
    return new HostMatrix(folder, sample);
  }

  private Path base(int index) {
    return folder.resolve("" + index);
  }

  /** Makes the files for {@code actor}. */
  void plant(Someone actor) throws IOException {
    for (int i = 0; i < cases.size(); i++) {
      Cell cell = cases.get(i).cell();
      Someone owner =
          switch (cell.relation()) {
            case OWNER -> actor;
            case GROUP -> new Someone(STRANGER, actor.gid());
            case OTHER, ROOT -> new Someone(STRANGER, STRANGER);
          };
      new Stage(Files.createDirectory(base(i))).plant(cell, owner, actor);
    }
  }

  /** Does the deeds. @return where the host does not do what the rules say */
  List<String> failures() throws IOException {
    List<String> failures = new ArrayList<>();
    for (int i = 0; i < cases.size(); i++) {
      Case one = cases.get(i);
      Ending ending = one.deed().run(new Stage(base(i)));
      Ending expected = one.deed().expected(one.cell());
      if (ending != expected) {
        failures.add(one.deed() + ", " + one.cell() + ": " + ending + " and not " + expected);
      }
    }
    return failures;
  }

  /** Does the deeds in the folder that the argument names. */
  public static void main(String[] arguments) throws IOException {
    List<String> failures = of(Path.of(arguments[0]), UNPRIVILEGED).failures();
    if (!failures.isEmpty()) {
      throw new AssertionError(String.join("\n", failures));
    }
  }
}
