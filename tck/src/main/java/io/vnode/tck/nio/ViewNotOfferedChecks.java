package io.vnode.tck.nio;

import static io.vnode.tck.Capability.ASYNC;
import static io.vnode.tck.Capability.FILE_CHANNELS;
import static io.vnode.tck.Capability.SYMBOLIC_LINKS;
import static java.nio.charset.StandardCharsets.UTF_8;
import static java.nio.file.StandardOpenOption.CREATE_NEW;
import static java.nio.file.StandardOpenOption.WRITE;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;

import io.vnode.tck.Area;
import io.vnode.tck.Capability;
import io.vnode.tck.Case;
import io.vnode.tck.Cites;
import io.vnode.tck.Errno;
import io.vnode.tck.Playground;
import java.io.IOException;
import java.nio.channels.AsynchronousFileChannel;
import java.nio.channels.FileChannel;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.attribute.AclFileAttributeView;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.DosFileAttributeView;
import java.nio.file.attribute.DosFileAttributes;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.FileAttributeView;
import java.nio.file.attribute.FileOwnerAttributeView;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFileAttributes;
import java.nio.file.attribute.PosixFilePermissions;
import java.nio.file.attribute.UserDefinedFileAttributeView;
import java.nio.file.attribute.UserPrincipal;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;

/** Views that a file system does not list: nothing is told, set or made by them. */
@Area(value = "nio.views-not-offered", source = "java.nio.file.Files")
final class ViewNotOfferedChecks {
  private static final Map<String, Class<? extends FileAttributeView>> TYPES =
      Map.of(
          "acl", AclFileAttributeView.class,
          "dos", DosFileAttributeView.class,
          "owner", FileOwnerAttributeView.class,
          "posix", PosixFileAttributeView.class,
          "user", UserDefinedFileAttributeView.class);

  private static final Map<String, Class<? extends BasicFileAttributes>> ATTRIBUTES =
      Map.of("dos", DosFileAttributes.class, "posix", PosixFileAttributes.class);

  private static final UserPrincipal SOMEBODY = () -> "somebody";

  /** An attribute of each view, and a value that it could have. */
  private static final Map<String, Object> VALUES =
      Map.of(
          "acl:acl",
          List.of(),
          "dos:hidden",
          true,
          "owner:owner",
          SOMEBODY,
          "posix:permissions",
          Set.of(),
          "unix:mode",
          0600,
          "user:mine",
          UTF_8.encode("value"));

  private static String view(String attribute) {
    return attribute.substring(0, attribute.indexOf(':'));
  }

  /** A row about {@code view}, which ends as not offered where the view is there. */
  private static Case withoutView(String view, Use<Playground> body) {
    return withoutView(view, view, body);
  }

  private static Case withoutView(String label, String view, Use<Playground> body) {
    return Case.of(
        label,
        p -> {
          Assumptions.assumeFalse(
              p.fileSystem().supportedFileAttributeViews().contains(view),
              () -> "the view " + view + " is there");
          body.of(p);
        });
  }

  // ---------------------------------------------------------------- told and set

  @Cites("#getFileAttributeView null if the attribute view type is not available")
  Stream<Case> aViewThatIsNotListedIsNull() {
    return TYPES.keySet().stream()
        .map(view ->
            withoutView(
                view,
                p -> {
                  p.write("f", "content");
                  assertNull(Files.getFileAttributeView(p.path("f"), TYPES.get(view)));
                }));
  }

  @Cites("java.nio.file.FileStore#supportsFileAttributeView")
  Stream<Case> noStoreHasAViewThatIsNotListed() {
    return VALUES.keySet().stream()
        .map(ViewNotOfferedChecks::view)
        .map(view ->
            withoutView(
                view,
                p -> {
                  FileStore store = Files.getFileStore(p.path(""));
                  assertFalse(store.supportsFileAttributeView(view));
                  if (TYPES.containsKey(view)) {
                    assertFalse(store.supportsFileAttributeView(TYPES.get(view)));
                  }
                }));
  }

  @Cites("#readAttributes(Path,Class,LinkOption[]) UnsupportedOperationException")
  Stream<Case> itsAttributesAreNotToldAtOnce() {
    return ATTRIBUTES.keySet().stream()
        .map(view ->
            withoutView(
                view,
                p -> {
                  p.write("f", "content");
                  p.expect(
                      Errno.EOPNOTSUPP,
                      () -> Files.readAttributes(p.path("f"), ATTRIBUTES.get(view)));
                }));
  }

  @Cites("#getAttribute UnsupportedOperationException if the attribute view is not available")
  Stream<Case> itsAttributesAreNotToldByName() {
    return VALUES.keySet().stream()
        .map(attribute ->
            withoutView(
                view(attribute),
                p -> {
                  p.write("f", "content");
                  Path file = p.path("f");
                  p.expect(Errno.EOPNOTSUPP, () -> Files.getAttribute(file, attribute));
                  p.expect(
                      Errno.EOPNOTSUPP, () -> Files.readAttributes(file, view(attribute) + ":*"));
                }));
  }

  @Cites("#setAttribute UnsupportedOperationException if the attribute view is not available")
  Stream<Case> itsAttributesAreNotSet() {
    return VALUES.keySet().stream()
        .map(attribute ->
            withoutView(
                view(attribute),
                p -> {
                  p.tree("f=content", "d/");
                  Object value = VALUES.get(attribute);
                  p.expect(Errno.EOPNOTSUPP, () -> p.set("f", attribute, value));
                  p.expect(Errno.EOPNOTSUPP, () -> p.set("d", attribute, value));
                }));
  }

  // ---------------------------------------------------------------- made

  /** Makes something that has an attribute from the beginning. */
  @FunctionalInterface
  private interface Making {
    void of(Playground p, FileAttribute<?> attribute) throws IOException;
  }

  private record Way(String label, Making making, Set<Capability> needs) {
    static Way of(String label, Making making, Capability... needs) {
      return new Way(label, making, Set.of(needs));
    }
  }

  private static Stream<Way> ways() {
    Set<OpenOption> options = Set.of(CREATE_NEW, WRITE);
    return Stream.of(
        Way.of("a directory", (p, a) -> p.mkdir("new", a)),
        Way.of("a file", (p, a) -> p.create("new", a)),
        Way.of("a byte channel", (p, a) -> Files.newByteChannel(p.path("new"), options, a).close()),
        Way.of(
            "a file channel",
            (p, a) -> FileChannel.open(p.path("new"), options, a).close(),
            FILE_CHANNELS),
        Way.of(
            "an asynchronous channel",
            (p, a) -> AsynchronousFileChannel.open(p.path("new"), options, null, a).close(),
            ASYNC));
  }

  @Cites("#createFile UnsupportedOperationException ... an attribute that cannot be set atomically")
  Stream<Case> nothingIsMadeWithPermissionsThatThereAreNot() {
    var permissions =
        PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"));
    return ways()
        .map(way ->
            withoutView(
                    way.label,
                    "posix",
                    p -> p.expect(Errno.EOPNOTSUPP, () -> way.making.of(p, permissions)))
                .needs(way.needs));
  }

  @Cites("#createFile UnsupportedOperationException ... an attribute that cannot be set atomically")
  Stream<Case> nothingIsMadeWithAnAttributeThatIsNotKnown() {
    Way link =
        Way.of(
            "a symbolic link",
            (p, a) -> Files.createSymbolicLink(p.path("new"), p.path("f"), a),
            SYMBOLIC_LINKS);
    return Stream.concat(ways(), Stream.of(link))
        .map(way ->
            Case.of(
                    way.label,
                    p -> p.expect(Errno.EOPNOTSUPP, () -> way.making.of(p, new Unknown())))
                .needs(way.needs));
  }

  private static final class Unknown implements FileAttribute<String> {
    @Override
    public String name() {
      return "nosuchview:attribute";
    }

    @Override
    public String value() {
      return "value";
    }
  }
}
