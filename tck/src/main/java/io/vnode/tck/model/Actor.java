package io.vnode.tck.model;

import java.util.Set;

/**
 * Somebody who takes part in a history.
 *
 * @param variable what code calls the root as it is to him
 * @param groups those that he is in besides {@code gid}
 * @param privileged whether permissions do not stop him
 */
record Actor(String variable, int uid, int gid, Set<Integer> groups, boolean privileged) {
  boolean isIn(int group) {
    return group == gid || groups.contains(group);
  }
}
