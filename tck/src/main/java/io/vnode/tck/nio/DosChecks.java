package io.vnode.tck.nio;

import static io.vnode.tck.Capability.DOS_ATTRIBUTES;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.vnode.tck.Area;
import io.vnode.tck.Case;
import io.vnode.tck.Cites;
import io.vnode.tck.Errno;
import io.vnode.tck.Needs;
import io.vnode.tck.Playground;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.DosFileAttributeView;
import java.nio.file.attribute.DosFileAttributes;
import java.nio.file.attribute.FileTime;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The view {@code dos}: four flags of a file. */
@Area(value = "nio.dos", source = "java.nio.file.attribute.DosFileAttributeView")
@Needs(DOS_ATTRIBUTES)
final class DosChecks {
  /** A flag, by its ways to set and to tell it. */
  private enum Flag {
    READONLY(DosFileAttributeView::setReadOnly, DosFileAttributes::isReadOnly),
    HIDDEN(DosFileAttributeView::setHidden, DosFileAttributes::isHidden),
    SYSTEM(DosFileAttributeView::setSystem, DosFileAttributes::isSystem),
    ARCHIVE(DosFileAttributeView::setArchive, DosFileAttributes::isArchive);

    @FunctionalInterface
    private interface Setter {
      void set(DosFileAttributeView view, boolean value) throws IOException;
    }

    @SuppressWarnings("ImmutableEnumChecker") // A method, which has no state.
    private final Setter setter;

    @SuppressWarnings("ImmutableEnumChecker") // A method, which has no state.
    private final Predicate<DosFileAttributes> getter;

    Flag(Setter setter, Predicate<DosFileAttributes> getter) {
      this.setter = setter;
      this.getter = getter;
    }

    String attribute() {
      return "dos:" + this;
    }

    /** Its name in the view. */
    @Override
    public String toString() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  private static DosFileAttributeView view(Playground p, String name) {
    return Files.getFileAttributeView(p.path(name), DosFileAttributeView.class);
  }

  /** The flags that are set, the same by each way to learn them. */
  private static Set<Flag> flags(Playground p, String name) throws IOException {
    Set<Flag> set = set(Files.readAttributes(p.path(name), DosFileAttributes.class));
    assertEquals(set, set(view(p, name).readAttributes()), "by the view");
    Map<String, Object> all = Files.readAttributes(p.path(name), "dos:*");
    for (Flag flag : Flag.values()) {
      assertEquals(set.contains(flag), p.attribute(name, flag.attribute()), flag + " by name");
      assertEquals(set.contains(flag), all.get(flag.toString()), flag + " in dos:*");
    }
    return set;
  }

  private static Set<Flag> set(DosFileAttributes attributes) {
    return Stream.of(Flag.values())
        .filter(flag -> flag.getter.test(attributes))
        .collect(Collectors.toSet());
  }

  /** Leaves these flags of {@code name}, and no others, set. */
  private static void give(Playground p, String name, Set<Flag> flags) throws IOException {
    for (Flag flag : Flag.values()) {
      p.run(
          flag + " of " + name + ": " + flags.contains(flag),
          () -> flag.setter.set(view(p, name), flags.contains(flag)));
    }
  }

  // ---------------------------------------------------------------- the flags

  @Cites("#setReadOnly #setHidden #setSystem #setArchive")
  Stream<Case> aFlagIsSetAndTakenBackAloneByTheView() {
    return alone((p, flag, value) -> flag.setter.set(view(p, "f"), value));
  }

  @Cites("java.nio.file.Files#setAttribute")
  Stream<Case> aFlagIsSetAndTakenBackAloneByItsName() {
    return alone((p, flag, value) -> p.set("f", flag.attribute(), value));
  }

  /** A way to set a flag of the file {@code f}. */
  @FunctionalInterface
  private interface Setting {
    void of(Playground p, Flag flag, boolean value) throws IOException;
  }

  private static Stream<Case> alone(Setting setting) {
    return Stream.of(Flag.values())
        .map(flag ->
            Case.of(
                flag.toString(),
                p -> {
                  p.tree("f=content", "g");
                  Set<Flag> ofAnother = flags(p, "g");
                  give(p, "f", Set.of());
                  setting.of(p, flag, true);
                  assertEquals(Set.of(flag), flags(p, "f"));
                  give(p, "f", Set.of(Flag.values()));
                  setting.of(p, flag, false);
                  TreeSet<Flag> others = new TreeSet<>(Set.of(Flag.values()));
                  others.remove(flag);
                  assertEquals(others, flags(p, "f"));
                  assertEquals(ofAnother, flags(p, "g"), "of another file");
                  setting.of(p, Flag.READONLY, false); // So that the file can be removed.
                }));
  }

  @Cites("java.nio.file.Files#move")
  void flagsMoveWithTheFile(Playground p) throws IOException {
    p.tree("f=content", "d/");
    give(p, "f", Set.of(Flag.HIDDEN, Flag.ARCHIVE));
    p.move("f", "d/g");
    assertEquals(Set.of(Flag.HIDDEN, Flag.ARCHIVE), flags(p, "d/g"));
  }

  @Cites("java.nio.file.Files#setAttribute ClassCastException")
  Stream<Case> aFlagIsABoolean() {
    return Stream.of(Flag.values())
        .map(flag ->
            Case.of(
                flag.toString(),
                p -> {
                  p.write("f", "content");
                  Set<Flag> before = flags(p, "f");
                  p.refuses(ClassCastException.class, () -> p.set("f", flag.attribute(), "true"));
                  assertEquals(before, flags(p, "f"));
                }));
  }

  @Cites("java.nio.file.Files#setAttribute IllegalArgumentException")
  void thereAreFourFlagsAndNoMore(Playground p) throws IOException {
    p.write("f", "content");
    p.refuses(IllegalArgumentException.class, () -> p.set("f", "dos:nosuch", true));
    p.refuses(IllegalArgumentException.class, () -> p.attribute("f", "dos:nosuch"));
  }

  // ---------------------------------------------------------------- the view

  @Cites("#name")
  void theViewIsCalledDosAndListed(Playground p) throws IOException {
    assertEquals("dos", view(p, "f").name());
    assertTrue(p.fileSystem().supportedFileAttributeViews().contains("dos"));
    var store = Files.getFileStore(p.path(""));
    assertEquals(
        store.supportsFileAttributeView("dos"),
        store.supportsFileAttributeView(DosFileAttributeView.class));
  }

  @Cites("#readAttributes")
  void whatIsNotThereHasNoFlags(Playground p) {
    p.expect(Errno.ENOENT, view(p, "no")::readAttributes);
    p.expect(Errno.ENOENT, () -> view(p, "no").setHidden(true));
    p.expect(Errno.ENOENT, () -> Files.readAttributes(p.path("no"), DosFileAttributes.class));
  }

  @Cites("[extends BasicFileAttributeView] java.nio.file.attribute.DosFileAttributes")
  void dosAttributesAreBasicOnesToo(Playground p) throws IOException {
    p.write("f", "content");
    FileTime time = FileTime.fromMillis(1_000_000_000_000L);
    view(p, "f").setTimes(time, null, null);
    BasicFileAttributes basic = p.stat("f");
    DosFileAttributes dos = view(p, "f").readAttributes();
    assertEquals(time, dos.lastModifiedTime());
    assertEquals(basic.size(), dos.size());
    assertEquals(basic.fileKey(), dos.fileKey());
    assertEquals(basic.creationTime(), dos.creationTime());
    assertTrue(dos.isRegularFile());
  }

  @Cites("[dynamic access] java.nio.file.Files#readAttributes(Path,String,LinkOption[])")
  void allOfDosIsAllOfBasicAndFourFlags(Playground p) throws IOException {
    p.write("f", "content");
    Set<String> expected = new TreeSet<>(Files.readAttributes(p.path("f"), "*").keySet());
    Stream.of(Flag.values()).map(Flag::toString).forEach(expected::add);
    assertEquals(expected, new TreeSet<>(Files.readAttributes(p.path("f"), "dos:*").keySet()));
    assertEquals(
        Set.of("hidden", "size"), Files.readAttributes(p.path("f"), "dos:size,hidden").keySet());
  }
}
