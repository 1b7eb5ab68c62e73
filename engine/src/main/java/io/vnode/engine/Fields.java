package io.vnode.engine;

import java.lang.invoke.MethodHandles.Lookup;
import java.lang.invoke.VarHandle;

/** Handles of fields, for their atomic and ordered access. */
final class Fields {
  private Fields() {}

  /** The handle of the field {@code name} of the class that {@code own} is the lookup of. */
  static VarHandle handle(Lookup own, String name, Class<?> type) {
    try {
      return own.findVarHandle(own.lookupClass(), name, type);
    } catch (ReflectiveOperationException e) {
      throw new ExceptionInInitializerError(e);
    }
  }
}
