package io.vnode.bench;

import com.google.common.util.concurrent.Uninterruptibles;
import java.io.Closeable;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.ref.Reference;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * Measures what an object weighs: makes many, collects all garbage before and after, and divides.
 * {@code HeapMeter SUBJECT KIND COUNT} prints the bytes for each; the collector must be the serial
 * one, which knows exactly what is left.
 */
public final class HeapMeter {
  /** What a thread has reserved to allocate from counts as used; so it must not be much. */
  static final List<String> JVM_OPTIONS =
      List.of("-XX:+UseSerialGC", "-XX:TLABSize=16k", "-XX:-ResizeTLAB", "-Xmx6g", "-Xmn512m");

  private static final int COLLECTIONS = 4;
  private static final Duration CLEANING = Duration.ofMillis(50);

  /** Made and thrown away first, so that classes and caches are not counted. */
  private static final int REHEARSAL = 2000;

  /** How often something is opened at once; the more, the less counts what is there once. */
  private static final int OPENED = 4;

  private HeapMeter() {}

  public static void main(String[] args) throws IOException {
    if (args.length != 3) {
      throw new IllegalArgumentException("usage: HeapMeter SUBJECT KIND COUNT");
    }
    System.out.println(
        measure(Subject.valueOf(args[0]), HeapKind.valueOf(args[1]), Integer.parseInt(args[2])));
  }

  /** The bytes for each of {@code count} objects, in a JVM that does nothing else. */
  static double measureInNewJvm(Subject subject, HeapKind kind, int count) throws IOException {
    List<String> arguments = List.of(subject.name(), kind.name(), Integer.toString(count));
    return Double.parseDouble(ChildJvm.run(JVM_OPTIONS, HeapMeter.class, arguments).strip());
  }

  private static double measure(Subject subject, HeapKind kind, int count) throws IOException {
    rehearse(subject, kind, Math.min(count, REHEARSAL));
    Path directory = subject.directory();
    long before = usedAfterCollection();
    Object made = kind.make(subject, directory, count);
    long after = usedAfterCollection();
    Reference.reachabilityFence(made);
    Reference.reachabilityFence(directory);
    return (double) (after - before) / count;
  }

  /** Opens something. */
  @FunctionalInterface
  interface Opener {
    Closeable open() throws IOException;
  }

  /**
   * The bytes for each of {@code count} parts of what is opened. What is had once, by whoever opens
   * first, does not count: it is open already when measuring begins, and is opened several times
   * more.
   */
  static double ofEach(int count, Opener opener) throws IOException {
    List<Closeable> open = new ArrayList<>(OPENED + 1);
    try {
      open.add(opener.open());
      long before = usedAfterCollection();
      for (int i = 0; i < OPENED; i++) {
        open.add(opener.open());
      }
      long after = usedAfterCollection();
      Reference.reachabilityFence(open);
      return (double) (after - before) / OPENED / count;
    } finally {
      for (Closeable opened : open) {
        opened.close();
      }
    }
  }

  /**
   * Loads what is needed. By a method of its own, so that nothing of it is reachable afterwards.
   */
  private static void rehearse(Subject subject, HeapKind kind, int count) throws IOException {
    Path directory = subject.directory();
    kind.make(subject, directory, count);
    subject.dispose(directory);
  }

  /**
   * Cleaners run on threads of their own, and what they held is garbage for the next collection.
   */
  static long usedAfterCollection() {
    for (int i = 0; i < COLLECTIONS; i++) {
      System.gc();
      Uninterruptibles.sleepUninterruptibly(CLEANING);
    }
    return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
  }
}
