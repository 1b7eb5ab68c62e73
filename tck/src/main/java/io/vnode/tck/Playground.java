package io.vnode.tck;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.vnode.testkit.FinalFailure;
import java.io.IOException;
import java.net.URI;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.CopyOption;
import java.nio.file.FileSystem;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.nio.file.attribute.UserPrincipal;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.opentest4j.AssertionFailedError;

/**
 * An empty directory for one check, and what can be done there, as one user.
 *
 * <p>Names are relative to the directory, with slashes on every file system; {@code ""} is the
 * directory itself. Operations are written down, and a failure is reported with those that led to
 * it; one that no method here does is written down by {@link #run}. All of it fails like {@code
 * Files}, and nothing follows a symbolic link at the end of a name where that is said to be left to
 * the caller.
 */
public final class Playground {
  /** What all users of one playground share. */
  private record Ground(
      FileSystemUnderTest subject,
      Set<Capability> offered,
      Place place,
      List<String> log,
      boolean knownToFail) {}

  private final Ground ground;
  private final FileSystem fileSystem;
  private final Path root;
  private final String user;

  private Playground(Ground ground, FileSystem fileSystem, Path root, String user) {
    this.ground = ground;
    this.fileSystem = fileSystem;
    this.root = root;
    this.user = user;
  }

  static Playground of(
      FileSystemUnderTest subject,
      Set<Capability> offered,
      Place place,
      List<String> log,
      boolean knownToFail) {
    return at(new Ground(subject, offered, place, log, knownToFail));
  }

  private static Playground at(Ground ground) {
    return new Playground(ground, ground.place.fileSystem(), ground.place.directory(), null);
  }

  // ---------------------------------------------------------------- where, and who

  /** The file system, as this user sees it. */
  public FileSystem fileSystem() {
    return fileSystem;
  }

  /** The path called {@code name} here. */
  public Path path(String name) {
    Path path = root;
    for (String element : name.split("/", -1)) {
      path = element.isEmpty() ? path : path.resolve(element);
    }
    return path;
  }

  /** The same directory as it is to a user who owns nothing in it and is in no group of it. */
  public Playground other() throws IOException {
    return as(ground.subject.users().other());
  }

  /** The same directory as it is to the superuser. */
  public Playground superuser() throws IOException {
    return as(ground.subject.users().superuser());
  }

  /** Who acts here, as owner of files; needs OTHER_USERS. */
  public UserPrincipal principal() throws IOException {
    return fileSystem
        .getUserPrincipalLookupService()
        .lookupPrincipalByName(user == null ? ground.subject.users().owner() : user);
  }

  private Playground as(String name) throws IOException {
    if (name == null) {
      throw new IllegalStateException("a check that acts as another user @Needs(OTHER_USERS)");
    }
    FileSystem seen = ground.subject.users().acting().as(ground.place.fileSystem(), name);
    return new Playground(ground, seen, seen.getPath(root.toString()), name);
  }

  /** Closes the file system, opens what it left, and is there again; needs PERSISTENT. */
  public Playground reopen() throws IOException {
    run("close and open again", ground.place::reopen);
    return at(ground);
  }

  // ---------------------------------------------------------------- what is known of it

  public boolean offers(Capability capability) {
    return ground.offered.contains(capability);
  }

  /** Whether trying shows that {@code capability} is there. */
  public boolean finds(Capability capability) throws IOException {
    return capability.isOfferedAt(ground.place.site());
  }

  public boolean allows(Allowance difference) {
    return ground.subject.isAllowed(difference);
  }

  /** The limit; the check ends as not offered if the description names none. */
  public long limit(Limit limit) {
    Assumptions.assumeTrue(
        ground.subject.limit(limit).isPresent(), () -> "no limit of the " + limit.words);
    return ground.subject.limit(limit).getAsLong();
  }

  /** What the provider knows the file system by; the check ends as not offered if nobody says. */
  public URI uri() {
    Optional<URI> uri = ground.subject.uri(ground.place.fileSystem());
    Assumptions.assumeTrue(uri.isPresent(), "no URI that the file system is known by");
    return uri.get();
  }

  /** Where the same is to be done on another file system, and come to the same. */
  public Optional<Path> beside() {
    return ground.subject.beside();
  }

  /** Whether several threads may use the file system at once. */
  public boolean isThreadSafe() {
    return ground.subject.isThreadSafe();
  }

  /** Changes that are this far apart have different times. */
  public Duration timeGranularity() {
    return ground.subject.timeGranularity();
  }

  /** Asks the provider itself whether all is well. */
  public void verify() throws IOException {
    ground.subject.verify(ground.place.fileSystem());
  }

  // ---------------------------------------------------------------- what may hang

  /**
   * Makes {@code call}, which says by {@code doing} what it is at, on a thread of its own. If it
   * does not end within the patience that the description has, the file system is given up.
   *
   * <p>What it throws in a check that is known to fail is final: nobody reads the simplest case.
   */
  public <T> T inTime(Supplier<String> doing, Call<T> call) throws Exception {
    try {
      return InTime.get(ground.subject.patience(), doing, call::get);
    } catch (DoesNotEnd e) {
      giveUp();
      throw e;
    } catch (Exception | AssertionError e) {
      if (ground.knownToFail) {
        throw new FinalFailure(e);
      }
      throw e;
    }
  }

  /** Says that the file system hangs: nobody cleans up, and who comes next gets a new one. */
  public void giveUp() {
    ground.place.giveUp();
  }

  // ---------------------------------------------------------------- trees

  /**
   * Makes what is drawn, in this order: {@code "d/"} a directory, {@code "d/f=hello"} a file,
   * {@code "l -> d/f"} a symbolic link, {@code "h == d/f"} a further name.
   */
  public void tree(String... lines) throws IOException {
    Tree.make(this, lines);
  }

  /** Requires that this is what there is: all of it, drawn as for {@link #tree}, in any order. */
  public void shows(String... lines) {
    assertEquals(Stream.of(lines).sorted().toList(), Tree.draw(root), "what there is");
  }

  // ---------------------------------------------------------------- operations

  public void mkdir(String name, FileAttribute<?>... attributes) throws IOException {
    run("mkdir " + name, () -> Files.createDirectory(path(name), attributes));
  }

  /** Makes a file of {@code content}, or gives it to the one that is there. */
  public void write(String name, String content) throws IOException {
    run("write " + name, () -> Files.write(path(name), bytes(content)));
  }

  /** Makes a file, where there must be nothing. */
  public void create(String name, FileAttribute<?>... attributes) throws IOException {
    run("create " + name, () -> Files.createFile(path(name), attributes));
  }

  public String read(String name) throws IOException {
    return get("read " + name, () -> text(Files.readAllBytes(path(name))));
  }

  /** Makes {@code name} a symbolic link with {@code target} as its text. */
  public void symlink(String name, String target) throws IOException {
    run(
        "symlink " + name + " -> " + target,
        () -> Files.createSymbolicLink(path(name), fileSystem.getPath(target)));
  }

  /** Makes {@code name} a further name of {@code existing}. */
  public void link(String name, String existing) throws IOException {
    run("link " + name + " == " + existing, () -> Files.createLink(path(name), path(existing)));
  }

  public void delete(String name) throws IOException {
    run("delete " + name, () -> Files.delete(path(name)));
  }

  public void move(String from, String to, CopyOption... options) throws IOException {
    run(
        "move " + from + " to " + to + words(options),
        () -> Files.move(path(from), path(to), options));
  }

  public void copy(String from, String to, CopyOption... options) throws IOException {
    run(
        "copy " + from + " to " + to + words(options),
        () -> Files.copy(path(from), path(to), options));
  }

  public FileChannel open(String name, OpenOption... options) throws IOException {
    return get("open " + name + words(options), () -> FileChannel.open(path(name), options));
  }

  /** Sets permissions, written {@code rwxr-x---}. */
  public void chmod(String name, String permissions) throws IOException {
    run(
        "chmod " + name + " " + permissions,
        () ->
            Files.setPosixFilePermissions(
                path(name), PosixFilePermissions.fromString(permissions)));
  }

  /** Sets an attribute, as {@code unix:mode}. */
  public void set(String name, String attribute, Object value, LinkOption... options)
      throws IOException {
    run(
        "set " + attribute + " of " + name + " to " + value,
        () -> Files.setAttribute(path(name), attribute, value, options));
  }

  public void setTimes(String name, FileTime modified, FileTime accessed) throws IOException {
    set(name, "lastModifiedTime", modified);
    set(name, "lastAccessTime", accessed);
  }

  // ---------------------------------------------------------------- looking

  /** Whether there is something, be it a link that leads nowhere. */
  public boolean exists(String name) {
    return Files.exists(path(name), LinkOption.NOFOLLOW_LINKS);
  }

  /** The attributes of what has the name, which may be a link. */
  public BasicFileAttributes stat(String name) throws IOException {
    return get("stat " + name, () -> Tree.attributes(path(name)));
  }

  /** An attribute of what has the name, which may be a link. */
  public Object attribute(String name, String attribute) throws IOException {
    return get(
        "get " + attribute + " of " + name,
        () -> Files.getAttribute(path(name), attribute, LinkOption.NOFOLLOW_LINKS));
  }

  /** How many names it has; needs UNIX_ATTRIBUTES. */
  public int nlink(String name) throws IOException {
    return ((Number) attribute(name, "unix:nlink")).intValue();
  }

  /** Type and permissions as one number; needs UNIX_ATTRIBUTES. */
  public int mode(String name) throws IOException {
    return ((Number) attribute(name, "unix:mode")).intValue();
  }

  /** The text of a symbolic link. */
  public String readlink(String name) throws IOException {
    return get("readlink " + name, () -> Files.readSymbolicLink(path(name)).toString());
  }

  /** The names in a directory, sorted. */
  public List<String> list(String name) throws IOException {
    return get(
        "list " + name,
        () -> Tree.children(path(name)).stream().map(p -> p.getFileName() + "").sorted().toList());
  }

  /** Sets the times of {@code names} back, to see later whether they were touched. */
  public Marked mark(String... names) throws IOException {
    return Marked.of(this, ground.subject, names);
  }

  // ---------------------------------------------------------------- refusals

  /**
   * Requires that {@code operation} fails with {@code errno} and changes nothing, be it the time of
   * a directory.
   */
  public void expect(Errno errno, Operation operation) {
    expectAny(new Errno[] {errno}, operation);
  }

  /** As {@link #expect}, where the source leaves the choice of several errors. */
  public void expectAny(Errno[] errors, Operation operation) {
    List<String> before = Tree.drawClosely(root);
    Throwable thrown = attempt(operation);
    if (!Errno.anyAllows(errors, thrown, allows(Allowance.PLAIN_EXCEPTIONS))) {
      throw failure(
          String.join(" or ", Stream.of(errors).map(Errno::expectation).toList()), thrown);
    }
    assertEquals(before, Tree.drawClosely(root), "what there is after a refusal");
  }

  /** Requires that {@code operation} throws a {@code type}; what it changed is not looked at. */
  public <T extends Throwable> T refuses(Class<T> type, Operation operation) {
    Throwable thrown = attempt(operation);
    if (!type.isInstance(thrown)) {
      throw failure(type.getSimpleName(), thrown);
    }
    return type.cast(thrown);
  }

  /** As {@link #refuses}, of a call that is made for what it answers. */
  public <T extends Throwable> T refusesToTell(Class<T> type, Call<?> call) {
    return refuses(type, call::get);
  }

  private static Throwable attempt(Operation operation) {
    try {
      operation.run();
      return null;
    } catch (Exception e) {
      return e;
    }
  }

  private static AssertionFailedError failure(String expected, Throwable thrown) {
    String actual = thrown == null ? "nothing was thrown" : thrown.toString();
    return new AssertionFailedError(
        "expected " + expected + ", but " + actual, expected, actual, thrown);
  }

  // ---------------------------------------------------------------- what is written down

  /** Something done that has a result. */
  @FunctionalInterface
  public interface Call<T> {
    T get() throws Exception;
  }

  /** Does {@code operation}, and writes {@code words} down for it. */
  public void run(String words, Operation operation) throws IOException {
    get(
        words,
        () -> {
          operation.run();
          return null;
        });
  }

  /** Does {@code call}, and writes {@code words} down for it and for how it ended. */
  public <T> T get(String words, Call<T> call) throws IOException {
    String line = user == null ? words : user + ": " + words;
    try {
      T result = call.get();
      ground.log.add(line);
      return result;
    } catch (IOException | RuntimeException | Error e) {
      ground.log.add(line + ": " + e);
      throw e;
    } catch (Exception e) {
      ground.log.add(line + ": " + e);
      throw new AssertionError(e);
    }
  }

  private static String words(Object[] options) {
    return options.length == 0 ? "" : " " + List.of(options);
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static String text(byte[] bytes) {
    return new String(bytes, StandardCharsets.UTF_8);
  }

  Path root() {
    return root;
  }
}
