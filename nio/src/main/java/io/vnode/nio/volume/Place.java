package io.vnode.nio.volume;

import java.nio.file.Path;

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
}
