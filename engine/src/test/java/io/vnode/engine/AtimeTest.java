package io.vnode.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** When a read renews the access time: relatime, strictatime and noatime of mount(8). */
class AtimeTest extends EngineFixture {

  private void plant(AtimePolicy policy) throws IOException {
    use(options().withAtime(policy));
    write("/f", "f");
    mkdir("/d");
    symlink("f", "/link");
  }

  private long accessed() throws IOException {
    return stat("/f").accessed();
  }

  // mount(8), relatime: renewed when it is not after the time of modification or change.
  @Test
  void relatimeRenewsAfterAChange() throws IOException {
    plant(AtimePolicy.RELATIME);
    tick();
    read("/f");
    long first = now;
    assertEquals(first, accessed());
    tick();
    read("/f");
    assertEquals(first, accessed());
    write("/f", "again");
    tick();
    read("/f");
    assertEquals(now, accessed());
    chmod("/f", 0600);
    tick();
    read("/f");
    assertEquals(now, accessed());
  }

  // Linux relatime_need_update: "not after" includes the very same moment.
  @Test
  void relatimeRenewsWhenChangedInTheSameMoment() throws IOException {
    plant(AtimePolicy.RELATIME);
    tick();
    write("/f", "x");
    read("/f");
    assertEquals(now, accessed());
    tick();
    read("/f");
    assertEquals(now, accessed());
  }

  // mount(8), relatime: "updated if the previous atime is at least 1 day old".
  @Test
  void relatimeRenewsAfterADay() throws IOException {
    plant(AtimePolicy.RELATIME);
    tick();
    read("/f");
    long first = now;
    now = first + TimeUnit.DAYS.toNanos(1) - 1;
    read("/f");
    assertEquals(first, accessed());
    now++;
    read("/f");
    assertEquals(now, accessed());
  }

  // mount(8), strictatime.
  @Test
  void alwaysRenewsAtEveryRead() throws IOException {
    plant(AtimePolicy.ALWAYS);
    for (int i = 0; i < 3; i++) {
      tick();
      read("/f");
      ls("/d");
      readlink("/link");
      assertEquals(now, accessed());
      assertEquals(now, stat("/d").accessed());
      assertEquals(now, lstat("/link").accessed());
    }
  }

  // mount(8), noatime; utimes(2) still sets it.
  @Test
  void neverLeavesItToTheCaller() throws IOException {
    plant(AtimePolicy.NEVER);
    tick();
    read("/f");
    ls("/d");
    assertEquals(START, accessed());
    assertEquals(START, stat("/d").accessed());
    touch("/f");
    assertEquals(now, accessed());
  }

  // POSIX read: at the end of the file as well.
  @Test
  void readingAtTheEndIsReading() throws IOException {
    plant(AtimePolicy.RELATIME);
    tick();
    open("/f", OpenFile.READ).read(bytes(" "), 100);
    assertEquals(now, accessed());
  }
}
