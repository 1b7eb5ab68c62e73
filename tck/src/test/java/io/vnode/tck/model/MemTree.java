package io.vnode.tck.model;

import io.vnode.engine.Credentials;
import io.vnode.mem.Faults;
import io.vnode.mem.MemFileSystem;
import io.vnode.mem.MemFs;
import io.vnode.tck.Capability;
import io.vnode.testkit.Gen;
import java.io.IOException;
import java.nio.file.FileSystem;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;

/** A memfs with a tree in it for one history, and with faults. */
final class MemTree implements AutoCloseable {
  static final Duration CLOCK_TICK = Duration.ofNanos(1000);

  private static final Manners MANNERS = tried();

  private final MemFileSystem fileSystem;
  private final Path root;

  MemTree(String rootText, Faults faults) throws IOException {
    fileSystem = MemFs.builder().user("root").capacity("64 MiB").faults(faults).build();
    root = Files.createDirectories(fileSystem.getPath(rootText));
  }

  private static Manners tried() {
    try (FileSystem memfs = MemFs.builder().user("root").build()) {
      return Manners.of(Files.createDirectory(memfs.getPath("/manners")));
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  /** What a memfs does where it may do as it likes. */
  static Manners manners() {
    return MANNERS;
  }

  /** All that {@code users} can do on a memfs. */
  static Gen<Action> actions(List<Actor> users) {
    return Actions.of(Theme.EVERYTHING, EnumSet.allOf(Capability.class), MANNERS, users);
  }

  /** Gives the root to {@code user}. */
  void own(Actor user, int mode) throws IOException {
    Files.setAttribute(root, "unix:uid", user.uid());
    Files.setAttribute(root, "unix:gid", user.gid());
    Files.setAttribute(root, "unix:mode", mode);
  }

  Side side(List<Actor> users) {
    Side side = new Side("memfs", root, MANNERS);
    for (Actor user : users) {
      Credentials credentials = new Credentials(user.uid(), user.gid());
      side.with(user, fileSystem.as(credentials).getPath(root.toString()));
    }
    return side;
  }

  void verify() throws IOException {
    fileSystem.namespace().verify();
  }

  @Override
  public void close() throws IOException {
    fileSystem.close();
  }
}
