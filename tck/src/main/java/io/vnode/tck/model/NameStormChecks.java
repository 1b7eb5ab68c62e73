package io.vnode.tck.model;

import static io.vnode.tck.Capability.ATOMIC_RENAME_OVER;
import static io.vnode.tck.Capability.HARD_LINKS;
import static java.nio.file.StandardCopyOption.ATOMIC_MOVE;
import static java.nio.file.StandardOpenOption.CREATE_NEW;
import static java.nio.file.StandardOpenOption.WRITE;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.vnode.tck.Area;
import io.vnode.tck.Case;
import io.vnode.tck.Cites;
import io.vnode.tck.Needs;
import io.vnode.tck.OwnFileSystem;
import io.vnode.tck.Playground;
import io.vnode.tck.TimeLimit;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicIntegerArray;
import java.util.stream.Stream;

/** What holds of names while several threads make, remove and move them. */
@Area(value = "model.storms.names", source = "POSIX.1-2024 2.9.7 Thread Interactions")
@OwnFileSystem
@TimeLimit(value = 60, prolongedBy = Storm.DURATION)
final class NameStormChecks {
  private static final int THREADS = 4;

  // ---------------------------------------------------------------- conservation

  @Cites("[rename(), unlink()] shall be atomic with respect to each other")
  void namesMadeLessNamesRemovedAreTheNamesThatAreThere(Playground p) throws Exception {
    conserves(p, false);
  }

  @Needs(HARD_LINKS)
  @Cites("[link(), rename(), unlink()] shall be atomic with respect to each other")
  void nameIsNeitherLostNorDoubledWhenFilesHaveSeveral(Playground p) throws Exception {
    conserves(p, true);
  }

  private static void conserves(Playground p, boolean links) throws Exception {
    p.tree("a/", "b/", "c/");
    NameBook book = new NameBook(p, List.of("a", "b", "c"));
    Storm.on(p)
        .with(
            THREADS,
            chance -> {
              switch (chance.nextInt(links ? 5 : 4)) {
                case 0 -> book.make(chance);
                case 1 -> book.remove(chance);
                case 2, 3 -> book.move(chance);
                default -> book.link(chance);
              }
            })
        .rage();
    book.balance();
  }

  @Cites("[rename(), rmdir()] shall be atomic with respect to each other")
  void directoriesThatMoveIntoEachOtherAllStayInTheTree(Playground p) throws Exception {
    Set<String> names = new TreeSet<>();
    for (int i = 0; i < 8; i++) {
      names.add("d" + i);
      p.mkdir("d" + i);
    }
    List<String> all = List.copyOf(names);
    Storm.on(p).with(THREADS, chance -> moveDirectory(p, all, chance)).rage();
    Set<String> found = new TreeSet<>();
    try (Stream<Path> walk = Files.walk(p.path(""))) {
      walk.skip(1)
          .forEach(path -> assertTrue(found.add(path.getFileName() + ""), "twice: " + path));
    }
    assertEquals(names, found, "the directories in the tree");
  }

  private static void moveDirectory(Playground p, List<String> names, Random chance) {
    Path from = find(p.path(""), names.get(chance.nextInt(names.size())));
    Path into =
        chance.nextInt(4) == 0
            ? p.path("")
            : find(p.path(""), names.get(chance.nextInt(names.size())));
    if (from != null && into != null) {
      try {
        Files.move(from, into.resolve(from.getFileName().toString()));
      } catch (IOException e) {
        // One of the two is elsewhere by now, or the one is in the other.
      }
    }
  }

  /** Where the directory called {@code name} is, or was a moment ago; null if it is on its way. */
  private static Path find(Path root, String name) {
    try (Stream<Path> walk = Files.walk(root, 9)) {
      return walk.filter(path -> path.endsWith(name)).findFirst().orElse(null);
    } catch (IOException | UncheckedIOException e) {
      return null;
    }
  }

  // ---------------------------------------------------------------- one wins

  @Cites("POSIX.1-2024 open() O_EXCL: the check for existence and the creation shall be atomic")
  Stream<Case> ofSeveralWhoMakeOneNameOneWins() {
    return Stream.of(
        Case.of(
            "file", p -> oneWins(p, path -> Files.newByteChannel(path, CREATE_NEW, WRITE).close())),
        Case.of("directory", p -> oneWins(p, Files::createDirectory)),
        Case.of(
                "link",
                p -> {
                  p.create("source");
                  oneWins(p, path -> Files.createLink(path, p.path("source")));
                })
            .needs(HARD_LINKS));
  }

  @Cites("[unlink()] shall be atomic")
  void ofSeveralWhoRemoveOneNameOneWins(Playground p) throws Exception {
    AtomicIntegerArray made = new AtomicIntegerArray(64);
    AtomicIntegerArray removed = new AtomicIntegerArray(64);
    Storm.on(p)
        .with(2, chance -> count(made, chance, i -> Files.createFile(p.path("f" + i))))
        .with(2, chance -> count(removed, chance, i -> Files.delete(p.path("f" + i))))
        .rage();
    for (int i = 0; i < made.length(); i++) {
      int there = p.exists("f" + i) ? 1 : 0;
      assertEquals(made.get(i) - removed.get(i), there, "times that f" + i + " is there");
    }
  }

  private interface Making {
    void make(Path path) throws IOException;
  }

  private static void oneWins(Playground p, Making making) throws Exception {
    AtomicInteger turn = new AtomicInteger();
    ConcurrentHashMap<String, AtomicInteger> winners = new ConcurrentHashMap<>();
    Storm.on(p)
        .with(
            THREADS,
            chance -> {
              String name = "n" + turn.getAndIncrement() / THREADS;
              winners.putIfAbsent(name, new AtomicInteger());
              try {
                making.make(p.path(name));
                winners.get(name).incrementAndGet();
              } catch (FileAlreadyExistsException e) {
                // Another was first.
              }
            })
        .rage();
    winners.forEach((name, count) -> assertEquals(1, count.get(), "who made " + name));
  }

  private interface Numbered {
    void run(int number) throws IOException;
  }

  private static void count(AtomicIntegerArray counts, Random chance, Numbered operation)
      throws IOException {
    int number = chance.nextInt(counts.length());
    try {
      operation.run(number);
      counts.incrementAndGet(number);
    } catch (FileAlreadyExistsException | NoSuchFileException e) {
      // Another was first.
    }
  }

  // ---------------------------------------------------------------- never missing

  @Needs(ATOMIC_RENAME_OVER)
  @Cites("POSIX.1-2024 rename(): a directory entry named new shall remain visible throughout")
  void nameThatIsRenamedOverIsNeverMissing(Playground p) throws Exception {
    p.write("target", "first");
    AtomicInteger next = new AtomicInteger();
    Storm.on(p)
        .with(
            2,
            chance -> {
              Path source = p.path("source" + next.incrementAndGet());
              Files.writeString(source, "another");
              Files.move(source, p.path("target"), ATOMIC_MOVE);
            })
        .with(
            2,
            chance -> {
              String content = Files.readString(p.path("target"));
              assertTrue(content.equals("first") || content.equals("another"), content);
              assertTrue(Files.exists(p.path("target")), "the target is there");
            })
        .rage();
  }

  @Cites("[mkdir(), rmdir()] a directory that holds a name is not removed")
  void fileThatWasMadeDoesNotGoWithItsDirectory(Playground p) throws Exception {
    AtomicInteger next = new AtomicInteger();
    Storm.on(p)
        .with(
            3,
            chance -> {
              String name = "d/f" + next.incrementAndGet();
              makeIfPossible(p.path("d"), name, p);
            })
        .with(
            1,
            chance -> {
              try {
                Files.delete(p.path("d"));
              } catch (NoSuchFileException | DirectoryNotEmptyException e) {
                // It is not there, or somebody has a file in it.
              }
            })
        .rage();
  }

  private static void makeIfPossible(Path directory, String name, Playground p) throws IOException {
    try {
      Files.createDirectory(directory);
    } catch (FileAlreadyExistsException e) {
      // It is what is wanted.
    }
    try {
      Files.createFile(p.path(name));
    } catch (NoSuchFileException e) {
      return; // The directory has just gone.
    }
    assertTrue(Files.exists(p.path(name)), () -> name + " was made and nobody has removed it");
    Files.delete(p.path(name));
  }

  // ---------------------------------------------------------------- listings

  @Cites("POSIX.1-2024 readdir(): only entries added or removed meanwhile may be missing")
  void listingShowsEachNameThatStaysOnce(Playground p) throws Exception {
    p.mkdir("d");
    Set<String> stable = new TreeSet<>();
    for (int i = 0; i < 40; i++) {
      stable.add("stable" + i);
      p.create("d/stable" + i);
    }
    AtomicInteger next = new AtomicInteger();
    Storm.on(p)
        .with(2, chance -> comeAndGo(p, next.incrementAndGet()))
        .with(
            2,
            chance -> {
              List<String> names = new ArrayList<>();
              try (Stream<Path> list = Files.list(p.path("d"))) {
                list.map(path -> path.getFileName() + "")
                    .filter(name -> name.startsWith("stable"))
                    .forEach(names::add);
              }
              names.sort(null);
              assertEquals(List.copyOf(stable), names, "the names that stay");
            })
        .rage();
  }

  private static void comeAndGo(Playground p, int number) throws IOException {
    List<Path> names = new ArrayList<>();
    for (int i = 0; i < 10; i++) {
      names.add(Files.createFile(p.path("d/passing" + number + "-" + i)));
    }
    Path moved = p.path("d/moved" + number);
    Files.move(names.remove(0), moved);
    for (Path name : names) {
      Files.delete(name);
    }
    Files.delete(moved);
  }
}
