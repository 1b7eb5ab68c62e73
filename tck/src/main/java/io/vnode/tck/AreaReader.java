package io.vnode.tck;

import java.lang.annotation.Annotation;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.time.Duration;
import java.util.Arrays;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;

/** Reads the checks of one class that is an {@link Area}. */
final class AreaReader {
  private final Class<?> type;
  private final Area area;
  private final Object instance;

  private AreaReader(Class<?> type) {
    this.type = type;
    this.area = type.getAnnotation(Area.class);
    if (area == null) {
      throw new IllegalStateException(type.getName() + " is no @Area");
    }
    this.instance = instance(type);
  }

  /** Its checks, by name. */
  static List<Check> checks(Class<?> type) {
    AreaReader reader = new AreaReader(type);
    return Arrays.stream(type.getDeclaredMethods())
        .filter(method -> method.isAnnotationPresent(Cites.class))
        .sorted(Comparator.comparing(Method::getName))
        .flatMap(reader::read)
        .toList();
  }

  private Stream<Check> read(Method method) {
    method.setAccessible(true);
    List<Class<?>> parameters = List.of(method.getParameterTypes());
    Class<?> result = method.getReturnType();
    if (result == void.class && parameters.equals(List.of(Playground.class))) {
      return Stream.of(check(method, Case.of("", playground -> invoke(method, playground))));
    }
    if (result == Stream.class && parameters.isEmpty()) {
      return rows(method).map(row -> check(method, row));
    }
    throw new IllegalStateException(
        method + " is no check: it takes a Playground, or returns a Stream<Case>");
  }

  private Stream<Case> rows(Method method) {
    try {
      return ((Stream<?>) invoke(method)).map(Case.class::cast);
    } catch (Exception e) {
      throw new IllegalStateException("the table " + method + " cannot be made", e);
    }
  }

  private Check check(Method method, Case row) {
    String sentence = words(method.getName());
    boolean single = row.label().isEmpty();
    Set<Capability> needs = capabilities(method, Needs.class, Needs::value);
    needs.addAll(row.needs());
    TimeLimit limit = find(method, TimeLimit.class);
    return new Check(
        area.value() + "." + hyphens(sentence) + (single ? "" : "." + hyphens(row.label())),
        area.value(),
        single ? sentence : sentence + ": " + row.label(),
        source(row.place() == null ? method.getAnnotation(Cites.class).value() : row.place()),
        needs,
        capabilities(method, Without.class, Without::value),
        area.writes(),
        find(method, Populated.class) != null,
        find(method, OwnFileSystem.class) != null,
        Duration.ofSeconds(seconds(limit)),
        row.body());
  }

  private static int seconds(TimeLimit limit) {
    if (limit == null) {
      return TimeLimit.USUAL_SECONDS;
    }
    String property = limit.prolongedBy();
    boolean prolonged = !property.isEmpty() && System.getProperty(property) != null;
    return prolonged ? TimeLimit.PROLONGED_SECONDS : limit.value();
  }

  private String source(String place) {
    return switch (place.charAt(0)) {
      case '#' -> area.source() + place;
      case '[' -> area.source() + " " + place;
      default -> place;
    };
  }

  /** The annotation of the method, or else of its class; null if neither has one. */
  private <A extends Annotation> A find(Method method, Class<A> annotation) {
    A own = method.getAnnotation(annotation);
    return own != null ? own : type.getAnnotation(annotation);
  }

  /** Those that the annotations of the method and of its class name. */
  private <A extends Annotation> Set<Capability> capabilities(
      Method method, Class<A> annotation, Function<A, Capability[]> value) {
    Set<Capability> all = EnumSet.noneOf(Capability.class);
    for (A found :
        Arrays.asList(method.getAnnotation(annotation), type.getAnnotation(annotation))) {
      if (found != null) {
        all.addAll(List.of(value.apply(found)));
      }
    }
    return all;
  }

  private Object invoke(Method method, Object... arguments) throws Exception {
    try {
      return method.invoke(instance, arguments);
    } catch (InvocationTargetException e) {
      if (e.getCause() instanceof Error error) {
        throw error;
      }
      throw (Exception) e.getCause();
    }
  }

  private static Object instance(Class<?> type) {
    try {
      var constructor = type.getDeclaredConstructor();
      constructor.setAccessible(true);
      return constructor.newInstance();
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(type.getName() + " has no constructor to call", e);
    }
  }

  /** A name in camel case as words in small letters. */
  static String words(String name) {
    return name.replaceAll("(?<!^)([A-Z])", " $1").toLowerCase(Locale.ROOT);
  }

  private static String hyphens(String words) {
    return words.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "-").replaceAll("^-|-$", "");
  }
}
