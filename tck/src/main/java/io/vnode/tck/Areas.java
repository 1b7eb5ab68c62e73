package io.vnode.tck;

import io.vnode.tck.model.ModelAreas;
import io.vnode.tck.nio.NioAreas;
import io.vnode.tck.posix.PosixAreas;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** All checks there are, area by area in the order in which they are reported. */
public final class Areas {
  private Areas() {}

  /** The checks of all areas. @throws IllegalStateException when two have one id */
  public static List<Check> checks() {
    return Holder.CHECKS;
  }

  /** Reads the checks of {@code areas}. @throws IllegalStateException when two have one id */
  static List<Check> read(Stream<Class<?>> areas) {
    List<Check> checks = areas.flatMap(type -> AreaReader.checks(type).stream()).toList();
    Set<String> ids = new HashSet<>();
    for (Check check : checks) {
      if (!ids.add(check.id())) {
        throw new IllegalStateException("Two checks have the id " + check.id());
      }
    }
    return checks;
  }

  private static final class Holder {
    static final List<Check> CHECKS =
        read(Stream.of(PosixAreas.ALL, NioAreas.ALL, ModelAreas.ALL).flatMap(List::stream));
  }
}
