package io.vnode.nio;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.google.common.base.Splitter;
import io.vnode.engine.Credentials;
import java.io.Closeable;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.nio.ByteBuffer;
import java.nio.file.AccessMode;
import java.nio.file.FileStore;
import java.nio.file.FileSystem;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.AclFileAttributeView;
import java.nio.file.attribute.BasicFileAttributeView;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.FileAttributeView;
import java.nio.file.attribute.FileOwnerAttributeView;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.GroupPrincipal;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFileAttributes;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.nio.file.attribute.UserDefinedFileAttributeView;
import java.nio.file.attribute.UserPrincipal;
import java.nio.file.attribute.UserPrincipalLookupService;
import java.nio.file.spi.FileSystemProvider;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Everything about attributes, beside the JDK's own provider on this host, a Linux: the same calls
 * on the same kinds of files give the same values and leave the same attributes, and where the host
 * throws an exception, one that the same {@code catch} takes is thrown here.
 *
 * <p>Left out is what differs on purpose: {@code dos} views, {@code unix:blocks}, creation times
 * that can be set, and {@code unix:mode} at creation.
 */
class AttributesOracleTest {
  private static final LinkOption[] FOLLOW = {};
  private static final LinkOption[] NOFOLLOW = {LinkOption.NOFOLLOW_LINKS};
  private static final FileTime THEN = FileTime.from(Instant.parse("2001-02-03T04:05:06.789012Z"));
  private static final FileTime BEFORE_1970 = FileTime.from(Instant.parse("1960-01-01T00:00:00Z"));
  private static final int NOBODYS_ID = 54321;

  /** What the names of calls that change permissions begin with. */
  private static final List<String> CHMODS =
      List.of("set ", "posix:permissions = ", "unix:permissions = ", "unix:mode = ");

  @TempDir Path hostRoot;
  private Path ourRoot;
  private int serial;

  @BeforeEach
  void makeOurRoot() throws IOException {
    int uid = (int) Files.getAttribute(hostRoot, "unix:uid");
    int gid = (int) Files.getAttribute(hostRoot, "unix:gid");
    ourRoot = TreeFileSystem.of(new Credentials(uid, gid), 022).getPath("/");
  }

  /** A call on the path that leads to something, and what is to be compared of its result. */
  @FunctionalInterface
  private interface Call {
    Object on(Path path, LinkOption... options) throws Exception;
  }

  // ---------------------------------------------------------------- comparing

  private void compare(Map<String, Call> calls) throws IOException {
    compare(calls, EnumSet.allOf(TreeKind.class));
  }

  /** Makes every call on every one of {@code kinds}, links followed and not, and compares. */
  private void compare(Map<String, Call> calls, Set<TreeKind> kinds) throws IOException {
    List<String> differences = new ArrayList<>();
    for (TreeKind kind : kinds) {
      for (LinkOption[] options : List.of(FOLLOW, NOFOLLOW)) {
        for (Map.Entry<String, Call> call : calls.entrySet()) {
          if (isDefectOfTheHost(kind, call.getKey(), options)) {
            continue;
          }
          Outcome host = outcome(hostRoot, kind, call.getValue(), options);
          Outcome ours = outcome(ourRoot, kind, call.getValue(), options);
          if (!isAsGood(host, ours)) {
            differences.add(
                kind
                    + " "
                    + Arrays.toString(options)
                    + " "
                    + call.getKey()
                    + ":\n  host "
                    + host
                    + "\n  ours "
                    + ours
                    + "\n");
          }
        }
      }
    }
    assertEquals("", String.join("", differences));
  }

  /**
   * Whether the call is the chmod of a link that is not followed: JDK 25 hands O_NOFOLLOW to
   * open(2) in the place of the mode, and changes the target. {@link FileAttributesTest} says what
   * we do.
   */
  private static boolean isDefectOfTheHost(TreeKind kind, String call, LinkOption... options) {
    return kind.isLink() && options.length > 0 && CHMODS.stream().anyMatch(call::startsWith);
  }

  /** What {@code call} comes to on a new file of {@code kind}. */
  private Outcome outcome(Path root, TreeKind kind, Call call, LinkOption... options)
      throws IOException {
    Path directory = Files.createDirectory(root.resolve("d" + serial++));
    Path path = kind.make(directory);
    Closeable open = keepOpen(path, kind);
    try {
      return Outcome.of(() -> call.on(path, options));
    } finally {
      open.close();
    }
  }

  /** Holds the host's fifos open: the JDK opens what it changes, and would wait for a writer. */
  private static Closeable keepOpen(Path path, TreeKind kind) throws IOException {
    boolean onHost = !(path instanceof VfsPath);
    return kind == TreeKind.FIFO && onHost ? new RandomAccessFile(path.toFile(), "rw") : () -> {};
  }

  /**
   * Whether a caller who is prepared for the host is served: a subclass is caught as its parent.
   */
  private static boolean isAsGood(Outcome host, Outcome ours) {
    return host.equals(ours)
        || (host.value() instanceof Class<?> expected
            && ours.value() instanceof Class<?> actual
            && IOException.class.isAssignableFrom(expected)
            && expected.isAssignableFrom(actual));
  }

  // ---------------------------------------------------------------- describing

  private static Object basic(BasicFileAttributes attributes) {
    return List.of(
        attributes.isDirectory(),
        attributes.isRegularFile(),
        attributes.isSymbolicLink(),
        attributes.isOther(),
        attributes.isDirectory() ? "any" : attributes.size(),
        attributes.fileKey().toString().replaceAll("[0-9a-f]+,", "N,").replaceAll("\\d+", "N"));
  }

  private static Object posix(PosixFileAttributes attributes) {
    return List.of(
        basic(attributes),
        attributes.permissions(),
        attributes.owner().getName(),
        attributes.group().getName());
  }

  /** The values, where they can be the same, and everything that a change may have touched. */
  private static Object state(Path path, LinkOption... options) throws IOException {
    return read(path, "unix:*", options);
  }

  private static Object read(Path path, String names, LinkOption... options) throws IOException {
    Map<String, Object> values = new TreeMap<>(Files.readAttributes(path, names, options));
    values.replaceAll(AttributesOracleTest::described);
    if (Files.isDirectory(path, options)) {
      values.replace("size", "any");
    }
    return values;
  }

  private static Object described(String name, Object value) {
    if (value instanceof byte[] bytes) {
      return Arrays.toString(bytes);
    }
    if (value instanceof Set<?> set) {
      return new TreeSet<>(set);
    }
    return switch (name) {
      case "ino", "dev" -> value.getClass();
      case "fileKey" -> "a key";
      case "lastModifiedTime", "lastAccessTime", "creationTime", "ctime" ->
          THEN.equals(value) || BEFORE_1970.equals(value) ? value : value instanceof FileTime;
      default -> value.toString();
    };
  }

  // ---------------------------------------------------------------- reading

  private static List<String> split(String names) {
    return Splitter.on('|').splitToList(names);
  }

  /** {@link Files#readAttributes(Path, Class, LinkOption...)}. */
  @Test
  void attributesReadByClassAreTheHosts() throws IOException {
    compare(
        Map.of(
            "basic", (p, o) -> basic(Files.readAttributes(p, BasicFileAttributes.class, o)),
            "posix", (p, o) -> posix(Files.readAttributes(p, PosixFileAttributes.class, o)),
            "unknown", (p, o) -> Files.readAttributes(p, UnknownAttributes.class, o),
            "null", (p, o) -> Files.readAttributes(p, (Class<BasicFileAttributes>) null, o)));
  }

  private interface UnknownAttributes extends BasicFileAttributes {}

  private static final List<String> NAMES =
      split(
          "*|basic:*|posix:*|unix:*|owner:*|user:*|owner:owner|size|size,|size,isDirectory|"
              + "isOther,*|*,isOther|size,nothing|posix:permissions,owner|posix:size,group|"
              + "unix:mode,nlink,uid,gid,rdev|unix:permissions,ctime|unix:size||,|,size|nothing|"
              + "basic:mode|posix:mode|posix:nothing|owner:size|owner:|unix:nothing|unix:|:size|"
              + ":|x:size|acl:*|user:|user:a|user:a,*|user:,a|basic:size:x| size|Size|POSIX:*");

  /** {@link Files#readAttributes(Path, String, LinkOption...)}: good names and bad. */
  @Test
  void attributesReadByNameAreTheHosts() throws IOException {
    Map<String, Call> calls = new LinkedHashMap<>();
    for (String name : NAMES) {
      calls.put(name, (p, o) -> read(p, name, o));
    }
    compare(calls);
  }

  /** {@link Files#getAttribute}, and the many short forms in {@link Files}. */
  @Test
  void shortFormsAnswerAsOnTheHost() throws IOException {
    compare(
        Map.ofEntries(
            Map.entry("getAttribute", (Call) (p, o) -> Files.getAttribute(p, "unix:nlink", o)),
            Map.entry("getAttributes", (p, o) -> Files.getAttribute(p, "unix:nlink,mode", o)),
            Map.entry("getAttribute *", (p, o) -> Files.getAttribute(p, "unix:*", o)),
            Map.entry("permissions", (p, o) -> Files.getPosixFilePermissions(p, o)),
            Map.entry("owner", (p, o) -> Files.getOwner(p, o).toString()),
            Map.entry("time", (p, o) -> Files.getLastModifiedTime(p, o) != null),
            Map.entry("isDirectory", (p, o) -> Files.isDirectory(p, o)),
            Map.entry("isRegularFile", (p, o) -> Files.isRegularFile(p, o)),
            Map.entry("isSymbolicLink", (p, o) -> Files.isSymbolicLink(p)),
            Map.entry("exists", (p, o) -> Files.exists(p, o)),
            Map.entry("isReadable", (p, o) -> Files.isReadable(p)),
            Map.entry("isWritable", (p, o) -> Files.isWritable(p)),
            Map.entry("isExecutable", (p, o) -> Files.isExecutable(p)),
            Map.entry("isHidden", (p, o) -> Files.isHidden(p.resolveSibling(".x"))),
            Map.entry("isNotHidden", (p, o) -> Files.isHidden(p)),
            Map.entry("isSameFile", (p, o) -> Files.isSameFile(p, p.resolveSibling("target"))),
            Map.entry("isSameFile twice", (p, o) -> Files.isSameFile(p, p.resolve("."))),
            Map.entry("isSameFile itself", (p, o) -> Files.isSameFile(p, p)),
            Map.entry("isSameFile null", (p, o) -> Files.isSameFile(p, null)),
            Map.entry("access", (p, o) -> access(p)),
            Map.entry("access r", (p, o) -> access(p, AccessMode.READ)),
            Map.entry("access rwx", (p, o) -> access(p, AccessMode.values()))));
  }

  private static Object access(Path path, AccessMode... modes) throws IOException {
    path.getFileSystem().provider().checkAccess(path, modes);
    return "granted";
  }

  /** {@code FileSystemProvider.readAttributesIfExists}, where the JDK has it: a miss is null. */
  @Test
  void attributesOfWhatIsNotThereAreNullWhereTheJdkAsksSo() throws IOException {
    List<Method> methods =
        Stream.of(FileSystemProvider.class.getMethods())
            .filter(method -> method.getName().equals("readAttributesIfExists"))
            .toList();
    Map<String, Call> calls = new LinkedHashMap<>();
    for (Method method : methods) {
      calls.put("posix", (p, o) -> ifExists(method, p, o));
    }
    compare(calls);
  }

  private static Object ifExists(Method method, Path path, LinkOption... options) throws Exception {
    try {
      FileSystemProvider provider = path.getFileSystem().provider();
      Object attributes = method.invoke(provider, path, PosixFileAttributes.class, options);
      return attributes == null ? null : posix((PosixFileAttributes) attributes);
    } catch (InvocationTargetException e) {
      throw (Exception) e.getCause();
    }
  }

  // ---------------------------------------------------------------- writing

  private static UserPrincipalLookupService principals(FileSystem fileSystem) {
    return fileSystem.getUserPrincipalLookupService();
  }

  /** Values of every class that an attribute has, and of some that none has. */
  private static Map<String, Object> values(FileSystem fileSystem) throws IOException {
    Map<String, Object> values = new LinkedHashMap<>();
    String nobodys = Integer.toString(NOBODYS_ID);
    values.put("null", null);
    values.put("text", "text");
    values.put("long", 1L);
    values.put("int", 0640);
    values.put("int with all bits", 0107777);
    values.put("int -1", -1);
    values.put("id", NOBODYS_ID);
    values.put("time", THEN);
    values.put("early time", BEFORE_1970);
    values.put("permissions", PosixFilePermissions.fromString("rw-r-x--x"));
    values.put("no permissions", Set.of());
    values.put("texts", Set.of("rwx"));
    values.put("a null in a set", new ArrayList<>(Arrays.asList((Object) null)));
    values.put("user", principals(fileSystem).lookupPrincipalByName(nobodys));
    values.put("group", principals(fileSystem).lookupPrincipalByGroupName(nobodys));
    values.put("foreign user", (UserPrincipal) () -> "foreign");
    values.put("foreign group", (GroupPrincipal) () -> "foreign");
    values.put("bytes", new byte[] {1, 2, 3});
    values.put("buffer", ByteBuffer.wrap(new byte[] {1, 2, 3, 4}, 1, 2));
    return values;
  }

  private static final List<String> SETTABLE =
      split(
          "lastModifiedTime|lastAccessTime|basic:lastModifiedTime|posix:lastAccessTime|"
              + "posix:permissions|posix:owner|posix:group|owner:owner|unix:mode|unix:uid|"
              + "unix:gid|unix:permissions|unix:owner|unix:group|unix:lastModifiedTime|user:a");

  private static final List<String> NOT_SETTABLE =
      split(
          "size|fileKey|isDirectory|permissions|basic:owner|owner:group|"
              + "owner:lastModifiedTime|posix:mode|posix:size|unix:ino|unix:dev|unix:rdev|"
              + "unix:nlink|unix:ctime|unix:nothing|nothing||*|posix:|posix:*|:size|:|x:y|"
              + "acl:owner|user:");

  /** {@link Files#setAttribute}: every attribute, every class of value, and what it leaves. */
  @Test
  void attributesAreSetAsOnTheHost() throws IOException {
    compare(
        settings(SETTABLE, values(ourRoot.getFileSystem()).keySet()),
        EnumSet.of(TreeKind.FILE, TreeKind.LINK_TO_FILE));
    compare(settings(SETTABLE, List.of("time", "permissions", "int", "user", "group", "bytes")));
  }

  /** {@link Files#setAttribute}: names that nothing can be set by. */
  @Test
  void attributesThatCannotBeSetAreRefusedAsOnTheHost() throws IOException {
    compare(
        settings(NOT_SETTABLE, List.of("null", "int", "time", "bytes")),
        EnumSet.of(TreeKind.FILE, TreeKind.MISSING));
  }

  private static Map<String, Call> settings(List<String> names, Collection<String> values) {
    Map<String, Call> calls = new LinkedHashMap<>();
    for (String name : names) {
      for (String value : values) {
        calls.put(
            name + " = " + value,
            (p, o) -> {
              Files.setAttribute(p, name, values(p.getFileSystem()).get(value), o);
              return List.of(state(p, o), state(p.getParent()), user(p, o));
            });
      }
    }
    return calls;
  }

  private static Object user(Path path, LinkOption... options) {
    return Outcome.of(() -> read(path, "user:*", options));
  }

  /** {@link BasicFileAttributeView#setTimes}: null leaves a time alone. */
  @Test
  void timesAreSetThroughTheViewAsOnTheHost() throws IOException {
    Map<String, Call> calls = new LinkedHashMap<>();
    for (Class<? extends BasicFileAttributeView> type :
        List.of(BasicFileAttributeView.class, PosixFileAttributeView.class)) {
      for (FileTime modified : Arrays.asList(null, THEN, BEFORE_1970)) {
        for (FileTime accessed : Arrays.asList(null, THEN, BEFORE_1970)) {
          calls.put(
              type.getSimpleName() + modified + accessed,
              (p, o) -> {
                Files.getFileAttributeView(p, type, o).setTimes(modified, accessed, null);
                return state(p, o);
              });
        }
      }
    }
    compare(calls);
  }

  /** {@link PosixFileAttributeView} and {@link FileOwnerAttributeView}: owners and permissions. */
  @Test
  void ownersAndPermissionsAreSetThroughTheViewsAsOnTheHost() throws IOException {
    compare(
        Map.of(
            "set permissions", (p, o) -> changed(p, "permissions", o),
            "set no permissions", (p, o) -> changed(p, "no permissions", o),
            "set null", (p, o) -> changed(p, "null", o),
            "owner", (p, o) -> owned(p, "user", o),
            "owner null", (p, o) -> owned(p, "null", o),
            "owner foreign", (p, o) -> owned(p, "foreign user", o),
            "owner group", (p, o) -> owned(p, "group", o),
            "group", (p, o) -> grouped(p, "group", o),
            "group null", (p, o) -> grouped(p, "null", o),
            "group foreign", (p, o) -> grouped(p, "foreign group", o)));
  }

  @SuppressWarnings("unchecked")
  private static Object changed(Path path, String value, LinkOption... options) throws IOException {
    Set<PosixFilePermission> permissions =
        (Set<PosixFilePermission>) values(path.getFileSystem()).get(value);
    Files.getFileAttributeView(path, PosixFileAttributeView.class, options)
        .setPermissions(permissions);
    return state(path, options);
  }

  private static Object owned(Path path, String value, LinkOption... options) throws IOException {
    FileOwnerAttributeView view =
        Files.getFileAttributeView(path, FileOwnerAttributeView.class, options);
    view.setOwner((UserPrincipal) values(path.getFileSystem()).get(value));
    return List.of(view.getOwner().getName(), state(path, options));
  }

  private static Object grouped(Path path, String value, LinkOption... options) throws IOException {
    Files.getFileAttributeView(path, PosixFileAttributeView.class, options)
        .setGroup((GroupPrincipal) values(path.getFileSystem()).get(value));
    return state(path, options);
  }

  /** {@link Files#getFileAttributeView}: which views there are, and what they are called. */
  @Test
  void viewsAreThoseOfTheHost() throws IOException {
    Map<String, Call> calls = new LinkedHashMap<>();
    for (Class<? extends FileAttributeView> type :
        List.of(
            BasicFileAttributeView.class,
            PosixFileAttributeView.class,
            FileOwnerAttributeView.class,
            UserDefinedFileAttributeView.class,
            AclFileAttributeView.class,
            FileAttributeView.class)) {
      calls.put(
          type.getSimpleName(),
          (p, o) -> {
            FileAttributeView view = Files.getFileAttributeView(p, type, o);
            return view == null ? null : view.name();
          });
    }
    calls.put("null", (p, o) -> Files.getFileAttributeView(p, (Class<FileAttributeView>) null, o));
    calls.put(
        "null option",
        (p, o) -> Files.getFileAttributeView(p, BasicFileAttributeView.class, (LinkOption) null));
    compare(calls);
  }

  // ---------------------------------------------------------------- attributes of users

  /** What is done with the view of a file that has the attribute {@code key}, bytes 1 to 5. */
  @FunctionalInterface
  private interface UserCall {
    Object on(UserDefinedFileAttributeView view) throws IOException;
  }

  private static Call user(UserCall call) {
    return (path, options) -> {
      UserDefinedFileAttributeView view =
          Files.getFileAttributeView(path, UserDefinedFileAttributeView.class, options);
      view.write("key", ByteBuffer.wrap(new byte[] {1, 2, 3, 4, 5}));
      return List.of(String.valueOf(call.on(view)), user(path, options));
    };
  }

  private static Object read(UserDefinedFileAttributeView view, String name, ByteBuffer into)
      throws IOException {
    int count = view.read(name, into);
    byte[] bytes = new byte[into.position()];
    into.flip().get(bytes);
    return count + Arrays.toString(bytes);
  }

  private static Object write(UserDefinedFileAttributeView view, String name, ByteBuffer from)
      throws IOException {
    return view.write(name, from) + " " + from;
  }

  /** {@link UserDefinedFileAttributeView}: every method, with buffers of every shape. */
  @Test
  void attributesOfUsersAreKeptAsOnTheHost() throws IOException {
    compare(
        Map.ofEntries(
            Map.entry("list", user(view -> view.list())),
            Map.entry("size", user(view -> view.size("key"))),
            Map.entry("size of none", user(view -> view.size("none"))),
            Map.entry("size of ''", user(view -> view.size(""))),
            Map.entry("size of null", user(view -> view.size(null))),
            Map.entry("read", user(view -> read(view, "key", ByteBuffer.allocate(5)))),
            Map.entry("read more", user(view -> read(view, "key", ByteBuffer.allocate(9)))),
            Map.entry("read direct", user(v -> read(v, "key", ByteBuffer.allocateDirect(7)))),
            Map.entry("read less", user(view -> read(view, "key", ByteBuffer.allocate(4)))),
            Map.entry("read into none", user(view -> read(view, "key", ByteBuffer.allocate(0)))),
            Map.entry("read inside", user(v -> read(v, "key", ByteBuffer.allocate(9).position(4)))),
            Map.entry("read none", user(view -> read(view, "none", ByteBuffer.allocate(9)))),
            Map.entry(
                "read read-only",
                user(view -> read(view, "key", ByteBuffer.allocate(9).asReadOnlyBuffer()))),
            Map.entry("write", user(view -> write(view, "new", ByteBuffer.wrap(new byte[] {7})))),
            Map.entry("replace", user(view -> write(view, "key", ByteBuffer.wrap(new byte[] {7})))),
            Map.entry("write nothing", user(v -> write(v, "key", ByteBuffer.allocate(0)))),
            Map.entry(
                "read nothing",
                user(view -> {
                  view.write("empty", ByteBuffer.allocate(0));
                  return read(view, "empty", ByteBuffer.allocate(0));
                })),
            Map.entry("write direct", user(v -> write(v, "key", ByteBuffer.allocateDirect(3)))),
            Map.entry(
                "write read-only",
                user(v -> write(v, "key", ByteBuffer.allocate(3).asReadOnlyBuffer()))),
            Map.entry("write to ''", user(view -> write(view, "", ByteBuffer.allocate(3)))),
            Map.entry("write to null", user(view -> write(view, null, ByteBuffer.allocate(3)))),
            Map.entry("write null", user(view -> view.write("key", null))),
            Map.entry("long name", user(v -> write(v, "n".repeat(250), ByteBuffer.allocate(1)))),
            Map.entry("too long", user(v -> write(v, "n".repeat(251), ByteBuffer.allocate(1)))),
            Map.entry("read too long", user(view -> view.size("n".repeat(251)))),
            Map.entry("delete", user(AttributesOracleTest::delete)),
            Map.entry(
                "delete none",
                user(view -> {
                  view.delete("none");
                  return null;
                })),
            Map.entry(
                "delete null",
                user(view -> {
                  view.delete(null);
                  return null;
                }))));
  }

  private static Object delete(UserDefinedFileAttributeView view) throws IOException {
    view.delete("key");
    return view.list();
  }

  /** {@link UserDefinedFileAttributeView}, where nothing has been written before. */
  @Test
  void whereThereAreNoAttributesOfUsersTheHostSaysTheSame() throws IOException {
    compare(
        Map.of(
            "list", (p, o) -> view(p, o).list(),
            "size", (p, o) -> view(p, o).size("none"),
            "read", (p, o) -> read(view(p, o), "none", ByteBuffer.allocate(3)),
            "write", (p, o) -> write(view(p, o), "none", ByteBuffer.allocate(3))));
  }

  private static UserDefinedFileAttributeView view(Path path, LinkOption... options) {
    return Files.getFileAttributeView(path, UserDefinedFileAttributeView.class, options);
  }

  // ---------------------------------------------------------------- making, stores

  /** {@link Files#createFile} and {@link Files#createDirectory} with attributes. */
  @Test
  void filesAreMadeWithAttributesAsOnTheHost() throws IOException {
    Set<PosixFilePermission> permissions = PosixFilePermissions.fromString("rwx-wxr--");
    List<FileAttribute<?>[]> lists =
        List.of(
            attributes(),
            attributes(PosixFilePermissions.asFileAttribute(permissions)),
            attributes(new Attribute<>("posix:permissions", Set.of())),
            attributes(new Attribute<>("unix:permissions", permissions)),
            attributes(
                new Attribute<>("posix:permissions", Set.of()),
                new Attribute<>("posix:permissions", permissions)),
            attributes(new Attribute<>("posix:permissions", "rwx")),
            attributes(new Attribute<>("posix:permissions", Set.of("rwx"))),
            attributes(new Attribute<>("posix:permissions", null)),
            attributes(new Attribute<>("posix:owner", "root")),
            attributes(new Attribute<>("lastModifiedTime", THEN)),
            attributes(new Attribute<>("", 1)),
            attributes((FileAttribute<?>) null));
    Map<String, Call> calls = new LinkedHashMap<>();
    for (FileAttribute<?>[] list : lists) {
      String text = Arrays.toString(list);
      calls.put("file " + text, (p, o) -> state(Files.createFile(p, list)));
      calls.put("directory " + text, (p, o) -> state(Files.createDirectory(p, list)));
      calls.put(
          "link " + text,
          (p, o) -> {
            Files.createSymbolicLink(p, p.getFileName(), list);
            return state(p, LinkOption.NOFOLLOW_LINKS);
          });
    }
    compare(calls);
  }

  private static FileAttribute<?>[] attributes(FileAttribute<?>... attributes) {
    return attributes;
  }

  /** {@link Files#getFileStore} and {@link FileStore}. */
  @Test
  void fileStoresAnswerAsTheHosts() throws IOException {
    Map<String, Call> calls = new LinkedHashMap<>();
    calls.put("store", (p, o) -> Files.getFileStore(p) != null);
    calls.put("equal", (p, o) -> Files.getFileStore(p).equals(Files.getFileStore(p.getParent())));
    for (String view : List.of("basic", "owner", "posix", "unix", "user", "acl", "nothing", "")) {
      calls.put(view, (p, o) -> Files.getFileStore(p).supportsFileAttributeView(view));
    }
    for (Class<? extends FileAttributeView> view :
        List.of(
            BasicFileAttributeView.class,
            FileOwnerAttributeView.class,
            PosixFileAttributeView.class,
            UserDefinedFileAttributeView.class,
            AclFileAttributeView.class)) {
      calls.put(
          view.getSimpleName(), (p, o) -> Files.getFileStore(p).supportsFileAttributeView(view));
    }
    for (String name :
        List.of("totalSpace", "usableSpace", "unallocatedSpace", "nothing", "", "x:totalSpace")) {
      calls.put("attribute " + name, (p, o) -> (long) Files.getFileStore(p).getAttribute(name) > 0);
    }
    calls.put("attribute null", (p, o) -> Files.getFileStore(p).getAttribute(null));
    calls.put("view null", (p, o) -> Files.getFileStore(p).getFileStoreAttributeView(null));
    compare(calls);
  }

  // ---------------------------------------------------------------- principals

  /** {@link UserPrincipalLookupService}: names, numbers and neither. */
  @Test
  void principalsAreFoundAsOnTheHost() {
    for (String name :
        List.of("root", "0", "54321", "-5", "+7", "no such name", "", "4294967295")) {
      assertEquals(
          Outcome.of(
              () -> principals(hostRoot.getFileSystem()).lookupPrincipalByName(name) != null),
          Outcome.of(() -> principals(ourRoot.getFileSystem()).lookupPrincipalByName(name) != null),
          name);
      assertEquals(
          Outcome.of(() -> group(hostRoot.getFileSystem(), name)),
          Outcome.of(() -> group(ourRoot.getFileSystem(), name)),
          name);
    }
  }

  private static boolean group(FileSystem fileSystem, String name) throws IOException {
    return principals(fileSystem).lookupPrincipalByGroupName(name) != null;
  }
}
