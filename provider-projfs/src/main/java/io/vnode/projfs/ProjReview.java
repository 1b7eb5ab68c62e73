package io.vnode.projfs;

import io.vnode.projfs.pdl.PdlEntry;
import io.vnode.projfs.pdl.PdlError;
import io.vnode.projfs.pdl.Position;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * A definition as it reads, for whoever wants to know what a projection would be and not to have
 * it: all that is wrong, the entries, and what could be done in it.
 */
public final class ProjReview implements Closeable {
  private final Definition definition;
  private final Map<String, Position> positions = new HashMap<>();

  /** In which what is to be explained is tried; null until something is. */
  private ProjFileSystem projection;

  private ProjReview(Definition definition) {
    this.definition = definition;
    for (PdlEntry entry : definition.declared()) {
      positions.putIfAbsent(CanonicalPath.text(CanonicalPath.of(entry.path())), entry.position());
    }
  }

  /**
   * The definition in {@code file}.
   *
   * @param env settings and variables; see the package
   * @throws IOException when the file cannot be read
   * @throws IllegalArgumentException naming the setting that is wrong, and what it takes
   */
  public static ProjReview of(Path file, Map<String, ?> env) throws IOException {
    return new ProjReview(new Definition(file, ProjSettings.of(env).asRehearsal()));
  }

  /** All that is wrong; a projection can be opened if that is nothing. */
  public List<PdlError> errors() {
    return List.copyOf(definition.errors());
  }

  /** The directory that all entries are in. */
  public ProjEntry root() {
    return entry(definition.root(), List.of());
  }

  /** What is in {@code entry}, in the order of the declaration: nothing but for a directory. */
  public List<ProjEntry> entries(ProjEntry entry) {
    List<ProjEntry> entries = new ArrayList<>();
    if (node(entry.names()) instanceof DirectoryNode directory) {
      for (int i = 0; i < directory.count(); i++) {
        List<String> names = new ArrayList<>(entry.names());
        names.add(directory.child(i).name());
        entries.add(entry(directory.child(i), names));
      }
    }
    return entries;
  }

  /**
   * Where {@code path} leads, and what may be done there.
   *
   * @throws io.vnode.projfs.pdl.PdlException when something is wrong in the definition
   * @throws IOException when the path leads nowhere, not even to a directory that could hold it
   */
  public ProjExplanation explain(String path) throws IOException {
    if (projection == null) {
      projection = ProjFsProvider.installed().openUnseen(definition);
    }
    return new Explainer(this, new Rehearsal(projection)).explain(projection.getPath("/", path));
  }

  /** The entry that {@code names} are, or are reached through. */
  ProjEntry through(List<String> names) {
    int declared = names.size();
    while (node(names.subList(0, declared)) == null) {
      declared--;
    }
    return entry(node(names.subList(0, declared)), names.subList(0, declared));
  }

  /** What is declared at {@code names}; null when that is nothing. */
  private Node node(List<String> names) {
    Node node = definition.root();
    for (String name : names) {
      node = node instanceof DirectoryNode directory ? directory.child(name) : null;
    }
    return node;
  }

  private ProjEntry entry(Node node, List<String> names) {
    Position position = positions.get(CanonicalPath.text(names));
    if (!(node instanceof LinkNode link)) {
      return new ProjEntry(names, PdlEntry.Kind.DIRECTORY, null, null, List.of(), position, null);
    }
    Path source = definition.source(link);
    boolean portal = link.isPortal();
    return new ProjEntry(
        names,
        portal ? PdlEntry.Kind.PORTAL : PdlEntry.Kind.FILE,
        link.access(),
        source,
        portal ? link.protects() : List.of(),
        position,
        Portal.whatIsWrong(source, portal, false));
  }

  @Override
  public void close() throws IOException {
    if (projection != null) {
      projection.close();
    }
  }
}
