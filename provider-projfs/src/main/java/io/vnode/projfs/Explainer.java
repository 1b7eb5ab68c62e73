package io.vnode.projfs;

import io.vnode.engine.Directory;
import io.vnode.engine.Errno;
import io.vnode.engine.VfsException;
import io.vnode.projfs.pdl.PdlEntry;
import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * Words for what a rehearsal answers. Whether a deed is allowed is the rehearsal's to say; here is
 * said which of the entries is the reason.
 */
final class Explainer {
  private final ProjReview review;
  private final Rehearsal rehearsal;

  Explainer(ProjReview review, Rehearsal rehearsal) {
    this.review = review;
    this.rehearsal = rehearsal;
  }

  /** Where {@code path} leads. @throws IOException when that is nowhere */
  ProjExplanation explain(Path path) throws IOException {
    List<String> names = new ArrayList<>();
    path.forEach(name -> names.add(name.toString()));
    try {
      return explainPlace(rehearsal.place(names));
    } catch (VfsException e) {
      throw new FileSystemException(path.toString(), null, e.getMessage());
    }
  }

  private ProjExplanation explainPlace(List<String> place) throws IOException {
    List<String> target = targetOf(place);
    ProjEntry entry = review.through(target);
    Map<ProjDeed, ProjVerdict> verdicts = new EnumMap<>(ProjDeed.class);
    for (ProjDeed deed : ProjDeed.values()) {
      Errno refusal = rehearsal.refusal(deed, place);
      List<String> judged = deed.isOfName() ? place : target;
      verdicts.put(
          deed,
          refusal == null
              ? ProjVerdict.ALLOWED
              : new ProjVerdict(refusal, reason(refusal, deed, judged)));
    }
    return new ProjExplanation(
        CanonicalPath.text(place),
        CanonicalPath.text(target),
        entry,
        source(entry, target),
        isThere(entry, target),
        verdicts);
  }

  /** Where the link at {@code place} leads, or itself if it is none or leads nowhere. */
  private List<String> targetOf(List<String> place) {
    try {
      return rehearsal.target(place);
    } catch (IOException e) {
      return place;
    }
  }

  private boolean isThere(ProjEntry entry, List<String> target) throws IOException {
    return entry.problem() == null && rehearsal.find(target) != null;
  }

  private static Path source(ProjEntry entry, List<String> names) {
    Path source = entry.source();
    for (String name : below(entry, names)) {
      source = source == null ? null : source.resolve(name);
    }
    return source;
  }

  /** The names behind those of {@code entry}. */
  private static List<String> below(ProjEntry entry, List<String> names) {
    return names.subList(entry.names().size(), names.size());
  }

  private String reason(Errno refusal, ProjDeed deed, List<String> names) throws IOException {
    return switch (refusal) {
      case EROFS -> whyReadOnly(deed, names);
      case EPERM -> "owners and permissions stay as they are without security=allow";
      case EACCES -> "the host does not allow it";
      default -> refusal.message();
    };
  }

  /** The deed on a name is one on the directory that it is in. */
  private String whyReadOnly(ProjDeed deed, List<String> names) throws IOException {
    boolean root = names.isEmpty();
    ProjEntry entry =
        review.through(deed.isOfName() && !root ? names.subList(0, names.size() - 1) : names);
    if (entry.kind() == PdlEntry.Kind.DIRECTORY) {
      return "what is in the directory " + entry.path() + " never changes";
    }
    String words =
        (entry.kind() == PdlEntry.Kind.FILE ? "the file " : "the portal ") + entry.path();
    return entry.access() == ProjAccess.READ_ONLY
        ? words + " is read-only"
        : words + whyProtected(entry, names);
  }

  private String whyProtected(ProjEntry portal, List<String> names) throws IOException {
    String glob = Protection.of(portal.protects(), portal.source()).matching(below(portal, names));
    if (glob != null) {
      return " protects " + glob;
    }
    return rehearsal.find(names) instanceof Directory
        ? " protects something in it"
        : " protects another name of it";
  }
}
