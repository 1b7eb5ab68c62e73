package io.vnode.tck.posix;

import static io.vnode.tck.Capability.SYMBOLIC_LINKS;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.vnode.tck.Area;
import io.vnode.tck.Case;
import io.vnode.tck.Check;
import io.vnode.tck.Cites;
import io.vnode.tck.Errno;
import io.vnode.tck.Kind;
import io.vnode.tck.Limit;
import io.vnode.tck.Needs;
import io.vnode.tck.Playground;
import java.io.IOException;
import java.nio.file.Files;
import java.util.stream.Stream;

/** How every call finds what its path names, or that there is nothing. */
@Area(value = "posix.resolution", source = "POSIX.1-2024 4.16 Pathname Resolution")
final class ResolutionChecks {
  /** What a call does, for a table over all of them. */
  @FunctionalInterface
  private interface Body {
    void run(Playground p, Call call) throws Exception;
  }

  private static Stream<Case> all(String error, Body body) {
    return Stream.of(Call.values()).map(call -> row(call, "", error, body));
  }

  private static Case row(Call call, String label, String error, Body body) {
    Check.Body prepared =
        p -> {
          Call.prepare(p);
          body.run(p, call);
        };
    return Case.of((call + " " + label).strip(), prepared)
        .needs(call.needs())
        .cites(call.cites(error));
  }

  // ---------------------------------------------------------------- prefixes that lead nowhere

  @Cites("[ENOENT]")
  Stream<Case> aDirectoryThatIsMissingHoldsNothing() {
    return all("ENOENT", (p, call) -> p.expect(Errno.ENOENT, () -> call.at(p, "missing/x")));
  }

  @Cites("[ENOENT]")
  Stream<Case> aDirectoryThatIsMissingInAnotherHoldsNothing() {
    return all(
        "ENOENT",
        (p, call) -> {
          p.mkdir("d");
          p.expect(Errno.ENOENT, () -> call.at(p, "d/missing/x"));
        });
  }

  @Cites("[ENOENT]")
  @Needs(SYMBOLIC_LINKS)
  Stream<Case> behindALinkThatLeadsNowhereIsNothing() {
    return all(
        "ENOENT",
        (p, call) -> {
          p.symlink("dangling", "missing");
          p.expect(Errno.ENOENT, () -> call.at(p, "dangling/x"));
        });
  }

  @Cites("[ENOENT]")
  Stream<Case> whatIsMissingIsNotFound() {
    return Stream.of(Call.values())
        .filter(call -> call.kind() != Kind.NOTHING)
        .map(call ->
            row(
                call,
                "",
                "ENOENT",
                (p, row) -> {
                  p.mkdir("d");
                  p.expect(Errno.ENOENT, () -> row.at(p, "d/missing"));
                }));
  }

  @Cites("[ENOENT]")
  @Needs(SYMBOLIC_LINKS)
  Stream<Case> aLinkThatLeadsNowhereIsNotFoundWhereItIsFollowed() {
    return following(
        "ENOENT",
        (p, call) -> {
          p.symlink("dangling", "missing");
          p.expect(Errno.ENOENT, () -> call.at(p, "dangling"));
        });
  }

  private static Stream<Case> following(String error, Body body) {
    return Stream.of(Call.values()).filter(Call::follows).map(call -> row(call, "", error, body));
  }

  // ---------------------------------------------------------------- prefixes that are files

  @Cites("[ENOTDIR]")
  Stream<Case> aFileIsNoDirectoryToLookIn() {
    return all(
        "ENOTDIR",
        (p, call) -> {
          p.tree("f=x");
          p.expect(Errno.ENOTDIR_OR_ENOENT, () -> call.at(p, "f/x"));
        });
  }

  @Cites("[ENOTDIR]")
  Stream<Case> aFileFurtherUpIsNoDirectoryToLookIn() {
    return all(
        "ENOTDIR",
        (p, call) -> {
          p.tree("d/", "d/f=x");
          p.expect(Errno.ENOTDIR_OR_ENOENT, () -> call.at(p, "d/f/x/y"));
        });
  }

  @Cites("[ENOTDIR]")
  @Needs(SYMBOLIC_LINKS)
  Stream<Case> aLinkToAFileIsNoDirectoryToLookIn() {
    return all(
        "ENOTDIR",
        (p, call) -> {
          p.tree("f=x", "link -> f");
          p.expect(Errno.ENOTDIR_OR_ENOENT, () -> call.at(p, "link/x"));
        });
  }

  // ---------------------------------------------------------------- loops and lengths

  @Cites("[ELOOP]")
  @Needs(SYMBOLIC_LINKS)
  Stream<Case> aLoopOfTwoLinksIsNotFollowedForEver() {
    return all(
        "ELOOP",
        (p, call) -> {
          p.tree("a -> b", "b -> a");
          p.expect(Errno.ELOOP, () -> call.at(p, "a/x"));
        });
  }

  @Cites("[ELOOP]")
  @Needs(SYMBOLIC_LINKS)
  Stream<Case> aLinkToItselfIsALoopWhereItIsFollowed() {
    return following(
        "ELOOP",
        (p, call) -> {
          p.symlink("loop", "loop");
          p.expect(Errno.ELOOP, () -> call.at(p, "loop"));
        });
  }

  @Cites("[ELOOP]")
  @Needs(SYMBOLIC_LINKS)
  Stream<Case> moreLinksThanTheLimitAreALoop() {
    return Stream.of(Call.values())
        .map(call ->
            row(
                call,
                "",
                "ELOOP",
                (p, row) -> {
                  p.mkdir("l0");
                  int most = (int) p.limit(Limit.LINKS_FOLLOWED);
                  for (int i = 1; i <= most + 1; i++) {
                    p.symlink("l" + i, "l" + (i - 1));
                  }
                  row.make(p, "l0/x");
                  p.expect(Errno.ELOOP, () -> row.at(p, "l" + (most + 1) + "/x"));
                  row.at(p, "l" + most + "/x");
                }));
  }

  @Cites("[ENAMETOOLONG]")
  Stream<Case> aNameLongerThanTheLimitIsRefused() {
    return all(
        "ENAMETOOLONG",
        (p, call) -> {
          String tooLong = "n".repeat((int) p.limit(Limit.NAME_LENGTH) + 1);
          p.expect(Errno.ENAMETOOLONG, () -> call.at(p, tooLong));
        });
  }

  @Cites("[ENAMETOOLONG]")
  Stream<Case> aDirectoryWithANameLongerThanTheLimitIsRefused() {
    return all(
        "ENAMETOOLONG",
        (p, call) -> {
          String tooLong = "n".repeat((int) p.limit(Limit.NAME_LENGTH) + 1);
          p.expect(Errno.ENAMETOOLONG, () -> call.at(p, tooLong + "/x"));
        });
  }

  @Cites("[ENAMETOOLONG]")
  Stream<Case> aNameAsLongAsTheLimitIsTaken() {
    return all(
        "DESCRIPTION",
        (p, call) -> {
          String longest = "n".repeat((int) p.limit(Limit.NAME_LENGTH));
          p.mkdir(longest);
          call.make(p, longest + "/" + longest);
          call.at(p, longest + "/" + longest);
        });
  }

  @Cites("[ENAMETOOLONG]")
  Stream<Case> aPathLongerThanTheLimitIsRefused() {
    return Stream.of(Call.values())
        .filter(call -> call != Call.REALPATH) // Glibc's has no limit of its own.
        .map(call ->
            row(
                call,
                "",
                "ENAMETOOLONG",
                (p, row) -> {
                  String tooLong = pathOf(p, (int) p.limit(Limit.PATH_LENGTH));
                  p.expect(Errno.ENAMETOOLONG, () -> row.at(p, tooLong));
                }));
  }

  /** A path that is {@code length} bytes long when it is absolute; its names say {@code .}. */
  private static String pathOf(Playground p, int length) {
    int left = length - p.path("x").toAbsolutePath().toString().length();
    return "./".repeat(left / 2) + (left % 2 == 0 ? "x" : "xx");
  }

  @Cites("[ENAMETOOLONG]")
  Stream<Case> aPathAsLongAsTheLimitIsTaken() {
    return all(
        "DESCRIPTION",
        (p, call) -> {
          String longest = pathOf(p, (int) p.limit(Limit.PATH_LENGTH) - 1);
          String name = longest.substring(longest.lastIndexOf('/') + 1);
          call.make(p, name);
          call.at(p, longest);
        });
  }

  // ---------------------------------------------------------------- prefixes that lead somewhere

  @Cites("[DESCRIPTION] the prefix ... a symbolic link, the pathname resolution shall ...")
  @Needs(SYMBOLIC_LINKS)
  Stream<Case> linksOnTheWayAreFollowed() {
    return all(
        "DESCRIPTION",
        (p, call) -> {
          p.tree("d/", "d/e/", "relative -> d", "d/up -> ../d/e", "both -> relative/up");
          call.make(p, "d/e/x");
          call.at(p, "both/x");
        });
  }

  @Cites("[DESCRIPTION] If the contents of the symbolic link ... begins with a <slash>")
  @Needs(SYMBOLIC_LINKS)
  Stream<Case> anAbsoluteLinkOnTheWayIsFollowed() {
    return all(
        "DESCRIPTION",
        (p, call) -> {
          p.mkdir("d");
          p.symlink("absolute", p.path("d").toAbsolutePath().toString());
          call.make(p, "d/x");
          call.at(p, "absolute/x");
        });
  }

  @Cites("[DESCRIPTION] The special filename dot-dot shall refer to the parent directory")
  @Needs(SYMBOLIC_LINKS)
  Stream<Case> dotDotBehindALinkIsTheParentOfWhatItLeadsTo() {
    return all(
        "DESCRIPTION",
        (p, call) -> {
          p.tree("d/", "d/e/", "link -> d/e");
          call.make(p, "d/x");
          call.at(p, "link/../x");
        });
  }

  @Cites("[DESCRIPTION] a link at the end is not followed")
  @Needs(SYMBOLIC_LINKS)
  Stream<Case> aLinkAtTheEndIsFollowedByThoseThatDo() {
    return following(
        "DESCRIPTION",
        (p, call) -> {
          call.make(p, "x");
          p.symlink("link", "x");
          call.at(p, "link");
          assertEquals("x", p.readlink("link"));
        });
  }

  @Cites("[ENOENT] a component of a pathname is looked up even where '..' follows it")
  Stream<Case> dotDotDoesNotMendAPrefixThatIsMissing() {
    return all("ENOENT", (p, call) -> p.expect(Errno.ENOENT, () -> call.at(p, "missing/../x")));
  }

  @Cites("[ENOTDIR] a component of a pathname is looked up even where '..' follows it")
  void dotDotDoesNotMendAPrefixThatIsAFile(Playground p) throws IOException {
    p.tree("f=x", "g=y");
    p.expect(Errno.ENOTDIR_OR_ENOENT, () -> Files.readAllBytes(p.path("f").resolve("../g")));
  }
}
