package io.vnode.cli;

import io.vnode.zipstore.pack.PackMethod;
import io.vnode.zipstore.pack.ZipStoreBuilder;
import java.io.IOException;
import java.nio.file.FileSystemException;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;

/** {@code vnode pack}. */
@Command(
    name = "pack",
    synopsisHeading = "",
    customSynopsis =
        "Usage: vnode pack [--onto EXECUTABLE] [--method METHOD] [--align BYTES] [--reproducible]"
            + " DIR OUT",
    description = {
      "Pack a directory to a zip archive, also behind an executable.",
      "",
      "Links and modes are kept. OUT is replaced when all is packed, and stays when that fails."
    })
final class PackCommand extends Tool {
  @Option(
      names = "--onto",
      paramLabel = "EXECUTABLE",
      description = "Put the archive behind its bytes; one that it has already is added to.")
  private String executable;

  @Option(
      names = "--method",
      paramLabel = "METHOD",
      defaultValue = "deflate",
      description = "store, deflate (the default) or zstd.")
  private String method;

  @Option(
      names = "--align",
      paramLabel = "BYTES",
      defaultValue = "1",
      description = "Have stored files begin at multiples of it: 4096 to map them.")
  private int align;

  @Option(
      names = "--reproducible",
      description = "The same bytes for the same tree: one time for all files, no owners.")
  private boolean reproducible;

  @Parameters(index = "0", paramLabel = "DIR", description = "What is packed.")
  private String source;

  @Parameters(index = "1", paramLabel = "OUT", description = "The archive.")
  private String target;

  @Override
  void run() {
    ZipStoreBuilder builder = ZipStoreBuilder.empty().method(method()).reproducible(reproducible);
    try {
      builder.align(align);
    } catch (IllegalArgumentException e) {
      throw new ParameterException(spec().commandLine(), "--" + e.getMessage(), e);
    }
    attempt(source, () -> pack(builder));
  }

  private PackMethod method() {
    for (PackMethod known : PackMethod.values()) {
      if (name(known).equals(method)) {
        return known;
      }
    }
    String names =
        Arrays.stream(PackMethod.values()).map(PackCommand::name).collect(Collectors.joining(", "));
    throw new ParameterException(
        spec().commandLine(), "unknown method '" + method + "'; there are " + names);
  }

  private static String name(PackMethod method) {
    return method.name().toLowerCase(Locale.ROOT);
  }

  private void pack(ZipStoreBuilder builder) throws IOException {
    Location directory = locate(source);
    Location out = locateOther(target);
    Location onto = executable == null ? null : locateOther(executable);
    PackLocations locations = new PackLocations(directory, out, onto);
    if (onto != null) {
      builder.onto(onto.path());
    }
    try {
      builder
          .addAll(directory.path())
          .listener(progress().ofTree(file -> locations.inDirectory(file).text()))
          .writeTo(out.path());
    } catch (FileSystemException e) {
      throw new LocatedException(locations.of(e), e);
    } catch (UnsupportedOperationException e) {
      throw new LocatedException(out, e); // A file system whose channels cannot go back.
    }
  }

  private Location locateOther(String argument) throws LocatedException {
    try {
      return locate(argument);
    } catch (IOException e) {
      throw new LocatedException(argument, e);
    }
  }
}
