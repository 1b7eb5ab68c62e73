package io.vnode.projfs;

import io.vnode.nio.VfsUri;
import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;

/** A portal that is to be mounted: where, what, and how. */
record Portal(List<String> path, Path source, LinkNode node) {

  /**
   * Why {@code source} cannot be that of a portal, or else of a file; null when it can.
   *
   * @param lazy whether it may come later
   */
  static String whatIsWrong(Path source, boolean portal, boolean lazy) {
    if (lazy && Files.notExists(source)) {
      return null;
    }
    if (portal ? Files.isDirectory(source) : Files.isRegularFile(source)) {
      return null;
    }
    if (!Files.exists(source)) {
      return "does not exist";
    }
    return portal ? "is not a directory, as that of a portal must be" : "is not a file";
  }

  /** Requires that {@code source} can be that of a portal, or else of a file, as above. */
  static void requireSource(Path source, boolean portal, boolean lazy) throws IOException {
    String wrong = whatIsWrong(source, portal, lazy);
    if (wrong != null) {
      throw Files.exists(source)
          ? new FileSystemException(source.toString(), null, wrong)
          : new NoSuchFileException(source.toString());
    }
  }

  /** The file system of {@code draft} with all of {@code portals}, or none of it. */
  static ProjFileSystem mountAll(
      ProjFsProvider provider,
      VfsUri address,
      Draft draft,
      Sources sources,
      ProjSettings settings,
      List<Portal> portals)
      throws IOException {
    LatePortals late = settings.lazy() ? new LatePortals(sources) : null;
    ProjVolume volume = new ProjVolume(draft, sources, settings, late);
    ProjFileSystem made = new ProjFileSystem(provider, address, volume, settings);
    if (late != null) {
      late.mountIn(made);
    }
    try {
      for (Portal portal : portals) {
        if (late != null && Files.notExists(portal.source)) {
          late.add(portal.node);
          continue;
        }
        made.mount(
            made.getPath(CanonicalPath.text(portal.path)),
            portal.source,
            portal.node.access(),
            portal.node.protects());
      }
      return made;
    } catch (IOException | RuntimeException e) {
      made.close();
      throw e;
    }
  }
}
