package io.vnode.tck.nio;

import static io.vnode.tck.Capability.WATCH;
import static java.nio.file.StandardWatchEventKinds.ENTRY_CREATE;
import static java.nio.file.StandardWatchEventKinds.ENTRY_DELETE;
import static java.nio.file.StandardWatchEventKinds.ENTRY_MODIFY;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.vnode.tck.Area;
import io.vnode.tck.Case;
import io.vnode.tck.Cites;
import io.vnode.tck.Needs;
import io.vnode.tck.Playground;
import io.vnode.tck.TimeLimit;
import java.nio.file.WatchEvent;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Directories that tell what happens in them. */
@Area(value = "nio.watch", source = "java.nio.file.WatchService")
@Needs(WATCH)
@TimeLimit(60)
final class WatchChecks {
  /** Something done in the directory {@code d} of {@code f=abc}, and what is told of it. */
  private record Deed(String label, Use<Playground> use, List<String> events) {
    Deed(String label, Use<Playground> use, String... events) {
      this(label, use, List.of(events));
    }
  }

  @Cites("java.nio.file.StandardWatchEventKinds")
  Stream<Case> everyChangeOfAnEntryIsTold() {
    return Stream.of(
            new Deed("a new file", p -> p.create("d/g"), "ENTRY_CREATE g"),
            new Deed("a new directory", p -> p.mkdir("d/e"), "ENTRY_CREATE e"),
            new Deed("a file removed", p -> p.delete("d/f"), "ENTRY_DELETE f"),
            new Deed("a file written", p -> p.write("d/f", "longer"), "ENTRY_MODIFY f"),
            new Deed(
                "a file renamed", p -> p.move("d/f", "d/g"), "ENTRY_DELETE f", "ENTRY_CREATE g"),
            new Deed("a file moved in", p -> p.move("x", "d/x"), "ENTRY_CREATE x"),
            new Deed("a file moved out", p -> p.move("d/f", "f"), "ENTRY_DELETE f"),
            new Deed("a directory moved in", p -> p.move("y", "d/y"), "ENTRY_CREATE y"),
            new Deed(
                "made and removed at once",
                p -> {
                  p.create("d/brief");
                  p.delete("d/brief");
                },
                "ENTRY_CREATE brief",
                "ENTRY_DELETE brief"),
            new Deed("a file copied in", p -> p.copy("x", "d/copy"), "ENTRY_CREATE copy"))
        .map(deed -> Case.of(deed.label, p -> tells(p, deed)));
  }

  private static void tells(Playground p, Deed deed) throws Exception {
    p.tree("d/", "d/f=abc", "x=1", "y/");
    try (Events events = Events.of(p, "d", ENTRY_CREATE, ENTRY_DELETE, ENTRY_MODIFY)) {
      deed.use.of(p);
      for (String event : deed.events) {
        events.awaits(event);
      }
    }
  }

  @Cites("java.nio.file.StandardWatchEventKinds#ENTRY_CREATE")
  @Needs(io.vnode.tck.Capability.HARD_LINKS)
  void aFurtherNameIsANewEntry(Playground p) throws Exception {
    p.tree("d/", "f=abc");
    try (Events events = Events.of(p, "d", ENTRY_CREATE)) {
      p.link("d/name", "f");
      events.awaits("ENTRY_CREATE name");
    }
  }

  @Cites("java.nio.file.StandardWatchEventKinds#ENTRY_CREATE")
  @Needs(io.vnode.tck.Capability.SYMBOLIC_LINKS)
  void aLinkIsANewEntryWhereverItLeads(Playground p) throws Exception {
    p.mkdir("d");
    try (Events events = Events.of(p, "d", ENTRY_CREATE)) {
      p.symlink("d/link", "nowhere");
      events.awaits("ENTRY_CREATE link");
    }
  }

  // What must not be told: something is done after it, and only that may be told.

  @Cites("java.nio.file.Path#register(WatchService,WatchEvent.Kind[])")
  Stream<Case> onlyKindsThatWereAskedForAreTold() {
    return Map.<WatchEvent.Kind<?>, Use<Playground>>of(
            ENTRY_CREATE, p -> p.create("d/last"),
            ENTRY_DELETE, p -> p.delete("d/last"),
            ENTRY_MODIFY, p -> p.write("d/last", "changed"))
        .entrySet()
        .stream()
        .map(row ->
            Case.of(
                row.getKey().name(),
                p -> {
                  p.tree("d/", "d/f=abc");
                  if (row.getKey() != ENTRY_CREATE) {
                    p.write("d/last", "a");
                  }
                  try (Events events = Events.of(p, "d", row.getKey())) {
                    if (row.getKey() != ENTRY_CREATE) {
                      p.create("d/new");
                    }
                    if (row.getKey() != ENTRY_DELETE) {
                      p.delete("d/f");
                    }
                    row.getValue().of(p);
                    events.awaits(row.getKey() + " last");
                    assertTrue(
                        events.seen().stream().allMatch(e -> e.equals(row.getKey() + " last")),
                        () -> "only what was asked for: " + events.seen());
                  }
                }));
  }

  @Cites("java.nio.file.Path#register(WatchService,WatchEvent.Kind[]) entries in the directory")
  void whatHappensFurtherDownOrElsewhereIsNotTold(Playground p) throws Exception {
    p.tree("d/", "d/e/", "other/");
    try (Events events = Events.of(p, "d", ENTRY_CREATE, ENTRY_DELETE)) {
      p.create("d/e/deep");
      p.create("other/f");
      p.create("beside");
      p.create("d/last");
      events.awaits("ENTRY_CREATE last");
      assertEquals(List.of("ENTRY_CREATE last"), events.seen());
    }
  }

  @Cites("java.nio.file.WatchEvent#context")
  void theContextIsTheNameAlone(Playground p) throws Exception {
    p.mkdir("d");
    try (Events events = Events.of(p, "d", ENTRY_CREATE)) {
      p.create("d/f");
      WatchEvent<?> event = events.next().get(0);
      assertEquals(p.fileSystem().getPath("f"), event.context());
      assertEquals(ENTRY_CREATE, event.kind());
      assertTrue(event.count() >= 1);
    }
  }

  @Cites("[DESCRIPTION]")
  void manyEntriesAreToldOrTheLossIs(Playground p) throws Exception {
    p.mkdir("d");
    try (Events events = Events.of(p, "d", ENTRY_CREATE)) {
      for (int i = 0; i < 400; i++) {
        p.create("d/" + i);
      }
      events.awaitsAny("OVERFLOW null", "ENTRY_CREATE 399");
      if (!events.seen().contains("OVERFLOW null")) {
        assertEquals(400, events.seen().stream().distinct().count());
      }
    }
  }
}
