package io.vnode.wofs;

import static io.vnode.testkit.Property.forAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.vnode.testkit.Gen;
import io.vnode.wofs.MemorySite.Deed;
import io.vnode.wofs.MemorySite.What;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * Issue: "a crash at any moment leaves the last commit". Every write of an unmount is cut short at
 * each place where it can be, and what was not forced yet comes to the disk in any order; each time
 * the mount must give what was before, or what was to be, and nothing else.
 */
class CrashTest {
  private static final int SECTOR = 512;
  private static final int SESSIONS = 3;
  private static final int CHANGES = 8;

  /** How many orders are tried between two deeds. */
  private static final int ORDERS = 4;

  private static final List<Map<String, String>> SETTINGS =
      List.of(Map.of(), Map.of("compression", "deflate"), Map.of("capacity", "256 KiB"));

  private final AtomicLong crashes = new AtomicLong();

  /** Of each history tens of crashes for each commit: tens of thousands in all. */
  @Test
  void aCrashLeavesTheCommitBeforeOrTheNewOne() {
    forAll(40, Gen.ints(0, Integer.MAX_VALUE - 1), this::crashAll);
    assertTrue(crashes.get() >= 10_000, crashes + " crashes");
  }

  @BeforeAll
  static void beQuiet() {
    QuietLog.begin();
  }

  private void crashAll(int seed) {
    Random random = new Random(seed);
    Map<String, String> settings = SETTINGS.get(random.nextInt(SETTINGS.size()));
    byte[] image = null;
    Map<String, String> before = null;
    try {
      for (int session = 0; session < SESSIONS; session++) {
        MemorySite site = new MemorySite(image);
        try (WofsFileSystem fs = Trees.mount(site, settings)) {
          before = before == null ? Trees.dump(fs) : before;
          for (int i = 0; i < CHANGES; i++) {
            Trees.change(fs, random);
          }
        }
        Map<String, String> after = dump(site.bytes());
        if (image != null) {
          new Crashes(image, site.deeds(), before, after, random).run();
        }
        image = site.bytes();
        before = after;
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Map<String, String> dump(byte[] image) throws IOException {
    try (WofsFileSystem fs = Trees.mount(new MemorySite(image), Map.of("mode", "ro"))) {
      return Trees.dump(fs);
    }
  }

  /** All crashes during one session. */
  private final class Crashes {
    private final List<Deed> deeds;
    private final Map<String, String> before;
    private final Map<String, String> after;
    private final Random random;

    /** What is on the disk for certain, and what was done since, in sectors. */
    private byte[] durable;

    private final List<Deed> pending = new ArrayList<>();

    Crashes(
        byte[] image,
        List<Deed> deeds,
        Map<String, String> before,
        Map<String, String> after,
        Random random) {
      this.durable = image;
      this.deeds = deeds;
      this.before = before;
      this.after = after;
      this.random = random;
    }

    void run() throws IOException {
      for (Deed deed : deeds) {
        if (deed.what() == What.INSTALL) {
          durable = deed.doneTo(new byte[0]); // Forced before it was given its name.
          pending.clear();
        } else if (deed.isImage()) {
          crashDuring(deed);
        }
        check(apply(pending));
      }
      assertEquals(after, dump(apply(pending)));
    }

    private void crashDuring(Deed deed) throws IOException {
      if (deed.what() == What.FORCE) {
        durable = apply(pending);
        pending.clear();
        return;
      }
      List<Deed> parts = parts(deed);
      for (int i = 0; i < parts.size(); i++) {
        List<Deed> done = new ArrayList<>(pending);
        done.addAll(parts.subList(0, i));
        check(apply(done));
      }
      pending.addAll(deed.what() == What.TRUNCATE ? parts : sectors(deed));
      for (int i = 0; i < ORDERS; i++) {
        check(apply(someOf(pending)));
      }
    }

    /** A record is torn at each byte, what is longer at each sector. */
    private List<Deed> parts(Deed deed) {
      boolean isRecord = deed.what() == What.WRITE && deed.length() <= SECTOR;
      return isRecord ? split(deed, 1) : sectors(deed);
    }

    private List<Deed> sectors(Deed deed) {
      return split(deed, SECTOR);
    }

    private List<Deed> split(Deed deed, int unit) {
      if (deed.what() == What.TRUNCATE) {
        return List.of(deed);
      }
      List<Deed> parts = new ArrayList<>();
      int length = deed.length();
      int from = 0;
      while (from < length) {
        int to = (int) Math.min(length, from + unit - (deed.position() + from) % unit);
        parts.add(deed.part(from, to));
        from = to;
      }
      return parts;
    }

    private List<Deed> someOf(List<Deed> all) {
      List<Deed> some = new ArrayList<>();
      for (Deed deed : all) {
        if (random.nextBoolean()) {
          some.add(deed);
        }
      }
      return some;
    }

    private byte[] apply(List<Deed> done) {
      byte[] bytes = durable.clone();
      for (Deed deed : done) {
        bytes = deed.doneTo(bytes);
      }
      return bytes;
    }

    private final Set<Integer> seen = new HashSet<>();

    private void check(byte[] image) throws IOException {
      crashes.incrementAndGet();
      if (!seen.add(Arrays.hashCode(image))) {
        return;
      }
      Map<String, String> found = dump(image);
      if (!found.equals(before)) {
        assertEquals(after, found);
      }
      if (random.nextInt(50) == 0) {
        goOn(image);
      }
    }

    /** What a crash has left is mounted, changed and committed as ever. */
    private void goOn(byte[] image) throws IOException {
      MemorySite site = new MemorySite(image);
      try (WofsFileSystem fs = Trees.mount(site, Map.of())) {
        Files.writeString(fs.getPath("/after-the-crash"), "here");
      }
      try (WofsFileSystem fs = Trees.mount(site, Map.of("mode", "ro"))) {
        assertEquals("here", Files.readString(fs.getPath("/after-the-crash")));
      }
    }
  }
}
