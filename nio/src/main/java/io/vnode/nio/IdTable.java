package io.vnode.nio;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * One of {@code /etc/passwd} and {@code /etc/group}: entries that are found by name and by number.
 *
 * <p>Read without a lock; entries come and never go.
 */
final class IdTable<T> {
  private final String what;
  private final Map<String, T> byName = new ConcurrentHashMap<>();
  private final Map<Integer, T> byId = new ConcurrentHashMap<>();

  /** An empty table of {@code what}, a word for exceptions. */
  IdTable(String what) {
    this.what = what;
  }

  /** Enters {@code entry}. @throws IllegalArgumentException when its name or number is taken */
  synchronized void add(String name, int id, T entry) {
    if (name.isBlank()) {
      throw new IllegalArgumentException("a " + what + " needs a name");
    }
    if (id < 0) {
      throw new IllegalArgumentException(what + " '" + name + "' has the negative number " + id);
    }
    if (byName.containsKey(name)) {
      throw new IllegalArgumentException("there is a " + what + " '" + name + "' already");
    }
    T holder = byId.putIfAbsent(id, entry);
    if (holder != null) {
      throw new IllegalArgumentException(
          what + " '" + name + "' has the number " + id + " of '" + holder + "'");
    }
    byName.put(name, entry);
  }

  /** The entry called {@code name}, or null. */
  T byName(String name) {
    return byName.get(name);
  }

  /** The entry numbered {@code id}, or null. */
  T byId(int id) {
    return byId.get(id);
  }

  /** The entry called {@code name}. @throws IllegalArgumentException when there is none */
  T require(String name) {
    T entry = byName.get(name);
    if (entry == null) {
      throw new IllegalArgumentException("there is no " + what + " '" + name + "'");
    }
    return entry;
  }
}
