package io.vnode.engine;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The names of a directory: looked up by hash, listed in the order of their making. */
class NameTableTest {
  private static final TreeVolume VOLUME =
      EngineFixture.volume(VolumeOptions.DEFAULT, Long.MAX_VALUE, Long.MAX_VALUE);

  private final NameTable table = new NameTable();

  /** Something that a name can stand for. */
  static Inode inode() {
    return new SpecialNode(VOLUME, 1, new Birth(Kind.FIFO.bits(), 0, 0, 0, null));
  }

  /** 2^{@code pairs} different names with the same {@link String#hashCode}. */
  static List<String> colliding(int pairs) {
    List<String> names = List.of("");
    for (int i = 0; i < pairs; i++) {
      List<String> longer = new ArrayList<>();
      for (String name : names) {
        longer.add(name + "Aa");
        longer.add(name + "BB");
      }
      names = longer;
    }
    return names;
  }

  private static List<String> rest(DirectoryCursor cursor) throws IOException {
    List<String> names = new ArrayList<>();
    for (DirectoryEntry entry = cursor.next(); entry != null; entry = cursor.next()) {
      names.add(entry.name());
    }
    return names;
  }

  private void addNumbered(int from, int to) {
    for (int i = from; i < to; i++) {
      table.add("n" + i, inode());
    }
  }

  private void removeNumbered(int from, int to) {
    for (int i = from; i < to; i++) {
      table.remove("n" + i);
    }
  }

  // NameTable: from a run of RUN_MAX on, names are hashed with a secret.
  @Test
  @Timeout(value = 30, unit = SECONDS)
  void namesChosenToCollideDoNotSlowTheTableDown() {
    List<String> names = colliding(17);
    assertEquals(names.get(0).hashCode(), names.get(names.size() - 1).hashCode());
    names.forEach(name -> table.add(name, inode()));
    for (String name : names) {
      assertNotNull(table.get(name));
      assertNull(table.get(name + "x"));
      table.remove(name);
    }
    assertEquals(0, table.size());
  }

  // As above: the switch to the secret hash loses no name, and no order.
  @Test
  void theSwitchToTheSecretHashLosesNothing() throws IOException {
    List<String> names = colliding(12);
    List<Inode> inodes = new ArrayList<>();
    for (String name : names) {
      inodes.add(inode());
      table.add(name, inodes.get(inodes.size() - 1));
    }
    for (int i = 0; i < names.size(); i++) {
      assertSame(inodes.get(i), table.get(names.get(i)));
    }
    assertEquals(names, rest(table.list(0)));
  }

  // POSIX rename: a name that is renamed over keeps its place in a listing.
  @Test
  void replacingKeepsPlaceAndCookie() throws IOException {
    addNumbered(0, 3);
    DirectoryCursor before = table.list(0);
    before.next();
    long cookie = before.next().cookie();
    Inode other = inode();
    table.replace("n1", other);
    DirectoryCursor after = table.list(0);
    after.next();
    DirectoryEntry entry = after.next();
    assertEquals("n1", entry.name());
    assertEquals(cookie, entry.cookie());
    assertSame(other, entry.inode());
    assertSame(other, table.get("n1"));
    assertEquals(3, table.size());
  }

  // POSIX telldir, seekdir: a cookie marks its place whatever comes and goes.
  @Test
  void aCookieStaysGoodWhileOthersComeAndGo() throws IOException {
    addNumbered(0, 1000);
    DirectoryCursor cursor = table.list(0);
    DirectoryEntry last = null;
    for (int i = 0; i < 500; i++) {
      last = cursor.next();
    }
    long cookie = last.cookie();
    removeNumbered(0, 990);
    addNumbered(1000, 1010);
    List<String> expected = new ArrayList<>();
    for (int i = 990; i < 1010; i++) {
      expected.add("n" + i);
    }
    assertEquals(expected, rest(table.list(cookie)));
    assertEquals(expected.subList(0, 10), rest(cursor));
    assertNull(last.inode());
  }

  // POSIX readdir: a name that is made again is a new entry, behind all others.
  @Test
  void aNameThatIsMadeAgainComesLast() throws IOException {
    addNumbered(0, 3);
    DirectoryCursor cursor = table.list(0);
    assertEquals("n0", cursor.next().name());
    table.remove("n0");
    table.add("n0", inode());
    assertEquals(List.of("n1", "n2"), rest(cursor));
    assertEquals(List.of("n1", "n2", "n0"), rest(table.list(0)));
  }

  // POSIX readdir: a cursor outlives the emptying of the directory.
  @Test
  void aCursorOutlivesAnEmptyDirectory() throws IOException {
    addNumbered(0, 20);
    DirectoryCursor cursor = table.list(0);
    cursor.next();
    removeNumbered(0, 20);
    assertNull(cursor.next());
    addNumbered(20, 22);
    assertEquals(List.of(), rest(cursor));
    assertEquals(List.of("n20", "n21"), rest(table.list(0)));
  }

  // NameTable: what was a large directory does not stay large.
  @Test
  void theTableShrinksWithItsNames() {
    addNumbered(0, 100_000);
    int full = table.capacity();
    removeNumbered(0, 99_000);
    assertTrue(table.capacity() <= full / 64, () -> "still " + table.capacity());
    removeNumbered(99_000, 100_000);
    assertTrue(table.capacity() <= 64, () -> "still " + table.capacity());
    addNumbered(0, 100);
    assertEquals(100, table.size());
  }

  // NameTable: churn of short-lived names fills no table with graves.
  @Test
  void comingAndGoingDoesNotGrowTheTable() {
    addNumbered(0, 10);
    for (int i = 10; i < 100_000; i++) {
      addNumbered(i, i + 1);
      removeNumbered(i - 10, i - 9);
    }
    assertEquals(10, table.size());
    assertTrue(table.capacity() <= 64, () -> "grew to " + table.capacity());
  }
}
