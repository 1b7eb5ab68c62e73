package io.vnode.tck.mutants;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.nio.file.StandardWatchEventKinds;
import java.nio.file.WatchEvent;
import java.nio.file.WatchKey;
import java.nio.file.WatchService;
import java.util.List;

/** Faults of watch services. */
final class WatchMutants {
  private WatchMutants() {}

  static final List<Mutant> ALL =
      List.of(
          Mutant.watching(
              "removals are not told to watchers",
              service -> losing(service, StandardWatchEventKinds.ENTRY_DELETE),
              "nio"),
          Mutant.watching(
              "new names are not told to watchers",
              service -> losing(service, StandardWatchEventKinds.ENTRY_CREATE),
              "nio"),
          Mutant.unclosed("a closed file system goes on", "nio"));

  private static WatchService losing(WatchService service, WatchEvent.Kind<?> kind) {
    return (WatchService)
        Proxy.newProxyInstance(
            WatchMutants.class.getClassLoader(),
            new Class<?>[] {WatchService.class},
            (proxy, method, arguments) -> {
              try {
                Object result = method.invoke(service, arguments);
                return result instanceof WatchKey key ? losing(key, kind) : result;
              } catch (InvocationTargetException e) {
                throw e.getCause();
              }
            });
  }

  private static WatchKey losing(WatchKey key, WatchEvent.Kind<?> kind) {
    return (WatchKey)
        Proxy.newProxyInstance(
            WatchMutants.class.getClassLoader(),
            new Class<?>[] {WatchKey.class},
            (proxy, method, arguments) -> {
              if (method.getName().equals("pollEvents")) {
                return key.pollEvents().stream().filter(event -> event.kind() != kind).toList();
              }
              if (method.getName().equals("equals")) {
                return key.equals(arguments[0]);
              }
              try {
                return method.invoke(key, arguments);
              } catch (InvocationTargetException e) {
                throw e.getCause();
              }
            });
  }
}
