package io.vnode.nio;

import java.util.Set;

/** The attribute views that our files have. */
final class AttributeViews {
  static final Set<String> NAMES = Set.of("basic", "owner", "posix", "unix", "user");

  private AttributeViews() {}
}
