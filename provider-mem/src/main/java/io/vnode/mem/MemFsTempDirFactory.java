package io.vnode.mem;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.extension.AnnotatedElementContext;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.io.TempDirFactory;

/**
 * Temporary directories of JUnit that are in memory: {@code @TempDir(factory =
 * MemFsTempDirFactory.class) Path directory}.
 *
 * <p>Each directory is {@code /tmp/junit} in a memfs of its own, with nothing set, that is closed
 * when JUnit is done with the directory. JUnit is needed by those only who use this class.
 */
public final class MemFsTempDirFactory implements TempDirFactory {
  /** Null until a directory is made. */
  private MemFileSystem fileSystem;

  /** The factory of one directory, as JUnit makes it. */
  public MemFsTempDirFactory() {}

  @Override
  public Path createTempDirectory(AnnotatedElementContext element, ExtensionContext extension)
      throws IOException {
    fileSystem = MemFs.create();
    return Files.createDirectory(fileSystem.getPath("/tmp/junit"));
  }

  @Override
  public void close() throws IOException {
    if (fileSystem != null) {
      fileSystem.close();
    }
  }
}
