package io.vnode.cli;

import static java.nio.file.LinkOption.NOFOLLOW_LINKS;

import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code vnode ln}. */
@Command(
    name = "ln",
    synopsisHeading = "",
    customSynopsis = {"Usage: vnode ln [-fs] TARGET LINK", "       vnode ln [-fs] TARGET... DIR"},
    description = "Link files: give them another name (hard) or a file that names them (-s).")
final class LnCommand extends Tool {
  @Option(names = "-f", description = "Remove what has the link's name.")
  private boolean force;

  @Option(names = "-s", description = "Symbolic; TARGET is kept as written.")
  private boolean symbolic;

  @Parameters(arity = "2..*", hidden = true)
  private List<String> operands;

  @Override
  void run() {
    Destination.each(this, operands, this::link);
  }

  private void link(String target, Location link) throws IOException {
    Path path = link.path();
    Path existing = symbolic ? null : locate(target).path();
    if (existing != null && existing.getFileSystem() != path.getFileSystem()) {
      throw new FileSystemException(target, link.text(), "Invalid cross-device link");
    }
    if (force && Files.exists(path, NOFOLLOW_LINKS)) {
      if (existing != null && Files.isSameFile(existing, path)) {
        throw new FileSystemException(target, link.text(), "Same file as " + link.text());
      }
      Files.delete(path);
    }
    if (symbolic) {
      Files.createSymbolicLink(path, symbolicTarget(target, path));
    } else {
      Files.createLink(path, existing);
    }
  }

  /** The text of a target that is a path, the path of one that is a URI of the same file system. */
  private Path symbolicTarget(String target, Path link) throws IOException {
    Location named = locate(target);
    if (!named.isUri()) {
      return link.getFileSystem().getPath(target);
    }
    if (named.path().getFileSystem() != link.getFileSystem()) {
      throw new FileSystemException(target, null, "Invalid cross-device link");
    }
    return named.path();
  }
}
