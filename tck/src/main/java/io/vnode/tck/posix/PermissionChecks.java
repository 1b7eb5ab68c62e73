package io.vnode.tck.posix;

import static io.vnode.tck.Capability.OTHER_USERS;
import static io.vnode.tck.Capability.PERMISSION_ENFORCEMENT;
import static io.vnode.tck.Capability.POSIX_PERMISSIONS;
import static java.nio.charset.StandardCharsets.UTF_8;
import static java.nio.file.StandardOpenOption.APPEND;
import static java.nio.file.StandardOpenOption.CREATE;
import static java.nio.file.StandardOpenOption.READ;
import static java.nio.file.StandardOpenOption.TRUNCATE_EXISTING;
import static java.nio.file.StandardOpenOption.WRITE;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.vnode.tck.Area;
import io.vnode.tck.Case;
import io.vnode.tck.Check;
import io.vnode.tck.Cites;
import io.vnode.tck.Errno;
import io.vnode.tck.Needs;
import io.vnode.tck.Playground;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.AccessMode;
import java.nio.file.Files;
import java.nio.file.OpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/** Read, write and execute permission: of directories that change, and of what is opened. */
@Area(value = "posix.permissions", source = "POSIX.1-2024 4.7 File Access Permissions")
final class PermissionChecks {
  // ---------------------------------------------------------------- names in a directory

  @Cites("[EACCES]")
  Stream<Case> aDirectoryThatMayNotBeWrittenKeepsItsNames() {
    return entries(
        "EACCES",
        (p, who, call) -> {
          make(p, who, call);
          who.puts(p, "d", who.allBut("w"));
          Playground actor = who.actor(p);
          UserClass.seer(p).expect(Errno.EACCES, () -> call.at(actor, "d/x"));
        });
  }

  @Cites("[DESCRIPTION] write permission is granted by the class of who asks")
  Stream<Case> aDirectoryNeedNotBeReadableToChangeItsNames() {
    return entries(
        "DESCRIPTION",
        (p, who, call) -> {
          make(p, who, call);
          who.puts(p, "d", who.only("wx"));
          call.at(who.actor(p), "d/x");
          p.chmod("d", "rwx------");
        });
  }

  @Cites("[DESCRIPTION] the permissions of a file that loses its name are not asked for")
  Stream<Case> aFileWithoutPermissionsCanBeUnlinked() {
    return Stream.of(UserClass.values())
        .flatMap(who -> Stream.of(Call.UNLINK, Call.RMDIR).map(call -> unlinks(who, call)));
  }

  private static Case unlinks(UserClass who, Call call) {
    return Case.of(
            call + " by " + who,
            p -> {
              p.mkdir("d");
              call.make(p, "d/x");
              p.chmod("d/x", "---------");
              who.puts(p, "d", who.only("wx"));
              call.at(who.actor(p), "d/x");
              p.chmod("d", "rwx------");
              p.shows("d/");
            })
        .needs(who.needs());
  }

  private static void make(Playground p, UserClass who, Call call) throws IOException {
    Call.prepare(p);
    p.mkdir("d");
    call.make(p, "d/x");
    if (p.exists("d/x")) {
      who.gives(p, "d/x");
    }
  }

  /** What somebody does, for a table over classes and calls. */
  @FunctionalInterface
  private interface Body {
    void run(Playground p, UserClass who, Call call) throws Exception;
  }

  private static Stream<Case> entries(String error, Body body) {
    return Stream.of(UserClass.values())
        .flatMap(who ->
            Call.ofEntries()
                .map(call ->
                    Case.of(call + " by " + who, p -> body.run(p, who, call))
                        .needs(call.needs())
                        .needs(who.needs())
                        .cites(call.cites(error))));
  }

  // ---------------------------------------------------------------- the file itself

  /** Ways to get at what a file holds, and the permissions they need. */
  private enum Use {
    OPEN_TO_READ("r", "open()", READ),
    OPEN_TO_WRITE("w", "open()", WRITE),
    OPEN_TO_APPEND("w", "open()", APPEND),
    OPEN_TO_TRUNCATE("w", "open()", WRITE, TRUNCATE_EXISTING),
    OPEN_OR_CREATE("w", "open()", WRITE, CREATE),
    OPEN_FOR_BOTH("rw", "open()", READ, WRITE),
    ASK_TO_READ("r", "access()"),
    ASK_TO_WRITE("w", "access()"),
    ASK_TO_EXECUTE("x", "access()"),
    ASK_FOR_ALL("rwx", "access()"),
    OPENDIR("r", "opendir()");

    private static final Map<Character, AccessMode> MODES =
        Map.of('r', AccessMode.READ, 'w', AccessMode.WRITE, 'x', AccessMode.EXECUTE);

    final String bits;
    private final String page;

    @SuppressWarnings("ImmutableEnumChecker") // Nobody writes to it.
    private final OpenOption[] options;

    Use(String bits, String page, OpenOption... options) {
      this.bits = bits;
      this.page = "POSIX.1-2024 " + page;
      this.options = options;
    }

    void make(Playground p, String name) throws IOException {
      if (this == OPENDIR) {
        p.mkdir(name);
      } else {
        p.write(name, "content");
      }
    }

    void at(Playground p, String name) throws IOException {
      if (this == OPENDIR) {
        p.list(name);
      } else if (options.length > 0) {
        Call.open(p, name, options);
      } else {
        Call.access(
            p, name, bits.chars().mapToObj(b -> MODES.get((char) b)).toArray(AccessMode[]::new));
      }
    }

    @Override
    public String toString() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  @Cites("[EACCES]")
  Stream<Case> eachPermissionThatIsMissingDenies() {
    return uses()
        .flatMap(row ->
            row.use.bits.chars().mapToObj(bit -> (char) bit).map(bit -> denied(row, bit + "")));
  }

  private static Case denied(Row row, String bit) {
    return row.checks(
        " without " + bit,
        "EACCES",
        p -> {
          row.who.puts(p, "f", row.who.allBut(bit));
          Playground actor = row.who.actor(p);
          UserClass.seer(p).expect(Errno.EACCES, () -> row.use.at(actor, "f"));
        });
  }

  @Cites("[DESCRIPTION]")
  Stream<Case> thePermissionsOfOnesClassAreEnough() {
    return uses()
        .map(row ->
            row.checks(
                "",
                "DESCRIPTION",
                p -> {
                  row.who.puts(p, "f", row.who.only(row.use.bits));
                  row.use.at(row.who.actor(p), "f");
                }));
  }

  @Cites("[DESCRIPTION] If a process has appropriate privileges ... access shall be granted")
  @Needs({OTHER_USERS, POSIX_PERMISSIONS, PERMISSION_ENFORCEMENT})
  Stream<Case> theSuperuserReadsAndWritesWhatIsClosedToAll() {
    return Stream.of(Use.values())
        .filter(use -> !use.bits.contains("x"))
        .map(use ->
            Case.of(
                use.toString(),
                p -> {
                  use.make(p, "f");
                  p.chmod("f", "---------");
                  use.at(p.superuser(), "f");
                }));
  }

  /** A use by somebody of a class. */
  private record Row(UserClass who, Use use) {
    Case checks(String label, String error, Check.Body body) {
      return Case.of(
              use + " by " + who + label,
              p -> {
                use.make(p, "f");
                body.run(p);
              })
          .needs(who.needs())
          .cites(use.page + " [" + error + "]");
    }
  }

  private static Stream<Row> uses() {
    return Stream.of(UserClass.values())
        .flatMap(who -> Stream.of(Use.values()).map(use -> new Row(who, use)));
  }

  // ---------------------------------------------------------------- what was opened before

  @Cites("POSIX.1-2024 open() permissions are asked for when a file is opened, and not later")
  @Needs({POSIX_PERMISSIONS, PERMISSION_ENFORCEMENT})
  void whatIsOpenStaysOpenWhateverBecomesOfThePermissions(Playground p) throws IOException {
    p.write("f", "content");
    try (var channel = p.open("f", READ, WRITE)) {
      p.chmod("f", "---------");
      channel.write(ByteBuffer.wrap(new byte[] {'C'}));
      channel.position(0);
      ByteBuffer read = ByteBuffer.allocate(7);
      channel.read(read);
      assertEquals("Content", new String(read.array(), UTF_8));
    }
  }

  @Cites("POSIX.1-2024 open() a file that open() makes is open whatever its new permissions are")
  @Needs({POSIX_PERMISSIONS, PERMISSION_ENFORCEMENT})
  void aNewFileIsOpenToWhoMakesItWhateverItsPermissions(Playground p) throws IOException {
    var none = PosixFilePermissions.asFileAttribute(Set.of());
    try (var channel =
        p.get("create f", () -> Files.newByteChannel(p.path("f"), Set.of(WRITE, CREATE), none))) {
      channel.write(ByteBuffer.wrap(new byte[3]));
    }
    p.expect(Errno.EACCES, () -> Call.open(p, "f", WRITE));
  }
}
