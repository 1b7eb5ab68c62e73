package io.vnode.tck.mutants;

import java.nio.file.WatchService;
import java.util.List;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/**
 * A memfs with one fault. Immutable.
 *
 * @param fault what is wrong with it
 * @param areas the areas to ask, by how their ids begin, those first that answer soonest
 * @param maker makes the provider that has it
 * @param watching makes the watch service that has it
 * @param closes whether closing the file system closes it
 */
record Mutant(
    String fault,
    List<String> areas,
    Function<MutantFileSystem, MutantProvider> maker,
    UnaryOperator<WatchService> watching,
    boolean closes) {

  static Mutant of(
      String fault, Function<MutantFileSystem, MutantProvider> maker, String... areas) {
    return new Mutant(fault, List.of(areas), maker, service -> service, true);
  }

  /** One whose fault lies in its watch services. */
  static Mutant watching(String fault, UnaryOperator<WatchService> watching, String... areas) {
    return new Mutant(fault, List.of(areas), MutantProvider::new, watching, true);
  }

  /** One that is open when it has been closed. */
  static Mutant unclosed(String fault, String... areas) {
    return new Mutant(fault, List.of(areas), MutantProvider::new, service -> service, false);
  }

  MutantProvider provider(MutantFileSystem fileSystem) {
    return maker.apply(fileSystem);
  }

  WatchService watchService(WatchService service) {
    return watching.apply(service);
  }
}
