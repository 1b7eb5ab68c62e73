package io.vnode.nio.volume;

import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/** Where an inode was seen last: a name in a directory. */
record Place(NioDirectory parent, String name) {

  /** The name as the host has it. */
  Path hostName() {
    return parent.nioVolume().host().getPath(name);
  }

  /** The path as the host has it. */
  Path path() {
    return parent.path().resolve(hostName());
  }

  /** The names that lead to it from the root of the volume. */
  List<String> names() {
    Deque<String> names = new ArrayDeque<>();
    for (Place place = this; place != null; place = place.parent.place()) {
      names.push(place.name);
    }
    return List.copyOf(names);
  }
}
