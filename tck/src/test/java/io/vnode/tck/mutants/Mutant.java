package io.vnode.tck.mutants;

import io.vnode.tck.FileSystemUnderTest;
import java.io.IOException;
import java.nio.file.Path;
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
 * @param reopening opens it again, with what was lost meanwhile
 * @param readOnly whether it is a volume that cannot be written, and not a memfs
 */
record Mutant(
    String fault,
    List<String> areas,
    Function<MutantFileSystem, MutantProvider> maker,
    UnaryOperator<WatchService> watching,
    boolean closes,
    FileSystemUnderTest.Reopener reopening,
    boolean readOnly) {

  private static final FileSystemUnderTest.Reopener SAME = fileSystem -> fileSystem;

  /** What comes to a tree. */
  @FunctionalInterface
  interface Damage {
    void to(Path root) throws IOException;
  }

  static Mutant of(
      String fault, Function<MutantFileSystem, MutantProvider> maker, String... areas) {
    return of(fault, maker, service -> service, areas);
  }

  /** One whose provider and whose watch services have the fault. */
  static Mutant of(
      String fault,
      Function<MutantFileSystem, MutantProvider> maker,
      UnaryOperator<WatchService> watching,
      String... areas) {
    return new Mutant(fault, List.of(areas), maker, watching, true, SAME, false);
  }

  /** One whose fault lies in its watch services. */
  static Mutant watching(String fault, UnaryOperator<WatchService> watching, String... areas) {
    return of(fault, MutantProvider::new, watching, areas);
  }

  /** One that is open when it has been closed. */
  static Mutant unclosed(String fault, String... areas) {
    return new Mutant(
        fault, List.of(areas), MutantProvider::new, service -> service, false, SAME, false);
  }

  /** One that is damaged when it is opened again. */
  static Mutant reopened(String fault, Damage damage, String... areas) {
    FileSystemUnderTest.Reopener damaging =
        fileSystem -> {
          damage.to(((MutantFileSystem) fileSystem).asRoot(fileSystem.getPath("")));
          return fileSystem;
        };
    return new Mutant(
        fault, List.of(areas), MutantProvider::new, service -> service, true, damaging, false);
  }

  /** One of what cannot be written. */
  static Mutant readOnly(
      String fault, Function<MutantFileSystem, MutantProvider> maker, String... areas) {
    return new Mutant(fault, List.of(areas), maker, service -> service, true, SAME, true);
  }

  MutantProvider provider(MutantFileSystem fileSystem) {
    return maker.apply(fileSystem);
  }

  WatchService watchService(WatchService service) {
    return watching.apply(service);
  }
}
