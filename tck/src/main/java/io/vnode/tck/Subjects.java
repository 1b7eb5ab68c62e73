package io.vnode.tck;

import static java.lang.invoke.MethodType.methodType;

import java.io.IOException;
import java.lang.invoke.MethodType;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.net.URI;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.spi.FileSystemProvider;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * The file systems that the launcher knows by name, and the way to others.
 *
 * <p>None of them is a dependency of the suite: what a name stands for is looked up on a class path
 * when it is asked for.
 */
public final class Subjects {
  /** What {@link #of} takes, for people: a format without arguments, as helps are written in. */
  public static final String SYNTAX =
      "memfs:, jimfs, memory:, jar:, file:DIR, the URI of any provider, with %%d in it if each is to"
          + " be another file system, or the name of a class: a FileSystemProvider or a"
          + " FileSystemTck";

  /** {@link #SYNTAX} as it reads. */
  static String syntax() {
    return String.format(SYNTAX);
  }

  private static final Map<String, String> MEMFS =
      Map.of("user", "alice", "users", "bob", "capacity", "64 MiB", "maxFileSize", "4 TiB");

  /** Milliseconds; it is five seconds unless set, and each check of a watch would wait for them. */
  private static final long JIMFS_POLLS_EACH = 20;

  private static final Duration CLOCK_TICK = Duration.ofNanos(1000);
  private static final int NAME_MAX = 255;

  private final ClassLoader loader;
  private final AtomicInteger numbers = new AtomicInteger();

  /** Those that {@code loader} finds. */
  public Subjects(ClassLoader loader) {
    this.loader = loader;
  }

  /**
   * The file system called {@code name}.
   *
   * @throws IllegalArgumentException when there is none of the name on the class path
   */
  public FileSystemUnderTest of(String name) {
    return switch (name) {
      case "memfs:" -> memfs();
      case "jimfs" -> jimfs();
      case "memory:" -> memory();
      case "jar:" -> jar();
      default -> name.startsWith("file:") ? directory(name) : other(name).named(name);
    };
  }

  // ---------------------------------------------------------------- by name

  private FileSystemUnderTest memfs() {
    return FileSystemUnderTest.of(() -> open("memfs://tck-%d/", MEMFS))
        .named("memfs")
        .as((fs, user) -> (FileSystem) call(fs, "as", user, new String[0]), "alice", "bob", "root")
        .detectCapabilities()
        .knownBy(Subjects::root)
        .limit(Limit.NAME_LENGTH, NAME_MAX)
        .limit(Limit.PATH_LENGTH, 4096)
        .limit(Limit.LINKS_FOLLOWED, 40)
        .limit(Limit.CAPACITY, 64 << 20)
        .limit(Limit.FILE_SIZE, 4L << 40)
        .timeGranularity(CLOCK_TICK)
        .threadSafe(true);
  }

  private FileSystemUnderTest jimfs() {
    String[] views = {"owner", "posix", "unix", "user"};
    return FileSystemUnderTest.of(
            () -> {
              Object unix = callStatic("com.google.common.jimfs.Configuration", "unix");
              Object builder = call(unix, "toBuilder");
              Object polling =
                  callStatic(
                      "com.google.common.jimfs.WatchServiceConfiguration",
                      "polling",
                      JIMFS_POLLS_EACH,
                      TimeUnit.MILLISECONDS);
              call(builder, "setWatchServiceConfiguration", polling);
              Object configuration =
                  call(call(builder, "setAttributeViews", "basic", views), "build");
              return (FileSystem)
                  callStatic("com.google.common.jimfs.Jimfs", "newFileSystem", configuration);
            })
        .named("jimfs")
        .detectCapabilities()
        .timeGranularity(CLOCK_TICK)
        .threadSafe(true);
  }

  private FileSystemUnderTest memory() {
    return FileSystemUnderTest.of(
            () -> {
              Object builder =
                  callStatic(
                      "com.github.marschall.memoryfilesystem.MemoryFileSystemBuilder", "newLinux");
              return (FileSystem) call(builder, "build", "tck-" + numbers.incrementAndGet());
            })
        .named("memoryfilesystem")
        .detectCapabilities()
        .knownBy(Subjects::root)
        .timeGranularity(CLOCK_TICK)
        .threadSafe(true);
  }

  private FileSystemUnderTest jar() {
    Map<FileSystem, Path> zips = new ConcurrentHashMap<>();
    return FileSystemUnderTest.of(() -> openZip(zips, TemporaryFiles.unused("tck.zip")))
        .named("jdk.zipfs")
        .detectCapabilities()
        .knownBy(Subjects::root)
        .timeGranularity(CLOCK_TICK)
        .reopening(zip -> {
          zip.close();
          return openZip(zips, zips.get(zip));
        });
  }

  private static FileSystem openZip(Map<FileSystem, Path> zips, Path file) throws IOException {
    FileSystem zip =
        FileSystems.newFileSystem(URI.create("jar:" + file.toUri()), Map.of("create", "true"));
    zips.put(zip, file);
    return zip;
  }

  private static FileSystemUnderTest directory(String name) {
    Path directory = Path.of(name.substring("file:".length()));
    if (!Files.isDirectory(directory)) {
      throw new IllegalArgumentException(name + " is no directory of this machine");
    }
    return FileSystemUnderTest.of(directory)
        .named(name)
        .detectCapabilities()
        .knownBy(Subjects::root)
        .allows(Allowance.TORN_READS)
        .limit(Limit.NAME_LENGTH, NAME_MAX)
        .threadSafe(true);
  }

  private static URI root(FileSystem fileSystem) {
    return fileSystem.getRootDirectories().iterator().next().toUri();
  }

  // ---------------------------------------------------------------- by URI or class

  private FileSystemUnderTest other(String name) {
    return name.contains(":") ? byUri(name) : byClass(name);
  }

  private FileSystemUnderTest byUri(String uri) {
    if (uri.contains("%d")) {
      return FileSystemUnderTest.of(() -> open(uri, Map.of())).detectCapabilities();
    }
    try {
      return FileSystemUnderTest.of(open(uri, Map.of()).getPath("").toAbsolutePath())
          .detectCapabilities();
    } catch (IOException e) {
      throw new IllegalArgumentException("no file system can be opened as " + uri, e);
    }
  }

  private FileSystemUnderTest byClass(String name) {
    try {
      var constructor = loader.loadClass(name).getDeclaredConstructor();
      constructor.setAccessible(true);
      Object instance = constructor.newInstance();
      if (instance instanceof FileSystemTck described) {
        return described.fileSystem();
      }
      if (instance instanceof FileSystemProvider provider) {
        URI uri = URI.create(provider.getScheme() + ":///");
        return FileSystemUnderTest.of(
                provider.newFileSystem(uri, Map.of()).getPath("").toAbsolutePath())
            .detectCapabilities();
      }
    } catch (ReflectiveOperationException | IOException e) {
      throw new IllegalArgumentException(
          "'" + name + "' cannot be opened. There are " + syntax(), e);
    }
    throw new IllegalArgumentException(
        "'" + name + "' is neither a FileSystemProvider nor a FileSystemTck");
  }

  private FileSystem open(String uri, Map<String, ?> env) throws IOException {
    String numbered = uri.replace("%d", String.valueOf(numbers.incrementAndGet()));
    return FileSystems.newFileSystem(URI.create(numbered), env, loader);
  }

  // ---------------------------------------------------------------- what is looked up

  private Object callStatic(String type, String method, Object... arguments) throws IOException {
    try {
      return call(loader.loadClass(type), null, method, arguments);
    } catch (ClassNotFoundException e) {
      throw new IOException(type + " is not on the class path: name its jar by --classpath", e);
    }
  }

  private static Object call(Object receiver, String method, Object... arguments)
      throws IOException {
    return call(receiver.getClass(), receiver, method, arguments);
  }

  private static Object call(Class<?> type, Object receiver, String name, Object... arguments)
      throws IOException {
    for (Method method : type.getMethods()) {
      if (method.getName().equals(name) && takes(method, arguments)) {
        try {
          return method.invoke(receiver, arguments);
        } catch (InvocationTargetException e) {
          throw new IOException(type.getName() + "." + name + " failed", e.getCause());
        } catch (IllegalAccessException e) {
          throw new IOException(type.getName() + "." + name + " cannot be called", e);
        }
      }
    }
    throw new IOException(type.getName() + " has no method " + name + " for this many arguments");
  }

  private static boolean takes(Method method, Object[] arguments) {
    MethodType types = methodType(void.class, method.getParameterTypes()).wrap();
    boolean all = types.parameterCount() == arguments.length;
    for (int i = 0; all && i < arguments.length; i++) {
      all = types.parameterType(i).isInstance(arguments[i]);
    }
    return all;
  }
}
