package io.vnode.tck;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Makes a method a check, and says where what it checks is written.
 *
 * <p>The method's name is the sentence, and in small letters the end of the id. It takes a {@link
 * Playground} and returns nothing; or it takes nothing and returns a {@code Stream} of {@link
 * Case}s, which is a table of checks.
 */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.METHOD)
public @interface Cites {
  /** The place; one that begins with {@code [} or {@code #} is a place in the area's source. */
  String value();
}
