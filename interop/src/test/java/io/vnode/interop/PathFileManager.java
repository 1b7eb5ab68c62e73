package io.vnode.interop;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import javax.tools.ForwardingJavaFileManager;
import javax.tools.JavaFileObject;
import javax.tools.StandardJavaFileManager;

/**
 * The compiler's files by {@link Path} throughout. The JDK's own manager makes the loader of
 * annotation processors from {@code java.io.File}s, hence of the host alone; this one makes it from
 * URLs.
 */
final class PathFileManager extends ForwardingJavaFileManager<StandardJavaFileManager> {
  PathFileManager(StandardJavaFileManager files) {
    super(files);
  }

  void set(Location location, List<Path> paths) throws IOException {
    fileManager.setLocationFromPaths(location, paths);
  }

  Iterable<? extends JavaFileObject> sources(Path... sources) {
    return fileManager.getJavaFileObjects(sources);
  }

  @Override
  public ClassLoader getClassLoader(Location location) {
    List<URL> urls = new ArrayList<>();
    try {
      for (Path path : paths(location)) {
        urls.add(path.toUri().toURL());
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return new URLClassLoader(urls.toArray(URL[]::new), getClass().getClassLoader());
  }

  private Iterable<? extends Path> paths(Location location) {
    return hasLocation(location) ? fileManager.getLocationAsPaths(location) : List.<Path>of();
  }
}
