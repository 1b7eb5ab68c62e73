package io.vnode.tck.model;

import static java.nio.file.LinkOption.NOFOLLOW_LINKS;
import static java.nio.file.StandardCopyOption.ATOMIC_MOVE;
import static java.nio.file.StandardCopyOption.COPY_ATTRIBUTES;
import static java.nio.file.StandardCopyOption.REPLACE_EXISTING;
import static java.nio.file.StandardOpenOption.APPEND;
import static java.nio.file.StandardOpenOption.CREATE;
import static java.nio.file.StandardOpenOption.CREATE_NEW;
import static java.nio.file.StandardOpenOption.READ;
import static java.nio.file.StandardOpenOption.TRUNCATE_EXISTING;
import static java.nio.file.StandardOpenOption.WRITE;

import io.vnode.tck.Capability;
import io.vnode.testkit.Gen;
import java.nio.file.CopyOption;
import java.nio.file.OpenOption;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The actions that histories are made of: over few names, so that they meet, and with few values,
 * so that what is remarkable comes often.
 */
final class Actions {
  private static final Gen<String> NAMES = Gen.of("a", "b", "c");
  private static final Gen<Integer> HANDLES = Gen.ints(0, 1);
  private static final Gen<Long> POSITIONS = Gen.of(0L, 1L, 3L, 10L, 4095L, 4096L, 70_000L);
  private static final Gen<String> TEXTS = Gen.of("x", "yz", "four", "w".repeat(5000));

  private static final Gen<Integer> PERMISSIONS =
      Gen.of(0777, 0755, 0700, 0644, 0600, 0400, 0200, 0100, 0070, 0007, 0);

  /** Where it is nobody's promise that permissions are obeyed, none keep the owner out. */
  private static final Gen<Integer> OPEN_PERMISSIONS = Gen.of(0777, 0755, 0700);

  private final Set<Capability> offered;
  private final Manners manners;
  private final Gen<Actor> users;
  private final Gen<Integer> ids;
  private final Gen<Integer> permissions;
  private final List<Gen.Weight<Action>> actions = new ArrayList<>();

  /** How much more often than it is usual actions are taken that are added from now on. */
  private int stress = 1;

  private Actions(Set<Capability> offered, Manners manners, List<Actor> users) {
    this.offered = offered;
    this.manners = manners;
    this.users = Gen.of(users.toArray(Actor[]::new));
    this.ids = Gen.of(ids(users));
    this.permissions =
        offered.contains(Capability.PERMISSION_ENFORCEMENT) ? PERMISSIONS : OPEN_PERMISSIONS;
  }

  private static Integer[] ids(List<Actor> users) {
    return Stream.concat(Stream.of(0), users.stream().map(Actor::uid))
        .distinct()
        .sorted()
        .toArray(Integer[]::new);
  }

  /**
   * Actions of {@code theme} by one of {@code users}, as far as a file system offers what they
   * take.
   */
  static Gen<Action> of(Theme theme, Set<Capability> offered, Manners manners, List<Actor> users) {
    Actions actions = new Actions(offered, manners, users);
    actions.making();
    actions.removing();
    actions.asking();
    actions.stress = theme == Theme.EVERYTHING ? 1 : 4;
    if (theme.has(Theme.COPIES)) {
      actions.copying();
    }
    if (theme.has(Theme.CONTENTS)) {
      actions.contents();
      actions.held();
    }
    if (theme.has(Theme.ATTRIBUTES)) {
      if (theme != Theme.EVERYTHING) {
        actions.contents(); // They take set-id bits away.
      }
      actions.attributes();
      actions.userAttributes();
    }
    return Gen.weighted(actions.actions);
  }

  /** What one action is made of, apart from who takes it. */
  private record Deed(String code, Action.Operation operation) {}

  @SuppressWarnings("AnnotateFormatMethod") // Its annotation would be one more dependency.
  private static Deed deed(String code, Action.Operation operation, Object... arguments) {
    return new Deed(code.formatted(arguments), operation);
  }

  private void add(int times, Gen<Deed> deeds, Capability... needs) {
    if (offered.containsAll(List.of(needs))) {
      add(times, deeds);
    }
  }

  private void add(int times, Gen<Deed> deeds) {
    Gen<Action> gen =
        Gen.zip(users, deeds, (user, deed) -> new Action(user, deed.code, deed.operation));
    actions.add(Gen.weight(times * stress, gen));
  }

  // ---------------------------------------------------------------- arguments

  private Gen<String> paths() {
    Gen<String> two = Gen.zip(NAMES, NAMES, (a, b) -> a + "/" + b);
    Gen<String> dots = Gen.zip(NAMES, Gen.of("/..", "/.", "/../b", "/../a/c"), String::concat);
    return Gen.weighted(
        Gen.weight(6, NAMES),
        Gen.weight(6, two),
        Gen.weight(2, Gen.zip(two, NAMES, (a, b) -> a + "/" + b)),
        Gen.weight(1, manners.unix() ? dots : two));
  }

  private Gen<String> targets() {
    return Gen.weighted(
        Gen.weight(4, paths()),
        Gen.weight(2, paths().map(path -> "../" + path)),
        Gen.weight(1, Gen.of("..", ".")),
        Gen.weight(3, paths().map(path -> "/" + path)));
  }

  @SafeVarargs
  @SuppressWarnings("varargs")
  private static <T> Gen<Set<T>> subsets(T... options) {
    return Gen.booleans()
        .list(options.length, options.length)
        .map(chosen -> {
          Set<T> subset = new LinkedHashSet<>();
          for (int i = 0; i < options.length; i++) {
            if (chosen.get(i)) {
              subset.add(options[i]);
            }
          }
          return subset;
        });
  }

  private Gen<Set<CopyOption>> moveOptions() {
    return offered.contains(Capability.ATOMIC_RENAME_OVER)
        ? subsets(REPLACE_EXISTING, ATOMIC_MOVE)
        : subsets(REPLACE_EXISTING);
  }

  private static Gen<Set<CopyOption>> copyOptions() {
    return subsets(REPLACE_EXISTING, COPY_ATTRIBUTES, NOFOLLOW_LINKS);
  }

  private static Gen<Set<OpenOption>> openOptions() {
    return Gen.oneOf(
        Gen.of(
            Set.of(READ),
            Set.of(WRITE),
            Set.of(CREATE, WRITE),
            Set.of(CREATE, READ, WRITE),
            Set.of(CREATE, APPEND),
            Set.of(TRUNCATE_EXISTING, WRITE)),
        subsets(READ, WRITE, APPEND, CREATE, CREATE_NEW, TRUNCATE_EXISTING, NOFOLLOW_LINKS));
  }

  private Gen<Integer> modes() {
    return Gen.zip(
        permissions, Gen.of(0, 01000, 02000, 04000, 06000, 07000), (mode, bits) -> mode | bits);
  }

  private static String list(Set<?> options) {
    return options.stream().map(option -> ", " + option).collect(Collectors.joining());
  }

  private static String octal(int mode) {
    return "0" + Integer.toOctalString(mode);
  }

  private static String literal(String text) {
    String unit = text.substring(0, 1);
    return text.length() > 10
        ? "\"" + unit + "\".repeat(" + text.length() + ")"
        : "\"" + text + "\"";
  }

  // ---------------------------------------------------------------- kinds of actions

  private void making() {
    add(
        8,
        Gen.zip(
            paths(),
            permissions,
            (p, mode) ->
                deed(
                    "Files.createFile($(\"%s\"), permissions(%s))",
                    s -> s.createFile(p, mode), p, octal(mode))));
    add(
        12,
        Gen.zip(
            paths(),
            Gen.oneOf(Gen.just(0777), permissions),
            (p, mode) ->
                deed(
                    "Files.createDirectory($(\"%s\"), permissions(%s))",
                    s -> s.createDirectory(p, mode), p, octal(mode))));
    add(
        10,
        Gen.zip(
            paths(),
            targets(),
            (p, target) ->
                deed(
                    "Files.createSymbolicLink($(\"%s\"), target($, \"%s\"))",
                    s -> s.createSymbolicLink(p, target), p, target)),
        Capability.SYMBOLIC_LINKS);
    add(
        6,
        Gen.zip(
            paths(),
            paths(),
            (p, q) ->
                deed("Files.createLink($(\"%s\"), $(\"%s\"))", s -> s.createLink(p, q), p, q)),
        Capability.HARD_LINKS);
  }

  private void removing() {
    add(5, paths().map(p -> deed("Files.delete($(\"%s\"))", s -> s.delete(p), p)));
    add(2, paths().map(p -> deed("Files.deleteIfExists($(\"%s\"))", s -> s.deleteIfExists(p), p)));
    add(
        12,
        Gen.zip(
            paths(),
            paths(),
            moveOptions(),
            (p, q, options) ->
                deed(
                    "Files.move($(\"%s\"), $(\"%s\")%s)",
                    s -> s.move(p, q, options), p, q, list(options))));
  }

  private void copying() {
    add(
        8,
        Gen.zip(
            paths(),
            paths(),
            copyOptions(),
            (p, q, options) ->
                deed(
                    "Files.copy($(\"%s\"), $(\"%s\")%s)",
                    s -> s.copy(p, q, options), p, q, list(options))));
  }

  private void contents() {
    add(
        10,
        Gen.zip(
            paths(),
            openOptions(),
            TEXTS,
            (p, options, text) ->
                deed(
                    "write($(\"%s\"), %s%s)",
                    s -> s.write(p, options, text), p, literal(text), list(options))));
    add(4, paths().map(p -> deed("Files.readAllBytes($(\"%s\"))", s -> s.read(p), p)));
  }

  private void held() {
    if (!offered.containsAll(Set.of(Capability.OPEN_UNLINKED, Capability.FILE_CHANNELS))) {
      return;
    }
    add(
        8,
        Gen.zip(
            HANDLES,
            paths(),
            openOptions(),
            (h, p, options) ->
                deed(
                    "channel%d = FileChannel.open($(\"%s\")%s)",
                    s -> s.open(h, p, options), h, p, list(options))));
    add(1, HANDLES.map(h -> deed("channel%d.close()", s -> s.close(h), h)));
    add(
        4,
        Gen.zip(
            HANDLES,
            TEXTS,
            (h, text) ->
                deed("channel%d.write(bytes(%s))", s -> s.writeHeld(h, text), h, literal(text))));
    add(
        4,
        Gen.zip(
            HANDLES,
            TEXTS,
            POSITIONS,
            (h, text, at) ->
                deed(
                    "channel%d.write(bytes(%s), %d)",
                    s -> s.writeHeldAt(h, text, at), h, literal(text), at)));
    add(2, HANDLES.map(h -> deed("read(channel%d, 8)", s -> s.readHeld(h, 8), h)));
    add(
        2,
        Gen.zip(
            HANDLES,
            POSITIONS,
            (h, at) -> deed("read(channel%d, 8, %d)", s -> s.readHeldAt(h, 8, at), h, at)));
    add(
        3,
        Gen.zip(
            HANDLES,
            POSITIONS,
            (h, size) -> deed("channel%d.truncate(%d)", s -> s.truncateHeld(h, size), h, size)));
    add(1, HANDLES.map(h -> deed("channel%d.size()", s -> s.sizeOfHeld(h), h)));
  }

  private void attributes() {
    permissions();
    owners();
    add(
        3,
        Gen.zip(
            paths(),
            Gen.of(0L, 2L, 1_000_000_000L, -2L),
            (p, seconds) ->
                deed(
                    "Files.setLastModifiedTime($(\"%s\"), seconds(%d))",
                    s -> s.setModified(p, seconds), p, seconds)));
  }

  private void permissions() {
    add(
        3,
        Gen.zip(
            paths(),
            permissions,
            (p, mode) ->
                deed(
                    "Files.setPosixFilePermissions($(\"%s\"), permissions(%s))",
                    s -> s.setPermissions(p, mode), p, octal(mode))),
        Capability.POSIX_PERMISSIONS);
  }

  private void owners() {
    if (!manners.setsMode()) {
      return;
    }
    add(
        4,
        Gen.zip(paths(), modes(), (p, m) -> set("unix:mode", p, octal(m), s -> s.setMode(p, m))));
    add(2, Gen.zip(paths(), ids, (p, id) -> set("unix:uid", p, id, s -> s.setOwner(p, id))));
    add(2, Gen.zip(paths(), ids, (p, id) -> set("unix:gid", p, id, s -> s.setGroup(p, id))));
  }

  private void userAttributes() {
    if (!offered.contains(Capability.USER_ATTRIBUTES)) {
      return;
    }
    Gen<String> names = Gen.of("k", "l");
    add(
        5,
        Gen.zip(
            paths(),
            names,
            TEXTS.map(text -> text.substring(0, 1)),
            (p, name, value) ->
                deed(
                    "user($(\"%s\")).write(\"%s\", bytes(\"%s\"))",
                    s -> s.setUserAttribute(p, name, value), p, name, value)));
    add(
        4,
        Gen.zip(
            paths(),
            names,
            (p, name) ->
                deed(
                    "user($(\"%s\")).delete(\"%s\")",
                    s -> s.deleteUserAttribute(p, name), p, name)));
    add(
        1,
        Gen.zip(
            paths(),
            names,
            (p, name) ->
                deed("userAttribute($(\"%s\"), \"%s\")", s -> s.userAttribute(p, name), p, name)));
    add(1, paths().map(p -> deed("user($(\"%s\")).list()", s -> s.userAttributes(p), p)));
  }

  private static Deed set(String name, String path, Object value, Action.Operation operation) {
    return deed("Files.setAttribute($(\"%s\"), \"%s\", %s)", operation, path, name, value);
  }

  private void asking() {
    Gen<Boolean> follow = Gen.booleans();
    add(
        3,
        Gen.zip(
            paths(),
            follow,
            (p, f) ->
                deed(
                    "Files.readAttributes($(\"%s\"), \"unix:*\"%s)",
                    s -> s.attributes(p, f), p, links(f))));
    add(2, paths().map(p -> deed("Files.list($(\"%s\"))", s -> s.list(p), p)));
    add(
        2,
        paths().map(p -> deed("Files.readSymbolicLink($(\"%s\"))", s -> s.readSymbolicLink(p), p)),
        Capability.SYMBOLIC_LINKS);
    add(
        3,
        Gen.zip(
            paths(),
            follow,
            (p, f) ->
                deed(
                    "$(\"%s\").toRealPath(%s)",
                    s -> s.realPath(p, f), p, f ? "" : NOFOLLOW_LINKS)));
    add(
        2,
        Gen.zip(
            paths(),
            paths(),
            (p, q) ->
                deed("Files.isSameFile($(\"%s\"), $(\"%s\"))", s -> s.isSameFile(p, q), p, q)));
    add(
        2,
        Gen.zip(
            paths(),
            follow,
            (p, f) -> deed("Files.exists($(\"%s\")%s)", s -> s.exists(p, f), p, links(f))));
    add(
        2,
        Gen.zip(
            paths(),
            paths(),
            (p, q) -> deed("Files.mismatch($(\"%s\"), $(\"%s\"))", s -> s.mismatch(p, q), p, q)));
    add(
        2,
        paths().map(p -> deed("access($(\"%s\"))", s -> s.access(p), p)),
        Capability.PERMISSION_ENFORCEMENT);
  }

  private static String links(boolean follow) {
    return follow ? "" : ", " + NOFOLLOW_LINKS;
  }
}
