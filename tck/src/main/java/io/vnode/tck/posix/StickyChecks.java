package io.vnode.tck.posix;

import static io.vnode.tck.Capability.ATOMIC_RENAME_OVER;
import static io.vnode.tck.Capability.OTHER_USERS;
import static io.vnode.tck.Capability.PERMISSION_ENFORCEMENT;
import static io.vnode.tck.Capability.POSIX_PERMISSIONS;
import static io.vnode.tck.Capability.UNIX_ATTRIBUTES;
import static java.nio.file.StandardCopyOption.ATOMIC_MOVE;
import static org.junit.jupiter.api.Assertions.assertFalse;

import io.vnode.tck.Area;
import io.vnode.tck.Capability;
import io.vnode.tck.Case;
import io.vnode.tck.Check;
import io.vnode.tck.Cites;
import io.vnode.tck.Errno;
import io.vnode.tck.Kind;
import io.vnode.tck.Needs;
import io.vnode.tck.Playground;
import java.io.IOException;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Directories with the restricted deletion flag, S_ISVTX: who may take which name out of them. The
 * other user is always the one who acts.
 */
@Area(value = "posix.sticky", source = "POSIX.1-2024 4.5 Directory Protection")
@Needs({OTHER_USERS, PERMISSION_ENFORCEMENT, POSIX_PERMISSIONS, UNIX_ATTRIBUTES})
final class StickyChecks {
  private static final Errno[] DENIED = {Errno.EPERM, Errno.EACCES};

  /** What takes {@code d/x}, or what it stands for, away. */
  private enum Taking {
    DELETE("unlink()") {
      @Override
      void by(Playground who) throws IOException {
        who.delete("d/x");
      }
    },
    RENAME_OUT("rename()") {
      @Override
      void by(Playground who) throws IOException {
        who.move("d/x", "open/y", ATOMIC_MOVE);
      }
    },
    RENAME_WITHIN("rename()") {
      @Override
      void by(Playground who) throws IOException {
        who.move("d/x", "d/y", ATOMIC_MOVE);
      }
    },
    RENAME_OVER("rename()") {
      @Override
      void by(Playground who) throws IOException {
        who.move("open/new", "d/x", ATOMIC_MOVE);
      }
    };

    private final String page;

    Taking(String page) {
      this.page = page;
    }

    abstract void by(Playground who) throws IOException;

    String cites(Kind kind, String error) {
      String call = this == DELETE && kind.isDirectory() ? "rmdir()" : page;
      return "POSIX.1-2024 " + call + " [" + error + "]";
    }

    Set<Capability> needs() {
      return this == RENAME_OVER ? Set.of(ATOMIC_RENAME_OVER) : Set.of();
    }

    @Override
    public String toString() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /** A name in a directory, and whether each belongs to the one who acts. */
  private record Row(Taking taking, Kind kind, boolean ownsDirectory, boolean ownsTarget) {
    static Stream<Row> all() {
      return Stream.of(Taking.values())
          .flatMap(taking ->
              Stream.of(Kind.FILE, Kind.EMPTY_DIRECTORY, Kind.DANGLING_LINK)
                  .flatMap(kind ->
                      Stream.of(
                          new Row(taking, kind, false, false),
                          new Row(taking, kind, false, true),
                          new Row(taking, kind, true, false),
                          new Row(taking, kind, true, true))));
    }

    boolean isDenied() {
      return !ownsDirectory && !ownsTarget;
    }

    String label() {
      return taking
          + " of "
          + kind
          + (ownsTarget ? " of one's own" : " of another")
          + " in "
          + (ownsDirectory ? "one's own directory" : "another's");
    }

    /** The row as a case that needs what it needs. */
    Case checks(String error, Check.Body body) {
      return Case.of(label(), body)
          .needs(kind.needs())
          .needs(taking.needs())
          .cites(taking.cites(kind, error));
    }

    void make(Playground p, int mode) throws IOException {
      p.tree("d/", "open/");
      kind.make(p, "d/x");
      p.superuser().set("open", "unix:mode", 0777);
      kind.make(p.other(), "open/new");
      if (kind.isDirectory()) {
        p.chmod("d/x", "rwxrwxrwx"); // A move may ask for it, since '..' in it changes.
      }
      if (ownsTarget) {
        Ids.give(p, "d/x", p.other());
      }
      if (ownsDirectory) {
        Ids.give(p, "d", p.other());
      }
      p.superuser().set("d", "unix:mode", mode);
    }
  }

  @Cites("[EPERM]")
  Stream<Case> onlyWhoOwnsTheFileOrTheDirectoryTakesANameOut() {
    return Row.all()
        .map(row ->
            row.checks(
                row.isDenied() ? "EPERM" : "DESCRIPTION",
                p -> {
                  row.make(p, 01777);
                  if (row.isDenied()) {
                    p.expectAny(DENIED, () -> row.taking.by(p.other()));
                  } else {
                    takes(p, row.taking, p.other());
                  }
                }));
  }

  @Cites("[DESCRIPTION]")
  Stream<Case> theSuperuserTakesAnyNameOut() {
    return Row.all()
        .filter(Row::isDenied)
        .map(row ->
            row.checks(
                "DESCRIPTION",
                p -> {
                  row.make(p, 01777);
                  takes(p, row.taking, p.superuser());
                }));
  }

  @Cites("[DESCRIPTION]")
  Stream<Case> withoutTheFlagWhoMayWriteTakesAnyNameOut() {
    return Row.all()
        .filter(Row::isDenied)
        .map(row ->
            row.checks(
                "DESCRIPTION",
                p -> {
                  row.make(p, 0777);
                  takes(p, row.taking, p.other());
                }));
  }

  private static void takes(Playground p, Taking taking, Playground who) throws IOException {
    Object before = p.stat("d/x").fileKey();
    taking.by(who);
    assertFalse(
        p.exists("d/x") && before != null && before.equals(p.stat("d/x").fileKey()),
        "'d/x' is still what it was");
  }

  @Cites("[DESCRIPTION] the flag restricts deletion, and nothing else")
  Stream<Case> anybodyMayPutNamesIntoAStickyDirectory() {
    return Call.ofEntries()
        .filter(call -> call.kind() == Kind.NOTHING)
        .map(call ->
            Case.of(
                    call.toString(),
                    p -> {
                      Call.prepare(p);
                      p.mkdir("d");
                      p.superuser().set("d", "unix:mode", 01777);
                      call.at(p.other(), "d/x");
                    })
                .needs(call.needs()));
  }

  @Cites("POSIX.1-2024 unlink() [EACCES] the flag grants no permission that is missing")
  void theOwnerOfAFileInADirectoryThatMayNotBeWrittenCannotTakeItOut(Playground p)
      throws IOException {
    p.tree("d/", "d/x=mine");
    Ids.give(p, "d/x", p.other());
    p.superuser().set("d", "unix:mode", 01755);
    p.expect(Errno.EACCES, () -> p.other().delete("d/x"));
  }

  @Cites("POSIX.1-2024 rename() [EPERM] the flag of the one directory does not count in the other")
  void aStickyDirectoryTakesInWhatItWouldNotGiveAway(Playground p) throws IOException {
    p.tree("d/", "open/", "open/x=another's");
    p.superuser().set("open", "unix:mode", 0777);
    p.superuser().set("d", "unix:mode", 01777);
    Playground other = p.other();
    other.move("open/x", "d/x", ATOMIC_MOVE);
    p.expectAny(DENIED, () -> other.move("d/x", "open/x", ATOMIC_MOVE));
  }
}
