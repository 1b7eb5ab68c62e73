package io.vnode.mem;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.util.List;
import java.util.function.Predicate;

/**
 * Something that somebody does to the files of a {@link Stage}, and the rules that it falls under.
 *
 * @param rules in the order in which they are asked
 * @param isQuestion whether it is answered with yes or no rather than by an error
 * @param hostMayDiffer the cells where the JDK's provider on Linux does something else, of one
 *     release at least: it opens or looks at files where POSIX does not ask for that, and Linux can
 *     be told to forbid more than POSIX
 */
record Deed(
    String name, Body body, List<Posix> rules, boolean isQuestion, Predicate<Cell> hostMayDiffer) {
  /** What is done. */
  interface Body {
    void run(Stage stage) throws IOException;
  }

  /** What is asked. */
  interface Question {
    boolean ask(Stage stage) throws IOException;
  }

  static Deed deed(String name, Body body, Posix... rules) {
    return new Deed(name, body, List.of(rules), false, cell -> false);
  }

  static Deed question(String name, Question question, Posix... rules) {
    Body body =
        stage -> {
          if (!question.ask(stage)) {
            throw new AccessDeniedException(name);
          }
        };
    return new Deed(name, body, List.of(rules), true, cell -> false);
  }

  /** The same, of which the host is not asked. */
  Deed oursAlone() {
    return butNotTheHosts(cell -> true);
  }

  /** The same, of which the host is not asked in {@code cells}. */
  Deed butNotTheHosts(Predicate<Cell> cells) {
    return new Deed(name, body, rules, isQuestion, cells);
  }

  /** How the deed shall end. */
  Ending expected(Cell cell) {
    Ending ending = Posix.judge(cell, rules);
    return isQuestion && ending != Ending.DONE ? Ending.DENIED : ending;
  }

  /** How the deed ends. */
  Ending run(Stage stage) throws IOException {
    try {
      body.run(stage);
      return Ending.DONE;
    } catch (IOException e) {
      return Ending.of(e);
    }
  }

  @Override
  public String toString() {
    return name;
  }
}
