package io.vnode.mem;

import java.util.function.Predicate;

/**
 * The rules of {@code path_resolution(7)}, {@code inode(7)} and the system calls about who may do
 * what, a line each. A deed is judged by the first of its rules that does not let it pass.
 */
@FunctionalInterface
interface Posix {
  /** What stops the deed; {@link Ending#DONE} if nothing does. */
  Ending judge(Cell cell);

  /** Names are looked up with search permission on their directory. */
  Posix SEARCH = parent(Cell.EXECUTE);

  /** Names are made and taken away with write permission besides. */
  Posix ENTRY = parent(Cell.WRITE | Cell.EXECUTE);

  /** From a sticky directory only who owns the file or the directory takes a name. */
  Posix STICKY = unless(cell -> cell.sticky() && !owns(cell), Ending.NOT_PERMITTED);

  /** A mode and chosen times are the owner's. */
  Posix OWNER = unless(cell -> !owns(cell), Ending.NOT_PERMITTED);

  /** Giving files away is root's. */
  Posix ROOT = unless(cell -> cell.relation() != Relation.ROOT, Ending.NOT_PERMITTED);

  /** A link that is followed leads somewhere. */
  Posix THERE = unless(cell -> cell.shape() == Shape.DANGLING_LINK, Ending.MISSING);

  Posix NEW = cell -> Ending.EXISTS;
  Posix LINK = unless(cell -> !cell.shape().isLink(), Ending.NO_LINK);
  Posix DIRECTORY = unless(cell -> !cell.shape().isDirectory(), Ending.NO_DIRECTORY);
  Posix NO_DIRECTORY = unless(cell -> cell.shape().isDirectory(), Ending.DIRECTORY);
  Posix EMPTY = unless(cell -> cell.shape() == Shape.DIRECTORY, Ending.NOT_EMPTY);
  Posix CHILD = unless(cell -> cell.shape() == Shape.EMPTY_DIRECTORY, Ending.MISSING);

  /** A fifo is nothing that a channel could be opened to. */
  Posix NO_FIFO = unless(cell -> cell.shape() == Shape.FIFO, Ending.NO_PEER);

  /** Directories have one name. */
  Posix LINKABLE = unless(cell -> cell.shape().isDirectory(), Ending.NOT_PERMITTED);

  /** Permission on the directory that the object is in. */
  static Posix parent(int want) {
    return unless(cell -> !grants(cell, cell.parent(), want, true), Ending.DENIED);
  }

  /** Permission on the object, and on what it leads to if it is a link. */
  static Posix object(int want) {
    return unless(
        cell -> !grants(cell, cell.object(), want, cell.shape().isDirectory()), Ending.DENIED);
  }

  /** Root reads, writes and searches anything, and executes what anybody may. */
  private static boolean grants(Cell cell, int bits, int want, boolean directory) {
    int root = cell.relation() != Relation.ROOT ? 0 : directory ? 7 : 6;
    return ((bits | root) & want) == want;
  }

  private static boolean owns(Cell cell) {
    return cell.relation() == Relation.OWNER || cell.relation() == Relation.ROOT;
  }

  private static Posix unless(Predicate<Cell> stopped, Ending ending) {
    return cell -> stopped.test(cell) ? ending : Ending.DONE;
  }

  /** This rule, where the object itself is no link: links have no permissions of their own. */
  default Posix ifNoLink() {
    return cell -> cell.shape().isLink() ? Ending.DONE : judge(cell);
  }

  /** This rule, for directories alone. */
  default Posix ifDirectory() {
    return cell -> cell.shape().isDirectory() ? judge(cell) : Ending.DONE;
  }

  /** This rule, for what is there to be read. */
  default Posix unlessFifo() {
    return cell -> cell.shape() == Shape.FIFO ? Ending.DONE : judge(cell);
  }

  /** This rule, for all but a link that leads nowhere. */
  default Posix ifThere() {
    return cell -> cell.shape() == Shape.DANGLING_LINK ? Ending.DONE : judge(cell);
  }

  /** Whether this rule alone stops the deed. */
  default boolean stops(Cell cell) {
    return judge(cell) != Ending.DONE;
  }

  /** The first of {@code rules} that stops the deed. */
  static Ending judge(Cell cell, Iterable<Posix> rules) {
    for (Posix rule : rules) {
      Ending ending = rule.judge(cell);
      if (ending != Ending.DONE) {
        return ending;
      }
    }
    return Ending.DONE;
  }
}
