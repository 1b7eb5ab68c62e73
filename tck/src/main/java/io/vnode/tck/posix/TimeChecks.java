package io.vnode.tck.posix;

import static io.vnode.tck.Capability.ATOMIC_RENAME_OVER;
import static io.vnode.tck.Capability.HARD_LINKS;
import static io.vnode.tck.Capability.POSIX_PERMISSIONS;
import static io.vnode.tck.Capability.SYMBOLIC_LINKS;
import static io.vnode.tck.Marked.Time.ACCESS;
import static io.vnode.tck.Marked.Time.CHANGE;
import static io.vnode.tck.Marked.Time.MODIFICATION;
import static java.nio.file.StandardCopyOption.ATOMIC_MOVE;
import static java.nio.file.StandardOpenOption.APPEND;
import static java.nio.file.StandardOpenOption.CREATE;
import static java.nio.file.StandardOpenOption.READ;
import static java.nio.file.StandardOpenOption.TRUNCATE_EXISTING;
import static java.nio.file.StandardOpenOption.WRITE;

import io.vnode.tck.Allowance;
import io.vnode.tck.Area;
import io.vnode.tck.Capability;
import io.vnode.tck.Case;
import io.vnode.tck.Cites;
import io.vnode.tck.Marked;
import io.vnode.tck.Playground;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.AccessMode;
import java.nio.file.Files;
import java.nio.file.OpenOption;
import java.nio.file.attribute.FileTime;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Which times each call marks for update, of the file and of the directories around it, and which
 * it leaves alone.
 */
@Area(value = "posix.times", source = "POSIX.1-2024 4.12 File Times Update")
final class TimeChecks {
  /**
   * What each row starts from: names {@code f} and {@code sub/} in {@code d/}, and beside it {@code
   * e/}.
   */
  private static final String[] TREE = {"d/", "d/f=content", "d/empty", "d/sub/", "d/full/"};

  private static final String[] MORE = {"d/full/g", "e/", "e/x=x"};

  private static final FileTime LONG_AGO = FileTime.fromMillis(900_000_000_000L);

  private static final Map<Character, Marked.Time> TIMES =
      Map.of('A', ACCESS, 'M', MODIFICATION, 'C', CHANGE);

  /** What is done in the tree. */
  @FunctionalInterface
  private interface Act {
    void in(Playground p) throws IOException;
  }

  /**
   * A row: {@code effects} are like {@code "d/f=MC d= e=Ca"}, a capital letter for a time that must
   * become later, a small one for a time that may, and none for one that must stay.
   */
  private static Case row(String label, String page, String effects, Act act, Capability... needs) {
    return Case.of(
            label,
            p -> {
              p.tree(TREE);
              p.tree(MORE);
              prepare(p, Set.of(needs));
              List<String[]> names =
                  Stream.of(effects.split(" ")).map(effect -> effect.split("=", 2)).toList();
              Marked marked = p.mark(names.stream().map(pair -> pair[0]).toArray(String[]::new));
              act.in(p);
              for (String[] pair : names) {
                require(p, marked, pair[0], pair[1]);
              }
            })
        .needs(needs)
        .cites("POSIX.1-2024 " + page + " [DESCRIPTION] mark for update");
  }

  private static void prepare(Playground p, Set<Capability> needs) throws IOException {
    if (needs.contains(HARD_LINKS)) {
      p.link("e/h", "d/f");
    }
    if (needs.contains(SYMBOLIC_LINKS)) {
      p.symlink("e/l", "../d/f");
    }
  }

  private static void require(Playground p, Marked marked, String name, String letters)
      throws IOException {
    for (Map.Entry<Character, Marked.Time> time : TIMES.entrySet()) {
      if (letters.indexOf(time.getKey()) >= 0) {
        if (time.getValue() != ACCESS || !p.allows(Allowance.ATIME_NEVER)) {
          marked.touched(name, time.getValue());
        }
      } else if (letters.indexOf(Character.toLowerCase(time.getKey())) < 0) {
        marked.untouched(name, time.getValue());
      }
    }
  }

  // ---------------------------------------------------------------- contents

  @Cites("[DESCRIPTION]")
  Stream<Case> contentsMarkTheFileAndNoDirectory() {
    return Stream.of(
        row("read", "read()", "d/f=A d=", p -> channel(p, c -> c.read(bytes(3)), READ)),
        row("write", "write()", "d/f=MC d=", p -> channel(p, c -> c.write(bytes(3)), WRITE)),
        row("append", "write()", "d/f=MC d=", p -> channel(p, c -> c.write(bytes(3)), APPEND)),
        row(
            "write of no bytes",
            "write()",
            "d/f= d=",
            p -> channel(p, c -> c.write(bytes(0)), WRITE)),
        row(
            "write through one of two names",
            "write()",
            "d/f=MC e/h=MC d= e=",
            p -> channel(p, c -> c.write(bytes(3)), WRITE),
            HARD_LINKS),
        row(
            "write through a link",
            "write()",
            "d/f=MC d= e=",
            p -> Files.write(p.path("e/l"), new byte[3], WRITE),
            SYMBOLIC_LINKS),
        row("read through a link", "read()", "d/f=A d= e=", p -> p.read("e/l"), SYMBOLIC_LINKS),
        row("truncate", "ftruncate()", "d/f=MC d=", p -> channel(p, c -> c.truncate(2), WRITE)),
        row(
            "truncate to nothing",
            "ftruncate()",
            "d/f=MC d=",
            p -> channel(p, c -> c.truncate(0), WRITE)),
        row("position", "lseek()", "d/f= d=", p -> channel(p, c -> c.position(1 << 20), WRITE)),
        row("size", "fstat()", "d/f= d=", p -> channel(p, SeekableByteChannel::size, READ)));
  }

  @Cites("[DESCRIPTION]")
  Stream<Case> openingMarksOnlyWhatItChanges() {
    return Stream.of(
        row("to read", "open()", "d/f= d=", p -> Call.open(p, "d/f", READ)),
        row("to write", "open()", "d/f= d=", p -> Call.open(p, "d/f", WRITE)),
        row("to append", "open()", "d/f= d=", p -> Call.open(p, "d/f", APPEND)),
        row(
            "to create what is there",
            "open()",
            "d/f= d=",
            p -> Call.open(p, "d/f", WRITE, CREATE)),
        row(
            "to create what is missing",
            "open()",
            "d=MC d/f=",
            p -> Call.open(p, "d/new", WRITE, CREATE)),
        row(
            "to truncate",
            "open()",
            "d/f=MC d=",
            p -> Call.open(p, "d/f", WRITE, TRUNCATE_EXISTING)),
        row(
            "to truncate what is empty",
            "open()",
            "d/empty=MC d=",
            p -> Call.open(p, "d/empty", WRITE, TRUNCATE_EXISTING)));
  }

  /** What is done with an open file. */
  @FunctionalInterface
  private interface Use {
    Object of(SeekableByteChannel channel) throws IOException;
  }

  private static void channel(Playground p, Use use, OpenOption... options) throws IOException {
    try (SeekableByteChannel channel =
        p.get("open d/f", () -> Files.newByteChannel(p.path("d/f"), options))) {
      p.get("use it", () -> use.of(channel));
    }
  }

  private static ByteBuffer bytes(int count) {
    return ByteBuffer.allocate(count);
  }

  // ---------------------------------------------------------------- names

  @Cites("[DESCRIPTION]")
  Stream<Case> aNameThatComesOrGoesMarksItsDirectory() {
    return Stream.of(
        row("mkdir", "mkdir()", "d=MC e=", p -> p.mkdir("d/new")),
        row("create", "open()", "d=MC e=", p -> p.create("d/new")),
        row("symlink", "symlink()", "d=MC d/f= e=", p -> p.symlink("d/new", "f"), SYMBOLIC_LINKS),
        row("link beside", "link()", "d/f=C d=MC", p -> p.link("d/new", "d/f"), HARD_LINKS),
        row("link elsewhere", "link()", "d/f=C d= e=MC", p -> p.link("e/n", "d/f"), HARD_LINKS),
        row("unlink", "unlink()", "d=MC d/empty= e=", p -> p.delete("d/f")),
        row(
            "unlink of one of two names",
            "unlink()",
            "e/h=C d=MC e=",
            p -> p.delete("d/f"),
            HARD_LINKS),
        row("unlink of a link", "unlink()", "e=MC d= d/f=", p -> p.delete("e/l"), SYMBOLIC_LINKS),
        row("rmdir", "rmdir()", "d=MC e=", p -> p.delete("d/sub")),
        row("rename beside", "rename()", "d=MC d/empty= e=", p -> rename(p, "d/f", "d/new")),
        row("rename elsewhere", "rename()", "d=MC e=MC d/empty=", p -> rename(p, "d/f", "e/f")),
        row(
            "rename of a directory",
            "rename()",
            "d=MC e=MC d/f=",
            p -> rename(p, "d/full", "e/full")),
        row(
            "rename over a file",
            "rename()",
            "d=MC e=MC d/empty=",
            p -> rename(p, "d/f", "e/x"),
            ATOMIC_RENAME_OVER),
        row(
            "rename over one of two names",
            "rename()",
            "d=MC e=MC e/h=C",
            p -> rename(p, "e/x", "d/f"),
            HARD_LINKS,
            ATOMIC_RENAME_OVER),
        row("rename to itself", "rename()", "d= d/f=", p -> rename(p, "d/f", "d/f")),
        row(
            "rename to the other name",
            "rename()",
            "d= e= d/f= e/h=",
            p -> rename(p, "d/f", "e/h"),
            HARD_LINKS));
  }

  @Cites("[DESCRIPTION]")
  Stream<Case> whatIsRefusedMarksNothing() {
    return Stream.of(
        refused("mkdir", "mkdir()", "d= d/f=", p -> p.mkdir("d/f")),
        refused("create", "open()", "d= d/f=", p -> p.create("d/f")),
        refused("symlink", "symlink()", "d= d/f=", p -> p.symlink("d/f", "x"), SYMBOLIC_LINKS),
        refused("link", "link()", "d= d/f= e= e/x=", p -> p.link("d/f", "e/x"), HARD_LINKS),
        refused("rmdir", "rmdir()", "d= d/full=", p -> p.delete("d/full")),
        refused("unlink", "unlink()", "d=", p -> p.delete("d/missing")),
        refused(
            "rename of what is missing", "rename()", "d= e=", p -> rename(p, "d/missing", "e/new")),
        refused(
            "rename over a full directory",
            "rename()",
            "d= d/sub= d/full=",
            p -> rename(p, "d/sub", "d/full"),
            ATOMIC_RENAME_OVER),
        refused(
            "rename into itself", "rename()", "d= d/sub=", p -> rename(p, "d/sub", "d/sub/new")));
  }

  private static Case refused(
      String label, String page, String effects, Act act, Capability... needs) {
    return row(label, page, effects, p -> p.refuses(IOException.class, () -> act.in(p)), needs);
  }

  private static void rename(Playground p, String from, String to) throws IOException {
    p.move(from, to, ATOMIC_MOVE);
  }

  // ---------------------------------------------------------------- attributes

  @Cites("[DESCRIPTION]")
  Stream<Case> attributesMarkTheStatusAlone() {
    return Stream.of(
        row("chmod", "chmod()", "d/f=C d=", p -> p.chmod("d/f", "rwx------"), POSIX_PERMISSIONS),
        row(
            "chmod of a directory",
            "chmod()",
            "d=C d/f=",
            p -> p.chmod("d", "rwx------"),
            POSIX_PERMISSIONS),
        row(
            "chmod through a link",
            "chmod()",
            "d/f=C d= e=",
            p -> p.chmod("e/l", "rwx------"),
            POSIX_PERMISSIONS,
            SYMBOLIC_LINKS),
        row(
            "chmod of one of two names",
            "chmod()",
            "d/f=C e/h=C d= e=",
            p -> p.chmod("d/f", "rwx------"),
            POSIX_PERMISSIONS,
            HARD_LINKS),
        row("chown", "chown()", "d/f=C d=", p -> Call.CHOWN.at(p, "d/f"), POSIX_PERMISSIONS),
        row(
            "modification time",
            "futimens()",
            "d/f=mC d=",
            p -> p.set("d/f", "lastModifiedTime", LONG_AGO)),
        row(
            "access time",
            "futimens()",
            "d/f=aC d=",
            p -> p.set("d/f", "lastAccessTime", LONG_AGO)),
        row(
            "times of a directory",
            "futimens()",
            "d=mC d/f= e=",
            p -> p.set("d", "lastModifiedTime", LONG_AGO)));
  }

  // ---------------------------------------------------------------- looking

  @Cites("[DESCRIPTION]")
  Stream<Case> lookingMarksNothingButWhatIsRead() {
    return Stream.of(
        row("stat", "stat()", "d/f= d=", p -> Call.stat(p, "d/f")),
        row("access", "access()", "d/f= d=", p -> Call.access(p, "d/f", AccessMode.READ)),
        row("realpath", "realpath()", "d/f= d=", p -> Call.REALPATH.at(p, "d/f")),
        row("readlink", "readlink()", "d/f= d= e=", p -> p.readlink("e/l"), SYMBOLIC_LINKS),
        row("reading a directory", "readdir()", "d=A d/f= d/sub=", p -> p.list("d")),
        row("reading an empty directory", "readdir()", "d/sub=A d=", p -> p.list("d/sub")),
        row("looking for what is missing", "stat()", "d=", p -> p.exists("d/missing")),
        row("walking through", "stat()", "d= d/full=", p -> Call.stat(p, "d/full/g")));
  }
}
