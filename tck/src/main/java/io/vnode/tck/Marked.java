package io.vnode.tck;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.attribute.FileTime;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.locks.LockSupport;
import org.opentest4j.AssertionFailedError;

/**
 * Files whose times were set back, to see whether an operation touches them.
 *
 * <p>The change time, which nobody can set, is known only where the view {@code unix} tells it;
 * elsewhere what is required of it is not looked at.
 */
public final class Marked {
  /** A time that a file has. */
  public enum Time {
    ACCESS("lastAccessTime"),
    MODIFICATION("lastModifiedTime"),
    CHANGE("unix:ctime");

    private final String attribute;

    Time(String attribute) {
      this.attribute = attribute;
    }
  }

  /** As far back as any file system can store, and access not before modification. */
  private static final FileTime BACK = FileTime.fromMillis(1_000_000_000_000L);

  private final Playground p;
  private final Map<String, FileTime> before = new HashMap<>();

  private Marked(Playground p) {
    this.p = p;
  }

  static Marked of(Playground p, FileSystemUnderTest subject, String... names) throws IOException {
    Marked marked = new Marked(p);
    p.run("set back the times of " + String.join(", ", names), () -> marked.setBack(names));
    if (marked.isKnown(Time.CHANGE)) {
      pause(subject.timeGranularity().toNanos());
    }
    return marked;
  }

  private void setBack(String... names) throws IOException {
    for (String name : names) {
      Files.setLastModifiedTime(p.path(name), BACK);
      Files.setAttribute(p.path(name), Time.ACCESS.attribute, BACK);
    }
    for (String name : names) {
      for (Time time : Time.values()) {
        if (isKnown(time)) {
          before.put(name + time, read(name, time));
        }
      }
    }
  }

  /** Requires that these times of {@code name} have become later. */
  public void touched(String name, Time... times) throws IOException {
    for (Time time : times) {
      if (isKnown(time)) {
        FileTime now = read(name, time);
        FileTime then = before(name, time);
        if (now.compareTo(then) <= 0) {
          throw new AssertionFailedError(
              time.attribute + " of '" + name + "'", "later than " + then, now);
        }
      }
    }
  }

  /** Requires that these times of {@code name} are what they were. */
  public void untouched(String name, Time... times) throws IOException {
    for (Time time : times) {
      if (isKnown(time)) {
        assertEquals(
            before(name, time), read(name, time), () -> time.attribute + " of '" + name + "'");
      }
    }
  }

  /** What was marked as {@code from} is called {@code to} by now. */
  public Marked moved(String from, String to) {
    for (Time time : Time.values()) {
      if (before.containsKey(from + time)) {
        before.put(to + time, before.get(from + time));
      }
    }
    return this;
  }

  private FileTime before(String name, Time time) {
    return Objects.requireNonNull(before.get(name + time), () -> "'" + name + "' is not marked");
  }

  private boolean isKnown(Time time) {
    return time != Time.CHANGE || p.offers(Capability.UNIX_ATTRIBUTES);
  }

  private FileTime read(String name, Time time) throws IOException {
    return (FileTime) Files.getAttribute(p.path(name), time.attribute, LinkOption.NOFOLLOW_LINKS);
  }

  private static void pause(long nanos) {
    long end = System.nanoTime() + nanos;
    for (long left = nanos; left > 0; left = end - System.nanoTime()) {
      LockSupport.parkNanos(left);
    }
  }
}
