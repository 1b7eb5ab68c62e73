package io.vnode.mem;

import java.io.IOException;
import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.net.URI;
import java.nio.channels.AsynchronousFileChannel;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The public types of {@code java.nio.file} and the file channels, as the running JDK has them. */
final class FileApi {
  private static final List<String> PACKAGES =
      List.of("java.nio.file", "java.nio.file.attribute", "java.nio.file.spi");

  private static final List<Class<?>> CHANNELS =
      List.of(
          FileChannel.class,
          FileChannel.MapMode.class,
          AsynchronousFileChannel.class,
          SeekableByteChannel.class,
          FileLock.class);

  /** What enums and objects have anyway; of paths it is looked at all the same. */
  private static final Set<String> EVERYBODYS =
      Set.of("valueOf", "values", "equals", "hashCode", "toString");

  private FileApi() {}

  static List<Class<?>> types() throws IOException {
    List<Class<?>> types = new ArrayList<>(CHANNELS);
    for (String name : PACKAGES) {
      Path directory =
          FileSystems.getFileSystem(URI.create("jrt:/"))
              .getPath("/modules/java.base", name.replace('.', '/'));
      try (Stream<Path> files = Files.list(directory)) {
        files
            .map(file -> file.getFileName().toString())
            .filter(file -> file.endsWith(".class") && !file.startsWith("package-info"))
            .map(file -> load(name + "." + file.substring(0, file.length() - ".class".length())))
            .filter(type -> Modifier.isPublic(type.getModifiers()) && !type.isAnonymousClass())
            .forEach(types::add);
      }
    }
    return types;
  }

  private static Class<?> load(String name) {
    try {
      return Class.forName(name, false, null);
    } catch (ClassNotFoundException e) {
      throw new IllegalStateException(e);
    }
  }

  /** The type of this name, with that of its outer class where it has one; null if none has it. */
  static Class<?> type(String name) throws IOException {
    return types().stream().filter(type -> name(type).equals(name)).findFirst().orElse(null);
  }

  static String name(Class<?> type) {
    Class<?> outer = type.getDeclaringClass();
    return outer == null ? type.getSimpleName() : name(outer) + "." + type.getSimpleName();
  }

  /** The names of the public methods and constants that {@code type} declares. */
  static Set<String> members(Class<?> type) {
    Set<String> members =
        methods(type).map(Method::getName).collect(Collectors.toCollection(TreeSet::new));
    Arrays.stream(type.getDeclaredFields())
        .filter(field -> Modifier.isPublic(field.getModifiers()))
        .map(Field::getName)
        .forEach(members::add);
    return members;
  }

  /** The same methods with the simple names of what they take: {@code resolve(Path, Path...)}. */
  static Set<String> signatures(Class<?> type) {
    return methods(type).map(FileApi::signature).collect(Collectors.toCollection(TreeSet::new));
  }

  private static Stream<Method> methods(Class<?> type) {
    return Arrays.stream(type.getDeclaredMethods())
        .filter(method -> Modifier.isPublic(method.getModifiers()) && !method.isSynthetic())
        .filter(method -> type == Path.class || !EVERYBODYS.contains(method.getName()));
  }

  private static String signature(Method method) {
    String types =
        Arrays.stream(method.getParameterTypes())
            .map(Class::getSimpleName)
            .collect(Collectors.joining(", "));
    boolean varargs = method.isVarArgs() && types.endsWith("[]");
    String taken = varargs ? types.substring(0, types.length() - 2) + "..." : types;
    return method.getName() + "(" + taken + ")";
  }
}
