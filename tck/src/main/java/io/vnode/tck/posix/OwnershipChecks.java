package io.vnode.tck.posix;

import static io.vnode.tck.Capability.OTHER_USERS;
import static io.vnode.tck.Capability.PERMISSION_ENFORCEMENT;
import static io.vnode.tck.Capability.POSIX_PERMISSIONS;
import static io.vnode.tck.Capability.UNIX_ATTRIBUTES;

import io.vnode.tck.Area;
import io.vnode.tck.Case;
import io.vnode.tck.Check;
import io.vnode.tck.Cites;
import io.vnode.tck.Errno;
import io.vnode.tck.Kind;
import io.vnode.tck.Needs;
import io.vnode.tck.Playground;
import java.io.IOException;
import java.nio.file.attribute.FileTime;
import java.util.Locale;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** What only the owner of a file may change, or not even the owner. */
@Area(value = "posix.ownership", source = "POSIX.1-2024 4.7 File Access Permissions")
@Needs({OTHER_USERS, PERMISSION_ENFORCEMENT, POSIX_PERMISSIONS, UNIX_ATTRIBUTES})
final class OwnershipChecks {
  private static final FileTime TIME = FileTime.fromMillis(1_500_000_000_000L);

  /** A change of attributes, and whether it is its owner's to make. */
  private enum Change {
    CHMOD("chmod()", true) {
      @Override
      void by(Playground who, int[] ids) throws IOException {
        who.chmod("x", "rwxr-x---");
      }
    },
    MODIFICATION_TIME("futimens()", true) {
      @Override
      void by(Playground who, int[] ids) throws IOException {
        who.set("x", "lastModifiedTime", TIME);
      }
    },
    ACCESS_TIME("futimens()", true) {
      @Override
      void by(Playground who, int[] ids) throws IOException {
        who.set("x", "lastAccessTime", TIME);
      }
    },
    CHGRP_TO_ONES_GROUP("chown()", true) {
      @Override
      void by(Playground who, int[] ids) throws IOException {
        who.set("x", "unix:gid", ids[1]);
      }
    },
    CHGRP_TO_A_STRANGE_GROUP("chown()", false) {
      @Override
      void by(Playground who, int[] ids) throws IOException {
        who.set("x", "unix:gid", STRANGE_ID);
      }
    },
    CHOWN_TO_ANOTHER("chown()", false) {
      @Override
      void by(Playground who, int[] ids) throws IOException {
        who.set("x", "unix:uid", STRANGE_ID);
      }
    };

    /** Of nobody who acts. */
    private static final int STRANGE_ID = 12_345;

    private final String page;
    private final boolean owners;

    Change(String page, boolean owners) {
      this.page = page;
      this.owners = owners;
    }

    /** Makes it on {@code x}; the numbers are those of the user who acts. */
    abstract void by(Playground who, int[] ids) throws IOException;

    @Override
    public String toString() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  @Cites("[DESCRIPTION]")
  Stream<Case> theOwnerChangesWhatIsTheOwnersToChange() {
    return table(
        "DESCRIPTION",
        change -> change.owners,
        (p, change) -> {
          Ids.give(p, "x", p.other());
          change.by(p.other(), Ids.of(p.other()));
        });
  }

  @Cites("[DESCRIPTION]")
  Stream<Case> theOwnerNeedsNoPermissionForIt() {
    return table(
        "DESCRIPTION",
        change -> change.owners,
        (p, change) -> {
          p.chmod("x", "---------");
          Ids.give(p, "x", p.other());
          change.by(p.other(), Ids.of(p.other()));
        });
  }

  @Cites("[EPERM]")
  Stream<Case> theOwnerDoesNotGiveTheFileAway() {
    return table(
        "EPERM",
        change -> !change.owners,
        (p, change) -> {
          Ids.give(p, "x", p.other());
          denied(p, change);
        });
  }

  @Cites("[EPERM]")
  Stream<Case> whoMayWriteAFileDoesNotOwnIt() {
    return table(
        "EPERM",
        change -> true,
        (p, change) -> {
          p.chmod("x", "rwxrwxrwx");
          denied(p, change);
        });
  }

  @Cites("[EPERM]")
  Stream<Case> whoIsInTheGroupOfAFileDoesNotOwnIt() {
    return table(
        "EPERM",
        change -> true,
        (p, change) -> {
          p.superuser().set("x", "unix:gid", Ids.of(p.other())[1]);
          p.chmod("x", "rwxrwx---");
          denied(p, change);
        });
  }

  private static void denied(Playground p, Change change) throws IOException {
    int[] ids = Ids.of(p.other());
    p.superuser().expect(Errno.EPERM, () -> change.by(p.other(), ids));
  }

  @Cites("[DESCRIPTION] or with appropriate privileges")
  Stream<Case> theSuperuserChangesEverything() {
    return table(
        "DESCRIPTION", change -> true, (p, change) -> change.by(p.superuser(), new int[2]));
  }

  /** What is done with {@code x}, for a table over changes and kinds. */
  @FunctionalInterface
  private interface Body {
    void run(Playground p, Change change) throws Exception;
  }

  private static Stream<Case> table(String error, Predicate<Change> which, Body body) {
    return Stream.of(Change.values())
        .filter(which)
        .flatMap(change ->
            Stream.of(Kind.FILE, Kind.EMPTY_DIRECTORY)
                .map(kind ->
                    Case.of(change + " of " + kind, made(kind, p -> body.run(p, change)))
                        .cites("POSIX.1-2024 " + change.page + " [" + error + "]")));
  }

  private static Check.Body made(Kind kind, Check.Body body) {
    return p -> {
      kind.make(p, "x");
      body.run(p);
    };
  }
}
