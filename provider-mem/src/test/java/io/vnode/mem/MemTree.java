package io.vnode.mem;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A memfs with a tree in it for one history, whose root lies where it lies on the host. */
final class MemTree implements AutoCloseable {
  private final MemFileSystem fileSystem;
  private final String rootText;

  MemTree(String rootText, int umask) throws IOException {
    this(rootText, MemFs.builder().umask(umask));
  }

  MemTree(String rootText, int umask, Faults faults) throws IOException {
    this(rootText, MemFs.builder().umask(umask).faults(faults));
  }

  private MemTree(String rootText, MemFs.Builder builder) throws IOException {
    this.rootText = rootText;
    fileSystem = builder.user(TestUser.ROOT.variable()).capacity("64 MiB").build();
    Path root = fileSystem.getPath(rootText);
    Files.createDirectories(root);
    for (Path up = root; up != null; up = up.getParent()) {
      Files.setAttribute(up, "unix:mode", 0755);
    }
  }

  /** Gives the root to somebody. */
  void own(int uid, int gid, int mode) throws IOException {
    Path root = fileSystem.getPath(rootText);
    Files.setAttribute(root, "unix:uid", uid);
    Files.setAttribute(root, "unix:gid", gid);
    Files.setAttribute(root, "unix:mode", mode);
  }

  Side side(TestUser... users) {
    Side side = new Side("memfs", fileSystem.getPath(rootText), words -> words);
    for (TestUser user : users) {
      side.with(user, fileSystem.as(user.credentials()).getPath(rootText));
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
