package io.vnode.tck.mutants;

import static io.vnode.tck.mutants.DelegatingPath.behind;
import static java.nio.file.StandardCopyOption.COPY_ATTRIBUTES;
import static java.nio.file.StandardCopyOption.REPLACE_EXISTING;

import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.nio.file.CopyOption;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributeView;
import java.nio.file.attribute.FileAttributeView;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.UserDefinedFileAttributeView;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/** Faults of attributes, and of copies, which take them along. */
final class AttributeMutants {
  private AttributeMutants() {}

  static final List<Mutant> ALL = Stream.of(told(), set(), copied()).flatMap(List::stream).toList();

  // ---------------------------------------------------------------- told

  private static List<Mutant> told() {
    return List.of(
        Mutant.of("a link count is always one", Unlinked::new, "posix", "model"),
        Mutant.of("a directory counts no directories", UncountedDirectories::new, "posix", "model"),
        Mutant.of("the change time stays that of creation", Unchanged::new, "posix", "model"),
        Mutant.of("the size by name is one block", RoundSize::new, "posix", "model"),
        Mutant.of(
            "two names of one file are not the same file", NeverSame::new, "posix", "nio", "model"),
        Mutant.of("access is granted whatever is asked", Granting::new, "posix", "nio", "model"));
  }

  private static final class Unlinked extends MutantProvider {
    Unlinked(MutantFileSystem fileSystem) {
      super(fileSystem);
    }

    @Override
    Map<String, Object> attributes(Path path, Map<String, Object> attributes) {
      boolean directory = Files.isDirectory(path, LinkOption.NOFOLLOW_LINKS);
      attributes.computeIfPresent("nlink", (name, count) -> directory ? count : 1);
      return attributes;
    }
  }

  private static final class UncountedDirectories extends MutantProvider {
    UncountedDirectories(MutantFileSystem fileSystem) {
      super(fileSystem);
    }

    @Override
    Map<String, Object> attributes(Path path, Map<String, Object> attributes) {
      boolean directory = Files.isDirectory(path, LinkOption.NOFOLLOW_LINKS);
      attributes.computeIfPresent("nlink", (name, count) -> directory ? 2 : count);
      return attributes;
    }
  }

  private static final class Unchanged extends MutantProvider {
    Unchanged(MutantFileSystem fileSystem) {
      super(fileSystem);
    }

    @Override
    Map<String, Object> attributes(Path path, Map<String, Object> attributes) throws IOException {
      if (attributes.containsKey("ctime")) {
        attributes.put(
            "ctime", Files.getAttribute(path, "creationTime", LinkOption.NOFOLLOW_LINKS));
      }
      return attributes;
    }
  }

  private static final class RoundSize extends MutantProvider {
    RoundSize(MutantFileSystem fileSystem) {
      super(fileSystem);
    }

    @Override
    Map<String, Object> attributes(Path path, Map<String, Object> attributes) {
      attributes.computeIfPresent("size", (name, size) -> ((Long) size + 4095) / 4096 * 4096);
      return attributes;
    }
  }

  private static final class NeverSame extends MutantProvider {
    NeverSame(MutantFileSystem fileSystem) {
      super(fileSystem);
    }

    @Override
    public boolean isSameFile(Path path, Path path2) throws IOException {
      super.isSameFile(path, path2);
      return path.equals(path2);
    }
  }

  private static final class Granting extends MutantProvider {
    Granting(MutantFileSystem fileSystem) {
      super(fileSystem);
    }

    @Override
    public void checkAccess(Path path, java.nio.file.AccessMode... modes) throws IOException {
      super.checkAccess(path);
    }
  }

  // ---------------------------------------------------------------- set

  private static List<Mutant> set() {
    return List.of(
        Mutant.of(
            "chmod takes the permissions of others away",
            MaskingChmod::new,
            "posix",
            "nio",
            "model"),
        Mutant.of(
            "a modification time is kept to the second", RoundTimes::new, "posix", "nio", "model"),
        Mutant.of(
            "setting the access time sets the modification time", MixedTimes::new, "posix", "nio"),
        Mutant.of("a user attribute is not removed", StickyUser::new, "nio", "model"),
        Mutant.of("a mode is set without its set-id bits", PlainMode::new, "posix", "model"));
  }

  /** A method in the place of one that an interface has. */
  interface Instead {
    /** What is called in the place of {@code name}; null for the view's own. */
    Object call(String name, Object[] arguments) throws Exception;
  }

  static <V> V instead(Class<V> type, V view, Instead instead) {
    return type.cast(
        Proxy.newProxyInstance(
            type.getClassLoader(),
            new Class<?>[] {type},
            (proxy, method, arguments) -> {
              Object[] changed = arguments == null ? new Object[0] : arguments;
              Object result = instead.call(method.getName(), changed);
              if (result != null) {
                return result;
              }
              try {
                return method.invoke(view, changed);
              } catch (InvocationTargetException e) {
                throw e.getCause();
              }
            }));
  }

  private static final class MaskingChmod extends MutantProvider {
    MaskingChmod(MutantFileSystem fileSystem) {
      super(fileSystem);
    }

    @Override
    @SuppressWarnings("unchecked")
    <V extends FileAttributeView> V view(Path path, Class<V> type, V view) {
      if (type != PosixFileAttributeView.class) {
        return view;
      }
      return instead(
          type,
          view,
          (name, arguments) -> {
            if (name.equals("setPermissions")) {
              Set<PosixFilePermission> less =
                  new HashSet<>((Set<PosixFilePermission>) arguments[0]);
              less.remove(PosixFilePermission.OTHERS_EXECUTE);
              arguments[0] = less;
            }
            return null;
          });
    }
  }

  private static final class RoundTimes extends MutantProvider {
    RoundTimes(MutantFileSystem fileSystem) {
      super(fileSystem);
    }

    @Override
    <V extends FileAttributeView> V view(Path path, Class<V> type, V view) {
      if (!BasicFileAttributeView.class.isAssignableFrom(type)) {
        return view;
      }
      return instead(
          type,
          view,
          (name, arguments) -> {
            if (name.equals("setTimes") && arguments[0] != null) {
              arguments[0] =
                  FileTime.fromMillis(((FileTime) arguments[0]).toMillis() / 1000 * 1000);
            }
            return null;
          });
    }
  }

  private static final class MixedTimes extends MutantProvider {
    MixedTimes(MutantFileSystem fileSystem) {
      super(fileSystem);
    }

    @Override
    public void setAttribute(Path path, String attribute, Object value, LinkOption... options)
        throws IOException {
      super.setAttribute(path, attribute, value, options);
      if (attribute.endsWith("lastAccessTime")) {
        super.setAttribute(path, "lastModifiedTime", value, options);
      }
    }
  }

  private static final class StickyUser extends MutantProvider {
    StickyUser(MutantFileSystem fileSystem) {
      super(fileSystem);
    }

    @Override
    <V extends FileAttributeView> V view(Path path, Class<V> type, V view) {
      if (type != UserDefinedFileAttributeView.class) {
        return view;
      }
      UserDefinedFileAttributeView user = (UserDefinedFileAttributeView) view;
      return instead(
          type,
          view,
          (name, arguments) ->
              name.equals("delete") && user.list().contains(arguments[0]) ? "done" : null);
    }
  }

  private static final class PlainMode extends MutantProvider {
    PlainMode(MutantFileSystem fileSystem) {
      super(fileSystem);
    }

    @Override
    public void setAttribute(Path path, String attribute, Object value, LinkOption... options)
        throws IOException {
      boolean mode = attribute.equals("unix:mode");
      super.setAttribute(path, attribute, mode ? (Integer) value & 01777 : value, options);
    }
  }

  // ---------------------------------------------------------------- copied

  private static List<Mutant> copied() {
    return List.of(
        Mutant.of("a copy drops the attributes", BareCopy::new, "nio", "model"),
        Mutant.of("a copy replaces what it was not told to", EagerCopy::new, "nio", "model"),
        Mutant.of(
            "a copy follows links that it was told not to", FollowingCopy::new, "nio", "model"),
        Mutant.of("a copy is another name of the source", LinkingCopy::new, "nio", "model"));
  }

  /** The options with one taken out. */
  private static CopyOption[] without(CopyOption option, CopyOption... options) {
    List<CopyOption> rest = new ArrayList<>(List.of(options));
    rest.remove(option);
    return rest.toArray(CopyOption[]::new);
  }

  private static final class BareCopy extends MutantProvider {
    BareCopy(MutantFileSystem fileSystem) {
      super(fileSystem);
    }

    @Override
    public void copy(Path source, Path target, CopyOption... options) throws IOException {
      super.copy(source, target, without(COPY_ATTRIBUTES, options));
    }
  }

  private static final class EagerCopy extends MutantProvider {
    EagerCopy(MutantFileSystem fileSystem) {
      super(fileSystem);
    }

    @Override
    public void copy(Path source, Path target, CopyOption... options) throws IOException {
      List<CopyOption> more = new ArrayList<>(List.of(options));
      more.add(REPLACE_EXISTING);
      super.copy(source, target, more.toArray(CopyOption[]::new));
    }
  }

  private static final class FollowingCopy extends MutantProvider {
    FollowingCopy(MutantFileSystem fileSystem) {
      super(fileSystem);
    }

    @Override
    public void copy(Path source, Path target, CopyOption... options) throws IOException {
      super.copy(source, target, without(LinkOption.NOFOLLOW_LINKS, options));
    }
  }

  private static final class LinkingCopy extends MutantProvider {
    LinkingCopy(MutantFileSystem fileSystem) {
      super(fileSystem);
    }

    @Override
    public void copy(Path source, Path target, CopyOption... options) throws IOException {
      boolean plain = options.length == 0 && Files.isRegularFile(behind(source));
      if (plain && Files.notExists(behind(target), LinkOption.NOFOLLOW_LINKS)) {
        createLink(target, behind(source).toRealPath());
      } else {
        super.copy(source, target, options);
      }
    }
  }
}
