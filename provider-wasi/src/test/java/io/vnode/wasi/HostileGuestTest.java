package io.vnode.wasi;

import static io.vnode.wasi.Guest.FOLLOW;
import static io.vnode.wasi.Guest.TOP;
import static java.nio.charset.StandardCharsets.UTF_8;
import static java.nio.file.LinkOption.NOFOLLOW_LINKS;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.google.common.jimfs.Configuration;
import com.google.common.jimfs.Jimfs;
import io.vnode.engine.Errno;
import io.vnode.engine.Kind;
import io.vnode.mem.MemFs;
import io.vnode.projfs.ProjAccess;
import io.vnode.projfs.ProjFs;
import java.io.IOException;
import java.nio.file.FileSystem;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * A guest that wants out. Beside the directory that it is given there is another, which it must
 * neither see nor change: by no path, no link that the host has placed, no call, no descriptor.
 */
@Timeout(600)
class HostileGuestTest {
  private static final String SECRET = "TOP SECRET";

  private static final int TRIES = Integer.getInteger("vnode.race.tries", 1_500);

  /** How long it is tried until one open has succeeded, in nanoseconds. */
  private static final long PATIENCE = TimeUnit.SECONDS.toNanos(30);

  /** Ways out of {@code top}; what the links are, {@link #makeWorld} says. */
  private static final List<String> WAYS_OUT =
      List.of(
          "..",
          "../",
          "../..",
          "../outside",
          "../outside/",
          "../outside/secret",
          "..//outside//secret",
          "./../outside/secret",
          "d/../../outside/secret",
          "d/./.././../outside/secret",
          "d/e/../../../outside/secret",
          "d/e/../../d/../../outside/secret",
          "d/../d/../d/../d/../../outside/secret",
          "../top/../outside/secret",
          "/",
          "/outside/secret",
          "//outside/secret",
          "/..",
          "/proc/self/root",
          "absolute",
          "absolute/secret",
          "absolute/.",
          "up",
          "up/secret",
          "up/",
          "up/..",
          "up/../outside/secret",
          "chain",
          "chain/secret",
          "d/back/secret",
          "d/e/back/secret",
          "d/e/down/../../outside/secret",
          "to-secret",
          "to-secret/",
          "to-root/outside/secret",
          "root-by-dots",
          "root-by-dots/outside/secret",
          "in-and-out/secret",
          "dangling-out",
          "dangling-out/x");

  @TempDir Path host;
  private final List<AutoCloseable> opened = new ArrayList<>();
  private Path base;

  /** What the guest is on. */
  enum On {
    MEMFS,
    HOST,
    PROJFS,
    JIMFS,
    READ_ONLY_MEMFS,
    READ_ONLY_HOST
  }

  @AfterEach
  void close() throws Exception {
    if (base != null && Files.exists(base.resolve("top"))) {
      removeWorld();
    }
    for (AutoCloseable each : opened) {
      each.close();
    }
  }

  private Path base(On where) throws IOException {
    FileSystem fileSystem =
        switch (where) {
          case MEMFS, READ_ONLY_MEMFS -> MemFs.create();
          case JIMFS -> Jimfs.newFileSystem(Configuration.unix());
          default -> null;
        };
    if (fileSystem == null) {
      return host;
    }
    opened.add(fileSystem);
    return Files.createDirectory(fileSystem.getPath("/base"));
  }

  private Guest guest(On where) throws IOException {
    Path top = base.resolve("top");
    if (where == On.PROJFS) {
      FileSystem projection = ProjFs.builder().portal("/p/top", top, ProjAccess.READ_WRITE).build();
      opened.add(projection);
      top = projection.getPath("/p/top");
    }
    Path given = top;
    boolean readOnly = where == On.READ_ONLY_MEMFS || where == On.READ_ONLY_HOST;
    return Guest.of(settings ->
        settings.preopen("/", given, readOnly ? WasiAccess.READ_ONLY : WasiAccess.READ_WRITE));
  }

  private void makeWorld() throws IOException {
    Path outside = Files.createDirectory(base.resolve("outside"));
    Files.writeString(outside.resolve("secret"), SECRET);
    Files.createDirectory(outside.resolve("empty"));
    Path top = base.resolve("top");
    Files.createDirectories(top.resolve("d/e"));
    Files.writeString(top.resolve("f"), "inside");
    link("absolute", outside.toString());
    link("up", "../outside");
    link("chain", "chain-2");
    link("chain-2", "d/chain-3");
    link("d/chain-3", "../up");
    link("d/back", "../../outside");
    link("d/e/back", "../back");
    link("d/e/down", ".");
    link("to-secret", "../outside/secret");
    link("to-root", "/");
    link("root-by-dots", "../../../../../../../../../..");
    link("in-and-out", "d/e/../../../outside");
    link("dangling-out", "../outside/new");
  }

  private void link(String name, String target) throws IOException {
    Path link = base.resolve("top").resolve(name);
    Files.createSymbolicLink(link, link.getFileSystem().getPath(target));
  }

  private void removeWorld() throws IOException {
    for (String name : List.of("top", "outside")) {
      try (Stream<Path> all = Files.walk(base.resolve(name))) {
        for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
          Files.delete(path);
        }
      }
    }
  }

  /** All that is outside, as somebody sees who may look. */
  private String outside() throws IOException {
    StringBuilder seen = new StringBuilder();
    try (Stream<Path> all = Files.walk(base.resolve("outside"))) {
      for (Path path : all.sorted().toList()) {
        seen.append(path).append(' ').append(Files.getLastModifiedTime(path, NOFOLLOW_LINKS));
        if (Files.isRegularFile(path, NOFOLLOW_LINKS)) {
          seen.append(' ').append(Files.readString(path));
        }
        seen.append('\n');
      }
    }
    return seen.toString();
  }

  /** One call with a path that leads out. */
  private interface Attempt {
    void on(Guest guest, String way);
  }

  private static Map<String, Attempt> attempts() {
    Map<String, Attempt> all = new LinkedHashMap<>();
    all.put("read", (guest, way) -> requireRefusal(() -> guest.open(way, 0, Guest.READ)));
    all.put("list", (guest, way) -> requireRefusal(() -> guest.openDirectory(way)));
    all.put(
        "create",
        (guest, way) -> {
          int fd = guest.open(way, Flags.CREAT, Guest.READ_WRITE);
          guest.write(fd, "written by the guest");
        });
    all.put("create below", (guest, way) -> guest.create(way + "/new"));
    all.put("create exclusively", (guest, way) -> guest.open(way, 5, Guest.READ_WRITE));
    all.put("truncate", (guest, way) -> guest.open(way, Flags.TRUNC, Guest.READ_WRITE));
    all.put("stat", (guest, way) -> requireRefusal(() -> guest.stat(FOLLOW, way)));
    all.put("lstat", (guest, way) -> requireForeign(guest.stat(0, way)));
    all.put("set times", (guest, way) -> guest.setTimes(FOLLOW, way, 1, 1, 5));
    all.put("set times of a link", (guest, way) -> guest.setTimes(0, way, 1, 1, 5));
    all.put("mkdir", (guest, way) -> guest.mkdir(way + "/new"));
    all.put("mkdir itself", (guest, way) -> guest.mkdir(way));
    all.put("rmdir", (guest, way) -> guest.rmdir(way));
    all.put("rmdir below", (guest, way) -> guest.rmdir(way + "/empty"));
    all.put("unlink", (guest, way) -> guest.unlink(way));
    all.put("unlink below", (guest, way) -> guest.unlink(way + "/secret"));
    all.put("take in", (guest, way) -> guest.rename(way + "/secret", "taken"));
    all.put("take out", (guest, way) -> guest.rename("f", way + "/taken"));
    all.put("take out over", (guest, way) -> guest.rename("f", way));
    all.put("link in", (guest, way) -> requireHarmless(guest, linked(guest, way)));
    all.put("link out", (guest, way) -> guest.link(0, "f", way + "/linked"));
    all.put("symlink out", (guest, way) -> guest.symlink("x", way + "/link"));
    all.put("symlink over", (guest, way) -> guest.symlink("x", way));
    all.put(
        "through a link of its own",
        (guest, way) -> {
          guest.symlink(way, "own");
          requireHarmless(guest, guest.open("own", 0, Guest.READ));
        });
    all.put(
        "below an open directory",
        (guest, way) -> {
          int fd = guest.openDirectory("d");
          requireHarmless(guest, guest.open(fd, FOLLOW, "../" + way, 0, Guest.READ, 0, 0));
        });
    return all;
  }

  private static int linked(Guest guest, String way) {
    guest.link(0, way, "linked");
    return guest.open("linked", 0, Guest.READ);
  }

  /** Requires that what was opened is nothing from outside. */
  private static void requireHarmless(Guest guest, int fd) {
    boolean isDirectory = guest.fdstat(fd).type() == FileType.DIRECTORY;
    String seen =
        isDirectory
            ? new String(guest.bytes(Guest.BUFFER, guest.readdir(fd, 4000, 0)), UTF_8)
            : guest.read(fd, 100);
    assertFalse(seen.contains(SECRET) || seen.contains("empty"), "it has seen what is outside");
  }

  /** Requires that what was found has not the size of the secret. */
  private static void requireForeign(Guest.Stat stat) {
    boolean isFile = stat.type() == FileType.of(Kind.REGULAR);
    assertFalse(isFile && stat.size() == SECRET.length(), "it has seen the secret");
  }

  private static Guest.Refusal refuse(Executable call) {
    return assertThrows(Guest.Refusal.class, call);
  }

  /** Requires that {@code call} is refused, and is. */
  private static void requireRefusal(Executable call) {
    throw refuse(call);
  }

  /** Issue 9: "at least two hundred escape attempts ... zero succeed". */
  @ParameterizedTest
  @EnumSource
  void nothingLeadsOut(On where) throws IOException {
    base = base(where);
    int count = 0;
    makeWorld();
    String before = outside();
    for (Map.Entry<String, Attempt> attempt : attempts().entrySet()) {
      for (String way : WAYS_OUT) {
        boolean isAsItWas = isRefusedAtOnce(where, attempt.getValue(), way);
        assertEquals(before, outside(), () -> attempt.getKey() + " " + way);
        if (!isAsItWas) {
          removeWorld();
          makeWorld();
          before = outside();
        }
        count++;
      }
    }
    assertEquals(1000, count);
  }

  /** Lets a guest try. @return whether its first call was refused, so that it has done nothing */
  private boolean isRefusedAtOnce(On where, Attempt attempt, String way) throws IOException {
    try (Guest guest = guest(where)) {
      try {
        attempt.on(guest, way);
        return false;
      } catch (Guest.Refusal e) {
        return guest.wasi().counts().values().stream().mapToLong(CallCount::calls).sum() == 1;
      }
    }
  }

  // ---------------------------------------------------------------- descriptors

  /** A directory that somebody moves out of what was given is a prison of its own. */
  @ParameterizedTest
  @EnumSource(names = {"MEMFS", "HOST"})
  void aDirectoryThatWasMovedOutLeadsNowhereElse(On where) throws IOException {
    base = base(where);
    makeWorld();
    try (Guest guest = guest(where)) {
      int fd = guest.openDirectory("d");
      Files.move(base.resolve("top/d"), base.resolve("outside/d"));
      for (String way : List.of("../secret", "e/../../secret", "back/secret", "..")) {
        refuse(() -> guest.open(fd, FOLLOW, way, 0, Guest.READ, 0, 0));
        refuse(() -> guest.open(TOP, FOLLOW, "d/" + way, 0, Guest.READ, 0, 0));
      }
    }
  }

  /** A number that is given out again stands for the new file, with the new file's rights. */
  @Test
  void aDescriptorThatIsUsedAgainHasNothingOfTheOld() throws IOException {
    base = base(On.MEMFS);
    makeWorld();
    try (Guest guest = guest(On.MEMFS)) {
      int fd = guest.create("writable");
      guest.close(fd);
      assertEquals(fd, guest.open("f", 0, Rights.FD_READ));
      Guest.refuses(Errno.ENOTCAPABLE, () -> guest.write(fd, "x"));
      Guest.refuses(
          Errno.ENOTCAPABLE,
          () -> guest.call(WasiCall.FD_FDSTAT_SET_RIGHTS, fd, Rights.FILE, Rights.ALL));
      int directory = guest.open(TOP, 0, "d", Flags.DIRECTORY, Rights.PATH_OPEN, Rights.FD_READ, 0);
      guest.call(WasiCall.FD_RENUMBER, directory, fd);
      Guest.refuses(
          Errno.ENOTCAPABLE, () -> guest.open(fd, 0, "x", Flags.CREAT, Rights.FD_READ, 0, 0));
      Guest.refuses(Errno.ENOTCAPABLE, () -> guest.open(fd, 0, "e", 0, Rights.FD_WRITE, 0, 0));
    }
  }

  /** The links of Linux that are no paths: what their text says leads out, and so they do. */
  @Test
  void magicLinksOfTheHostLeadNowhere() throws IOException {
    Path magic = Path.of("/proc/self");
    assumeTrue(Files.isSymbolicLink(magic.resolve("root")));
    try (Guest guest = Guest.of(settings -> settings.preopen("/", magic, WasiAccess.READ_ONLY))) {
      for (String way :
          List.of(
              "root",
              "root/etc/passwd",
              "cwd",
              "cwd/pom.xml",
              "exe",
              "fd/0",
              "fd/1",
              "task/../root/etc",
              "../1/root",
              "../self/root")) {
        refuse(() -> guest.open(way, 0, Guest.READ));
        refuse(() -> guest.stat(FOLLOW, way + "/."));
      }
      assertTrue(guest.contents("status").startsWith("Name:"));
    }
  }

  // ---------------------------------------------------------------- races

  /** While the host swaps a directory and a link to the outside, no open goes astray. */
  @ParameterizedTest
  @EnumSource(names = {"MEMFS", "HOST", "PROJFS"})
  void noSwapLeadsOut(On where) throws Exception {
    base = base(where);
    makeWorld();
    Files.writeString(base.resolve("top/d/secret"), "inside");
    Path out = base.resolve("outside");
    Files.createSymbolicLink(base.resolve("top/link"), out.getFileSystem().getPath("../outside"));
    String before = outside();
    Thread swapper = new Thread(this::swap, "swapper");
    swapper.start();
    int seen = 0;
    try (Guest guest = guest(where)) {
      long end = System.nanoTime() + PATIENCE;
      for (int i = 0; i < TRIES || (seen == 0 && System.nanoTime() < end); i++) {
        seen += tryToSlipOut(guest) ? 1 : 0;
      }
    } finally {
      swapper.interrupt();
      swapper.join();
    }
    assertEquals(before, outside());
    assertTrue(seen > 0, "not one open has succeeded, so nothing was tried");
  }

  /** Lets the directory {@code d} and a link trade places, until it is interrupted. */
  private void swap() {
    Path directory = base.resolve("top/d");
    Path link = base.resolve("top/link");
    Path aside = base.resolve("top/aside");
    try {
      while (!Thread.currentThread().isInterrupted()) {
        Files.move(directory, aside);
        Files.move(link, directory);
        Files.move(directory, link);
        Files.move(aside, directory);
      }
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  /** Tries to get at what is outside by {@code d}. @return whether it got at what is inside */
  private static boolean tryToSlipOut(Guest guest) {
    boolean isSeen = false;
    try {
      int fd = guest.open("d/secret", 0, Guest.READ);
      assertEquals("inside", guest.read(fd, 100));
      guest.close(fd);
      isSeen = true;
      guest.close(guest.create("d/new"));
      guest.unlink("d/new");
      guest.mkdir("d/empty");
      guest.rmdir("d/empty");
    } catch (Guest.Refusal e) {
      // The swapper was faster.
    }
    return isSeen;
  }
}
