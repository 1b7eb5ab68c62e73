package io.vnode.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Each {@link Race} for a second, or as many as {@code vnode.stress.seconds} says, with fine locks
 * and with one for the whole volume.
 */
class RaceTest {
  private static final long NANOS =
      TimeUnit.MILLISECONDS.toNanos(Long.getLong("vnode.stress.seconds", 0) * 1000 + 500);

  @ParameterizedTest
  @EnumSource(Race.class)
  void theRaceHasNoLoserWithFineLocks(Race race) throws Exception {
    race.run(NANOS, false);
  }

  @ParameterizedTest
  @EnumSource(Race.class)
  void theRaceHasNoLoserWithOneLockAVolume(Race race) throws Exception {
    race.run(NANOS, true);
  }

  /** readdir(3): every entry is returned once; and Linux 64a7ce76fb90, where a walk never ended. */
  @Test
  void aListingEndsThoughEveryEntryItMeetsIsRenamed() throws Exception {
    TreeVolume volume = new StressVolume(VolumeOptions.DEFAULT, 1000, 1000);
    Namespace namespace = new Namespace(volume);
    Directory root = volume.root();
    for (int i = 0; i < 10; i++) {
      namespace.mkdir(Credentials.ROOT, root, new String[] {"name" + i}, 0, 0777);
    }
    int met = 0;
    DirectoryCursor cursor = namespace.list(root, 0);
    for (DirectoryEntry entry = cursor.next(); entry != null; entry = cursor.next()) {
      String[] from = {entry.name()};
      String[] to = {"renamed" + met++};
      namespace.rename(Credentials.ROOT, root, from, 0, root, to, 0, 0);
      assertTrue(met <= 10, "met a name that was made by this walk");
    }
    assertEquals(10, met);
    namespace.verify();
  }
}
