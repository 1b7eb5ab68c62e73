package io.vnode.cli;

import static java.nio.channels.FileChannel.MapMode.READ_WRITE;
import static java.nio.charset.StandardCharsets.UTF_8;
import static java.nio.file.StandardOpenOption.CREATE_NEW;
import static java.nio.file.StandardOpenOption.READ;
import static java.nio.file.StandardOpenOption.WRITE;
import static java.nio.file.StandardWatchEventKinds.ENTRY_CREATE;
import static java.nio.file.StandardWatchEventKinds.ENTRY_DELETE;

import io.vnode.mem.MemFileSystem;
import io.vnode.mem.MemFs;
import io.vnode.mem.MemSnapshot;
import io.vnode.nio.VfsFileSystem;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.MappedByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.FileSystem;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.WatchKey;
import java.nio.file.WatchService;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Locale;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;

/** {@code vnode demo}: every line shows a call and what came back from it, just now. */
@Command(name = "demo", description = "Show what a memfs is, by using one.")
final class DemoCommand extends Tool {
  private static final long MIB = 1 << 20;
  private static final long TIB = 1L << 40;

  /** A call on a file system, and what is worth telling of it. */
  @FunctionalInterface
  interface Call {
    Object run() throws IOException;
  }

  @Override
  void run() throws IOException {
    say("A file system in the memory of this JVM:");
    say(
        "  fs = MemFs.builder().name(\"demo\").user(\"alice\").users(\"bob\").capacity(\"1 MiB\").build()");
    try (MemFileSystem fs =
        MemFs.builder().name("demo").user("alice").users("bob").capacity("1 MiB").build()) {
      buildTree(fs);
      followLinks(fs);
      refuse(fs, fs.as("bob"));
      leaveHoles(fs);
      fillUp(fs);
      watch(fs);
      mapAndLock(fs);
      restore(fs);
    }
    compare();
  }

  private void say(String line) {
    out().println(line);
  }

  private void chapter(String title) {
    say("");
    say(title);
  }

  /** Shows the call as it is written in Java, does it, and shows what came of it. */
  private void show(String java, Call call) {
    out().printf("  %-62s  %s%n", java, Outcome.of(call));
  }

  private void buildTree(FileSystem fs) {
    chapter("A tree with links of both kinds. Paths and Files are those of java.nio.file:");
    Path docs = fs.getPath("/home/alice/docs");
    Path plan = docs.resolve("plan.txt");
    show("Files.createDirectories(docs)", () -> Files.createDirectories(docs));
    show("Files.writeString(plan, \"Ship it.\")", () -> Files.writeString(plan, "Ship it."));
    show(
        "Files.createLink(docs.resolve(\"same.txt\"), plan)",
        () -> Files.createLink(docs.resolve("same.txt"), plan));
    show(
        "Files.createDirectories(fs.getPath(\"/srv/data/2024\"))",
        () -> Files.createDirectories(fs.getPath("/srv/data/2024")));
    show(
        "Files.createSymbolicLink(latest, fs.getPath(\"/srv/data/2024\"))",
        () ->
            Files.createSymbolicLink(
                fs.getPath("/home/alice/latest"), fs.getPath("/srv/data/2024")));
    say("");
    out().flush();
    raise(Main.run(stdio(), "tree", "memfs://demo/"));
  }

  private void followLinks(FileSystem fs) {
    chapter("Two names are one file; a symbolic link is followed, and .. leaves where it led:");
    Path plan = fs.getPath("/home/alice/docs/plan.txt");
    Path latest = fs.getPath("/home/alice/latest");
    show("Files.getAttribute(plan, \"unix:nlink\")", () -> Files.getAttribute(plan, "unix:nlink"));
    show("Files.readSymbolicLink(latest)", () -> Files.readSymbolicLink(latest));
    show("latest.resolve(\"..\").toRealPath()", () -> latest.resolve("..").toRealPath());
  }

  private void refuse(FileSystem alice, VfsFileSystem bob) {
    chapter("Permissions are checked, for whoever asks. The same files as bob sees them:");
    Path plan = alice.getPath("/home/alice/docs/plan.txt");
    Path plansOfBob = bob.getPath("/home/alice/docs/plan.txt");
    show(
        "Files.readString(fs.as(\"bob\").getPath(plan.toString()))",
        () -> Files.readString(plansOfBob));
    show(
        "Files.setPosixFilePermissions(plan, fromString(\"rw-------\"))",
        () -> Files.setPosixFilePermissions(plan, PosixFilePermissions.fromString("rw-------")));
    show(
        "Files.readString(fs.as(\"bob\").getPath(plan.toString()))",
        () -> Files.readString(plansOfBob));
    show(
        "Files.createFile(fs.getPath(\"/tmp/note\"))  // sticky",
        () -> Files.createFile(alice.getPath("/tmp/note")));
    show(
        "Files.delete(fs.as(\"bob\").getPath(\"/tmp/note\"))",
        () -> {
          Files.delete(bob.getPath("/tmp/note"));
          return "deleted";
        });
  }

  private void leaveHoles(FileSystem fs) throws IOException {
    chapter("A hole costs nothing: one byte written at 1 TiB, in a file system of 1 MiB:");
    Path sparse = fs.getPath("/sparse");
    try (FileChannel channel = FileChannel.open(sparse, CREATE_NEW, WRITE)) {
      show(
          "channel.write(oneByte, 1L << 40)",
          () -> channel.write(ByteBuffer.wrap(new byte[] {1}), TIB));
    }
    show("Files.size(sparse)", () -> grouped(Files.size(sparse)));
    show(
        "Files.getAttribute(sparse, \"unix:blocks\")  // of 512 bytes",
        () -> Files.getAttribute(sparse, "unix:blocks"));
  }

  private void fillUp(FileSystem fs) throws IOException {
    chapter("A full disk is a full disk: what fits is written, then the quota says no:");
    Path big = fs.getPath("/big");
    ByteBuffer bytes = ByteBuffer.wrap("Ship it.".repeat((int) (2 * MIB / 8)).getBytes(UTF_8));
    show("Files.getFileStore(big).getUsableSpace()", () -> usableSpace(fs));
    try (FileChannel channel = FileChannel.open(big, CREATE_NEW, WRITE)) {
      show("channel.write(twoMebibytes)", () -> grouped(channel.write(bytes)));
      show("channel.write(theRest)", () -> grouped(channel.write(bytes)));
    }
    show("Files.size(big)", () -> grouped(Files.size(big)));
    show(
        "Files.delete(big); Files.getFileStore(root).getUsableSpace()",
        () -> {
          Files.delete(big);
          return usableSpace(fs);
        });
  }

  private void watch(FileSystem fs) throws IOException {
    chapter("Whoever watches a directory is told of each change, at once and without polling:");
    Path tmp = fs.getPath("/tmp");
    Path f = tmp.resolve("f");
    try (WatchService watcher = fs.newWatchService()) {
      WatchKey key = tmp.register(watcher, ENTRY_CREATE, ENTRY_DELETE);
      show(
          "Files.createFile(f); Files.delete(f)",
          () -> {
            Files.createFile(f);
            Files.delete(f);
            return "done";
          });
      show("watcher.poll().pollEvents()", () -> events(watcher.poll() == key ? key : null));
    }
  }

  private static String events(WatchKey key) {
    return key.pollEvents().stream()
        .map(event -> event.kind() + " " + event.context())
        .collect(Collectors.joining(", "));
  }

  private void mapAndLock(FileSystem fs) throws IOException {
    chapter("A map is the file: both show the same bytes. Locks are real, and do not overlap:");
    Path log = fs.getPath("/log");
    try (FileChannel channel = FileChannel.open(log, CREATE_NEW, READ, WRITE);
        FileChannel other = FileChannel.open(log, READ, WRITE)) {
      MappedByteBuffer map = channel.map(READ_WRITE, 0, 8);
      show(
          "map.put(\"Ship it.\".getBytes()); Files.readString(log)",
          () -> {
            map.put("Ship it.".getBytes(UTF_8));
            return Files.readString(log);
          });
      show(
          "channel.write(bang, 7); (char) map.get(7)",
          () -> {
            channel.write(ByteBuffer.wrap(new byte[] {'!'}), 7);
            return (char) map.get(7);
          });
      show("channel.lock(0, 8, false).isValid()", () -> channel.lock(0, 8, false).isValid());
      show("other.tryLock(4, 8, false)", () -> other.tryLock(4, 8, false));
    }
  }

  private void restore(MemFileSystem fs) throws IOException {
    chapter("A snapshot shares every byte, and puts a tree back in one step:");
    Path plan = fs.getPath("/home/alice/docs/plan.txt");
    try (MemSnapshot snapshot = fs.snapshot()) {
      show("(snapshot = fs.snapshot()).inodes()", snapshot::inodes);
      show(
          "Files.delete(plan); Files.exists(plan)",
          () -> {
            Files.delete(plan);
            return Files.exists(plan);
          });
      show(
          "fs.restore(snapshot); Files.readString(plan)",
          () -> {
            fs.restore(snapshot);
            return Files.readString(plan);
          });
    }
  }

  private static String usableSpace(FileSystem fs) throws IOException {
    return grouped(Files.getFileStore(fs.getPath("/")).getUsableSpace());
  }

  private static String grouped(long number) {
    return String.format(Locale.ROOT, "%,d", number);
  }

  /** The same code twice: on a memfs and in a temporary directory of the host. */
  private void compare() throws IOException {
    chapter("The same code on memfs and on this machine's own file system:");
    Path temporary = Files.createTempDirectory("vnode-demo");
    try (MemFileSystem fs = MemFs.create()) {
      out().printf("  %-36s  %-26s  %s%n", "", "memfs", "host");
      for (Probe probe : Probe.values()) {
        String ours = Outcome.of(() -> probe.runIn(fs.getPath("/tmp")));
        String hosts = Outcome.of(() -> probe.runIn(temporary));
        boolean same = ours.equals(hosts);
        String verdict = same ? "same" : "DIFFERENT";
        out().printf("  %-36s  %-26s  %-26s  %s%n", probe.words, ours, hosts, verdict);
        raise(same ? 0 : Main.FAILURE);
      }
    } finally {
      new TreeRemoval(this, removed -> {})
          .remove(new Location(temporary.toString(), temporary, false));
    }
  }
}
