package io.vnode.projfs;

import io.vnode.projfs.pdl.PdlEntry;
import io.vnode.projfs.pdl.Position;
import java.nio.file.Path;
import java.util.List;

/**
 * An entry of a definition where it stands in the tree.
 *
 * @param names those that lead to it from the root
 * @param kind what it is
 * @param access what a file or a portal lets through; null for a directory
 * @param source what a file or a portal shows; null for a directory
 * @param protects what stays read-only in a portal
 * @param position where it is declared; null for a directory that something below it brings
 * @param problem why the source cannot be shown; null when it can
 */
public record ProjEntry(
    List<String> names,
    PdlEntry.Kind kind,
    ProjAccess access,
    Path source,
    List<String> protects,
    Position position,
    String problem) {

  /** Its canonical path. */
  public String path() {
    return CanonicalPath.text(names);
  }
}
