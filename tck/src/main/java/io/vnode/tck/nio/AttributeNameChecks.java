package io.vnode.tck.nio;

import static io.vnode.tck.Capability.POSIX_PERMISSIONS;
import static io.vnode.tck.Capability.SYMBOLIC_LINKS;
import static io.vnode.tck.Capability.UNIX_ATTRIBUTES;
import static java.nio.file.LinkOption.NOFOLLOW_LINKS;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.vnode.tck.Area;
import io.vnode.tck.Case;
import io.vnode.tck.Cites;
import io.vnode.tck.Errno;
import io.vnode.tck.Kind;
import io.vnode.tck.Needs;
import io.vnode.tck.Playground;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.GroupPrincipal;
import java.nio.file.attribute.UserPrincipal;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/** Attributes that are asked for by their names. */
@Area(value = "nio.attribute-names", source = "java.nio.file.Files")
final class AttributeNameChecks {
  private static final FileTime THEN = FileTime.fromMillis(1_000_000_000_000L);

  /** The attributes of the view {@code basic}, and their types. */
  private static final Map<String, Class<?>> BASIC =
      Map.of(
          "lastModifiedTime", FileTime.class,
          "lastAccessTime", FileTime.class,
          "creationTime", FileTime.class,
          "size", Long.class,
          "isRegularFile", Boolean.class,
          "isDirectory", Boolean.class,
          "isSymbolicLink", Boolean.class,
          "isOther", Boolean.class);

  private static final Map<String, Class<?>> POSIX =
      Map.of(
          "permissions", Set.class,
          "owner", UserPrincipal.class,
          "group", GroupPrincipal.class);

  static Object get(Playground p, String name, LinkOption... options) throws IOException {
    return p.get("getAttribute " + name, () -> Files.getAttribute(p.path("f"), name, options));
  }

  // ---------------------------------------------------------------- reading

  @Cites("java.nio.file.attribute.BasicFileAttributeView")
  Stream<Case> everyBasicAttributeHasItsType() {
    return BASIC.entrySet().stream()
        .flatMap(attribute ->
            Stream.of("f=abc", "f/")
                .map(drawn ->
                    Case.of(
                        attribute.getKey() + (drawn.endsWith("/") ? " of a directory" : ""),
                        p -> {
                          p.tree(drawn);
                          Object value = get(p, attribute.getKey());
                          assertInstanceOf(attribute.getValue(), value);
                          assertEquals(value, get(p, "basic:" + attribute.getKey()));
                        })));
  }

  @Cites("java.nio.file.attribute.BasicFileAttributes#fileKey")
  void theKeyIsThatOfTheAttributes(Playground p) throws IOException {
    p.write("f", "abc");
    assertEquals(p.stat("f").fileKey(), get(p, "fileKey"));
  }

  @Cites("java.nio.file.attribute.PosixFileAttributeView")
  @Needs(POSIX_PERMISSIONS)
  Stream<Case> everyPosixAttributeHasItsType() {
    return Stream.concat(POSIX.entrySet().stream(), BASIC.entrySet().stream())
        .map(attribute ->
            Case.of(
                attribute.getKey(),
                p -> {
                  p.write("f", "abc");
                  assertInstanceOf(attribute.getValue(), get(p, "posix:" + attribute.getKey()));
                }));
  }

  @Cites("java.nio.file.attribute.FileOwnerAttributeView")
  @Needs(POSIX_PERMISSIONS)
  void theOwnerIsOneByEveryName(Playground p) throws IOException {
    p.write("f", "abc");
    Object owner = get(p, "owner:owner");
    assertEquals(owner, get(p, "posix:owner"));
    assertEquals(owner, Files.getOwner(p.path("f")));
  }

  @Cites("#getAttribute")
  @Needs(UNIX_ATTRIBUTES)
  Stream<Case> everyUnixAttributeHasItsType() {
    return Map.<String, Class<?>>of(
            "mode", Integer.class,
            "ino", Long.class,
            "dev", Long.class,
            "rdev", Long.class,
            "nlink", Integer.class,
            "uid", Integer.class,
            "gid", Integer.class,
            "ctime", FileTime.class)
        .entrySet()
        .stream()
        .map(attribute ->
            Case.of(
                attribute.getKey(),
                p -> {
                  p.write("f", "abc");
                  assertInstanceOf(attribute.getValue(), get(p, "unix:" + attribute.getKey()));
                }));
  }

  /** What is asked for, and the names of what is answered. */
  private record Question(String words, String asked, Set<String> answered) {}

  @Cites("#readAttributes(Path,String,LinkOption[])")
  Stream<Case> whatIsAskedForIsAnswered() {
    return Stream.of(
            new Question("all", "*", BASIC.keySet()),
            new Question("all of basic", "basic:*", BASIC.keySet()),
            new Question("one", "size", Set.of("size")),
            new Question("one of basic", "basic:size", Set.of("size")),
            new Question("two", "size,isDirectory", Set.of("size", "isDirectory")),
            new Question("one twice", "size,size", Set.of("size")),
            new Question("one and all", "size,*", BASIC.keySet()))
        .map(question ->
            Case.of(
                question.words,
                p -> {
                  p.write("f", "abc");
                  Set<String> names = Files.readAttributes(p.path("f"), question.asked).keySet();
                  assertTrue(names.containsAll(question.answered), names::toString);
                  if (!question.asked.contains("*")) {
                    assertEquals(question.answered, names);
                  }
                }));
  }

  @Cites("#readAttributes(Path,String,LinkOption[]) [posix:*]")
  @Needs(POSIX_PERMISSIONS)
  void allOfPosixIsAllOfBasicAndMore(Playground p) throws IOException {
    p.write("f", "abc");
    Set<String> names = Files.readAttributes(p.path("f"), "posix:*").keySet();
    assertTrue(names.containsAll(POSIX.keySet()), names::toString);
    assertTrue(names.containsAll(BASIC.keySet()), names::toString);
    assertEquals(
        Set.of("permissions", "size"),
        Files.readAttributes(p.path("f"), "posix:permissions,size").keySet());
  }

  @Cites("#getAttribute NOFOLLOW_LINKS")
  @Needs(SYMBOLIC_LINKS)
  void aLinkIsFollowedUnlessForbidden(Playground p) throws IOException {
    p.tree("t=abc", "f -> t");
    assertEquals(true, get(p, "isRegularFile"));
    assertEquals(3L, get(p, "size"));
    assertEquals(true, get(p, "isSymbolicLink", NOFOLLOW_LINKS));
    assertEquals(false, get(p, "isRegularFile", NOFOLLOW_LINKS));
  }

  @Cites("#getAttribute")
  Stream<Case> whatLeadsNowhereHasNoAttributes() {
    return Map.of(
            Kind.NOTHING, Errno.ENOENT,
            Kind.DANGLING_LINK, Errno.ENOENT,
            Kind.LINK_TO_ITSELF, Errno.ELOOP)
        .entrySet()
        .stream()
        .map(row ->
            Case.of(
                    row.getKey().toString(),
                    p -> {
                      row.getKey().make(p, "f");
                      p.expect(row.getValue(), () -> get(p, "size"));
                      p.expect(row.getValue(), () -> Files.readAttributes(p.path("f"), "*"));
                      p.expect(row.getValue(), () -> p.set("f", "lastModifiedTime", THEN));
                    })
                .needs(row.getKey().needs()));
  }
}
