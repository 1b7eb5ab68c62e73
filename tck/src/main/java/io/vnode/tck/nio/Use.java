package io.vnode.tck.nio;

/** Something done with an open {@code T}, for tables of its methods. */
@FunctionalInterface
interface Use<T> {
  void of(T opened) throws Exception;
}
