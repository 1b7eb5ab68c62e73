package io.vnode.tck.model;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.vnode.tck.Playground;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReferenceArray;

/**
 * The books of several threads over the names that they make and remove. Each name is made once
 * only, so that who removed it is no question; what a file holds is its first name.
 */
final class NameBook {
  private final Playground p;
  private final List<String> directories;
  private final AtomicInteger next = new AtomicInteger();

  /** Names that were made lately and that everybody goes for. */
  private final AtomicReferenceArray<String> hot = new AtomicReferenceArray<>(24);

  /** Each name made, with the first name of its file. */
  private final ConcurrentHashMap<String, String> made = new ConcurrentHashMap<>();

  private final Set<String> removed = ConcurrentHashMap.newKeySet();

  NameBook(Playground p, List<String> directories) {
    this.p = p;
    this.directories = directories;
  }

  private String newName(Random chance) {
    return directories.get(chance.nextInt(directories.size())) + "/n" + next.incrementAndGet();
  }

  private String hotName(Random chance) {
    return hot.get(chance.nextInt(hot.length()));
  }

  private void enter(String name, String first, Random chance) {
    made.put(name, first);
    hot.set(chance.nextInt(hot.length()), name);
  }

  private void strike(String name) {
    assertTrue(removed.add(name), () -> name + " was removed twice");
  }

  void make(Random chance) throws IOException {
    String name = newName(chance);
    Files.writeString(p.path(name), name);
    enter(name, name, chance);
  }

  void remove(Random chance) throws IOException {
    String name = hotName(chance);
    if (name != null) {
      try {
        Files.delete(p.path(name));
        strike(name);
      } catch (NoSuchFileException e) {
        // Another was first.
      }
    }
  }

  void move(Random chance) throws IOException {
    String name = hotName(chance);
    String to = newName(chance);
    if (name != null) {
      try {
        Files.move(p.path(name), p.path(to));
        strike(name);
        enter(to, made.get(name), chance);
      } catch (NoSuchFileException e) {
        // Another was first.
      }
    }
  }

  void link(Random chance) throws IOException {
    String name = hotName(chance);
    String to = newName(chance);
    if (name != null) {
      try {
        Files.createLink(p.path(to), p.path(name));
        enter(to, made.get(name), chance);
      } catch (NoSuchFileException e) {
        // Another was first.
      }
    }
  }

  /** Requires that what is there is what was made and not removed, each with its own content. */
  void balance() throws IOException {
    Set<String> expected = new TreeSet<>(made.keySet());
    expected.removeAll(removed);
    Set<String> found = new TreeSet<>();
    for (String directory : directories) {
      p.list(directory).forEach(name -> found.add(directory + "/" + name));
    }
    assertEquals(expected, found, "the names that are there");
    for (String name : found) {
      assertEquals(made.get(name), p.read(name), () -> "the content of " + name);
    }
  }
}
