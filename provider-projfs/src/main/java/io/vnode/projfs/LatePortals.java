package io.vnode.projfs;

import io.vnode.engine.Errno;
import io.vnode.engine.VfsException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The entries of a projection whose sources need not be there when it is opened. They are listed;
 * whoever touches one whose source is not there is told so; and a portal whose source has come is
 * mounted then.
 *
 * <p>There is no lock: of two who mount the same portal at once, one finds it mounted.
 */
final class LatePortals {
  private final Sources sources;
  private final Set<LinkNode> pending = ConcurrentHashMap.newKeySet();

  /** Set once, before anybody can come. */
  private ProjFileSystem fileSystem;

  LatePortals(Sources sources) {
    this.sources = sources;
  }

  /** What is late is mounted in {@code fileSystem}. */
  void mountIn(ProjFileSystem fileSystem) {
    this.fileSystem = fileSystem;
  }

  /** Notes that the source of {@code portal} is not there yet. */
  void add(LinkNode portal) {
    pending.add(portal);
  }

  /**
   * Requires the source of {@code link}, which somebody has come to, and mounts it on {@code place}
   * if that is what is left to do.
   *
   * @throws VfsException ENOENT when it is not there
   */
  void require(LinkNode link, ProjDirectory place) throws IOException {
    if (link.isPortal() && !pending.contains(link)) {
      return;
    }
    Path source = sources.path(link.source());
    if (Files.notExists(source)) {
      throw missing(source);
    }
    if (link.isPortal()) {
      Portal.requireSource(source, true, false);
      fileSystem.mountOn(place, source, link.access(), link.protects());
      pending.remove(link);
    }
  }

  /** What answers whoever touches an entry whose {@code source} is not there. */
  static VfsException missing(Path source) {
    return VfsException.of(Errno.ENOENT, "its source " + source + " does not exist");
  }
}
