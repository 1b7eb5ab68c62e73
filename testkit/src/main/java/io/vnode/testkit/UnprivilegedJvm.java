package io.vnode.testkit;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * A second JVM, run by a user without privileges, for tests that are root's and ask the host about
 * permissions. Its class path is a copy: the one at hand may lie where only root can read.
 */
public final class UnprivilegedJvm {
  /** The user, who is in the group of the same number and in no other. */
  public static final int ID = 1000;

  private UnprivilegedJvm() {}

  /**
   * Runs {@code program} with {@code arguments}, if this JVM is root's. Where it is not, the
   * program has been run already, by a user without privileges.
   */
  public static void runIfRoot(Class<?> program, String... arguments)
      throws IOException, InterruptedException {
    if (isRoot()) {
      run(program, arguments);
    }
  }

  /** Whether the user who runs this JVM passes every permission check. */
  public static boolean isRoot() throws IOException {
    try (HostFolder host = HostFolder.create()) {
      return host.uid() == 0;
    }
  }

  /** Runs {@code program} with {@code arguments}; this JVM is root's. */
  public static void run(Class<?> program, String... arguments)
      throws IOException, InterruptedException {
    try (HostFolder folder = HostFolder.create()) {
      run(folder.base(), program, arguments);
    }
  }

  private static void run(Path folder, Class<?> program, String... arguments)
      throws IOException, InterruptedException {
    openToAll(folder);
    List<String> command = new ArrayList<>();
    command.addAll(List.of("setpriv", "--reuid=" + ID, "--regid=" + ID, "--clear-groups", "--"));
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-ea", "-Xmx512m"));
    for (String name : Set.of("vnode.tries", "vnode.seed")) {
      if (System.getProperty(name) != null) {
        command.add("-D" + name + "=" + System.getProperty(name));
      }
    }
    command.addAll(List.of("-cp", copyOfClassPath(folder), program.getName()));
    command.addAll(List.of(arguments));
    Path output = Files.createTempFile("vnode-model-", ".log");
    try {
      Process process =
          new ProcessBuilder(command)
              .directory(folder.toFile())
              .redirectErrorStream(true)
              .redirectOutput(output.toFile())
              .start();
      int code = process.waitFor();
      if (code != 0) {
        throw new AssertionError("it ended with " + code + ":\n" + text(output));
      }
    } finally {
      Files.delete(output);
    }
  }

  /** Lets everybody into {@code folder}. */
  public static void openToAll(Path folder) throws IOException {
    Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));
  }

  private static String text(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      return e.toString();
    }
  }

  private static String copyOfClassPath(Path folder) throws IOException {
    List<String> copies = new ArrayList<>();
    for (String entry : System.getProperty("java.class.path").split(File.pathSeparator, -1)) {
      Path copy = folder.resolve(String.valueOf(copies.size()));
      copyTree(Path.of(entry), copy);
      copies.add(copy.toString());
    }
    return String.join(File.pathSeparator, copies);
  }

  private static void copyTree(Path source, Path target) throws IOException {
    if (source.toString().isEmpty() || !Files.exists(source)) {
      return;
    }
    List<Path> paths;
    try (Stream<Path> walk = Files.walk(source)) {
      paths = walk.toList();
    }
    for (Path path : paths) {
      Path copy = target.resolve(source.relativize(path).toString());
      Files.copy(path, copy, StandardCopyOption.REPLACE_EXISTING);
      String permissions = Files.isDirectory(copy) ? "rwxr-xr-x" : "rw-r--r--";
      Files.setPosixFilePermissions(copy, PosixFilePermissions.fromString(permissions));
    }
  }
}
