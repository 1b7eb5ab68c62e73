package io.vnode.tck.nio;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.vnode.tck.Area;
import io.vnode.tck.Case;
import io.vnode.tck.Cites;
import io.vnode.tck.Playground;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.spi.FileSystemProvider;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Paths as URIs, there and back. */
@Area(value = "nio.uris", source = "java.nio.file.Path#toUri")
final class UriChecks {
  private static final List<String> NAMES =
      List.of(
          "f",
          "a b",
          "100%",
          "a%20b",
          "#1",
          "what?",
          "a+b",
          "a&b=c",
          "\u00e9\u4e2d",
          "a;b",
          "[x]",
          "~",
          "a:b",
          "\ud83d\ude00");

  /** What {@code Path.of} answers, or the provider itself where it is not installed. */
  private static Path back(URI uri, Playground p) {
    return FileSystemProvider.installedProviders().stream()
            .anyMatch(provider -> provider.getScheme().equals(uri.getScheme()))
        ? Path.of(uri)
        : p.fileSystem().provider().getPath(uri);
  }

  @Cites("Path.of(p.toUri()).equals(p.toAbsolutePath())")
  Stream<Case> aUriLeadsBackToItsPath() {
    return IntStream.range(0, NAMES.size())
        .mapToObj(i ->
            Case.of(
                i + 1 + " " + NAMES.get(i),
                p -> {
                  Path path = p.path("d").resolve(NAMES.get(i));
                  assertEquals(path, back(path.toUri(), p));
                }));
  }

  @Cites("[DESCRIPTION]")
  Stream<Case> aUriOfAFileThatIsThereLeadsToIt() {
    return IntStream.range(0, NAMES.size())
        .mapToObj(i ->
            Case.of(
                i + 1 + " " + NAMES.get(i),
                p -> {
                  Path path = p.path("").resolve(NAMES.get(i));
                  Files.writeString(path, NAMES.get(i));
                  assertEquals(NAMES.get(i), Files.readString(back(path.toUri(), p)));
                }));
  }

  @Cites(
      "[DESCRIPTION] an absolute, hierarchical URI with a URI scheme that identifies the provider")
  void aUriNamesItsProvider(Playground p) {
    URI uri = p.path("f").toUri();
    assertTrue(uri.isAbsolute());
    assertEquals(p.fileSystem().provider().getScheme(), uri.getScheme());
  }

  @Cites("Path.of(p.toUri()).equals(p.toAbsolutePath())")
  void theUriOfARelativePathIsThatOfTheAbsolute(Playground p) {
    Path relative = p.fileSystem().getPath("some", "f");
    assertEquals(relative.toAbsolutePath().toUri(), relative.toUri());
    assertEquals(relative.toAbsolutePath(), back(relative.toUri(), p));
  }

  @Cites("Path.of(p.toUri()).equals(p.toAbsolutePath())")
  void theUriOfADirectoryLeadsBack(Playground p) throws IOException {
    p.mkdir("d");
    Path directory = p.path("d");
    assertEquals(directory, back(directory.toUri(), p));
    Path root = directory.getRoot();
    assertEquals(root, back(root.toUri(), p));
  }

  @Cites("java.nio.file.spi.FileSystemProvider#getPath IllegalArgumentException")
  void aUriOfAnotherSchemeIsRefused(Playground p) {
    FileSystemProvider provider = p.fileSystem().provider();
    p.refuses(
        IllegalArgumentException.class, () -> provider.getPath(URI.create("no-such-scheme:///f")));
    p.refuses(
        IllegalArgumentException.class,
        () -> provider.getFileSystem(URI.create("no-such-scheme:///")));
  }
}
