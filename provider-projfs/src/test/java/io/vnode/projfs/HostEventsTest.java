package io.vnode.projfs;

import static io.vnode.projfs.ProjAccess.READ_WRITE;
import static java.nio.file.StandardWatchEventKinds.ENTRY_CREATE;
import static java.nio.file.StandardWatchEventKinds.ENTRY_DELETE;
import static java.nio.file.StandardWatchEventKinds.ENTRY_MODIFY;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.vnode.mem.MemFs;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.WatchEvent;
import java.nio.file.WatchKey;
import java.nio.file.WatchService;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Issue 7: "WatchService forwards the host's events under projected names". */
@Timeout(60)
class HostEventsTest {
  private static final String LAST = "the-last";

  @TempDir Path host;
  private Path source;
  private ProjFileSystem projection;
  private Path portal;
  private WatchService service;

  @BeforeEach
  void open() throws IOException {
    source = Files.createDirectory(host.resolve("source"));
    projection = ProjFs.builder().portal("/p", source, READ_WRITE).build();
    portal = projection.getPath("/p");
    service = projection.newWatchService();
  }

  @AfterEach
  void close() throws IOException {
    projection.close();
  }

  /** The kinds and names of what was reported, up to the making of a last file at the host. */
  private List<String> events(Path last) throws IOException, InterruptedException {
    Files.createFile(last.resolve(LAST));
    List<String> all = new ArrayList<>();
    while (all.isEmpty() || !all.get(all.size() - 1).endsWith(LAST)) {
      WatchKey key = service.poll(10, TimeUnit.SECONDS);
      assertNotNull(key, () -> "only " + all);
      for (WatchEvent<?> event : key.pollEvents()) {
        assertEquals(projection, ((Path) event.context()).getFileSystem());
        all.add(event.kind() + " " + event.context());
      }
      assertTrue(key.reset());
    }
    all.remove(all.size() - 1);
    return all;
  }

  /** WatchService: what another program does is reported, under names of the projection. */
  @Test
  void whatTheHostDoesIsReported() throws Exception {
    portal.register(service, ENTRY_CREATE, ENTRY_DELETE);
    Files.writeString(source.resolve("made"), "1");
    Files.move(source.resolve("made"), source.resolve("moved"));
    Files.delete(source.resolve("moved"));
    assertEquals(
        List.of(
            "ENTRY_CREATE made", "ENTRY_DELETE made", "ENTRY_CREATE moved", "ENTRY_DELETE moved"),
        events(source));
  }

  /** Issue 7: what is done through the projection is reported once, and not by both sides. */
  @Test
  void whatIsDoneThroughTheProjectionIsReportedOnce() throws Exception {
    portal.register(service, ENTRY_CREATE, ENTRY_DELETE);
    Files.createFile(portal.resolve("made"));
    Files.createDirectory(portal.resolve("directory"));
    Files.move(portal.resolve("made"), portal.resolve("moved"), StandardCopyOption.ATOMIC_MOVE);
    Files.delete(portal.resolve("moved"));
    assertEquals(
        List.of(
            "ENTRY_CREATE made",
            "ENTRY_CREATE directory",
            "ENTRY_DELETE made",
            "ENTRY_CREATE moved",
            "ENTRY_DELETE moved"),
        events(source));
  }

  /** WatchService: contents that are written, by either side, are a modification. */
  @Test
  void contentsThatAreWrittenAreReported() throws Exception {
    Files.createFile(source.resolve("f"));
    portal.register(service, ENTRY_MODIFY, ENTRY_CREATE);
    Files.writeString(source.resolve("f"), "by the host");
    assertTrue(events(source).contains("ENTRY_MODIFY f"));
    Files.delete(source.resolve(LAST));
    Files.writeString(portal.resolve("f"), "through the projection");
    assertTrue(events(source).contains("ENTRY_MODIFY f"));
  }

  /** WatchKey: the directory is watched, and not its name. */
  @Test
  void aDirectoryBelowIsWatchedWhereverTheHostMovesIt() throws Exception {
    Files.createDirectories(source.resolve("a/b"));
    portal.resolve("a/b").register(service, ENTRY_CREATE);
    Files.move(source.resolve("a"), source.resolve("z"));
    Files.createFile(source.resolve("z/b/f"));
    assertEquals(List.of("ENTRY_CREATE f"), events(source.resolve("z/b")));
  }

  /** WatchKey.reset: "the watch key is no longer valid" when the directory is gone. */
  @Test
  void aWatchEndsWithItsDirectory() throws Exception {
    Files.createDirectory(source.resolve("d"));
    WatchKey key = portal.resolve("d").register(service, ENTRY_CREATE);
    Files.delete(source.resolve("d"));
    WatchKey told = service.poll(10, TimeUnit.SECONDS);
    assertEquals(key, told);
    assertFalse(told.reset());
  }

  /** WatchKey.cancel: nothing is reported any more, and others still are told. */
  @Test
  void whoHasCancelledIsNotTold() throws Exception {
    WatchKey key = portal.register(service, ENTRY_CREATE);
    try (WatchService other = projection.newWatchService()) {
      portal.register(other, ENTRY_CREATE);
      key.cancel();
      Files.createFile(source.resolve("f"));
      assertNotNull(other.poll(10, TimeUnit.SECONDS));
      assertNull(service.poll());
    }
    portal.register(service, ENTRY_CREATE);
    Files.createFile(source.resolve("g"));
    assertEquals(List.of("ENTRY_CREATE g"), events(source));
  }

  /** Issue 7, NioVolume: "works on memfs, jimfs, zipfs and the host alike". */
  @Test
  void theEventsOfAFileSystemInMemoryAreReported() throws Exception {
    try (var memory = MemFs.create()) {
      Path place = Files.createDirectory(memory.getPath("/d"));
      projection.mount(Files.createDirectory(portal.resolve("m")), place, READ_WRITE);
      portal.resolve("m").register(service, ENTRY_CREATE);
      Files.createFile(place.resolve("there"));
      Files.createFile(portal.resolve("m/here"));
      assertEquals(List.of("ENTRY_CREATE there", "ENTRY_CREATE here"), events(place));
    }
  }

  /** Path.register: what is not mounted any more has nothing to tell. */
  @Test
  void aWatchEndsWithTheMountOfItsVolume() throws Exception {
    Path other = Files.createDirectory(host.resolve("other"));
    projection.mount(Files.createDirectory(portal.resolve("m")), other, READ_WRITE);
    WatchKey key = portal.resolve("m").register(service, ENTRY_CREATE);
    projection.unmount(portal.resolve("m"));
    assertEquals(key, service.poll(10, TimeUnit.SECONDS));
    assertFalse(key.reset());
  }
}
