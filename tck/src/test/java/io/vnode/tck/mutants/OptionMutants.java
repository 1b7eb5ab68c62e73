package io.vnode.tck.mutants;

import static java.nio.file.StandardOpenOption.APPEND;
import static java.nio.file.StandardOpenOption.CREATE;
import static java.nio.file.StandardOpenOption.CREATE_NEW;
import static java.nio.file.StandardOpenOption.DELETE_ON_CLOSE;
import static java.nio.file.StandardOpenOption.TRUNCATE_EXISTING;
import static java.nio.file.StandardOpenOption.WRITE;

import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;

/** Faults of what open options come to. */
final class OptionMutants {
  private OptionMutants() {}

  static final List<Mutant> ALL =
      List.of(
          changing("CREATE_NEW opens what is there", OptionMutants::existing),
          changing("NOFOLLOW_LINKS is ignored", o -> o.remove(LinkOption.NOFOLLOW_LINKS)),
          changing("DELETE_ON_CLOSE is ignored", o -> o.remove(DELETE_ON_CLOSE)),
          changing("TRUNCATE_EXISTING is ignored", o -> o.remove(TRUNCATE_EXISTING)),
          changing("CREATE is ignored", o -> o.remove(CREATE)),
          changing("WRITE truncates", OptionMutants::truncating),
          changing("APPEND writes from the start", OptionMutants::fromTheStart),
          changing("WRITE creates", OptionMutants::creating),
          Mutant.of("a new file has no umask taken off", OpenFiles::new, "posix", "model"));

  private interface Change {
    void to(Set<OpenOption> options);
  }

  private static Mutant changing(String fault, Change change) {
    return Mutant.of(
        fault, fileSystem -> new Changing(fileSystem, change), "nio", "posix", "model");
  }

  private static void existing(Set<OpenOption> options) {
    if (options.contains(WRITE) && options.remove(CREATE_NEW)) {
      options.add(CREATE);
    }
  }

  private static void truncating(Set<OpenOption> options) {
    if (options.contains(WRITE) && !options.contains(APPEND)) {
      options.add(TRUNCATE_EXISTING);
    }
  }

  private static void fromTheStart(Set<OpenOption> options) {
    if (options.remove(APPEND)) {
      options.add(WRITE);
    }
  }

  private static void creating(Set<OpenOption> options) {
    if (options.contains(WRITE)) {
      options.add(CREATE);
    }
  }

  private static final class Changing extends MutantProvider {
    private final Change change;

    Changing(MutantFileSystem fileSystem, Change change) {
      super(fileSystem);
      this.change = change;
    }

    @Override
    Set<OpenOption> options(Path path, Set<OpenOption> options) {
      change.to(options);
      return options;
    }
  }

  private static final class OpenFiles extends MutantProvider {
    OpenFiles(MutantFileSystem fileSystem) {
      super(fileSystem);
    }

    @Override
    FileChannel channel(FileChannel opened, Path path, Set<OpenOption> options)
        throws java.io.IOException {
      if (options.contains(CREATE_NEW) && Files.isRegularFile(path)) {
        Path asRoot = fileSystem.asRoot(path);
        int mode = (Integer) Files.getAttribute(asRoot, "unix:mode");
        Files.setAttribute(asRoot, "unix:mode", (mode | 022) & 07777);
      }
      return opened;
    }
  }
}
