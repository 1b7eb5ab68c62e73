package io.vnode.nio;

import com.google.common.collect.ImmutableMap;
import com.google.common.collect.Maps;
import java.util.EnumSet;
import java.util.Set;

/** The views of the attributes of {@code stat(2)}: each a name and the attributes it knows. */
enum StatScope {
  BASIC("basic", EnumSet.range(AttributeName.SIZE, AttributeName.IS_OTHER)),
  OWNER("owner", EnumSet.of(AttributeName.OWNER)),
  POSIX("posix", EnumSet.range(AttributeName.SIZE, AttributeName.OWNER)),
  UNIX("unix", EnumSet.allOf(AttributeName.class));

  private final String view;
  private final ImmutableMap<String, AttributeName> attributes;

  StatScope(String view, Set<AttributeName> attributes) {
    this.view = view;
    this.attributes = Maps.uniqueIndex(attributes, AttributeName::text);
  }

  /** The view's name. */
  String view() {
    return view;
  }

  /** The attribute called {@code name}, or null when this view does not know it. */
  AttributeName attribute(String name) {
    return attributes.get(name);
  }

  /** What {@code *} stands for: the attributes that the JDK's view of this name has. */
  Set<AttributeName> all() {
    Set<AttributeName> all = EnumSet.copyOf(attributes.values());
    all.remove(AttributeName.BLOCKS);
    return all;
  }

  /** The scope of the view called {@code name}, or null when it is none of these. */
  static StatScope named(String name) {
    return switch (name) {
      case "basic" -> BASIC;
      case "owner" -> OWNER;
      case "posix" -> POSIX;
      case "unix" -> UNIX;
      default -> null;
    };
  }
}
