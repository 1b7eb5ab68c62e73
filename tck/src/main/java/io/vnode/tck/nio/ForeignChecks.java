package io.vnode.tck.nio;

import static io.vnode.tck.Capability.SYMBOLIC_LINKS;
import static java.nio.file.StandardCopyOption.ATOMIC_MOVE;
import static java.nio.file.StandardCopyOption.COPY_ATTRIBUTES;
import static java.nio.file.StandardCopyOption.REPLACE_EXISTING;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.vnode.tck.Area;
import io.vnode.tck.Case;
import io.vnode.tck.Cites;
import io.vnode.tck.Needs;
import io.vnode.tck.Playground;
import java.io.IOException;
import java.net.URI;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.ProviderMismatchException;
import java.nio.file.attribute.FileTime;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;

/** Copies, moves and comparisons between this file system and a zip file of the JDK's. */
@Area(value = "nio.foreign", source = "java.nio.file.Files")
final class ForeignChecks {
  private static final FileTime THEN = FileTime.fromMillis(1_000_000_000_000L);

  /** Something done with a directory of another file system. */
  @FunctionalInterface
  private interface Visit {
    void of(Path foreign) throws IOException;
  }

  private static void abroad(Visit visit) throws IOException {
    Path directory = Files.createTempDirectory("tck-foreign-");
    Path zip = directory.resolve("foreign.zip");
    try (FileSystem foreign =
        FileSystems.newFileSystem(URI.create("jar:" + zip.toUri()), Map.of("create", "true"))) {
      visit.of(foreign.getPath("/"));
    } finally {
      Files.deleteIfExists(zip);
      Files.delete(directory);
    }
  }

  private static Path foreign(Path directory, String name, String content) throws IOException {
    return Files.writeString(directory.resolve(name), content);
  }

  @Cites("#copy(Path,Path,CopyOption[])")
  void filesAreCopiedThereAndBack(Playground p) throws IOException {
    p.write("f", "abc");
    abroad(there -> {
      Files.copy(p.path("f"), there.resolve("f"));
      assertEquals("abc", Files.readString(there.resolve("f")));
      Files.copy(there.resolve("f"), p.path("g"));
    });
    p.shows("f=abc", "g=abc");
  }

  @Cites("#copy(Path,Path,CopyOption[])")
  void directoriesAreCopiedEmpty(Playground p) throws IOException {
    p.tree("d/", "d/f");
    abroad(there -> {
      Files.copy(p.path("d"), there.resolve("d"));
      assertTrue(Files.isDirectory(there.resolve("d")));
      assertFalse(Files.exists(there.resolve("d/f")));
      Files.copy(there.resolve("d"), p.path("e"));
    });
    p.shows("d/", "d/f", "e/");
  }

  @Cites("java.nio.file.FileAlreadyExistsException")
  Stream<Case> whatIsThereIsNotReplacedUnasked() {
    return Stream.of("f=abc", "f/")
        .map(drawn ->
            Case.of(
                drawn.endsWith("/") ? "directory" : "file",
                p -> {
                  p.tree(drawn);
                  abroad(there -> {
                    Path file = foreign(there, "x", "new");
                    p.refuses(
                        FileAlreadyExistsException.class, () -> Files.copy(file, p.path("f")));
                    p.refuses(
                        FileAlreadyExistsException.class, () -> Files.move(file, p.path("f")));
                    assertTrue(Files.exists(file));
                  });
                  p.shows(drawn);
                }));
  }

  @Cites("java.nio.file.StandardCopyOption#REPLACE_EXISTING")
  void whatIsThereIsReplaced(Playground p) throws IOException {
    p.tree("f=old", "d/");
    abroad(there -> {
      Path file = foreign(there, "x", "new");
      Files.copy(file, p.path("f"), REPLACE_EXISTING);
      Files.move(file, p.path("d"), REPLACE_EXISTING);
    });
    p.shows("f=new", "d=new");
  }

  @Cites("java.nio.file.DirectoryNotEmptyException")
  void aFullDirectoryIsNotReplaced(Playground p) throws IOException {
    p.tree("d/", "d/f=abc");
    abroad(there -> {
      Path file = foreign(there, "x", "new");
      p.refuses(
          DirectoryNotEmptyException.class, () -> Files.copy(file, p.path("d"), REPLACE_EXISTING));
      p.refuses(
          DirectoryNotEmptyException.class, () -> Files.move(file, p.path("d"), REPLACE_EXISTING));
      assertTrue(Files.exists(file));
    });
    p.shows("d/", "d/f=abc");
  }

  @Cites("#move")
  void filesAndEmptyDirectoriesMove(Playground p) throws IOException {
    p.tree("f=abc", "d/");
    abroad(there -> {
      Files.move(p.path("f"), there.resolve("f"));
      Files.move(p.path("d"), there.resolve("d"));
      p.shows();
      assertEquals("abc", Files.readString(there.resolve("f")));
      assertTrue(Files.isDirectory(there.resolve("d")));
      Files.move(there.resolve("f"), p.path("g"));
      assertFalse(Files.exists(there.resolve("f")));
    });
    p.shows("g=abc");
  }

  @Cites("#move [DirectoryNotEmptyException]")
  void aFullDirectoryStays(Playground p) throws IOException {
    p.tree("d/", "d/f=abc");
    abroad(
        there -> p.refuses(IOException.class, () -> Files.move(p.path("d"), there.resolve("d"))));
    p.shows("d/", "d/f=abc");
  }

  @Cites("java.nio.file.AtomicMoveNotSupportedException")
  void noMoveThereIsAtomic(Playground p) throws IOException {
    p.write("f", "abc");
    abroad(there ->
        p.refuses(
            AtomicMoveNotSupportedException.class,
            () -> Files.move(p.path("f"), there.resolve("f"), ATOMIC_MOVE)));
    p.shows("f=abc");
  }

  @Cites("java.nio.file.StandardCopyOption#COPY_ATTRIBUTES")
  void theModificationTimeIsCopied(Playground p) throws IOException {
    p.write("f", "abc");
    p.setTimes("f", THEN, THEN);
    abroad(there -> {
      Files.copy(p.path("f"), there.resolve("f"), COPY_ATTRIBUTES);
      assertEquals(THEN, Files.getLastModifiedTime(there.resolve("f")));
      Files.copy(there.resolve("f"), p.path("g"), COPY_ATTRIBUTES);
    });
    assertEquals(THEN, p.stat("g").lastModifiedTime());
  }

  @Cites("#copy(Path,Path,CopyOption[]) If the file is a symbolic link, then the final target")
  @Needs(SYMBOLIC_LINKS)
  void whatALinkLeadsToIsCopied(Playground p) throws IOException {
    p.tree("f=abc", "l -> f");
    abroad(there -> {
      Files.copy(p.path("l"), there.resolve("f"));
      assertEquals("abc", Files.readString(there.resolve("f")));
      assertTrue(Files.isRegularFile(there.resolve("f"), LinkOption.NOFOLLOW_LINKS));
    });
  }

  @Cites("#mismatch")
  void filesAreCompared(Playground p) throws IOException {
    p.write("f", "abcdef");
    abroad(there -> {
      assertEquals(-1, Files.mismatch(p.path("f"), foreign(there, "same", "abcdef")));
      assertEquals(3, Files.mismatch(foreign(there, "other", "abcXef"), p.path("f")));
      assertEquals(2, Files.mismatch(p.path("f"), foreign(there, "short", "ab")));
    });
  }

  @Cites("#isSameFile")
  void noFileIsTheSameAsOneThere(Playground p) throws IOException {
    p.write("f", "abc");
    abroad(there -> {
      Path file = foreign(there, "f", "abc");
      assertFalse(Files.isSameFile(p.path("f"), file));
      assertFalse(Files.isSameFile(file, p.path("f")));
    });
  }

  /** What mixes paths of two providers, of a path here and one there. */
  @FunctionalInterface
  private interface Mix {
    Object of(Path here, Path there) throws IOException;
  }

  @Cites("java.nio.file.ProviderMismatchException")
  Stream<Case> pathsOfTwoProvidersDoNotMix() {
    Map<String, Mix> mixes =
        Map.of(
            "resolve", (here, there) -> here.resolve(there.getFileSystem().getPath("x")),
            "relativize", Path::relativize,
            "createLink", Files::createLink,
            "createSymbolicLink", Files::createSymbolicLink);
    return mixes.entrySet().stream()
        .map(mix ->
            Case.of(
                mix.getKey(),
                p ->
                    abroad(there -> {
                      isOfAnotherProvider(p, there);
                      p.refuses(
                          ProviderMismatchException.class,
                          () -> mix.getValue().of(p.path("f"), there));
                    })));
  }

  private static void isOfAnotherProvider(Playground p, Path there) {
    Assumptions.assumeTrue(
        p.fileSystem().provider() != there.getFileSystem().provider(),
        "no other provider: both are zip files");
  }

  @Cites("java.nio.file.Path")
  void pathsOfTwoProvidersAreNeverEqual(Playground p) throws IOException {
    abroad(there -> {
      isOfAnotherProvider(p, there);
      Path here = p.fileSystem().getPath("x");
      Path other = there.getFileSystem().getPath("x");
      assertFalse(here.equals(other));
      assertFalse(here.startsWith(other));
      assertFalse(here.endsWith(other));
      assertThrows(ClassCastException.class, () -> here.compareTo(other));
    });
  }
}
