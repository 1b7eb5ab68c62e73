package io.vnode.mem;

import java.util.function.Predicate;

/**
 * The rules of {@code path_resolution(7)}, {@code inode(7)} and the system calls about who may do
 * what, a line each. A deed is judged by the first of its rules that does not let it pass.
 */
@FunctionalInterface
interface Posix {
  /** What stops the deed; {@link Verdict#DONE} if nothing does. */
  Verdict judge(Cell cell);

  /** Names are looked up with search permission on their directory. */
  Posix SEARCH = parent(Cell.EXECUTE);

  /** Names are made and taken away with write permission besides. */
  Posix ENTRY = parent(Cell.WRITE | Cell.EXECUTE);

  /** From a sticky directory only who owns the file or the directory takes a name. */
  Posix STICKY = unless(cell -> cell.sticky() && !owns(cell), Verdict.NOT_PERMITTED);

  /** A mode and chosen times are the owner's. */
  Posix OWNER = unless(cell -> !owns(cell), Verdict.NOT_PERMITTED);

  /** Giving files away is root's. */
  Posix ROOT = unless(cell -> cell.relation() != Relation.ROOT, Verdict.NOT_PERMITTED);

  /** A link that is followed leads somewhere. */
  Posix THERE = unless(cell -> cell.shape() == Shape.DANGLING_LINK, Verdict.MISSING);

  Posix NEW = cell -> Verdict.EXISTS;
  Posix LINK = unless(cell -> !cell.shape().isLink(), Verdict.NO_LINK);
  Posix DIRECTORY = unless(cell -> !cell.shape().isDirectory(), Verdict.NO_DIRECTORY);
  Posix NO_DIRECTORY = unless(cell -> cell.shape().isDirectory(), Verdict.DIRECTORY);
  Posix EMPTY = unless(cell -> cell.shape() == Shape.DIRECTORY, Verdict.NOT_EMPTY);
  Posix CHILD = unless(cell -> cell.shape() == Shape.EMPTY_DIRECTORY, Verdict.MISSING);

  /** A fifo is nothing that a channel could be opened to. */
  Posix NO_FIFO = unless(cell -> cell.shape() == Shape.FIFO, Verdict.NO_PEER);

  /** Directories have one name. */
  Posix LINKABLE = unless(cell -> cell.shape().isDirectory(), Verdict.NOT_PERMITTED);

  /** Permission on the directory that the object is in. */
  static Posix parent(int want) {
    return unless(cell -> !grants(cell, cell.parent(), want, true), Verdict.DENIED);
  }

  /** Permission on the object, and on what it leads to if it is a link. */
  static Posix object(int want) {
    return unless(
        cell -> !grants(cell, cell.object(), want, cell.shape().isDirectory()), Verdict.DENIED);
  }

  /** Root reads, writes and searches anything, and executes what anybody may. */
  private static boolean grants(Cell cell, int bits, int want, boolean directory) {
    int root = cell.relation() != Relation.ROOT ? 0 : directory ? 7 : 6;
    return ((bits | root) & want) == want;
  }

  private static boolean owns(Cell cell) {
    return cell.relation() == Relation.OWNER || cell.relation() == Relation.ROOT;
  }

  private static Posix unless(Predicate<Cell> stopped, Verdict verdict) {
    return cell -> stopped.test(cell) ? verdict : Verdict.DONE;
  }

  /** This rule, where the object itself is no link: links have no permissions of their own. */
  default Posix ifNoLink() {
    return cell -> cell.shape().isLink() ? Verdict.DONE : judge(cell);
  }

  /** This rule, for directories alone. */
  default Posix ifDirectory() {
    return cell -> cell.shape().isDirectory() ? judge(cell) : Verdict.DONE;
  }

  /** This rule, for what is there to be read. */
  default Posix unlessFifo() {
    return cell -> cell.shape() == Shape.FIFO ? Verdict.DONE : judge(cell);
  }

  /** This rule, for all but a link that leads nowhere. */
  default Posix ifThere() {
    return cell -> cell.shape() == Shape.DANGLING_LINK ? Verdict.DONE : judge(cell);
  }

  /** Whether this rule alone stops the deed. */
  default boolean stops(Cell cell) {
    return judge(cell) != Verdict.DONE;
  }

  /** The first of {@code rules} that stops the deed. */
  static Verdict judge(Cell cell, Iterable<Posix> rules) {
    for (Posix rule : rules) {
      Verdict verdict = rule.judge(cell);
      if (verdict != Verdict.DONE) {
        return verdict;
      }
    }
    return Verdict.DONE;
  }
}
