package io.vnode.tck.nio;

import static io.vnode.tck.Capability.POSIX_PERMISSIONS;
import static io.vnode.tck.Capability.UNIX_ATTRIBUTES;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;

import io.vnode.tck.Area;
import io.vnode.tck.Case;
import io.vnode.tck.Cites;
import io.vnode.tck.Needs;
import io.vnode.tck.Playground;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import java.util.stream.Stream;

/** Attributes that are set by their names, and names that are none. */
@Area(value = "nio.attribute-setting", source = "java.nio.file.Files")
final class AttributeSettingChecks {
  private static final FileTime THEN = FileTime.fromMillis(1_000_000_000_000L);

  // ---------------------------------------------------------------- names that are none

  @Cites("#getAttribute UnsupportedOperationException if the attribute view is not available")
  Stream<Case> aViewThatIsNotThereIsRefused() {
    return Map.of("an unknown one", "nosuchview:size", "one in capitals", "BASIC:size")
        .entrySet()
        .stream()
        .map(row -> viewIsRefused(row.getKey(), row.getValue()));
  }

  private static Case viewIsRefused(String label, String name) {
    return Case.of(
        label,
        p -> {
          p.write("f", "abc");
          p.refuses(UnsupportedOperationException.class, () -> AttributeNameChecks.get(p, name));
          p.refuses(
              UnsupportedOperationException.class, () -> Files.readAttributes(p.path("f"), name));
          p.refuses(UnsupportedOperationException.class, () -> p.set("f", name, "value"));
        });
  }

  @Cites(
      "#getAttribute IllegalArgumentException if the attribute name is not specified or not known")
  Stream<Case> aNameThatIsNotKnownIsRefused() {
    return Stream.of("nosuch", "basic:nosuch", "SIZE", "basic:", "basic:permissions", "")
        .map(name ->
            Case.of(
                name.isEmpty() ? "empty" : name.endsWith(":") ? "view alone" : name,
                p -> {
                  p.write("f", "abc");
                  p.refuses(IllegalArgumentException.class, () -> AttributeNameChecks.get(p, name));
                  p.refuses(
                      IllegalArgumentException.class,
                      () -> Files.readAttributes(p.path("f"), name));
                  p.refuses(IllegalArgumentException.class, () -> p.set("f", name, "value"));
                }));
  }

  @Cites("#getAttribute IllegalArgumentException")
  Stream<Case> oneAttributeIsGotAtATime() {
    return Stream.of("*", "size,isDirectory", "basic:*")
        .map(name ->
            Case.of(
                name.replace("*", "all"),
                p -> {
                  p.write("f", "abc");
                  p.refuses(IllegalArgumentException.class, () -> AttributeNameChecks.get(p, name));
                }));
  }

  @Cites("#readAttributes(Path,String,LinkOption[]) IllegalArgumentException")
  Stream<Case> aListWithANameThatIsNotKnownIsRefused() {
    return Stream.of("size,nosuch", "nosuch,*", "basic:size,nosuch")
        .map(names ->
            Case.of(
                names,
                p -> {
                  p.write("f", "abc");
                  p.refuses(
                      IllegalArgumentException.class,
                      () -> Files.readAttributes(p.path("f"), names));
                }));
  }

  // ---------------------------------------------------------------- setting

  @Cites("#setAttribute")
  Stream<Case> timesAreSetByName() {
    return Stream.of("lastModifiedTime", "basic:lastModifiedTime")
        .map(name ->
            Case.of(
                name,
                p -> {
                  p.write("f", "abc");
                  Path path = p.path("f");
                  assertSame(path, Files.setAttribute(path, name, THEN));
                  assertEquals(THEN, Files.getLastModifiedTime(path));
                }));
  }

  @Cites("#setAttribute IllegalArgumentException")
  Stream<Case> whatIsOnlyToBeReadIsNotSet() {
    return Map.<String, Object>of(
            "size", 3L,
            "isRegularFile", true,
            "isDirectory", false,
            "isSymbolicLink", false,
            "isOther", false,
            "fileKey", "key")
        .entrySet()
        .stream()
        .map(attribute ->
            Case.of(
                attribute.getKey(),
                p -> {
                  p.write("f", "abc");
                  p.refuses(
                      IllegalArgumentException.class,
                      () -> p.set("f", attribute.getKey(), attribute.getValue()));
                  p.shows("f=abc");
                }));
  }

  @Cites("#setAttribute ClassCastException")
  Stream<Case> aValueOfTheWrongTypeIsRefused() {
    return Stream.of("lastModifiedTime", "basic:creationTime", "lastAccessTime")
        .map(name ->
            Case.of(
                name,
                p -> {
                  p.write("f", "abc");
                  p.refuses(ClassCastException.class, () -> p.set("f", name, 12L));
                  p.refuses(ClassCastException.class, () -> p.set("f", name, "yesterday"));
                }));
  }

  @Cites("#setAttribute ClassCastException")
  @Needs(POSIX_PERMISSIONS)
  Stream<Case> aPosixValueOfTheWrongTypeIsRefused() {
    return Stream.of("posix:permissions", "posix:owner", "posix:group", "owner:owner")
        .map(name ->
            Case.of(
                name,
                p -> {
                  p.write("f", "abc");
                  p.refuses(ClassCastException.class, () -> p.set("f", name, "rwxrwxrwx"));
                }));
  }

  @Cites("#setAttribute")
  @Needs(POSIX_PERMISSIONS)
  void posixAttributesAreSetByName(Playground p) throws IOException {
    p.write("f", "abc");
    p.set("f", "posix:permissions", PosixFilePermissions.fromString("rwx--x--x"));
    assertEquals(
        PosixFilePermissions.fromString("rwx--x--x"),
        AttributeNameChecks.get(p, "posix:permissions"));
    p.set("f", "posix:lastModifiedTime", THEN);
    assertEquals(THEN, AttributeNameChecks.get(p, "lastModifiedTime"));
    p.set("f", "posix:owner", AttributeNameChecks.get(p, "posix:owner"));
    p.set("f", "owner:owner", AttributeNameChecks.get(p, "posix:owner"));
    p.set("f", "posix:group", AttributeNameChecks.get(p, "posix:group"));
  }

  @Cites("#setAttribute")
  @Needs(UNIX_ATTRIBUTES)
  void theModeIsSetByName(Playground p) throws IOException {
    p.write("f", "abc");
    p.set("f", "unix:mode", 0751);
    assertEquals(0100751, p.mode("f"));
    assertEquals(
        PosixFilePermissions.fromString("rwxr-x--x"),
        AttributeNameChecks.get(p, "posix:permissions"));
  }

  @Cites("#setAttribute IllegalArgumentException")
  @Needs(UNIX_ATTRIBUTES)
  Stream<Case> unixAttributesThatAreOnlyReadAreNotSet() {
    return Stream.of("ino", "dev", "rdev", "nlink")
        .map(name ->
            Case.of(
                name,
                p -> {
                  p.write("f", "abc");
                  Object value = AttributeNameChecks.get(p, "unix:" + name);
                  p.refuses(
                      IllegalArgumentException.class, () -> p.set("f", "unix:" + name, value));
                }));
  }
}
