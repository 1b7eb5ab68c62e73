package io.vnode.projfs;

import static io.vnode.projfs.ProjAccess.READ_ONLY;
import static io.vnode.projfs.ProjAccess.READ_WRITE;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.vnode.engine.Errno;
import java.io.IOException;
import java.nio.file.CopyOption;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermissions;
import java.nio.file.attribute.UserPrincipalLookupService;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The table of the specification, cell by cell: what can be done to each type of projection and to
 * what is in it, without an option that allows more.
 */
class SpecificationTableTest extends Projected {
  /** Which error each deed ends with; a dash for none. */
  private static final String TABLE =
      """
      deed                           /f-r     /f-rw    /d      /p-r    /p-rw
      deleted                        EROFS    EROFS    EROFS   EROFS   EROFS
      renamed                        EROFS    EROFS    EROFS   EROFS   EROFS
      moved into a portal            EXDEV    EXDEV    EXDEV   EXDEV   EXDEV
      replaced by another entry      EROFS    EROFS    EROFS   EROFS   EROFS
      linked beside itself           EROFS    EROFS    EROFS   EROFS   EROFS
      linked into a portal           EXDEV    EXDEV    EXDEV   EXDEV   EXDEV
      written                        EROFS    -        EISDIR  EISDIR  EISDIR
      truncated                      EROFS    -        EISDIR  EISDIR  EISDIR
      given another time             EROFS    -        EROFS   EROFS   -
      given other permissions        EROFS    EPERM    EROFS   EROFS   EPERM
      given an owner                 EROFS    EPERM    EROFS   EROFS   EPERM
      given a group                  EROFS    EPERM    EROFS   EROFS   EPERM
      file made in it                ENOTDIR  ENOTDIR  EROFS   EROFS   -
      directory made in it           ENOTDIR  ENOTDIR  EROFS   EROFS   -
      symbolic link made in it       ENOTDIR  ENOTDIR  EROFS   EROFS   -
      hard link made in it           ENOTDIR  ENOTDIR  EROFS   EROFS   -
      child deleted                  ENOTDIR  ENOTDIR  EROFS   EROFS   -
      child renamed                  ENOTDIR  ENOTDIR  EROFS   EROFS   -
      child moved out                ENOTDIR  ENOTDIR  EXDEV   EXDEV   EXDEV
      child moved in                 ENOTDIR  ENOTDIR  EXDEV   EXDEV   EXDEV
      child linked out               ENOTDIR  ENOTDIR  EXDEV   EXDEV   EXDEV
      child linked in                ENOTDIR  ENOTDIR  EROFS   EROFS   EXDEV
      child written                  ENOTDIR  ENOTDIR  -       EROFS   -
      child truncated                ENOTDIR  ENOTDIR  -       EROFS   -
      child given another time       ENOTDIR  ENOTDIR  -       EROFS   -
      child given other permissions  ENOTDIR  ENOTDIR  EPERM   EROFS   EPERM
      child given an owner           ENOTDIR  ENOTDIR  EPERM   EROFS   EPERM
      child given a group            ENOTDIR  ENOTDIR  EPERM   EROFS   EPERM
      """;

  private static final CopyOption ATOMICALLY = StandardCopyOption.ATOMIC_MOVE;

  /** A child of a directory is an entry itself; here it is one that can be written. */
  @BeforeEach
  void project() throws IOException {
    for (String name : new String[] {"portal", "other"}) {
      Files.writeString(Files.createDirectory(host.resolve(name)).resolve("child"), name);
    }
    Path file = Files.writeString(host.resolve("file"), "file");
    projection =
        ProjFs.builder()
            .file("/f-r", file, READ_ONLY)
            .file("/f-rw", file, READ_WRITE)
            .file("/d/child", file, READ_WRITE)
            .portal("/p-r", host.resolve("portal"), READ_ONLY)
            .portal("/p-rw", host.resolve("portal"), READ_WRITE)
            .portal("/other", host.resolve("other"), READ_WRITE)
            .file("/spare", file, READ_WRITE)
            .build();
  }

  /** A deed done to an entry. */
  @FunctionalInterface
  private interface Deed {
    void run(Path entry) throws IOException;
  }

  private Map<String, Deed> deeds() {
    Map<String, Deed> deeds = new LinkedHashMap<>();
    deeds.put("deleted", Files::delete);
    deeds.put("renamed", entry -> Files.move(entry, at("/new"), ATOMICALLY));
    deeds.put("moved into a portal", entry -> Files.move(entry, at("/other/new"), ATOMICALLY));
    deeds.put("replaced by another entry", entry -> Files.move(at("/spare"), entry, ATOMICALLY));
    deeds.put("linked beside itself", entry -> Files.createLink(at("/new"), entry));
    deeds.put("linked into a portal", entry -> Files.createLink(at("/other/new"), entry));
    deeds.putAll(changes());
    deeds.put("file made in it", entry -> Files.createFile(entry.resolve("new")));
    deeds.put("directory made in it", entry -> Files.createDirectory(entry.resolve("new")));
    deeds.put(
        "symbolic link made in it",
        entry -> Files.createSymbolicLink(entry.resolve("new"), at("child")));
    deeds.put(
        "hard link made in it",
        entry -> Files.createLink(entry.resolve("new"), entry.resolve("child")));
    deeds.put("child deleted", entry -> Files.delete(entry.resolve("child")));
    deeds.put(
        "child renamed",
        entry -> Files.move(entry.resolve("child"), entry.resolve("new"), ATOMICALLY));
    deeds.put(
        "child moved out",
        entry -> Files.move(entry.resolve("child"), at("/other/new"), ATOMICALLY));
    deeds.put(
        "child moved in",
        entry -> Files.move(at("/other/child"), entry.resolve("new"), ATOMICALLY));
    deeds.put(
        "child linked out", entry -> Files.createLink(at("/other/new"), entry.resolve("child")));
    deeds.put(
        "child linked in", entry -> Files.createLink(entry.resolve("new"), at("/other/child")));
    changes()
        .forEach((name, change) ->
            deeds.put("child " + name, entry -> change.run(entry.resolve("child"))));
    return deeds;
  }

  /** Changes of contents and attributes; the owner and the group are those that it has. */
  private Map<String, Deed> changes() {
    return Map.of(
        "written",
        file -> Files.newByteChannel(file, StandardOpenOption.WRITE).close(),
        "truncated",
        file ->
            Files.newByteChannel(
                    file, StandardOpenOption.WRITE, StandardOpenOption.TRUNCATE_EXISTING)
                .close(),
        "given another time",
        file -> Files.setLastModifiedTime(file, FileTime.fromMillis(0)),
        "given other permissions",
        file -> Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxrwxrwx")),
        "given an owner",
        file -> Files.setOwner(file, principals().lookupPrincipalByName("0")),
        "given a group",
        file ->
            Files.getFileAttributeView(file, PosixFileAttributeView.class)
                .setGroup(principals().lookupPrincipalByGroupName("0")));
  }

  private UserPrincipalLookupService principals() {
    return projection.getUserPrincipalLookupService();
  }

  /**
   * A cell of the table.
   *
   * @param expected the error; null when the deed is done
   */
  record Cell(String entry, String deed, Errno expected) {
    @Override
    public String toString() {
      return entry + " " + deed + ": " + (expected == null ? "is done" : expected);
    }
  }

  static Stream<Cell> cells() {
    List<Cell> cells = new ArrayList<>();
    List<String[]> rows = TABLE.lines().map(line -> line.split(" {2,}")).toList();
    for (String[] row : rows.subList(1, rows.size())) {
      for (int i = 1; i < row.length; i++) {
        Errno expected = row[i].equals("-") ? null : Errno.valueOf(row[i]);
        cells.add(new Cell(rows.get(0)[i], row[0], expected));
      }
    }
    return cells.stream();
  }

  @ParameterizedTest
  @MethodSource("cells")
  void aDeedEndsAsTheTableSays(Cell cell) throws IOException {
    Deed deed = deeds().get(cell.deed);
    assertEquals(cell.expected, Answer.to(() -> deed.run(at(cell.entry))));
  }
}
