package io.vnode.cli;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributeView;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;

/** {@code vnode touch}. */
@Command(name = "touch", description = "Make empty files, or give those that are there a new time.")
final class TouchCommand extends Tool {
  @Option(names = "-c", description = "Make no file.")
  private boolean noCreate;

  @Option(names = "-d", paramLabel = "TIME", description = "As 2026-01-31T12:00:00Z; default: now.")
  private String time;

  @Parameters(paramLabel = "FILE", arity = "1..*", description = "Paths or URIs.")
  private List<String> operands;

  @Override
  void run() {
    FileTime wanted = FileTime.from(time == null ? Instant.now() : parsed());
    forEach(operands, location -> touch(location.path(), wanted));
  }

  private Instant parsed() {
    try {
      return Instant.parse(time);
    } catch (DateTimeParseException e) {
      throw new ParameterException(spec().commandLine(), "invalid time '" + time + "'", e);
    }
  }

  private void touch(Path path, FileTime wanted) throws IOException {
    if (!Files.exists(path)) {
      if (noCreate) {
        return;
      }
      create(path);
    }
    Files.getFileAttributeView(path, BasicFileAttributeView.class).setTimes(wanted, wanted, null);
  }

  private static void create(Path path) throws IOException {
    try {
      Files.createFile(path);
    } catch (FileAlreadyExistsException e) {
      // Somebody else was faster: then it is one of those that are there.
    }
  }
}
