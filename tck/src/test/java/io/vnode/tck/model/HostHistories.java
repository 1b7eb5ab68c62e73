package io.vnode.tck.model;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.vnode.engine.Credentials;
import io.vnode.mem.MemFileSystem;
import io.vnode.mem.MemFs;
import io.vnode.nio.VfsFileSystem;
import io.vnode.tck.Capability;
import io.vnode.tck.Check;
import io.vnode.tck.FileSystemUnderTest;
import io.vnode.tck.Outcome;
import io.vnode.tck.Session;
import io.vnode.testkit.HostFolder;
import java.io.IOException;
import java.time.Duration;
import java.util.List;

/**
 * Histories of one user, who is the one that runs this JVM, on a memfs, on the host and on the
 * naive model. A program of its own too, so that somebody else can run it.
 */
final class HostHistories {
  private HostHistories() {}

  /** Runs the histories; the exit code says whether all agreed. */
  public static void main(String[] arguments) throws IOException {
    run();
  }

  static void run() throws IOException {
    try (HostFolder host = HostFolder.create()) {
      run(memfs(host).beside(host.base()));
    }
  }

  /** A memfs whose user is the one that runs this JVM. */
  static FileSystemUnderTest memfs(HostFolder host) {
    return FileSystemUnderTest.of(
            () -> {
              MemFileSystem fileSystem =
                  MemFs.builder().user("root").umask(host.umask()).capacity("64 MiB").build();
              return fileSystem.as(new Credentials(host.uid(), host.gid()));
            })
        .in(fileSystem -> fileSystem.getPath("/tmp"))
        .detectCapabilities()
        .with(Capability.PERMISSION_ENFORCEMENT)
        .verifiedBy(fileSystem -> ((VfsFileSystem) fileSystem).namespace().verify())
        .timeGranularity(Duration.ofNanos(1000));
  }

  /** Runs the histories of one user and of several, as far as {@code subject} offers them. */
  static void run(FileSystemUnderTest subject) throws IOException {
    try (Session session = Session.of(subject)) {
      List<Check> checks =
          session.checks().stream()
              .filter(check -> check.area().equals("model.histories"))
              .toList();
      for (Check check : checks) {
        Outcome outcome = session.run(check);
        String failure = outcome.status() == Outcome.Status.FAILED ? outcome.reason() : "";
        assertEquals("", failure, () -> String.join("\n", outcome.operations()));
      }
    }
  }
}
