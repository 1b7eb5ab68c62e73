package io.vnode.tck;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * A class of checks about one thing: each of its methods that {@link Cites} is a check or a table
 * of checks, the others are helpers. It keeps no state.
 */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE)
public @interface Area {
  /** The id: a layer, a dot, and a word, as in {@code posix.rename}. */
  String value();

  /**
   * What a citation that begins with {@code [} or {@code #} stands behind: {@code POSIX.1-2024
   * rename()}, {@code java.nio.file.Files}.
   */
  String source();

  /** Whether the checks make something, so that a read-only file system cannot run them. */
  boolean writes() default true;
}
