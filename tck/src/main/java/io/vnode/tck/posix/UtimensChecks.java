package io.vnode.tck.posix;

import static io.vnode.tck.Capability.HARD_LINKS;
import static io.vnode.tck.Capability.NANOSECOND_TIMES;
import static io.vnode.tck.Capability.SYMBOLIC_LINKS;
import static java.nio.file.StandardCopyOption.ATOMIC_MOVE;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.vnode.tck.Area;
import io.vnode.tck.Case;
import io.vnode.tck.Cites;
import io.vnode.tck.Kind;
import io.vnode.tck.Needs;
import io.vnode.tck.Playground;
import io.vnode.tck.Without;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.attribute.BasicFileAttributeView;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;

/** {@code utimensat()}, by {@code Files.setAttribute} and {@code BasicFileAttributeView}. */
@Area(value = "posix.utimens", source = "POSIX.1-2024 futimens()")
final class UtimensChecks {
  private static final String MODIFIED = "lastModifiedTime";
  private static final String ACCESSED = "lastAccessTime";
  private static final FileTime ONE = time("2001-09-09T01:46:40Z");
  private static final FileTime OTHER = time("2011-03-13T07:06:40Z");

  private static FileTime time(String text) {
    return FileTime.from(Instant.parse(text));
  }

  @Cites("[DESCRIPTION] set the access and modification times of a file to the values ...")
  Stream<Case> eachTimeIsSetAlone() {
    return Stream.of(Kind.FILE, Kind.EMPTY_DIRECTORY)
        .flatMap(kind ->
            Stream.of(MODIFIED, ACCESSED)
                .map(attribute ->
                    Case.of(
                        kind + " " + attribute,
                        p -> {
                          kind.make(p, "x");
                          p.setTimes("x", ONE, ONE);
                          p.set("x", attribute, OTHER);
                          assertEquals(OTHER, p.attribute("x", attribute));
                          assertEquals(
                              ONE,
                              p.attribute("x", attribute.equals(MODIFIED) ? ACCESSED : MODIFIED));
                        })));
  }

  @Cites("POSIX.1-2024 <sys/types.h> time_t shall be an integer type with a width of ... 64 bits")
  Stream<Case> timesFarAwayAreKept() {
    return Stream.of(
            "1901-12-13T20:45:52Z",
            "1969-12-31T23:59:58Z",
            "1970-01-01T00:00:00Z",
            "2038-01-19T03:14:08Z",
            "2106-02-07T06:28:16Z",
            "2200-01-01T00:00:00Z")
        .flatMap(text ->
            Stream.of(Kind.FILE, Kind.EMPTY_DIRECTORY)
                .map(kind -> Case.of(text + " of " + kind, p -> keeps(p, kind, time(text)))));
  }

  @Cites("POSIX.1-2024 <time.h> tv_nsec: nanoseconds, from 0 to 999999999")
  @Needs(NANOSECOND_TIMES)
  Stream<Case> nanosecondsAreKept() {
    return Stream.of(
            "2001-09-09T01:46:40.000000001Z",
            "2001-09-09T01:46:40.123456789Z",
            "2001-09-09T01:46:40.999999999Z")
        .map(text -> Case.of(text, p -> keeps(p, Kind.FILE, time(text))));
  }

  private static void keeps(Playground p, Kind kind, FileTime time) throws IOException {
    kind.make(p, "x");
    p.setTimes("x", time, time);
    assertEquals(time, p.attribute("x", MODIFIED));
    assertEquals(time, p.attribute("x", ACCESSED));
  }

  @Cites("[DESCRIPTION] the modification time may be before the access time, and after it")
  Stream<Case> eitherTimeMayBeTheLater() {
    return Stream.of(List.of(ONE, OTHER), List.of(OTHER, ONE))
        .map(times ->
            Case.of(
                times.get(0) == ONE ? "access" : "modification",
                p -> {
                  p.write("f", "x");
                  view(p, "f").setTimes(times.get(0), times.get(1), null);
                  assertEquals(times.get(0), p.attribute("f", MODIFIED));
                  assertEquals(times.get(1), p.attribute("f", ACCESSED));
                }));
  }

  @Cites("[DESCRIPTION] UTIME_OMIT: the file's relevant timestamp shall not be changed")
  Stream<Case> aTimeThatIsLeftOutStays() {
    return Stream.of("both", "modification", "access")
        .map(omitted ->
            Case.of(
                omitted,
                p -> {
                  p.write("f", "x");
                  p.setTimes("f", ONE, ONE);
                  FileTime modified = omitted.equals("access") ? OTHER : null;
                  FileTime accessed = omitted.equals("modification") ? OTHER : null;
                  view(p, "f").setTimes(modified, accessed, null);
                  assertEquals(modified == null ? ONE : OTHER, p.attribute("f", MODIFIED));
                  assertEquals(accessed == null ? ONE : OTHER, p.attribute("f", ACCESSED));
                }));
  }

  private static BasicFileAttributeView view(Playground p, String name) {
    return Files.getFileAttributeView(p.path(name), BasicFileAttributeView.class);
  }

  @Cites("[DESCRIPTION] a symbolic link at the end is followed")
  @Needs(SYMBOLIC_LINKS)
  Stream<Case> throughALinkTheTimesOfItsTargetAreSet() {
    return Stream.of(Kind.LINK_TO_FILE, Kind.LINK_TO_DIRECTORY)
        .map(kind ->
            Case.of(
                kind.toString(),
                p -> {
                  kind.make(p, "l");
                  Object before = p.attribute("l", MODIFIED);
                  p.set("l", MODIFIED, ONE);
                  assertEquals(ONE, p.attribute(Kind.targetOf("l"), MODIFIED));
                  assertEquals(before, p.attribute("l", MODIFIED));
                }));
  }

  @Cites("[DESCRIPTION] times are of a file and not of a name")
  @Needs(HARD_LINKS)
  void allNamesOfAFileHaveItsTimes(Playground p) throws IOException {
    p.tree("f=x", "g == f");
    p.setTimes("f", ONE, OTHER);
    assertEquals(ONE, p.attribute("g", MODIFIED));
    assertEquals(OTHER, p.attribute("g", ACCESSED));
  }

  @Cites("POSIX.1-2024 rename() [DESCRIPTION] the file is what it was")
  Stream<Case> aNewNameKeepsTheTimes() {
    return Stream.of(Kind.FILE, Kind.FULL_DIRECTORY)
        .map(kind ->
            Case.of(
                kind.toString(),
                p -> {
                  kind.make(p, "x");
                  p.mkdir("to");
                  p.setTimes("x", ONE, OTHER);
                  p.move("x", "to/y", ATOMIC_MOVE);
                  assertEquals(ONE, p.attribute("to/y", MODIFIED));
                  assertEquals(OTHER, p.attribute("to/y", ACCESSED));
                }));
  }

  @Cites("[DESCRIPTION] the greatest value supported ... that is not greater than the specified")
  @Without(NANOSECOND_TIMES)
  void aTimeThatIsTooFineIsRoundedDown(Playground p) throws IOException {
    p.write("f", "x");
    FileTime fine = time("2001-09-09T01:46:41.987654321Z");
    p.set("f", MODIFIED, fine);
    FileTime kept = (FileTime) p.attribute("f", MODIFIED);
    assertTrue(kept.compareTo(fine) <= 0, () -> kept + " is later than " + fine);
    assertTrue(
        kept.compareTo(time("2001-09-09T01:46:39Z")) > 0, () -> kept + " is far from " + fine);
    p.set("f", MODIFIED, kept);
    assertEquals(kept, p.attribute("f", MODIFIED));
  }

  @Cites("POSIX.1-2024 4.12 File Times Update")
  void whatIsWrittenIsNewAgain(Playground p) throws IOException {
    p.write("f", "x");
    p.setTimes("f", ONE, ONE);
    p.write("f", "y");
    assertTrue(p.stat("f").lastModifiedTime().compareTo(OTHER) > 0);
  }

  @Cites("POSIX.1-2024 4.12 File Times Update")
  void timesInTheFutureAreReplacedByAWrite(Playground p) throws IOException {
    FileTime future = time("2037-01-01T00:00:00Z");
    p.write("f", "x");
    p.setTimes("f", future, future);
    p.write("f", "y");
    assertTrue(p.stat("f").lastModifiedTime().compareTo(future) < 0);
  }

  @Cites("POSIX.1-2024 open() [DESCRIPTION] mark for update the last data access, modification ...")
  Stream<Case> whatIsNewHasTheTimesOfItsMaking() {
    return Stream.of(Kind.FILE, Kind.EMPTY_DIRECTORY, Kind.DANGLING_LINK)
        .map(kind ->
            Case.of(
                    kind.toString(),
                    p -> {
                      p.write("before", "");
                      kind.make(p, "x");
                      p.write("after", "");
                      for (String attribute : List.of(MODIFIED, ACCESSED)) {
                        FileTime time = (FileTime) p.attribute("x", attribute);
                        assertTrue(time.compareTo(p.stat("before").lastModifiedTime()) >= 0);
                        assertTrue(time.compareTo(p.stat("after").lastModifiedTime()) <= 0);
                      }
                    })
                .needs(kind.needs()));
  }
}
