package io.vnode.tck;

/** Something done to a file system. */
@FunctionalInterface
public interface Operation {
  void run() throws Exception;
}
