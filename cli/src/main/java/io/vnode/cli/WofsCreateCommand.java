package io.vnode.cli;

import io.vnode.nio.TreeCopy;
import io.vnode.wofs.WofsFileSystem;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;

/** {@code vnode wofs create}. */
@Command(
    name = "create",
    synopsisHeading = "",
    customSynopsis =
        "Usage: vnode wofs create [--from DIR] [--capacity SIZE] [--compression METHOD]"
            + " [--mode MODE] IMAGE",
    description = {
      "Make an image, empty or with a copy of a directory.",
      "",
      "Links of both kinds, modes, times, holes and extended attributes are kept; files belong to"
          + " who makes the image. A file that is there already must be empty. IMAGE appears when it"
          + " is complete; to seal it, where MODE asks for that, is one commit more."
    })
final class WofsCreateCommand extends WofsImageTool {
  @Option(names = "--from", paramLabel = "DIR", description = "What is copied into it.")
  private String source;

  @Option(
      names = "--capacity",
      paramLabel = "SIZE",
      description = "How long it may get, from 64KiB to 16TiB; 4MiB unless set.")
  private String capacity;

  @Option(
      names = "--compression",
      paramLabel = "METHOD",
      description = "deflate, zstd or none (unless set), for what is copied.")
  private String compression;

  @Option(
      names = "--mode",
      paramLabel = "MODE",
      defaultValue = "rw",
      description = "worm or append: seal what is copied for good, as a mount in this mode does.")
  private String mode;

  @Override
  void work(Location made) throws IOException {
    if (mode.equals("ro")) {
      throw new ParameterException(spec().commandLine(), "an image to be made cannot be read-only");
    }
    requireBlank(made.path());
    create(made, source == null ? null : realSource(made));
    if (!mode.equals("rw")) {
      mount(made, Map.of("mode", mode)).close(); // It seals what is there.
    }
  }

  private void create(Location made, Path directory) throws IOException {
    WofsFileSystem fs = mount(made, settings());
    try {
      if (directory != null) {
        fill(fs.getPath("/"), directory);
      }
      fs.commit();
    } finally {
      fs.abandon(); // What has failed leaves no image, and nothing else is left to commit.
    }
  }

  private static void requireBlank(Path image) throws IOException {
    if (Files.exists(image) && (!Files.isRegularFile(image) || Files.size(image) > 0)) {
      throw new FileAlreadyExistsException(image.toString());
    }
  }

  /** The directory itself: a link on the command line stands for what it leads to. */
  private Path realSource(Location made) throws LocatedException {
    try {
      Location directory = locate(source);
      Copier.requireOutside(directory, made);
      if (!Files.isDirectory(directory.path())) {
        throw new NotDirectoryException(source);
      }
      return directory.path().toRealPath();
    } catch (IOException e) {
      throw new LocatedException(source, e);
    }
  }

  private Map<String, String> settings() {
    Map<String, String> settings = new HashMap<>();
    settings.put("mode", mode.equals("worm") || mode.equals("append") ? "rw" : mode);
    if (capacity != null) {
      settings.put("capacity", capacity);
    }
    if (compression != null) {
      settings.put("compression", compression);
    }
    return settings;
  }

  private void fill(Path root, Path directory) throws IOException {
    try {
      TreeCopy.copy(directory, root, progress().ofTree(Path::toString));
    } catch (FileSystemException e) {
      throw new LocatedException(e.getFile() == null ? source : e.getFile(), e);
    }
  }
}
