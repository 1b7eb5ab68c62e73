package io.vnode.tck.model;

import io.vnode.tck.Capability;
import io.vnode.tck.Playground;
import io.vnode.tck.Removal;
import io.vnode.testkit.Gen;
import io.vnode.testkit.Property;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;

/**
 * Random histories on a playground, each in a new directory of it: after each step the outcomes are
 * those of the naive model, at the end the trees are.
 *
 * <p>Who judges what:
 *
 * <ul>
 *   <li>The naive model judges everything, but foretells no step that would leave the tree, and
 *       none where the JDK does something else than Linux: there is {@link Unforetold} why.
 *   <li>Where the description names a directory of another file system that one judges too, and is
 *       judged.
 *   <li>Times are judged by the order of the steps that set them, exactly when they were chosen.
 *   <li>The provider's own verification judges at the end of each history.
 * </ul>
 */
final class Histories {
  /** How many histories are tried where {@code vnode.tries} does not say. */
  static final int TRIES = 200;

  private static final int STEPS_MAX = 35;
  static final int EVERYBODY_WRITES = 0777;
  static final int STICKY = 01000;

  private final Playground p;
  private final Manners manners;
  private final Map<Actor, Playground> views = new LinkedHashMap<>();
  private int mode;
  private int count;

  private Histories(Playground p) throws IOException {
    this.p = p;
    p.mkdir("manners");
    manners = Manners.of(p.path("manners"));
    mode = manners.directory();
    p.delete("manners");
  }

  /** Histories of the one who acts on {@code p}. */
  static Histories ofOne(Playground p) throws Exception {
    return inTime(
        p,
        histories -> {
          boolean unstopped = !p.offers(Capability.PERMISSION_ENFORCEMENT);
          histories.enter("me", p, unstopped);
        });
  }

  /**
   * Histories of several users, who do things to each other's files below a directory of {@code
   * mode}.
   */
  static Histories ofSeveral(Playground p, int mode) throws Exception {
    return inTime(
        p,
        histories -> {
          histories.mode = mode;
          histories.enter("owner", p, false);
          p.chmod("", "rwxrwxrwx");
          histories.enter("other", p.other(), false);
          histories.enter("superuser", p.superuser(), true);
        });
  }

  /** The coming of those who take part. */
  private interface Entry {
    void into(Histories histories) throws IOException;
  }

  private static Histories inTime(Playground p, Entry entry) throws Exception {
    return p.inTime(
        () -> "finding out about manners",
        () -> {
          Histories histories = new Histories(p);
          entry.into(histories);
          return histories;
        });
  }

  /** Lets somebody take part, whom a file made by him tells the ids of. */
  private void enter(String variable, Playground view, boolean unstopped) throws IOException {
    Actor actor = new Actor(variable, manners.uid(), manners.gid(), Set.of(), unstopped);
    if (manners.unix()) {
      view.create("mine");
      int uid = (Integer) view.attribute("mine", "unix:uid");
      int gid = (Integer) view.attribute("mine", "unix:gid");
      Set<Integer> groups = maySetGroup(view) ? Set.of(manners.gid()) : Set.of();
      view.delete("mine");
      actor = new Actor(variable, uid, gid, groups, unstopped || uid == 0);
    }
    views.put(actor, view);
  }

  /** Whether the file {@code mine} can be given to the first user's group: to members only. */
  private boolean maySetGroup(Playground view) {
    try {
      view.set("mine", "unix:gid", manners.gid());
      return true;
    } catch (IOException | UnsupportedOperationException | IllegalArgumentException e) {
      return false;
    }
  }

  /** Tries histories of {@code theme}. @throws AssertionError with the shortest that fails */
  void run(Theme theme) {
    List<Actor> actors = List.copyOf(views.keySet());
    Gen<Action> actions = Actions.of(theme, offered(), manners, actors);
    Property.forAllHistories(TRIES, STEPS_MAX, actions, this::runInTime);
  }

  private void runInTime(List<Action> history) throws Exception {
    AtomicReference<String> doing = new AtomicReference<>("making a directory");
    p.inTime(
        doing::get,
        () -> {
          run(history, doing);
          return null;
        });
  }

  private Set<Capability> offered() {
    Set<Capability> offered = EnumSet.noneOf(Capability.class);
    for (Capability capability : Capability.values()) {
      if (p.offers(capability)) {
        offered.add(capability);
      }
    }
    return offered;
  }

  private void run(List<Action> history, AtomicReference<String> doing) throws IOException {
    String name = "history-" + ++count;
    Path root = Files.createDirectory(p.path(name));
    if (views.size() > 1) {
      Files.setAttribute(root, "unix:mode", mode);
    }
    List<Side> sides = new ArrayList<>(List.of(side(name)));
    if (p.beside().isPresent() && views.size() == 1) { // There, nobody can act as others.
      sides.add(beside(p.beside().get(), name));
    }
    NaiveTree naive = new NaiveTree(manners, views.keySet().iterator().next(), mode);
    try {
      new SideBySide(naive, sides, p.timeGranularity(), doing::set).run(history);
      doing.set("the provider's own verification");
      p.verify();
    } finally {
      doing.updateAndGet(last -> "the removal after " + last);
      for (Side side : sides) {
        side.closeHeld();
        Removal.of(side.root());
      }
    }
  }

  private Side side(String name) throws IOException {
    Playground eyes = views.size() > 1 ? p.superuser() : p;
    Side side = new Side("it", eyes.path(name).toRealPath(), manners);
    for (Map.Entry<Actor, Playground> view : views.entrySet()) {
      side.with(view.getKey(), view.getValue().path(name));
    }
    return side;
  }

  private Side beside(Path base, String name) throws IOException {
    // Checks that run at the same time count for themselves.
    Path folder = Files.createTempDirectory(base, name + "-").toRealPath();
    Manners other = Manners.of(folder);
    Actor actor = views.keySet().iterator().next();
    if (other.umask() != manners.umask() || other.uid() != actor.uid()) {
      throw new IllegalStateException(
          "The user is to have the id "
              + other.uid()
              + " and the umask 0"
              + Integer.toOctalString(other.umask())
              + ", as in "
              + base
              + ": it has "
              + actor.uid()
              + " and 0"
              + Integer.toOctalString(manners.umask()));
    }
    Files.setPosixFilePermissions(folder, Replay.permissions(mode));
    Side side = new Side(base.toString(), folder, other);
    return side.with(actor, folder);
  }
}
