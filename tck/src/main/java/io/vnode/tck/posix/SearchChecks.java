package io.vnode.tck.posix;

import static io.vnode.tck.Capability.OTHER_USERS;
import static io.vnode.tck.Capability.PERMISSION_ENFORCEMENT;
import static io.vnode.tck.Capability.POSIX_PERMISSIONS;

import io.vnode.tck.Area;
import io.vnode.tck.Case;
import io.vnode.tck.Cites;
import io.vnode.tck.Errno;
import io.vnode.tck.Needs;
import io.vnode.tck.Playground;
import java.io.IOException;
import java.util.stream.Stream;

/** Search permission: what every call needs on each directory of its path. */
@Area(value = "posix.search", source = "POSIX.1-2024 4.7 File Access Permissions")
final class SearchChecks {
  @Cites("[EACCES]")
  Stream<Case> whereTheParentMayNotBeSearchedNothingIsFound() {
    return table("EACCES", (p, who, call) -> denied(p, who, call, "closed"));
  }

  @Cites("[EACCES]")
  Stream<Case> whereADirectoryFurtherUpMayNotBeSearchedNothingIsFound() {
    return table("EACCES", (p, who, call) -> denied(p, who, call, "closed/sub"));
  }

  /** Requires that {@code who} is held up on the way to {@code parent} by {@code closed}. */
  private static void denied(Playground p, UserClass who, Call call, String parent)
      throws IOException {
    make(p, who, call, parent);
    who.puts(p, "closed", who.allBut("x"));
    Playground actor = who.actor(p);
    UserClass.seer(p).expect(Errno.EACCES, () -> call.at(actor, parent + "/x"));
  }

  private static void make(Playground p, UserClass who, Call call, String parent)
      throws IOException {
    Call.prepare(p);
    p.tree("closed/", "closed/sub/");
    p.chmod("closed/sub", "rwxrwxrwx");
    call.make(p, parent + "/x");
    if (p.exists(parent + "/x")) {
      who.gives(p, parent + "/x");
    }
  }

  @Cites("[DESCRIPTION] search permission is granted by the class of who asks")
  Stream<Case> noMoreThanSearchPermissionIsNeededFurtherUp() {
    return table(
        "DESCRIPTION",
        (p, who, call) -> {
          make(p, who, call, "closed/sub");
          who.puts(p, "closed", who.only("x"));
          call.at(who.actor(p), "closed/sub/x");
          p.chmod("closed", "rwx------");
        });
  }

  @Cites("[DESCRIPTION] If a process has appropriate privileges ... access shall be granted")
  @Needs({OTHER_USERS, POSIX_PERMISSIONS, PERMISSION_ENFORCEMENT})
  Stream<Case> theSuperuserSearchesWhatIsClosedToAll() {
    return Stream.of(Call.values())
        .map(call ->
            Case.of(
                    call.toString(),
                    p -> {
                      make(p, UserClass.OWNER, call, "closed/sub");
                      p.chmod("closed/sub", "---------");
                      p.chmod("closed", "---------");
                      call.at(p.superuser(), "closed/sub/x");
                      p.chmod("closed", "rwx------");
                      p.chmod("closed/sub", "rwx------");
                    })
                .needs(call.needs()));
  }

  /** What somebody does, for a table over all classes and calls. */
  @FunctionalInterface
  private interface Body {
    void run(Playground p, UserClass who, Call call) throws Exception;
  }

  private static Stream<Case> table(String error, Body body) {
    return Stream.of(UserClass.values())
        .flatMap(who ->
            Stream.of(Call.values())
                .map(call ->
                    Case.of(call + " by " + who, p -> body.run(p, who, call))
                        .needs(call.needs())
                        .needs(who.needs())
                        .cites(call.cites(error))));
  }
}
