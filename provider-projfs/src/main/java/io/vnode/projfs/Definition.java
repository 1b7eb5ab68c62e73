package io.vnode.projfs;

import io.vnode.nio.VfsUri;
import io.vnode.projfs.pdl.PdlEntry;
import io.vnode.projfs.pdl.PdlError;
import io.vnode.projfs.pdl.PdlException;
import io.vnode.projfs.pdl.PdlParser;
import io.vnode.projfs.pdl.Position;
import java.io.IOException;
import java.nio.file.FileSystemNotFoundException;
import java.nio.file.Path;
import java.nio.file.ProviderNotFoundException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** A definition file on its way to a file system: read, checked as a whole, and then mounted. */
final class Definition {
  private final ProjSettings settings;
  private final Sources sources;
  private final Draft draft;
  private final List<PdlEntry> declared;
  private final List<PdlError> errors;
  private final List<Portal> portals = new ArrayList<>();

  /** Reads {@code file}. @throws IOException when that is not possible; errors in it are kept */
  Definition(Path file, ProjSettings settings) throws IOException {
    this.settings = settings;
    this.sources = new Sources(file.toAbsolutePath().getParent());
    this.draft = new Draft(settings.strict());
    PdlParser.Parsed parsed = PdlParser.parse(file, settings.variables());
    this.declared = parsed.entries();
    this.errors = new ArrayList<>(parsed.errors());
    addAll(declared.parallelStream().map(this::source).toList());
    errors.sort(inOrderOfText(errors));
  }

  /** File by file as they were read, and from the beginning of each to its end. */
  private static Comparator<PdlError> inOrderOfText(List<PdlError> errors) {
    List<String> files = errors.stream().map(error -> error.position().file()).distinct().toList();
    return Comparator.comparing(
        PdlError::position,
        Comparator.comparingInt((Position position) -> files.indexOf(position.file()))
            .thenComparingInt(Position::line)
            .thenComparingInt(Position::column));
  }

  /**
   * What an entry shows, if it is not a directory.
   *
   * @param path where it is; null when that cannot be said
   * @param problem what is wrong with it; null when nothing is
   */
  private record Source(Path path, String problem) {
    static final Source NONE = new Source(null, null);
  }

  /** The source of {@code entry}. To ask for it takes longest of all: so all are asked at once. */
  private Source source(PdlEntry entry) {
    if (entry.kind() == PdlEntry.Kind.DIRECTORY) {
      return Source.NONE;
    }
    try {
      Path path = sources.path(entry.source());
      String wrong =
          Portal.whatIsWrong(path, entry.kind() == PdlEntry.Kind.PORTAL, settings.lazy());
      return new Source(path, wrong == null ? null : "the source " + path + " " + wrong);
    } catch (IllegalArgumentException | FileSystemNotFoundException | ProviderNotFoundException e) {
      return new Source(null, e.getMessage());
    }
  }

  private void addAll(List<Source> found) {
    for (int i = 0; i < found.size(); i++) {
      PdlEntry entry = declared.get(i);
      Source source = found.get(i);
      if (source.problem != null) {
        error(entry.position(), source.problem);
      }
      try {
        add(entry, source.path);
      } catch (IllegalArgumentException e) {
        error(entry.position(), e.getMessage());
      }
    }
  }

  private void add(PdlEntry entry, Path source) {
    List<String> path = CanonicalPath.of(entry.path());
    if (entry.kind() == PdlEntry.Kind.DIRECTORY) {
      draft.addDirectory(path);
    } else if (source != null) {
      addLink(entry, path, source);
    }
  }

  private void addLink(PdlEntry entry, List<String> path, Path source) {
    boolean portal = entry.kind() == PdlEntry.Kind.PORTAL;
    ProjAccess access = entry.writable() ? ProjAccess.READ_WRITE : ProjAccess.READ_ONLY;
    Protection.requireGlobs(entry.protects());
    LinkNode node = draft.addLink(path, entry.source(), access, portal ? entry.protects() : null);
    if (portal) {
      portals.add(new Portal(path, source, node));
    }
  }

  private void error(Position position, String message) {
    errors.add(new PdlError(position, message));
  }

  /** What the text declares, in its order, be there errors or not. */
  List<PdlEntry> declared() {
    return declared;
  }

  /** All that is wrong. */
  List<PdlError> errors() {
    return errors;
  }

  /** The tree of all that could be put into it. */
  DirectoryNode root() {
    return draft.root();
  }

  /** Where {@code link}, which is in the tree, has its source. */
  Path source(LinkNode link) {
    return sources.path(link.source());
  }

  /** The file system. @throws PdlException with all that is wrong, when anything is */
  ProjFileSystem mount(ProjFsProvider provider, VfsUri address) throws IOException {
    if (!errors.isEmpty()) {
      throw new PdlException(errors);
    }
    return Portal.mountAll(provider, address, draft, sources, settings, portals);
  }
}
