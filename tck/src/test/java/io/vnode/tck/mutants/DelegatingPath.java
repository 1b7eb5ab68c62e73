package io.vnode.tck.mutants;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.nio.file.WatchService;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;

/** A path that is another one in all but its file system, which is {@link MutantFileSystem}. */
final class DelegatingPath implements InvocationHandler {
  private final MutantFileSystem fileSystem;
  private final Path path;

  private DelegatingPath(MutantFileSystem fileSystem, Path path) {
    this.fileSystem = fileSystem;
    this.path = path;
  }

  static Path of(MutantFileSystem fileSystem, Path path) {
    return path == null
        ? null
        : (Path)
            Proxy.newProxyInstance(
                DelegatingPath.class.getClassLoader(),
                new Class<?>[] {Path.class},
                new DelegatingPath(fileSystem, path));
  }

  /** The path behind {@code path}; any other is itself. */
  static Path behind(Path path) {
    return path != null
            && Proxy.isProxyClass(path.getClass())
            && Proxy.getInvocationHandler(path) instanceof DelegatingPath delegating
        ? delegating.path
        : path;
  }

  @Override
  public Object invoke(Object proxy, Method method, Object[] arguments) throws Throwable {
    if (method.getName().equals("getFileSystem")) {
      return fileSystem;
    }
    Object[] behind = arguments == null ? new Object[0] : arguments.clone();
    for (int i = 0; i < behind.length; i++) {
      if (behind[i] instanceof Path other) {
        behind[i] = behind(other);
      } else if (behind[i] instanceof WatchService service) {
        behind[i] = fileSystem.behind(service);
      }
    }
    try {
      return wrapped(method.invoke(path, behind));
    } catch (InvocationTargetException e) {
      throw e.getCause();
    }
  }

  private Object wrapped(Object result) {
    if (result instanceof Path other) {
      return of(fileSystem, other);
    }
    if (result instanceof Iterator<?> names) {
      List<Path> wrapped = new ArrayList<>();
      names.forEachRemaining(name -> wrapped.add(of(fileSystem, (Path) name)));
      return wrapped.iterator();
    }
    return result;
  }
}
