package io.vnode.nio;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Objects;
import java.util.concurrent.Callable;

/**
 * What an operation came to, in a form that can be compared between two providers: the text of the
 * path, the value, or the class of the exception.
 */
record Outcome(Object value) {

  static Outcome of(Callable<?> operation) {
    try {
      Object value = operation.call();
      return new Outcome(value instanceof Path ? "path " + value : value);
    } catch (InvalidPathException e) {
      return new Outcome(e.getClass() + " " + e.getReason() + " at " + e.getIndex());
    } catch (Exception e) {
      return new Outcome(e.getClass());
    }
  }

  @Override
  public String toString() {
    return Objects.toString(value);
  }
}
