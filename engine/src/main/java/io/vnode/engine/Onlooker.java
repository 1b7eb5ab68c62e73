package io.vnode.engine;

/**
 * Who copies a tree as it is at one moment while others go on changing it. It is entered among
 * those of the volume; from then on whoever is about to change the names in a directory first lets
 * it see them.
 */
interface Onlooker {
  /** Looks at {@code directory}, which is locked and about to change. */
  void keep(TreeDirectory directory);
}
