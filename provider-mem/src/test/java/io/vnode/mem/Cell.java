package io.vnode.mem;

import java.util.ArrayList;
import java.util.List;

/**
 * One case of the permission matrix: somebody, an object, and what the modes of the object and of
 * the directory that it is in grant to him.
 *
 * @param object three bits, r w x
 * @param parent three bits, r w x
 * @param sticky whether the parent is
 */
record Cell(Relation relation, Shape shape, int object, int parent, boolean sticky) {
  static final int READ = 4;
  static final int WRITE = 2;
  static final int EXECUTE = 1;
  private static final int STICKY = 01000;

  /** All of them. A sticky parent differs from another only where names may be taken out of it. */
  static List<Cell> all() {
    List<Cell> cells = new ArrayList<>();
    for (Relation relation : Relation.values()) {
      for (Shape shape : Shape.values()) {
        for (int object = 0; object <= 7; object++) {
          for (int parent = 0; parent <= 7; parent++) {
            cells.add(new Cell(relation, shape, object, parent, false));
            if ((parent & (WRITE | EXECUTE)) == (WRITE | EXECUTE)) {
              cells.add(new Cell(relation, shape, object, parent, true));
            }
          }
        }
      }
    }
    return cells;
  }

  int objectMode() {
    return relation.mode(object);
  }

  int parentMode() {
    return relation.mode(parent) | (sticky ? STICKY : 0);
  }

  @Override
  public String toString() {
    return String.format("%s, %s %04o in %04o", relation, shape, objectMode(), parentMode());
  }
}
