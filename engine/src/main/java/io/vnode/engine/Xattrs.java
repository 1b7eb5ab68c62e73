package io.vnode.engine;

import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * The extended attributes of one inode: an immutable map from a full name ({@code user.colour}) to
 * bytes. A change makes a new map, so that readers need no lock.
 */
public final class Xattrs {
  private static final Xattrs EMPTY = new Xattrs(new TreeMap<>());

  private final Map<String, byte[]> values;

  private Xattrs(Map<String, byte[]> values) {
    this.values = values;
  }

  /** {@code xattrs}, or the empty map for null. */
  static Xattrs orEmpty(Xattrs xattrs) {
    return xattrs == null ? EMPTY : xattrs;
  }

  /** A map of copies of {@code values}. */
  public static Xattrs of(Map<String, byte[]> values) {
    Map<String, byte[]> copies = new TreeMap<>();
    values.forEach((name, value) -> copies.put(name, value.clone()));
    return new Xattrs(copies);
  }

  public Set<String> names() {
    return Collections.unmodifiableSet(values.keySet());
  }

  /** A copy of the value under {@code name}, or null. */
  public byte[] get(String name) {
    byte[] value = values.get(name);
    return value == null ? null : value.clone();
  }

  /** The length of the value under {@code name}, or -1. */
  public int length(String name) {
    byte[] value = values.get(name);
    return value == null ? -1 : value.length;
  }

  Xattrs with(String name, byte[] value) {
    Map<String, byte[]> more = new TreeMap<>(values);
    more.put(name, value);
    return new Xattrs(more);
  }

  /** This map less {@code name}; null when nothing is left. */
  Xattrs without(String name) {
    Map<String, byte[]> fewer = new TreeMap<>(values);
    fewer.remove(name);
    return fewer.isEmpty() ? null : new Xattrs(fewer);
  }

  /** Bytes of all names, each with a NUL behind it, as {@code listxattr(2)} counts. */
  int listLength() {
    int length = 0;
    for (String name : values.keySet()) {
      length += name.getBytes(StandardCharsets.UTF_8).length + 1;
    }
    return length;
  }

  /** Bytes that the volume is charged: all names and all values. */
  long weight() {
    long weight = listLength();
    for (byte[] value : values.values()) {
      weight += value.length;
    }
    return weight;
  }

  static long weightOf(Xattrs xattrs) {
    return xattrs == null ? 0 : xattrs.weight();
  }
}
