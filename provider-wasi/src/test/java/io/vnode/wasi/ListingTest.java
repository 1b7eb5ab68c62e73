package io.vnode.wasi;

import static io.vnode.wasi.Guest.BUFFER;
import static io.vnode.wasi.Guest.TOP;
import static io.vnode.wasi.Guest.refuses;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.vnode.engine.Errno;
import io.vnode.engine.Kind;
import io.vnode.mem.MemFs;
import java.io.IOException;
import java.nio.file.FileSystem;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** fd_readdir: "Read directory entries from a directory." */
class ListingTest {
  private static final int HEADER = 24;

  @TempDir Path host;
  private FileSystem memory;
  private Path top;
  private Guest guest;

  @BeforeEach
  void begin() throws IOException {
    memory = MemFs.create();
    top = Files.createDirectory(memory.getPath("/top"));
    guest = Guest.in(top);
  }

  @AfterEach
  void end() throws IOException {
    guest.close();
    memory.close();
  }

  private record Entry(long next, long inode, int type, String name) {}

  /** The entries that are whole in the first {@code used} bytes of the buffer. */
  private List<Entry> entries(int used) {
    List<Entry> found = new ArrayList<>();
    int at = 0;
    while (at + HEADER <= used) {
      int length = guest.memory().getInt(BUFFER + at + 16);
      if (at + HEADER + length > used) {
        break;
      }
      found.add(
          new Entry(
              guest.memory().getLong(BUFFER + at),
              guest.memory().getLong(BUFFER + at + 8),
              guest.memory().get(BUFFER + at + 20),
              new String(guest.bytes(BUFFER + at + HEADER, length), UTF_8)));
      at += HEADER + length;
    }
    return found;
  }

  /** All names behind {@code cookie}, asked for with a buffer of {@code room} bytes. */
  private List<String> names(int fd, int room, long cookie) {
    List<String> names = new ArrayList<>();
    long next = cookie;
    int used;
    do {
      used = guest.readdir(fd, room, next);
      List<Entry> entries = entries(used);
      assertTrue(used < room || !entries.isEmpty(), "the buffer holds an entry");
      for (Entry entry : entries) {
        names.add(entry.name());
        next = entry.next();
      }
    } while (used == room);
    return names;
  }

  private Guest on(boolean isHost) throws IOException {
    guest.close();
    guest = Guest.in(isHost ? host : top);
    return guest;
  }

  /** POSIX readdir: the directory itself and its parent, with the numbers that stat answers. */
  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void dotAndDotDotComeFirst(boolean isHost) throws IOException {
    on(isHost);
    guest.mkdir("d");
    guest.file("d/f", "");
    guest.symlink("f", "d/l");
    int fd = guest.openDirectory("d");
    List<Entry> entries = entries(guest.readdir(fd, 1000, 0));
    assertEquals(List.of(".", ".."), entries.stream().map(Entry::name).limit(2).toList());
    assertEquals(guest.stat("d").inode(), entries.get(0).inode());
    assertEquals(guest.stat(".").inode(), entries.get(1).inode());
    assertEquals(4, entries.size());
    for (Entry entry : entries.subList(2, 4)) {
      Guest.Stat stat = guest.stat(0, "d/" + entry.name());
      assertEquals(stat.inode(), entry.inode());
      assertEquals(stat.type(), entry.type());
    }
    assertEquals(FileType.of(Kind.DIRECTORY), entries.get(0).type());
  }

  /** What is above a directory that was given has no number that a guest could learn. */
  @Test
  void dotDotOfThePreopenIsItself() {
    List<Entry> entries = entries(guest.readdir(TOP, 1000, 0));
    assertEquals(entries.get(0).inode(), entries.get(1).inode());
  }

  /** "fills the output buffer as much as possible, potentially truncating the last entry". */
  @Test
  void theLastEntryIsCut() {
    guest.file("name-of-twenty-chars", "");
    int whole = guest.readdir(TOP, 1000, 0);
    assertEquals(3 * HEADER + 1 + 2 + 20, whole);
    byte[] all = guest.bytes(BUFFER, whole);
    for (int room = 0; room < whole; room++) {
      assertEquals(room, guest.readdir(TOP, room, 0), "the buffer is full");
      byte[] cut = guest.bytes(BUFFER, room);
      for (int i = 0; i < room; i++) {
        assertEquals(all[i], cut[i], "byte " + i + " of " + room);
      }
    }
  }

  /** bufused: "If less than the size of the read buffer, the end ... has been reached". */
  @ParameterizedTest
  @ValueSource(ints = {40, 64, 100, 1000, 4096})
  void aLargeDirectoryIsReadWithAnyBuffer(int room) {
    Set<String> expected = new TreeSet<>(List.of(".", ".."));
    for (int i = 0; i < 200; i++) {
      guest.file("f" + i, "");
      expected.add("f" + i);
    }
    List<String> names = names(TOP, room, 0);
    assertEquals(expected.size(), names.size());
    assertEquals(expected, new TreeSet<>(names));
  }

  /** A cookie stays good while entries are removed: what rm -r does. */
  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void cookiesStayTrueWhileEntriesAreRemoved(boolean isHost) throws IOException {
    on(isHost);
    for (int i = 0; i < 50; i++) {
      guest.file("f" + i, "");
    }
    Set<String> seen = new HashSet<>();
    long cookie = 0;
    while (true) {
      List<Entry> entries = entries(guest.readdir(TOP, 100, cookie));
      if (entries.isEmpty()) {
        break;
      }
      for (Entry entry : entries) {
        cookie = entry.next();
        if (entry.name().startsWith("f")) {
          assertTrue(seen.add(entry.name()));
          guest.unlink(entry.name());
        }
      }
    }
    assertEquals(50, seen.size());
  }

  /** A cookie stays good while entries are added and another descriptor lists them. */
  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void cookiesStayTrueWhileOthersListAndAdd(boolean isHost) throws IOException {
    on(isHost);
    guest.mkdir("d");
    for (int i = 0; i < 20; i++) {
      guest.file("d/old" + i, "");
    }
    int fd = guest.openDirectory("d");
    List<Entry> first = entries(guest.readdir(fd, 200, 0));
    guest.unlink("d/" + first.get(2).name());
    guest.file("d/new", "");
    int other = guest.openDirectory("d");
    assertEquals(22, names(other, 1000, 0).size());
    List<String> rest = names(fd, 200, first.get(first.size() - 1).next());
    List<String> old = new ArrayList<>();
    first.forEach(entry -> old.add(entry.name()));
    old.addAll(rest);
    old.removeIf(name -> !name.startsWith("old"));
    assertEquals(20, new HashSet<>(old).size());
    assertEquals(20, old.size());
  }

  /** telldir, seekdir, rewinddir: any cookie that was given leads back to its place. */
  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void anyCookieLeadsBackToItsPlace(boolean isHost) throws IOException {
    on(isHost);
    for (int i = 0; i < 10; i++) {
      guest.file("f" + i, "");
    }
    List<Entry> all = entries(guest.readdir(TOP, 4000, 0));
    for (int i = all.size() - 1; i >= 0; i--) {
      List<String> rest = names(TOP, 100, all.get(i).next());
      assertEquals(all.subList(i + 1, all.size()).stream().map(Entry::name).toList(), rest);
    }
    guest.file("late", "");
    assertTrue(names(TOP, 4000, 0).contains("late"));
  }

  /** A number that was never a cookie: there is nothing behind it, or it cannot be one. */
  @Test
  void strangeCookiesHarmNothing() {
    guest.file("f", "");
    refuses(Errno.EINVAL, () -> guest.readdir(TOP, 100, -1));
    assertEquals(0, guest.readdir(TOP, 100, Long.MAX_VALUE));
    assertEquals(0, guest.readdir(TOP, 100, 1_000_000));
  }
}
