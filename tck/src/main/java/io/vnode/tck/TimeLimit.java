package io.vnode.tck;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** The time after which a check, or each of an area, has failed because it does not end. */
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.METHOD, ElementType.TYPE})
public @interface TimeLimit {
  /** Unless it says otherwise a check has this many seconds. */
  int USUAL_SECONDS = 20;

  /** The seconds of what a system property makes last as long as one likes. */
  int PROLONGED_SECONDS = 3600;

  /** The seconds. */
  int value();

  /** The system property that prolongs it to {@link #PROLONGED_SECONDS}, where it is set. */
  String prolongedBy() default "";
}
