package io.vnode.tck;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Says that a check, or each of an area, is about file systems without these capabilities: how they
 * refuse. Where one of them is offered, the check does not exist.
 */
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.METHOD, ElementType.TYPE})
public @interface Without {
  Capability[] value();
}
