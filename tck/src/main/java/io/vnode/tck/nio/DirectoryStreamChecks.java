package io.vnode.tck.nio;

import static io.vnode.tck.Capability.SYMBOLIC_LINKS;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.vnode.tck.Area;
import io.vnode.tck.Case;
import io.vnode.tck.Cites;
import io.vnode.tck.Errno;
import io.vnode.tck.Kind;
import io.vnode.tck.Needs;
import io.vnode.tck.Playground;
import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Set;
import java.util.regex.PatternSyntaxException;
import java.util.stream.Stream;

/** Directories read entry by entry. */
@Area(value = "nio.directory-streams", source = "java.nio.file.DirectoryStream")
@SuppressWarnings("StreamResourceLeak") // What names() is given it closes.
final class DirectoryStreamChecks {
  private static DirectoryStream<Path> open(Playground p, String name) throws IOException {
    return p.get("newDirectoryStream " + name, () -> Files.newDirectoryStream(p.path(name)));
  }

  private static List<String> names(DirectoryStream<Path> stream) throws IOException {
    try (stream) {
      List<String> names = new ArrayList<>();
      stream.forEach(path -> names.add(path.getFileName().toString()));
      return names.stream().sorted().toList();
    }
  }

  // ---------------------------------------------------------------- what is in it

  @Cites("[DESCRIPTION]")
  void everyEntryIsThereOnceAndNoSpecialOne(Playground p) throws IOException {
    p.tree("d/", "d/f", "d/e/", "d/e/inner", "d/.hidden", "outside");
    assertEquals(List.of(".hidden", "e", "f"), names(open(p, "d")));
  }

  @Cites("[DESCRIPTION]")
  void anEmptyDirectoryHasNoEntries(Playground p) throws IOException {
    p.mkdir("d");
    try (DirectoryStream<Path> stream = open(p, "d")) {
      assertFalse(stream.iterator().hasNext());
    }
  }

  @Cites("[DESCRIPTION]")
  void everyKindIsAnEntry(Playground p) throws IOException {
    p.mkdir("d");
    for (Kind kind : Kind.values()) {
      if (!kind.isLink()) {
        kind.make(p, "d/" + kind);
      }
    }
    assertEquals(List.of("empty directory", "file", "full directory"), names(open(p, "d")));
  }

  @Cites("[DESCRIPTION]")
  @Needs(SYMBOLIC_LINKS)
  void linksAreEntriesWhereverTheyLead(Playground p) throws IOException {
    p.tree("d/", "d/up -> ..", "d/no -> nowhere", "d/self -> self");
    assertEquals(List.of("no", "self", "up"), names(open(p, "d")));
  }

  @Cites("java.nio.file.Files#newDirectoryStream(Path) as if by resolving the name ... against dir")
  Stream<Case> entriesAreResolvedAgainstThePathGiven() {
    return Map.of("a name", "d", "up and down", "d/../d", "a dot at the end", "d/.")
        .entrySet()
        .stream()
        .map(row ->
            Case.of(
                row.getKey(),
                p -> {
                  p.tree("d/", "d/f");
                  Path directory = p.path(row.getValue());
                  try (DirectoryStream<Path> stream = Files.newDirectoryStream(directory)) {
                    assertEquals(directory.resolve("f"), stream.iterator().next());
                  }
                }));
  }

  @Cites("java.nio.file.Files#newDirectoryStream(Path)")
  @Needs(SYMBOLIC_LINKS)
  void aLinkToADirectoryIsFollowedAndKeptInTheName(Playground p) throws IOException {
    p.tree("d/", "d/f", "l -> d");
    try (DirectoryStream<Path> stream = open(p, "l")) {
      assertEquals(p.path("l/f"), stream.iterator().next());
    }
  }

  @Cites("java.nio.file.Files#newDirectoryStream(Path)")
  void manyEntriesAreThereOnceEach(Playground p) throws IOException {
    p.mkdir("d");
    Set<String> made = new HashSet<>();
    for (int i = 0; i < 500; i++) {
      p.create("d/file-" + i);
      made.add("file-" + i);
    }
    List<String> names = names(open(p, "d"));
    assertEquals(500, names.size());
    assertEquals(made, Set.copyOf(names));
  }

  @Cites("java.nio.file.NotDirectoryException")
  Stream<Case> whatIsNoDirectoryIsRefused() {
    return Map.of(
            Kind.NOTHING, Errno.ENOENT,
            Kind.FILE, Errno.ENOTDIR,
            Kind.LINK_TO_FILE, Errno.ENOTDIR,
            Kind.DANGLING_LINK, Errno.ENOENT,
            Kind.LINK_TO_ITSELF, Errno.ELOOP)
        .entrySet()
        .stream()
        .map(row ->
            Case.of(
                    row.getKey().toString(),
                    p -> {
                      row.getKey().make(p, "d");
                      p.expect(row.getValue(), () -> open(p, "d").close());
                    })
                .needs(row.getKey().needs()));
  }

  // ---------------------------------------------------------------- filters

  @Cites("java.nio.file.Files#newDirectoryStream(Path,DirectoryStream.Filter)")
  void onlyWhatTheFilterAcceptsIsThere(Playground p) throws IOException {
    p.tree("d/", "d/f", "d/g", "d/e/");
    assertEquals(
        List.of("f", "g"),
        names(Files.newDirectoryStream(p.path("d"), path -> Files.isRegularFile(path))));
    assertEquals(List.of(), names(Files.newDirectoryStream(p.path("d"), path -> false)));
  }

  @Cites("java.nio.file.Files#newDirectoryStream(Path,DirectoryStream.Filter)")
  void theFilterIsAskedWithTheEntry(Playground p) throws IOException {
    p.tree("d/", "d/f");
    List<Path> asked = new ArrayList<>();
    assertEquals(List.of("f"), names(Files.newDirectoryStream(p.path("d"), asked::add)));
    assertEquals(List.of(p.path("d/f")), asked);
  }

  @Cites("java.nio.file.DirectoryIteratorException")
  void theFailureOfAFilterComesOutOfTheIterator(Playground p) throws IOException {
    p.tree("d/", "d/f");
    IOException failure = new IOException("no");
    try (DirectoryStream<Path> stream =
        Files.newDirectoryStream(
            p.path("d"),
            path -> {
              throw failure;
            })) {
      DirectoryIteratorException thrown =
          p.refusesToTell(DirectoryIteratorException.class, () -> stream.iterator().hasNext());
      assertSame(failure, thrown.getCause());
    }
  }

  @Cites("java.nio.file.Files#newDirectoryStream(Path,String)")
  Stream<Case> aGlobIsMatchedAgainstTheName() {
    return Map.of(
            "*", List.of("a.class", "a.java", "b.java", "sub"),
            "*.java", List.of("a.java", "b.java"),
            "a.*", List.of("a.class", "a.java"),
            "*.{java,class}", List.of("a.class", "a.java", "b.java"),
            "[!a]*", List.of("b.java", "sub"),
            "???", List.of("sub"),
            "**.java", List.of("a.java", "b.java"),
            "d/*", List.<String>of())
        .entrySet()
        .stream()
        .map(row ->
            Case.of(
                row.getKey().replace("*", "all ").replace("?", "any ").replace("!", "not "),
                p -> {
                  p.tree("d/", "d/a.java", "d/a.class", "d/b.java", "d/sub/", "d/sub/c.java");
                  assertEquals(
                      row.getValue(), names(Files.newDirectoryStream(p.path("d"), row.getKey())));
                }));
  }

  @Cites("java.nio.file.Files#newDirectoryStream(Path,String) PatternSyntaxException")
  void aGlobThatIsNoneIsRefused(Playground p) throws IOException {
    p.mkdir("d");
    p.refuses(
        PatternSyntaxException.class, () -> Files.newDirectoryStream(p.path("d"), "{a,b").close());
  }

  // ---------------------------------------------------------------- the iterator

  @Cites("#iterator IllegalStateException")
  void thereIsOneIterator(Playground p) throws IOException {
    p.tree("d/", "d/f");
    try (DirectoryStream<Path> stream = open(p, "d")) {
      assertTrue(stream.iterator().hasNext());
      p.refusesToTell(IllegalStateException.class, stream::iterator);
    }
  }

  @Cites("#iterator IllegalStateException")
  void aClosedStreamHasNoIterator(Playground p) throws IOException {
    p.tree("d/", "d/f");
    DirectoryStream<Path> stream = open(p, "d");
    stream.close();
    stream.close();
    p.refusesToTell(IllegalStateException.class, stream::iterator);
  }

  @Cites("[DESCRIPTION] the iterator behaves as if the end of stream has been reached")
  void theIteratorOfAClosedStreamEnds(Playground p) throws IOException {
    p.mkdir("d");
    for (int i = 0; i < 20; i++) {
      p.create("d/" + i);
    }
    DirectoryStream<Path> stream = open(p, "d");
    Iterator<Path> iterator = stream.iterator();
    iterator.next();
    stream.close();
    int more = 0;
    while (iterator.hasNext()) {
      iterator.next();
      more++;
    }
    assertTrue(more <= 19, more + " more");
    p.refuses(NoSuchElementException.class, iterator::next);
  }

  @Cites("java.util.Iterator#next NoSuchElementException")
  void thereIsNothingBehindTheLast(Playground p) throws IOException {
    p.tree("d/", "d/f");
    try (DirectoryStream<Path> stream = open(p, "d")) {
      Iterator<Path> iterator = stream.iterator();
      assertEquals(p.path("d/f"), iterator.next());
      p.refuses(NoSuchElementException.class, iterator::next);
      assertFalse(iterator.hasNext());
    }
  }

  @Cites("java.util.Iterator#hasNext")
  void askingDoesNotAdvance(Playground p) throws IOException {
    p.tree("d/", "d/f");
    try (DirectoryStream<Path> stream = open(p, "d")) {
      Iterator<Path> iterator = stream.iterator();
      for (int i = 0; i < 3; i++) {
        assertTrue(iterator.hasNext());
      }
      assertEquals(p.path("d/f"), iterator.next());
    }
  }

  @Cites("[DESCRIPTION] If a directory stream is closed ... the Iterator does not support remove")
  void nothingIsRemovedByTheIterator(Playground p) throws IOException {
    p.tree("d/", "d/f");
    try (DirectoryStream<Path> stream = open(p, "d")) {
      Iterator<Path> iterator = stream.iterator();
      iterator.next();
      p.refuses(UnsupportedOperationException.class, iterator::remove);
    }
    p.shows("d/", "d/f");
  }

  // ---------------------------------------------------------------- weak consistency

  @Cites("[DESCRIPTION] The iterator is weakly consistent")
  void whatStaysIsSeenOnceWhateverIsRemoved(Playground p) throws IOException {
    p.mkdir("d");
    for (int i = 0; i < 100; i++) {
      p.create("d/" + i);
    }
    List<String> seen = new ArrayList<>();
    try (DirectoryStream<Path> stream = open(p, "d")) {
      for (Path path : stream) {
        seen.add(path.getFileName().toString());
        int next = seen.size() * 2 - 1;
        if (next < 100) {
          p.delete("d/" + next);
        }
      }
    }
    assertEquals(seen.size(), Set.copyOf(seen).size(), "each once");
    for (int i = 0; i < 100; i += 2) {
      assertTrue(seen.contains("" + i), i + " was there all the time");
    }
  }

  @Cites("[DESCRIPTION] The iterator is weakly consistent")
  void aDirectoryIsEmptiedWhileItIsRead(Playground p) throws IOException {
    p.mkdir("d");
    for (int i = 0; i < 100; i++) {
      p.create("d/" + i);
    }
    try (DirectoryStream<Path> stream = open(p, "d")) {
      for (Path path : stream) {
        Files.delete(path);
      }
    }
    assertEquals(List.of(), p.list("d"));
  }

  @Cites("[DESCRIPTION] The iterator is weakly consistent")
  void whatIsMadeMeanwhileIsSeenOnceOrNot(Playground p) throws IOException {
    p.tree("d/", "d/a", "d/b");
    List<String> seen = new ArrayList<>();
    try (DirectoryStream<Path> stream = open(p, "d")) {
      for (Path path : stream) {
        seen.add(path.getFileName().toString());
        if (seen.size() == 1) {
          p.create("d/c");
        }
        assertTrue(seen.size() <= 3, () -> "too many: " + seen);
      }
    }
    seen.remove("c");
    assertEquals(List.of("a", "b"), seen.stream().sorted().toList());
  }
}
