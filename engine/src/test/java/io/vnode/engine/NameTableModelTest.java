package io.vnode.engine;

import static io.vnode.testkit.Property.forAllHistories;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.vnode.testkit.Gen;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** {@link NameTable} beside a {@link LinkedHashMap}, in random histories over few names. */
class NameTableModelTest {

  /** Names of which 32 collide in {@link String#hashCode}, and as many others. */
  private static final List<String> NAMES = names();

  private static final int STEPS_MAX = 300;

  enum Verb {
    ADD_OR_REMOVE,
    REPLACE,
    OPEN_CURSOR,
    ADVANCE_CURSOR
  }

  record Step(Verb verb, int choice) {}

  /** A cursor, and what it owes: the names that were there when it was opened and still are. */
  private static final class Reader {
    final DirectoryCursor cursor;
    final Map<String, Long> owed;
    long last;

    Reader(DirectoryCursor cursor, Map<String, Long> owed, long last) {
      this.cursor = cursor;
      this.owed = owed;
      this.last = last;
    }
  }

  private static List<String> names() {
    List<String> names = new ArrayList<>(NameTableTest.colliding(5));
    for (int i = 0; i < 32; i++) {
      names.add("n" + i);
    }
    return names;
  }

  private static Gen<Step> steps() {
    Gen<Verb> verbs =
        Gen.of(
            Verb.ADD_OR_REMOVE,
            Verb.ADD_OR_REMOVE,
            Verb.ADD_OR_REMOVE,
            Verb.REPLACE,
            Verb.OPEN_CURSOR,
            Verb.ADVANCE_CURSOR);
    return Gen.zip(verbs, Gen.ints(0, NAMES.size() - 1), Step::new);
  }

  /** Lookups, the order of listings and cookies are those of the map after each step. */
  @Test
  void theTableBehavesAsALinkedMap() {
    forAllHistories(500, STEPS_MAX, steps(), history -> new History().run(history));
  }

  /** One history, from an empty table on. */
  private static final class History {
    private final NameTable table = new NameTable();
    private final Map<String, Inode> model = new LinkedHashMap<>();
    private final Map<String, Long> cookies = new LinkedHashMap<>();
    private final List<Reader> readers = new ArrayList<>();

    void run(List<Step> history) throws IOException {
      for (Step step : history) {
        take(step);
        assertSameAsModel();
        assertResumesBehind(step.choice);
      }
      for (Reader reader : readers) {
        while (advance(reader)) {
          // Until the end.
        }
        assertEquals(Map.of(), reader.owed, "names that the cursor never met");
      }
    }

    private void take(Step step) throws IOException {
      String name = NAMES.get(step.choice);
      switch (step.verb) {
        case ADD_OR_REMOVE -> {
          if (model.containsKey(name)) {
            remove(name);
          } else {
            add(name);
          }
        }
        case REPLACE -> {
          if (model.containsKey(name)) {
            Inode inode = NameTableTest.inode();
            table.replace(name, inode);
            model.put(name, inode);
          }
        }
        case OPEN_CURSOR -> openBehind(step.choice);
        case ADVANCE_CURSOR -> {
          if (!readers.isEmpty()) {
            advance(readers.get(step.choice % readers.size()));
          }
        }
      }
    }

    private void add(String name) throws IOException {
      Inode inode = NameTableTest.inode();
      table.add(name, inode);
      model.put(name, inode);
      long greatest = cookies.values().stream().mapToLong(Long::longValue).max().orElse(0);
      DirectoryEntry entry = table.list(greatest).next();
      assertEquals(name, entry.name());
      cookies.put(name, entry.cookie());
    }

    private void remove(String name) {
      table.remove(name);
      model.remove(name);
      long cookie = cookies.remove(name);
      readers.forEach(reader -> reader.owed.remove(name, cookie));
    }

    /** A cookie in the middle, of a name that need not be there any more. */
    private long cookie(int choice) {
      long greatest = cookies.values().stream().mapToLong(Long::longValue).max().orElse(0);
      return greatest * choice / NAMES.size();
    }

    private void openBehind(int choice) {
      long after = cookie(choice);
      Map<String, Long> owed = new LinkedHashMap<>(cookies);
      owed.values().removeIf(cookie -> cookie <= after);
      readers.add(new Reader(table.list(after), owed, after));
    }

    private boolean advance(Reader reader) throws IOException {
      DirectoryEntry entry = reader.cursor.next();
      if (entry == null) {
        return false;
      }
      assertTrue(entry.cookie() > reader.last, "a cursor goes on");
      reader.last = entry.cookie();
      assertEquals(cookies.get(entry.name()), entry.cookie());
      reader.owed.remove(entry.name());
      return true;
    }

    private void assertSameAsModel() throws IOException {
      for (String name : NAMES) {
        assertSame(model.get(name), table.get(name), name);
      }
      assertEquals(model.size(), table.size());
      assertLists(table.list(0), 0);
    }

    private void assertResumesBehind(int choice) throws IOException {
      long after = cookie(choice);
      assertLists(table.list(after), after);
    }

    private void assertLists(DirectoryCursor cursor, long after) throws IOException {
      for (Map.Entry<String, Long> expected : cookies.entrySet()) {
        if (expected.getValue() > after) {
          DirectoryEntry entry = cursor.next();
          assertEquals(expected.getKey(), entry.name());
          assertEquals(expected.getValue(), entry.cookie());
          assertSame(model.get(entry.name()), entry.inode());
        }
      }
      assertNull(cursor.next());
    }
  }
}
